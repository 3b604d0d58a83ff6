"""The table of casualty claims: who said how many of which group were killed.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import SOURCE_IDS

CASUALTY_CLAIMS = Table(
    "casualty_claims",
    "Casualty claims",
    "One row a figure: who said, as of when, how many of which group were killed, in an incident or in a wider scope.",
    (
        Column("claim_id", "Claim id", Kind.TEXT, "A short id that never changes.", required=True, width=10),
        Column(
            "as_of_date",
            "As of",
            Kind.DATE,
            "The date the figure was given.",
            required=True,
            other_headings=("as of date",),
            width=12,
        ),
        Column(
            "incident_id",
            "Incident id",
            Kind.TEXT,
            "The incident it is about; empty when it is about a wider scope.",
            refers_to="incidents",
            width=11,
        ),
        Column("scope", "Scope", Kind.TEXT, "What it covers, when that is more than one incident.", width=34),
        Column("campaign", "Campaign", Kind.TEXT, "The named operation it covers as a whole, if it does.", width=16),
        Column(
            "claimant", "Claimant", Kind.TEXT, "Whose figure it is, always by the same name.", required=True, width=26
        ),
        Column("as_stated", "As stated", Kind.TEXT, "Which statement, or by way of whom.", width=26),
        Column(
            "side",
            "Side",
            Kind.CHOICE,
            "Which side the claimant is on.",
            required=True,
            vocabulary=words.SIDES,
            other_headings=("claimant type",),
            width=18,
        ),
        Column(
            "victim_group",
            "Victim group",
            Kind.CHOICE,
            "Who was killed.",
            required=True,
            vocabulary=words.VICTIM_GROUPS,
            width=16,
        ),
        Column(
            "killed_low",
            "Killed, low",
            Kind.COUNT,
            "The figure, or the low end of it. Empty when none was given.",
            minimum=0,
            other_headings=("low",),
            width=10,
        ),
        Column(
            "killed_high",
            "Killed, high",
            Kind.COUNT,
            "The figure again, or its high end. Empty when none was given, or open (more than).",
            minimum=0,
            other_headings=("high",),
            width=10,
        ),
        Column(
            "standing",
            "Standing",
            Kind.CHOICE,
            "Whether the claimant's later word has replaced it.",
            required=True,
            vocabulary=words.STANDINGS,
            width=12,
        ),
        SOURCE_IDS,
        Column("note", "Note", Kind.TEXT, "What a reader should know.", other_headings=("notes",), width=50),
    ),
)
