"""What an origin's file looks like and what becomes of it: one declaration an origin.

Knows shapes and rules. It must not know any particular origin, nor grids and files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from utils.tables.importing import texts
from utils.tables.importing.rows import Rows
from utils.tables.importing.texts import Mask, Text

Make: TypeAlias = Callable[[Rows], Text]

NO_PROVINCE = "It names no province, which our incidents need."


@dataclass(frozen=True)
class Rule:
    """How one of our columns is filled: from which of theirs, and how, in a sentence for people.

    The cell of the first of `reads` that the file has is the address of what comes out.
    """

    key: str
    reads: tuple[str, ...]
    says: str
    make: Make


@dataclass(frozen=True)
class Target:
    """One of our tables and the rules that fill it; a row in which a column of `needs` is empty gives none."""

    table: str
    rules: tuple[Rule, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Columns of theirs that are not taken over, and why."""

    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Refusal:
    """A reason for which a row cannot be taken, and where it holds."""

    reason: str
    holds: Callable[[Rows], Mask]


@dataclass(frozen=True)
class Version:
    """A form in which the origin has published; its marks are columns that only that form has."""

    label: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """The order of the columns in files that come without headings."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Bare:
    """How rows without headings are recognised: the orders there are, and what a row of such a file must hold."""

    arrangements: tuple[Arrangement, ...]
    fits: Callable[[Rows], bool]


@dataclass(frozen=True)
class Layout:
    """One origin: how its files are recognised, what is taken from them and how, what not, and on what terms.

    A file with all headings of `signature` is recognised, whatever their order and case. `source` is the row of our
    Sources sheet, by key. `ordered` names pairs of columns of which the first may not be above the second. The terms
    of a `closed` origin forbid that its rows are passed on.
    """

    name: str
    title: str
    terms: str
    source: Mapping[str, str]
    signature: tuple[str, ...]
    versions: tuple[Version, ...]
    targets: tuple[Target, ...]
    left_out: tuple[LeftOut, ...]
    country: str
    province: str | None = None
    refusals: tuple[Refusal, ...] = ()
    other_names: Mapping[str, str] = field(default_factory=dict)
    ordered: tuple[tuple[str, str], ...] = ()
    bare: Bare | None = None
    closed: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """Every column of theirs that the declaration speaks of, in order."""
        named = [name for target in self.targets for rule in target.rules for name in rule.reads]
        left = [name for left in self.left_out for name in left.columns]
        place = [name for name in (self.country, self.province) if name]
        return tuple(dict.fromkeys((*self.signature, *named, *left, *place)))


def same(key: str, name: str, says: str = "As it stands.") -> Rule:
    """Their column taken over."""
    return Rule(key, (name,), says, lambda rows: rows[name])


def constant(key: str, value: str, says: str) -> Rule:
    """The same in every row."""
    return Rule(key, (), says, lambda rows: texts.repeated(value, rows.height))


def prefixed(key: str, prefix: str, name: str) -> Rule:
    """Their id, marked as theirs, so that it stays the same from import to import and meets no id of others."""
    says = f"“{prefix}” and their id: the same in every import, so that a later one can be merged."
    return Rule(key, (name,), says, lambda rows: texts.said(prefix, rows[name]))


def coded(key: str, name: str, codes: Mapping[str, str | None], says: str, empty: str | None = None) -> Rule:
    """What their codes stand for; `empty` where they give none. Other codes stay and are named as problems."""
    return Rule(key, (name,), says, lambda rows: texts.decoded(rows[name], codes, empty))


def missing(name: str) -> Callable[[Rows], Mask]:
    """Where their column is empty."""
    return lambda rows: rows[name].is_null()
