"""The rows of an origin's file, column by column, by the headings that the origin gives them.

Knows names and columns. It must not know which origin it is, nor what becomes of a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from utils.tables.importing.texts import Text, trimmed
from utils.tables.vocabularies import slug


def name_slug(heading: str) -> str:
    """The heading without case, spaces, underscores or punctuation, by which it is recognised."""
    return slug(heading.replace("_", " "))


@dataclass(frozen=True, eq=False)
class Rows:
    """Some rows of a file; a column that the file has not is empty in every row."""

    height: int
    columns: Mapping[str, Text]

    @classmethod
    def of(cls, height: int, columns: Mapping[str, Text]) -> Rows:
        """Rows of these columns, by heading, without white space around the cells."""
        return cls(height, {name_slug(name): trimmed(column) for name, column in columns.items()})

    def __getitem__(self, name: str) -> Text:
        column = self.columns.get(name_slug(name))
        return pa.nulls(self.height, pa.string()) if column is None else column

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name_slug(name) in self.columns

    def where(self, mask: pa.Array) -> Rows:
        """The rows for which the mask is true."""
        kept = {name: column.filter(mask) for name, column in self.columns.items()}
        return Rows(mask.true_count, kept)
