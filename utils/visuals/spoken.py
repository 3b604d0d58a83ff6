"""The claims of one scope that give a number, each by its day, group, side and claimant.

Knows rows of casualty claims. It must not know how they are drawn.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from utils.analysis.tolls import STANDS
from utils.visuals import wording


@dataclass(frozen=True)
class Claim:
    """One claim that gives a number."""

    day: dt.date
    group: str
    side: str
    claimant: str
    low: int | None
    high: int | None
    stands: bool

    @property
    def said(self) -> str:
        """Its number in words."""
        return wording.number_range(self.low, self.high, beyond=wording.MORE_THAN)

    @property
    def base(self) -> int:
        """The number that its line follows: the low one, where there is one."""
        return self.low if self.low is not None else self.high or 0


def spoken(claims: pd.DataFrame) -> Iterator[Claim]:
    """Those that give a number, the earliest first."""
    numbered = claims[claims["killed_low"].notna() | claims["killed_high"].notna()]
    for row in numbered.sort_values("as_of_date", kind="stable").to_dict("records"):
        low, high = (None if pd.isna(row[key]) else int(row[key]) for key in ("killed_low", "killed_high"))
        who = (str(row["victim_group"]), str(row["side"]), str(row["claimant"]))
        own = not isinstance(row["worked_out_from"], str)
        yield Claim(row["as_of_date"].date(), *who, low, high, own and row["standing"] == STANDS)


def to_the_last_that_stands(claims: Sequence[Claim]) -> list[Claim]:
    """A replaced claim heard of weeks after the last that stands would only squeeze the days."""
    last = max((claim.day for claim in claims if claim.stands), default=dt.date.max)
    return [claim for claim in claims if claim.day <= last]
