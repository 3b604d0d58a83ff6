"""The column by which a row names its sources, the same in every table.

Knows one column. It must not know the tables.
"""

from utils.tables.columns import Column, Kind

SOURCE_IDS = Column(
    "source_ids",
    "Sources",
    Kind.REFERENCES,
    "Ids from the Sources sheet, separated by semicolons.",
    required=True,
    refers_to="sources",
    other_headings=("source ids", "source"),
    width=22,
)
