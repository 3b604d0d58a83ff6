"""Attacks before and after one measure: an interrupted series with control districts, placebo dates and a ring.

Knows measures and attack days (method note M4, docs/method.md). It must not know any wording: what follows a measure
is not thereby its effect.
"""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from utils.analysis.attack_days import AttackDays, Counts, weeks_around
from utils.analysis.baseline import INTERVAL_Z, WIDEST, rate_ratio
from utils.analysis.regression import fit_counts
from utils.analysis.responses import ANNOUNCED

WEEKS_BEFORE, WEEKS_AFTER, LEAST_AFTER = 26, 13, 6
"""The series' weeks before and after the measure, and how many of the latter the record must at least hold."""

LEAST_BEFORE, LEAST_ATTACKS = 8, 12
"""Fewer attacks in the area before it, or in all, are too few to judge."""

PEAK_WEEKS, PEAK_TIMES = 4, 1.5
"""The weeks just before the measure, held against those before them: so many times as many attacks are a peak."""

RING_NEAR, RING_FAR = 25.0, 75.0
"""Kilometres from the measure's place within which violence that moved away would be found."""

MOST_PLACEBOS, LEAST_PLACEBOS = 199, 19
"""Dates at which nothing happened, tried in the same way: at most, and fewer give no rank."""

HALF = 0.5
SOURCE = "Bottomley 2019; Apel and Hsu 2017"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Before and after: weeks before", WEEKS_BEFORE, "our default"),
    ("Before and after: weeks after, at most", WEEKS_AFTER, "our default"),
    ("Before and after: weeks after, at least", LEAST_AFTER, "our default"),
    ("Before and after: a peak is so many times the weeks before it", PEAK_TIMES, "our default"),
    ("Before and after: least attacks before", LEAST_BEFORE, "our default"),
    ("Before and after: least attacks in all", LEAST_ATTACKS, "our default"),
    ("Before and after: widest interval told, times", WIDEST, "our default"),
    ("Before and after: ring from, km", RING_NEAR, "method note M4"),
    ("Before and after: ring to, km", RING_FAR, "method note M4"),
    ("Before and after: placebo dates, at most", MOST_PLACEBOS, "our default"),
    ("Before and after: placebo dates, at least", LEAST_PLACEBOS, "one in twenty"),
)


class Standing(StrEnum):
    """Whether a measure can be judged, or why not."""

    JUDGED = "judged"
    ANNOUNCED = "announced only"
    COARSE = "not dated to the day"
    EARLY = "the record begins too late before it"
    LATE = "the record ends too soon after it"
    FEW = "too few attacks to judge"
    UNSETTLED = "the interval is too wide to judge"


@dataclass(frozen=True)
class Ring:
    """Attacks 25 to 75 km away in the weeks before and after, and the ratio of the two with its interval."""

    before: int
    after: int
    ratio: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class BeforeAfter:
    """One measure and the attacks in its area, week by week: weeks (0 is the first after), attacks, control, expected.

    `level` is how many times the level that the weeks before it, its trend and the control districts lead to expect,
    with its interval. `chance` is how often a date without the measure gives a change as large; None without enough.
    """

    response_id: str
    start: dt.date
    area: str
    controlled: bool
    standing: Standing
    weeks: pd.DataFrame
    level: tuple[float, float, float] | None = None
    placebos: int = 0
    chance: float | None = None
    ring: Ring | None = None

    @property
    def before(self) -> int:
        """Attacks in the area in the weeks before."""
        return int(self.weeks.loc[self.weeks["week"] < 0, "attacks"].sum())

    @property
    def after(self) -> int:
        """Attacks in the area in the weeks after."""
        return int(self.weeks.loc[self.weeks["week"] >= 0, "attacks"].sum())

    @property
    def after_peak(self) -> bool:
        """Whether the measure followed a peak, after which a fall is to be expected anyway."""
        just, usual = self.peak
        return just > usual * PEAK_TIMES

    @property
    def peak(self) -> tuple[float, float]:
        """Attacks a week in the four weeks just before the measure, and in the weeks before those."""
        attacks = self.weeks.loc[self.weeks["week"] < 0, "attacks"]
        return float(attacks.iloc[-PEAK_WEEKS:].mean()), float(attacks.iloc[:-PEAK_WEEKS].mean())


