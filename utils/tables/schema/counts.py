"""The table of published counts: what rival counters published for an area and a period, with their own rule.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id

PUBLISHED_COUNTS = Table(
    "published_counts",
    "Published counts",
    "One row a number that a counter published. Counters measure different things: they are shown with their rule, "
    "never added and never averaged.",
    (
        row_id("count_id", "Count id", "PC-014"),
        Column(
            "publisher",
            "Publisher",
            Kind.TEXT,
            "Who counted, always by the same name.",
            required=True,
            hxl="#org+claimant",
            width=22,
        ),
        Column(
            "area",
            "Area",
            Kind.TEXT,
            "For what area, as the publisher names it.",
            required=True,
            hxl="#loc+name",
            width=26,
        ),
        Column(
            "period",
            "Period",
            Kind.TEXT,
            "For what period, as published: year, Q1, August, 2004-2024.",
            required=True,
            hxl="#date+period",
            width=14,
        ),
        Column(
            "year",
            "Year",
            Kind.COUNT,
            "The year, or the last one of a longer period.",
            required=True,
            minimum=1900,
            maximum=2199,
            hxl="#date+year",
            width=8,
        ),
        Column(
            "start_date",
            "Start date",
            Kind.DATE,
            "First day of the period, where it follows from what is published.",
            hxl="#date+start",
            width=12,
        ),
        Column(
            "end_date",
            "End date",
            Kind.DATE,
            "Last day of the period. Empty when the count stopped on an unknown day.",
            above="start_date",
            hxl="#date+end",
            width=12,
        ),
        Column(
            "measure",
            "Measure",
            Kind.CHOICE,
            "What was counted.",
            required=True,
            vocabulary=words.COUNT_MEASURES,
            hxl="#indicator+name",
            width=20,
        ),
        Column(
            "group",
            "Group",
            Kind.CHOICE,
            "Of whom. Empty: everyone whom the publisher's rule counts.",
            vocabulary=words.COUNTED_GROUPS,
            other_headings=("victim group",),
            hxl="#group+victim",
            width=18,
        ),
        Column(
            "attributed_to",
            "Attributed to",
            Kind.TEXT,
            "Only what this actor did. Empty: whoever did it.",
            hxl="#org+actor",
            width=18,
        ),
        Column(
            "bound",
            "Bound",
            Kind.CHOICE,
            "When the publisher gives a low, a best and a high estimate: which one.",
            vocabulary=words.COUNT_BOUNDS,
            hxl="#indicator+bound",
            width=8,
        ),
        Column("value", "Value", Kind.COUNT, "The number.", required=True, minimum=0, hxl="#indicator+value", width=10),
        Column(
            "inclusion_rule",
            "Inclusion rule",
            Kind.TEXT,
            "What the publisher counts and what not.",
            required=True,
            hxl="#indicator+rule",
            width=50,
        ),
        SOURCE_IDS,
        NOTE,
    ),
    needed=False,
)
