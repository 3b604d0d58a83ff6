"""The columns by which a row names its sources and itself, and what a reader should know: the same in every table.

Knows single columns. It must not know the tables.
"""

from dataclasses import replace

from utils.tables.columns import Column, Kind

SOURCE_IDS = Column(
    "source_ids",
    "Sources",
    Kind.REFERENCES,
    "Ids from the Sources sheet, separated by semicolons.",
    required=True,
    refers_to="sources",
    other_headings=("source ids", "source"),
    hxl="#meta+source",
    width=22,
)

SOURCE_IDS_IF_ANY = replace(
    SOURCE_IDS,
    required=False,
    help="Ids from the Sources sheet, separated by semicolons. Empty when the row is the authors' own assessment.",
)

NOTE = Column(
    "note", "Note", Kind.TEXT, "What a reader should know.", other_headings=("notes",), hxl="#meta+note", width=50
)


def row_id(key: str, heading: str, example: str) -> Column:
    """The column that names a table's rows."""
    return Column(
        key,
        heading,
        Kind.TEXT,
        f"A short id that never changes, such as {example}.",
        required=True,
        hxl="#meta+id",
        width=12,
    )
