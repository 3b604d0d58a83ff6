"""The table of judgements: what somebody said is or will be, and how it fared.

Knows what analysts fill in. It must not know how cells are read or shown, nor how a judgement is scored.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id

JUDGEMENTS = Table(
    "judgements",
    "Judgements",
    "One row a judgement about what is or will be, whoever made it, and how it fared.",
    (
        row_id("judgement_id", "Judgement id", "P-14"),
        Column(
            "judgement",
            "Judgement",
            Kind.TEXT,
            "In our words, so that it can be found true or false.",
            required=True,
            other_headings=("prediction",),
            hxl="#x_judgement",
            width=60,
        ),
        Column("theme", "Theme", Kind.TEXT, "What it is about.", hxl="#sector", width=18),
        Column("indicator", "Observable indicator", Kind.TEXT, "What would show it.", hxl="#indicator+name", width=44),
        Column(
            "scenario_id",
            "Scenario id",
            Kind.TEXT,
            "The scenario that it speaks of, if it does.",
            refers_to="scenarios",
            hxl="#meta+id+scenario",
            width=12,
        ),
        Column("author", "Author", Kind.TEXT, "Who made it.", required=True, hxl="#org+author", width=26),
        Column("made_on", "Made on", Kind.DATE, "When it was made.", required=True, hxl="#date+made", width=12),
        Column(
            "due_on",
            "Due on",
            Kind.PARTIAL_DATE,
            "By when it can be found true or false, as exactly as its author said. Empty when no date was given.",
            hxl="#date+due",
            width=12,
        ),
        Column(
            "stated_in",
            "Stated in",
            Kind.TEXT,
            "Id of the source that holds it.",
            refers_to="sources",
            hxl="#meta+source+statement",
            width=12,
        ),
        Column(
            "likelihood_word",
            "Likelihood word",
            Kind.TEXT,
            "The author's own word for how likely, if one was given.",
            hxl="#x_likelihood+word",
            width=16,
        ),
        Column(
            "likelihood",
            "Likelihood, %",
            Kind.DECIMAL,
            "The author's own number, if one was given. Only such rows can be scored.",
            minimum=0,
            maximum=100,
            hxl="#x_likelihood",
            width=10,
        ),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            "How it fared so far.",
            required=True,
            vocabulary=words.JUDGEMENT_STATUSES,
            hxl="#status",
            width=16,
        ),
        Column("status_on", "Status as of", Kind.DATE, "Of when that is.", hxl="#date+status", width=12),
        Column(
            "basis",
            "Basis",
            Kind.TEXT,
            "On what the status rests.",
            required=True,
            other_headings=("status basis",),
            hxl="#description",
            width=60,
        ),
        SOURCE_IDS,
        NOTE,
    ),
    needed=False,
)