def before_after(response: dict[str, Any], attacks: AttackDays, *, placebos: bool = True) -> BeforeAfter:
    """What was before and after one measure (its row as a dict); without placebos the fit alone, which is quick."""
    start, district = response["start_date"].date(), response["admin2"]
    local = isinstance(district, str)
    area = district if local else str(response["admin1"])
    treated = attacks.totals(attacks.in_districts([area]) if local else attacks.in_province(area))
    others = attacks.totals(attacks.in_province(str(response["admin1"]), without=area)) if local else None
    day = attacks.place(start)
    after = max(0, min(WEEKS_AFTER, (attacks.length - day - 1) // 7))
    standing = _standing(response, day, after)
    if standing is not Standing.JUDGED:
        return BeforeAfter(str(response["response_id"]), start, area, local, standing, _weeks((), None, 0))
    series, control = _around(treated, others, day, after)
    weeks = _weeks(series, control, WEEKS_BEFORE)
    few = series[:WEEKS_BEFORE].sum() < LEAST_BEFORE or series.sum() < LEAST_ATTACKS
    level = None if few else _level(series, control)
    standing = Standing.FEW if few else Standing.JUDGED if level is not None else Standing.UNSETTLED
    tried, chance = (0, None)
    if placebos and level is not None:
        tried, chance = _placebo_rank(treated, others, day, after, level[0])
    ring = _ring(response, attacks, day, after) if local else None
    return BeforeAfter(str(response["response_id"]), start, area, local, standing, weeks, level, tried, chance, ring)


def _standing(response: dict[str, Any], day: int, after: int) -> Standing:
    if response["status"] == ANNOUNCED:
        return Standing.ANNOUNCED
    if response["date_precision"] != "day":
        return Standing.COARSE
    if day < WEEKS_BEFORE * 7:
        return Standing.EARLY
    return Standing.LATE if after < LEAST_AFTER else Standing.JUDGED


def _around(treated: Counts, others: Counts | None, day: int, after: int) -> tuple[Counts, Counts | None]:
    control = None if others is None else weeks_around(others, day, WEEKS_BEFORE, after)
    return weeks_around(treated, day, WEEKS_BEFORE, after), control


def _weeks(series: Counts | tuple[()], control: Counts | None, before: int) -> pd.DataFrame:
    """The weeks with their attacks, those in the control districts, and what the mean before would have been."""
    attacks = np.asarray(series, dtype="int64")
    usual = attacks[:before].mean() if before else math.nan
    return pd.DataFrame(
        {
            "week": np.arange(len(attacks)) - before,
            "attacks": attacks,
            "control": np.full(len(attacks), np.nan) if control is None else control.astype(float),
            "usual": np.full(len(attacks), usual),
        }
    )


def _level(series: Counts, control: Counts | None) -> tuple[float, float, float] | None:
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


def _placebo_rank(
    treated: Counts, others: Counts | None, day: int, after: int, level: float
) -> tuple[int, float | None]:
    """At how many dates without the measure the same was tried, and how often the change was as large."""
    last = len(treated) - 1 - 7 * after - 1
    dates = [d for d in range(WEEKS_BEFORE * 7, last, 7) if abs(d - day) >= 7 * WEEKS_AFTER]
    step = max(1, -(-len(dates) // MOST_PLACEBOS))
    found: list[float] = []
    for date in dates[::step]:
        series, control = _around(treated, others, date, after)
        if series[:WEEKS_BEFORE].sum() < LEAST_BEFORE or series.sum() < LEAST_ATTACKS:
            continue
        told = _level(series, control)
        if told is not None:
            found.append(abs(math.log(told[0])))
    if len(found) < LEAST_PLACEBOS:
        return len(found), None
    as_large = sum(one >= abs(math.log(level)) for one in found)
    return len(found), (1 + as_large) / (1 + len(found))


def _ring(response: dict[str, Any], attacks: AttackDays, day: int, after: int) -> Ring | None:
    """Attacks around the measure's place in as many weeks before it as after it; None without a place."""
    if pd.isna(response["latitude"]) or pd.isna(response["longitude"]):
        return None
    kept = attacks.in_ring(float(response["latitude"]), float(response["longitude"]), RING_NEAR, RING_FAR)
    around = weeks_around(attacks.totals(kept), day, after, after)
    before, later = int(around[:after].sum()), int(around[after:].sum())
    return Ring(before, later, rate_ratio(later, 1, before, 1))
