"""The tables of `investments.xlsx`: projects, and the rival figures about the money in them.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id
from utils.tables.schema.grades import CREDIBILITY, RELIABILITY
from utils.tables.schema.location import ADMIN1, ADMIN2, GEO_PRECISION, LATITUDE, LONGITUDE, PLACE


def _money(stage: str, heading: str, tag: str) -> Column:
    return Column(
        f"{stage}_usd_m",
        f"{heading}, USD m",
        Kind.DECIMAL,
        f"Money {stage}, in millions of US dollars. Empty when no figure was found. Stages are never added.",
        minimum=0,
        hxl=tag,
        width=12,
    )


_WHERE = (
    replace(
        ADMIN1,
        required=False,
        help="Province or the like, as named on the Places sheet. Empty when it runs through several or is not known.",
    ),
    replace(ADMIN2, help="District or the like, as named on the Places sheet. Empty when it runs through several."),
    replace(PLACE, help="Town or part of a town."),
    Column(
        "extent",
        "Extent",
        Kind.TEXT,
        "What it runs through, when that is more than the district named.",
        hxl="#loc+extent",
        width=28,
    ),
    LATITUDE,
    LONGITUDE,
    replace(GEO_PRECISION, vocabulary=words.SITE_PRECISIONS),
)

_SAFETY = (
    Column(
        "security_note",
        "Security note",
        Kind.TEXT,
        "Attacks on it or near it, and other risks, as reported.",
        hxl="#description+security",
        width=50,
    ),
    Column(
        "foreign_nationals_note",
        "Foreign nationals",
        Kind.TEXT,
        "What is reported of foreigners attacked on it.",
        hxl="#description+foreigners",
        width=40,
    ),
    Column(
        "incident_ids",
        "Incidents",
        Kind.REFERENCES,
        "Ids of the incidents that its security note speaks of, where known for certain.",
        refers_to="incidents",
        hxl="#meta+id+event",
        width=14,
    ),
)

PROJECTS = Table(
    "projects",
    "Projects",
    "One row a project: what, where, by whom, how far it got, and how much money at each stage.",
    (
        row_id("project_id", "Project id", "INV-014"),
        Column("name", "Name", Kind.TEXT, "The project's name.", required=True, hxl="#activity+project", width=44),
        Column(
            "sector",
            "Sector",
            Kind.CHOICE,
            "What it is for.",
            required=True,
            vocabulary=words.SECTORS,
            hxl="#sector",
            width=18,
        ),
        Column(
            "programme",
            "Programme",
            Kind.TEXT,
            "The programme it is counted under, always by the same name.",
            hxl="#activity+programme",
            width=14,
        ),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            "How far it got.",
            required=True,
            vocabulary=words.PROJECT_STATUSES,
            hxl="#status",
            width=16,
        ),
        Column("lead_firm", "Lead firm", Kind.TEXT, "Who builds or runs it.", hxl="#org+impl", width=34),
        Column("financier", "Financier", Kind.TEXT, "Who pays or lends.", hxl="#org+funding", width=34),
        Column(
            "financing_type",
            "Financing type",
            Kind.CHOICE,
            "In what form.",
            vocabulary=words.FINANCING_TYPES,
            hxl="#value+type",
            width=12,
        ),
        _money("announced", "Announced", "#value+pledged"),
        _money("committed", "Committed", "#value+committed"),
        _money("disbursed", "Disbursed", "#value+disbursed"),
        Column(
            "announced_on",
            "Announced on",
            Kind.PARTIAL_DATE,
            "As exactly as known: 2026-02-01, 2026-02 or 2026.",
            other_headings=("announced year", "announced in"),
            hxl="#date+announced",
            width=12,
        ),
        Column(
            "completed_on",
            "Completed on",
            Kind.PARTIAL_DATE,
            "When it was or is to be completed, as exactly as known.",
            other_headings=("completion year", "completed in"),
            hxl="#date+completed",
            width=12,
        ),
        *_WHERE,
        Column(
            "summary",
            "Summary",
            Kind.TEXT,
            "One or two sentences: what it is and how its money is known.",
            required=True,
            hxl="#description",
            width=60,
        ),
        *_SAFETY,
        SOURCE_IDS,
        RELIABILITY,
        CREDIBILITY,
        NOTE,
    ),
    needed=False,
)

FIGURES = Table(
    "figures",
    "Figures",
    "One row a figure about money: who said, as of when, how much of what. Rival figures stand side by side.",
    (
        row_id("figure_id", "Figure id", "FIG-014"),
        Column(
            "project_id",
            "Project id",
            Kind.TEXT,
            "The project it is about; empty when it is about a wider scope.",
            refers_to="projects",
            hxl="#meta+id+project",
            width=11,
        ),
        Column(
            "scope",
            "Scope",
            Kind.TEXT,
            "What it covers, when that is more than one project; always by the same name.",
            hxl="#activity+scope",
            width=20,
        ),
        Column(
            "as_of_date",
            "As of",
            Kind.PARTIAL_DATE,
            "As exactly as known: 2026-02-01, 2026-02 or 2026.",
            required=True,
            other_headings=("as of date",),
            hxl="#date+value",
            width=12,
        ),
        Column(
            "period",
            "Period",
            Kind.TEXT,
            "The span that a flow covers, when it is not up to the as-of date in full.",
            hxl="#date+period",
            width=18,
        ),
        Column(
            "measure",
            "Measure",
            Kind.CHOICE,
            "What is measured.",
            required=True,
            vocabulary=words.MONEY_MEASURES,
            hxl="#value+measure",
            width=14,
        ),
        Column(
            "amount_usd_m",
            "Amount, USD m",
            Kind.DECIMAL,
            "In millions of US dollars.",
            required=True,
            minimum=0,
            other_headings=("usd m",),
            hxl="#value+amount",
            width=12,
        ),
        Column(
            "claimant",
            "Claimant",
            Kind.TEXT,
            "Whose figure it is, always by the same name.",
            required=True,
            hxl="#org+claimant",
            width=24,
        ),
        Column(
            "side",
            "Side",
            Kind.CHOICE,
            "What kind of claimant. Empty when not known.",
            vocabulary=words.MONEY_CLAIMANTS,
            other_headings=("claimant type",),
            hxl="#org+claimant+side",
            width=18,
        ),
        SOURCE_IDS,
        NOTE,
    ),
    needed=False,
)
