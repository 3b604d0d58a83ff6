"""A number that can be answered for: value or range, unit, the rows it rests on, and how many rows could not speak.

Knows what a figure is. It must not know how one is worded or drawn.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Coverage:
    """Of how many rows (`of`) how many give what is counted (`known`)."""

    known: int
    of: int


@dataclass(frozen=True)
class Figure:
    """One number of a briefing.

    `value` is None when nothing is known. `low` and `high` bound it where reports differ; a `high` of None with a
    `low` means "at least". `basis` holds the ids of the rows, `method` the name of the rule that made it. `columns` are
    those of these rows that it was read from; without any, the rows themselves were counted or weighed.
    """

    value: float | None
    unit: str
    method: str
    basis: tuple[str, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    low: float | None = None
    high: float | None = None
    columns: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that a sentence may print from it."""
        covered = (self.coverage.known, self.coverage.of)
        return tuple(number for number in (self.value, self.low, self.high, *covered) if number is not None)


def ids_of(column: "pd.Series[Any]") -> tuple[str, ...]:
    """The ids in that column, in its order. Read at once: one by one, Arrow takes twelve times as long."""
    return tuple(column.tolist())
