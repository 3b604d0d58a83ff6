"""What an import did, for the person who asked for it: what went where, what was left out, and every row counted.

Knows counts and sentences. It must not know how rows are converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Refused(NamedTuple):
    """Rows that were not taken for one reason: how many, and the numbers of the first of them in the sheet."""

    reason: str
    rows: int
    first_rows: tuple[int, ...]


class Mapped(NamedTuple):
    """One of our columns (`Incidents: Event type`), the columns of theirs that it comes from, and how."""

    theirs: str
    ours: str
    rule: str


class NotTaken(NamedTuple):
    """A column of theirs that was not taken over, and why."""

    theirs: str
    why: str


class Counted(NamedTuple):
    """A country or province in the file's own spelling, and in how many rows it stands."""

    name: str
    rows: int


@dataclass(frozen=True)
class ImportReport:
    """What an import did with one sheet. `read` is `taken` and all `refused` together.

    `countries` counts all rows read, `admin1` those of the chosen countries: they are what may be chosen from.
    """

    origin: str
    version: str
    terms: str
    file: str
    sheet: str
    read: int
    taken: int
    refused: tuple[Refused, ...]
    mapped: tuple[Mapped, ...]
    left_out: tuple[NotTaken, ...]
    countries: tuple[Counted, ...]
    admin1: tuple[Counted, ...]
