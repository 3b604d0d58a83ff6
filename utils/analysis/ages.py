"""How long ago incidents began: the day, or the span of days that a coarse date leaves open.

Knows dates and how exactly they are known. It must not know places, nor what ages are used for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from utils.analysis.nearness import Numbers
from utils.analysis.selection import FREQUENCIES, Mask


@dataclass(frozen=True, eq=False)
class Ages:
    """Days from each incident's first and last possible day to the day counted back from; 0 is that day itself."""

    oldest: Numbers
    newest: Numbers

    def within(self, window: int) -> Mask:
        """Whether it surely began in the last so many days."""
        inside: Mask = self.oldest < window
        return inside

    def perhaps(self, window: int) -> Mask:
        """Whether it may have begun in the last so many days, and may not."""
        left_open: Mask = (self.newest < window) & ~self.within(window)
        return left_open

    def fading(self, half_life: float) -> Numbers:
        """1 for today, ½ after a half-life and so on, by the middle of the days left open."""
        return 0.5 ** ((self.oldest + self.newest) / 2 / half_life)


def ages_of(incidents: pd.DataFrame, as_of: dt.date) -> Ages:
    """The incidents' ages on that day. What is recorded began on it or before, so a month ends there at the latest."""
    first, last = incidents["start_date"].copy(), incidents["start_date"].copy()
    for precision, frequency in FREQUENCIES.items():
        coarse = (incidents["date_precision"] == precision).to_numpy(dtype=bool)
        if coarse.any():
            first[coarse] = first[coarse].dt.to_period(frequency).dt.start_time
            last[coarse] = last[coarse].dt.to_period(frequency).dt.end_time.dt.normalize()
    until = pd.Timestamp(as_of)
    oldest, newest = ((until - days.where(days <= until, until)).dt.days for days in (first, last))
    return Ages(oldest.to_numpy(dtype=float), newest.to_numpy(dtype=float))
