"""A series of weeks interrupted at a day: the change of its level over its own trend and other districts'.

Knows running totals of attacks (method note M4, docs/method.md). It must not know what happened on that day.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from utils.analysis.attack_days import WEEK, Counts, weeks_around
from utils.analysis.baseline import INTERVAL_Z, WIDEST
from utils.analysis.regression import fit_counts

WEEKS_BEFORE, WEEKS_AFTER, LEAST_AFTER = 26, 13, 6
"""The series' weeks before and after the measure, and how many of the latter the record must at least hold."""

LEAST_BEFORE, LEAST_ATTACKS = 8, 12
"""Fewer attacks in the area before it, or in all, are too few to judge."""

MOST_PLACEBOS, LEAST_PLACEBOS = 199, 19
"""Dates at which nothing happened, tried in the same way: at most, and fewer give no rank."""

HALF = 0.5
"""Added to what the other districts have, so that a week without attacks there has a logarithm."""

Level: TypeAlias = tuple[float, float, float]
"""How many times the level to be expected, and its interval."""


@dataclass(frozen=True, eq=False)
class Area:
    """Running totals of the attacks in a measure's area, and in the other districts of its province."""

    treated: Counts
    others: Counts | None

    def around(self, day: int, after: int) -> "Weeks":
        """The weeks before a day and so many after it; the day itself is in neither."""
        control = None if self.others is None else weeks_around(self.others, day, WEEKS_BEFORE, after)
        return Weeks(weeks_around(self.treated, day, WEEKS_BEFORE, after), control)

    def moved(self, weeks: "Weeks", day: int, week: int, times: int) -> "Weeks":
        """The weeks with one day's attacks put into a week (times 1) or taken out of it (times -1)."""
        place = WEEKS_BEFORE + week
        series, control = weeks.series.copy(), weeks.control
        series[place] += times * on_day(self.treated, day)
        if control is not None and self.others is not None:
            control = control.copy()
            control[place] += times * on_day(self.others, day)
        return Weeks(series, control)


@dataclass(frozen=True, eq=False)
class Weeks:
    """Attacks by week in the area, and in the other districts."""

    series: Counts
    control: Counts | None

    @property
    def few(self) -> bool:
        """Whether there are too few attacks to judge."""
        return bool(self.series[:WEEKS_BEFORE].sum() < LEAST_BEFORE or self.series.sum() < LEAST_ATTACKS)

    @cached_property
    def level(self) -> Level | None:
        """The change of level, where there is enough to judge it."""
        return None if self.few else _level(self.series, self.control)


def on_day(totals: Counts, day: int) -> int:
    """Attacks on one day."""
    return int(totals[day + 1] - totals[day])


def _level(series: Counts, control: Counts | None) -> Level | None:
    """The e^β2 of log μ = β0 + β1·t + β2·D + β3·(t − T0)·D + log(control + ½), with interval; None if too wide."""
    time = np.arange(len(series)) - WEEKS_BEFORE
    after = (time >= 0).astype(float)
    explaining = np.column_stack([np.ones(len(series)), time / WEEKS_BEFORE, after, time / WEEKS_BEFORE * after])
    offset = np.zeros(len(series)) if control is None else np.log(control + HALF)
    fit = fit_counts(series.astype(float), explaining, offset)
    if fit is None:
        return None
    change, error = fit.coefficients[2], fit.errors[2]
    if 2 * INTERVAL_Z * error > math.log(WIDEST):
        return None
    low, high = change - INTERVAL_Z * error, change + INTERVAL_Z * error
    return math.exp(change), math.exp(low), math.exp(high)


def placebo_rank(area: Area, day: int, after: int, level: Level) -> tuple[int, float | None]:
    """At how many dates without the measure the same was tried, and how often the change was as large."""
    dates = placebo_days(len(area.treated) - 1, day, after)
    step = max(1, -(-len(dates) // MOST_PLACEBOS))
    tried = (area.around(date, after).level for date in dates[::step])
    found = [abs(math.log(told[0])) for told in tried if told is not None]
    if len(found) < LEAST_PLACEBOS:
        return len(found), None
    as_large = sum(one >= abs(math.log(level[0])) for one in found)
    return len(found), (1 + as_large) / (1 + len(found))


def placebo_days(length: int, day: int, after: int) -> list[int]:
    """Days a week apart of which no window holds the measure's day or a week after it, in a record of so many days.

    A window that did would be held against what followed the measure, and hide it.
    """
    before, later = WEEK * WEEKS_BEFORE, WEEK * after
    return [one for one in range(before, length - later - 1, WEEK) if one + later < day or one - before > day + later]
