"""The table of context: what authors argue about the setting, in our words, each statement with its author.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, SOURCE_IDS, row_id

CONTEXT = Table(
    "context",
    "Context",
    "One row a statement about the setting that an author is on record with, told as the author's and never as ours.",
    (
        row_id("context_id", "Context id", "X-01"),
        Column(
            "theme",
            "Theme",
            Kind.TEXT,
            "What it is about, such as governance or equity; statements of one theme are told together.",
            required=True,
            hxl="#sector",
            width=22,
        ),
        Column(
            "kind",
            "Kind",
            Kind.CHOICE,
            "What kind of statement it is.",
            required=True,
            vocabulary=words.CONTEXT_KINDS,
            hxl="#x_kind",
            width=12,
        ),
        Column(
            "statement",
            "Statement",
            Kind.TEXT,
            "In our words, without a full stop, so that it reads on after: the author argues that.",
            required=True,
            hxl="#description",
            width=80,
        ),
        Column(
            "author",
            "Author",
            Kind.TEXT,
            "Who says so, as a sentence names them.",
            required=True,
            hxl="#org+author",
            width=30,
        ),
        Column("stated_on", "Stated on", Kind.PARTIAL_DATE, "When, as exactly as known.", hxl="#date", width=12),
        SOURCE_IDS,
        NOTE,
    ),
    needed=False,
)
