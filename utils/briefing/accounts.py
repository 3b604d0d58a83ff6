"""One row of the incidents in words: when, where, who is named and how that is known, who was killed, its grade.

Knows how a row is told, on page and paper alike. It must not know which rows, nor any markup.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, TypeAlias

import pandas as pd

from utils.analysis.tolls import GROUP_COLUMNS
from utils.visuals.wording import day, number_range, span

Cell: TypeAlias = Any  # whatever a frame holds in one place, its unknown included
Row: TypeAlias = dict[Hashable, Cell]


def when(row: Row) -> str:
    """Its day or days, and how exactly they are known where that is not to the day."""
    end = row["end_date"]
    start = row["start_date"].date()
    spell = span(start, end.date()) if pd.notna(end) and end.date() != start else day(start)
    return spell if row["date_precision"] == "day" else f"{spell} (known to the {row['date_precision']})"


def where(row: Row) -> str:
    """The place, the district and the province, as far as they are given; none twice in a row."""
    told = ""
    for part in (row[key] for key in ("place", "admin2", "admin1")):
        if isinstance(part, str) and not f", {told}".endswith(f", {part}"):
            told = f"{told}, {part}" if told else part
    return told


def who(row: Row) -> str:
    """Who is named, in brackets how that is known and on whose word."""
    named = [row[key] for key in ("actor", "unit") if isinstance(row[key], str)]
    actor = ", ".join(named) if named else "Perpetrator not identified"
    by = row["attributed_by"] if isinstance(row["attributed_by"], str) else ""
    how = row["attribution"] if isinstance(row["attribution"], str) else "how it is known is not recorded"
    how = f"{how} by {by}" if by and by != row["actor"] else how
    note = f"; {row['attribution_note']}" if isinstance(row["attribution_note"], str) else ""
    return f"{actor} ({how}{note})"


def killed(row: Row) -> tuple[str, ...]:
    """The dead of each victim group that the row counts, low to high."""
    return tuple(_killed(row)) or ("not known",)


def _killed(row: Row) -> Iterator[str]:
    for group, column in GROUP_COLUMNS.items():
        low, high = row[f"{column}_low"], row[f"{column}_high"]
        if pd.notna(low) or pd.notna(high):
            yield f"{group} {number_range(_known(low), _known(high))}"


def _known(value: Cell) -> int | None:
    return int(value) if pd.notna(value) else None


def grade(row: Row) -> str:
    """The grade of its source and of its report together."""
    return "".join(row[key] for key in ("reliability", "credibility") if isinstance(row[key], str)) or "not graded"
