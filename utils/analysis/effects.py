"""Attacks before and after one measure: an interrupted series with control districts, placebo dates and a ring.

Knows measures and attack days (method note M4, docs/method.md). It must not know any wording: what follows a measure
is not thereby its effect.
"""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from utils.analysis import regression
from utils.analysis.attack_days import WEEK, AttackDays, Counts, attack_days, weeks_around
from utils.analysis.baseline import WIDEST, rate_ratio
from utils.analysis.interrupted import (
    LEAST_AFTER,
    LEAST_ATTACKS,
    LEAST_BEFORE,
    LEAST_PLACEBOS,
    MOST_PLACEBOS,
    WEEKS_AFTER,
    WEEKS_BEFORE,
    Area,
    Level,
    Weeks,
    on_day,
    placebo_rank,
)
from utils.analysis.keeping import answered_once
from utils.analysis.responses import ANNOUNCED
from utils.editions.edition import Edition

PEAK_WEEKS, PEAK_TIMES = 4, 1.5
"""The weeks just before the measure, held against those before them: so many times as many attacks are a peak."""

RING_NEAR, RING_FAR = 25.0, 75.0
"""Kilometres from the measure's place within which violence that moved away would be found."""

BURST_SHARE, BURST_LEAST = 1 / 3, 5
"""A single day with so large a part of all attacks around a measure, and at least so many, is told by itself."""

BOTTOMLEY = "Bottomley et al. 2019; Apel and Hsu 2017"
OURS = "our default"
CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Before and after: weeks before", f"{WEEKS_BEFORE} weeks", OURS),
    ("Before and after: weeks after", f"{LEAST_AFTER} to {WEEKS_AFTER} weeks", OURS),
    ("Before and after: step, trend and change of trend over control districts", "log-linear, offset", BOTTOMLEY),
    ("Before and after: a peak is, against the weeks before it", f"{PEAK_TIMES} times over {PEAK_WEEKS} weeks", OURS),
    ("Before and after: least attacks before", f"{LEAST_BEFORE} attacks", OURS),
    ("Before and after: least attacks in all", f"{LEAST_ATTACKS} attacks", OURS),
    ("Before and after: interval", "95 %", "convention"),
    ("Before and after: widest interval told", f"{WIDEST:g} times", OURS),
    ("Before and after: a single day is told by itself from", f"a third of all attacks, at least {BURST_LEAST}", OURS),
    ("Before and after: ring for attacks that moved", f"{RING_NEAR:g} to {RING_FAR:g} km", "method note M4"),
    ("Before and after: other dates tried", f"{LEAST_PLACEBOS} to {MOST_PLACEBOS} dates", "one in twenty; our default"),
    *regression.CONSTANTS,
)
"""What the method rests on: name, value with its unit, source."""


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
    ratio: Level

    @property
    def enough(self) -> bool:
        """Whether there are enough attacks to judge the ratio."""
        return self.before + self.after >= LEAST_ATTACKS


@dataclass(frozen=True)
class Burst:
    """A single day, other than the measure's own, with a large part of all attacks around it.

    `week` is the week that holds it, `level` the change when that day is left out; None where that cannot be judged.
    """

    day: dt.date
    attacks: int
    week: int
    level: Level | None


@dataclass(frozen=True, eq=False)
class BeforeAfter:
    """One measure and the attacks in its area, week by week: weeks (0 is the first after), attacks, control, expected.

    `level` is how many times the level that the weeks before it, its trend and the control districts lead to expect,
    with its interval. The measure's own day is in neither half: it has `on_day` attacks, and `counted_before` and
    `counted_after` are the level with them in the last week before or the first after. `chance` is how often a date
    without the measure gives a change as large; None without enough.
    """

    response_id: str
    start: dt.date
    area: str
    controlled: bool
    standing: Standing
    weeks: pd.DataFrame
    level: Level | None = None
    on_day: int = 0
    counted_before: Level | None = None
    counted_after: Level | None = None
    burst: Burst | None = None
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


@answered_once(512)
def compared(edition: Edition, response_id: str, *, placebos: bool = False) -> BeforeAfter:
    """What was before and after one measure of an edition, by its id; worked out once."""
    return before_after(_rows_of(edition)[response_id], attack_days(edition), placebos=placebos)


