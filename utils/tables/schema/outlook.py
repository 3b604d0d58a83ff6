"""The tables of `outlook.xlsx` about the futures: scenarios, indicators and evidence.

Knows what analysts fill in. It must not know how cells are read or shown, nor any theatre's futures.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, SOURCE_IDS_IF_ANY, row_id
from utils.tables.schema.grades import CREDIBILITY, RELIABILITY
from utils.tables.vocabularies import Vocabulary

ORDINALS = ("first", "second", "third", "fourth", "fifth")
"""The scenarios that a matrix can hold, in the order of the Scenarios sheet."""


def _by_scenario(key: str, heading: str, help_text: str, steps: Vocabulary) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{key}_{number}",
            f"{heading}: {ordinal} scenario",
            Kind.CHOICE,
            f"{help_text} the scenario whose order is {number}. Empty when not judged.",
            vocabulary=steps,
            hxl=f"#x_{key}+s{number}",
            width=14,
        )
        for number, ordinal in enumerate(ORDINALS, 1)
    )


def _judged(what: str, prefix: str) -> tuple[Column, Column]:
    return (
        Column(f"{prefix}_by", f"{what} set by", Kind.TEXT, "Whose judgement it is.", hxl=f"#org+{prefix}", width=22),
        Column(f"{prefix}_on", f"{what} set on", Kind.DATE, "When it was made.", hxl=f"#date+{prefix}", width=12),
    )


def _percent(key: str, heading: str, help_text: str) -> Column:
    return Column(key, heading, Kind.DECIMAL, help_text, minimum=0, maximum=100, hxl=f"#x_{key}", width=10)


SCENARIOS = Table(
    "scenarios",
    "Scenarios",
    "One row a future. They exclude each other; one row stands for anything else, and the priors sum to 100.",
    (
        row_id("scenario_id", "Scenario id", "SC-1"),
        Column(
            "order",
            "Order",
            Kind.COUNT,
            "Its place: the columns of the matrices follow it. No two alike.",
            required=True,
            minimum=1,
            maximum=len(ORDINALS),
            hxl="#x_order",
            width=8,
        ),
        Column("name", "Name", Kind.TEXT, "A few words for it.", required=True, hxl="#x_name", width=26),
        Column(
            "description",
            "Description",
            Kind.TEXT,
            "What would be seen if it came true.",
            required=True,
            hxl="#description",
            width=60,
        ),
        Column(
            "remainder",
            "Anything else",
            Kind.CHOICE,
            "yes for the row that stands for anything else.",
            required=True,
            vocabulary=words.YES_NO,
            hxl="#x_remainder",
            width=10,
        ),
        _percent("prior", "Prior, %", "How likely before the indicators are looked at, in percent."),
        *_judged("Prior", "prior_set"),
        Column(
            "by_date",
            "By date",
            Kind.DATE,
            "By when it would be seen: one date for all rows, set by whoever set the priors. Empty when none is set.",
            hxl="#date+due",
            width=12,
        ),
        _percent(
            "own_likelihood",
            "Own likelihood, %",
            "The analysts' own judgement, in percent, shown beside what "
            "follows from the indicators. Empty when none was made.",
        ),
        *_judged("Own likelihood", "own_set"),
        SOURCE_IDS_IF_ANY,
        NOTE,
    ),
    needed=False,
)

_MEASURED = (
    Column(
        "measure",
        "Measure",
        Kind.CHOICE,
        "What of the other sheets answers it, if anything does. It is worked out for each edition, and used only while "
        "the state is not known: what an analyst sets wins.",
        vocabulary=words.INDICATOR_MEASURES,
        hxl="#indicator+measure",
        width=24,
    ),
    Column(
        "within_days",
        "Within days",
        Kind.COUNT,
        "How many days up to the edition's date the measure looks at. Empty: 90.",
        minimum=1,
        maximum=1826,
        hxl="#x_within",
        width=8,
    ),
    Column(
        "threshold",
        "Seen from",
        Kind.DECIMAL,
        "From which number on it counts as seen. Empty: above the limit that earlier periods of that length set.",
        minimum=0,
        hxl="#x_threshold",
        width=8,
    ),
)

INDICATORS = Table(
    "indicators",
    "Indicators",
    "One row a thing to look for: how likely it would be seen under each scenario, and whether it is seen.",
    (
        row_id("indicator_id", "Indicator id", "IND-04"),
        Column(
            "indicator",
            "Indicator",
            Kind.TEXT,
            "Something that can be observed.",
            required=True,
            hxl="#indicator+name",
            width=60,
        ),
        Column(
            "theme",
            "Theme",
            Kind.TEXT,
            "What it is about; weights within a theme share a limit, as they depend on each other.",
            required=True,
            hxl="#sector",
            width=20,
        ),
        Column(
            "weight",
            "Weight",
            Kind.DECIMAL,
            "How much it counts: 1 in full, 0 not at all.",
            required=True,
            minimum=0,
            maximum=1,
            hxl="#x_weight",
            width=8,
        ),
        *_by_scenario("likelihood", "Likelihood", "Speaks for or against", words.LIKELIHOOD_STEPS),
        Column(
            "state",
            "State",
            Kind.CHOICE,
            "Whether it is seen.",
            required=True,
            vocabulary=words.INDICATOR_STATES,
            hxl="#status",
            width=12,
        ),
        Column(
            "state_date",
            "State as of",
            Kind.PARTIAL_DATE,
            "Of when that is, as exactly as known.",
            hxl="#date+reported",
            width=12,
        ),
        Column("basis", "Basis", Kind.TEXT, "On what that rests.", hxl="#description", width=50),
        *_MEASURED,
        Column("set_by", "Set by", Kind.TEXT, "Whose weight and likelihoods these are.", hxl="#org+set", width=22),
        Column("set_on", "Set on", Kind.DATE, "When they were set.", hxl="#date+set", width=12),
        SOURCE_IDS_IF_ANY,
        NOTE,
    ),
    needed=False,
)

EVIDENCE = Table(
    "evidence",
    "Evidence",
    "One row a piece of evidence, and how it fits each scenario (analysis of competing hypotheses).",
    (
        row_id("evidence_id", "Evidence id", "E-014"),
        Column(
            "date",
            "Date",
            Kind.PARTIAL_DATE,
            "As exactly as known: 2026-02-01, 2026-02 or 2026.",
            required=True,
            hxl="#date+occurred",
            width=12,
        ),
        Column(
            "statement",
            "Statement",
            Kind.TEXT,
            "What is reported, in a sentence.",
            required=True,
            hxl="#description",
            width=60,
        ),
        Column(
            "label",
            "Label",
            Kind.TEXT,
            "What it shows, in a few words.",
            other_headings=("indicator",),
            hxl="#x_label",
            width=28,
        ),
        Column(
            "indicator_id",
            "Indicator id",
            Kind.TEXT,
            "The indicator that it bears on, if it plainly does.",
            refers_to="indicators",
            hxl="#meta+id+indicator",
            width=12,
        ),
        *_by_scenario("fit", "Fit", "How it fits", words.FITS),
        SOURCE_IDS,
        RELIABILITY,
        CREDIBILITY,
        NOTE,
    ),
    needed=False,
)
