"""What a column and a table are: the single statement that reading, templates and help are derived from.

Knows shapes only. It must not know any particular table, nor any file.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from utils.tables.vocabularies import Vocabulary, slug


class Kind(Enum):
    """What a cell of a column holds, once it is read."""

    TEXT = "text"
    CHOICE = "one of a list"
    DATE = "date"
    PARTIAL_DATE = "date, month or year"
    COUNT = "whole number"
    DECIMAL = "number"
    REFERENCES = "ids, separated by semicolons"
    LINK = "web address"


@dataclass(frozen=True)
class Column:
    """One column, declared once. Limits are inclusive; `refers_to` names the table whose ids it holds.

    `above` names the column of the same row whose value this one may not be below; `hxl` is its tag in the
    Humanitarian Exchange Language.
    """

    key: str
    heading: str
    kind: Kind
    help: str
    required: bool = False
    vocabulary: Vocabulary | None = None
    minimum: float | None = None
    maximum: float | None = None
    other_headings: tuple[str, ...] = ()
    refers_to: str | None = None
    above: str | None = None
    hxl: str | None = None
    width: int = 16

    @cached_property
    def names(self) -> frozenset[str]:
        """Every form of the heading that is recognised, as slugs."""
        return frozenset(slug(name.replace("_", " ")) for name in (self.heading, self.key, *self.other_headings))


@dataclass(frozen=True)
class Table:
    """One table: its sheet's name, its columns in order, the first of which is its id, and what it is for.

    An edition without a needed table is not whole; the others may be left out.
    """

    name: str
    sheet: str
    help: str
    columns: tuple[Column, ...]
    needed: bool = True

    @property
    def id_column(self) -> Column:
        """The column that names a row."""
        return self.columns[0]

    def column(self, key: str) -> Column:
        """The column of that key; KeyError when the table has none."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def column_named(self, heading: str) -> Column | None:
        """The column that a heading names, whatever its case, spaces or underscores; None when it names none."""
        return self._by_name.get(slug(heading.replace("_", " ")))

    def column_tagged(self, tag: str) -> Column | None:
        """The column that an HXL tag names, whatever the order of its attributes; None when it names none."""
        return self._by_tag.get(_attributes(tag))

    @cached_property
    def _by_tag(self) -> dict[frozenset[str], Column]:
        return {_attributes(column.hxl): column for column in self.columns if column.hxl}

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {name: column for column in self.columns for name in column.names}


def _attributes(tag: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in tag.replace("+", " +").split())