@lru_cache(maxsize=4)
def _rows_of(edition: Edition) -> dict[str, dict[str, Any]]:
    """The edition's measures by their ids."""
    rows = edition.dataset.frame("responses").to_dict("records")
    return {str(row["response_id"]): {str(key): value for key, value in row.items()} for row in rows}


def before_after(response: dict[str, Any], attacks: AttackDays, *, placebos: bool = True) -> BeforeAfter:
    """What was before and after one measure (its row as a dict); without placebos the fits alone, which is quick."""
    start, district, province = response["start_date"].date(), response["admin2"], str(response["admin1"])
    local, name = isinstance(district, str), str(response["response_id"])
    where = district if local else province
    day = attacks.place(start)
    after = max(0, min(WEEKS_AFTER, (attacks.length - day - 1) // 7))
    standing = _standing(response, day, after)
    if standing is not Standing.JUDGED:
        return BeforeAfter(name, start, where, local, standing, _frame((), None, 0))
    treated = attacks.of_area(province, district if local else None)
    others = attacks.of_others(province, district) if local else None
    area = Area(treated, others)
    weeks = area.around(day, after)
    judged = Standing.FEW if weeks.few else Standing.JUDGED if weeks.level is not None else Standing.UNSETTLED
    own = on_day(treated, day)
    tried, chance = placebo_rank(area, day, after, weeks.level) if placebos and weeks.level is not None else (0, None)
    return BeforeAfter(
        name,
        start,
        where,
        local,
        judged,
        _frame(weeks.series, weeks.control, WEEKS_BEFORE),
        weeks.level,
        own,
        area.moved(weeks, day, -1, 1).level if own else None,
        area.moved(weeks, day, 0, 1).level if own else None,
        _burst(area, weeks, attacks, day),
        tried,
        chance,
        _ring(response, attacks, day, after) if local else None,
    )


def _standing(response: dict[str, Any], day: int, after: int) -> Standing:
    if response["status"] == ANNOUNCED:
        return Standing.ANNOUNCED
    if response["date_precision"] != "day":
        return Standing.COARSE
    if day < WEEKS_BEFORE * WEEK:
        return Standing.EARLY
    return Standing.LATE if after < LEAST_AFTER else Standing.JUDGED


def _frame(series: Counts | tuple[()], control: Counts | None, before: int) -> pd.DataFrame:
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


def _burst(area: Area, weeks: Weeks, attacks: AttackDays, day: int) -> Burst | None:
    """The day with most attacks among those counted, where it has a large part of them all; the first of equal ones."""
    first, last = day - WEEKS_BEFORE * WEEK, day + WEEK * (len(weeks.series) - WEEKS_BEFORE)
    daily = np.diff(area.treated[first : last + 2])
    daily[day - first] = 0  # the measure's own day is in neither half, and told by itself
    most = int(daily.max())
    if most < BURST_LEAST or most < BURST_SHARE * weeks.series.sum():
        return None
    heaviest = first + int(daily.argmax())
    week = (heaviest - day) // WEEK if heaviest < day else (heaviest - day - 1) // WEEK
    told = area.moved(weeks, heaviest, week, -1).level
    return Burst(attacks.first + dt.timedelta(days=heaviest), most, week, told)


def _ring(response: dict[str, Any], attacks: AttackDays, day: int, after: int) -> Ring | None:
    """Attacks around the measure's place in as many weeks before it as after it; None without a place."""
    if pd.isna(response["latitude"]) or pd.isna(response["longitude"]):
        return None
    totals = attacks.of_ring(float(response["latitude"]), float(response["longitude"]), RING_NEAR, RING_FAR)
    around = weeks_around(totals, day, after, after)
    before, later = int(around[:after].sum()), int(around[after:].sum())
    return Ring(before, later, rate_ratio(later, 1, before, 1, _dispersion(around.reshape(2, after))))


def _dispersion(halves: Counts) -> float:
    """Variance over mean of the weeks around each half's own mean, never below one (that of pure chance)."""
    means = np.broadcast_to(halves.mean(axis=1, keepdims=True), halves.shape)
    squares = np.divide((halves - means) ** 2, means, out=np.zeros(halves.shape), where=means > 0)
    return max(1.0, float(squares.sum()) / (halves.size - len(halves)))
