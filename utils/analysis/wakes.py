"""What followed measures nearby, against like dates without one, over several distances and spans of time.

Knows measures and attack days (matched wakes, method note M4, docs/method.md). It must not know any wording.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.analysis.attack_days import WEEK, AttackDays, Counts, distances
from utils.analysis.episodes import MEASURABLE
from utils.analysis.figures import ids_of
from utils.analysis.matching import CERTAINTY, EDGES, Dates, Matched, matched
from utils.analysis.responses import ANNOUNCED
from utils.analysis.selection import Mask

DAYS = (7, 14, 28, 56, 84)
KILOMETRES = (10, 25, 50, 100)
"""The spans before and after, and the distances, for each pair of which a change is looked for."""

APART = 7
"""Measures at one place that begin within so many days of each other are one occasion."""

STRETCH = 84
"""Dates in one stretch of so many days, or of both spans where that is longer, are left out together."""

LEAST_TREATED, LEAST_STRETCHES, LEAST_ATTACKS = 10, 6, 30
"""With fewer matched occasions, separate stretches, or attacks around them, a window is too few to judge: below thirty
attacks the interval leaves out no difference more often than one time in twenty, by simulation."""

SCHUTTE = "Schutte and Donnay 2014"
OURS = "our default"
CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Matched wakes: spans before and after", f"{', '.join(map(str, DAYS))} days", OURS),
    ("Matched wakes: distances", f"{', '.join(map(str, KILOMETRES))} km", OURS),
    ("Matched wakes: matched on attacks before, classes from", f"{', '.join(map(str, EDGES[:6]))} … attacks", SCHUTTE),
    ("Matched wakes: matched on trend", "falling, level or rising half to half", SCHUTTE),
    ("Matched wakes: one occasion within", f"{APART} days", OURS),
    ("Matched wakes: stretch left out at a time", f"{STRETCH} days, or both spans", "jackknife; our length"),
    ("Matched wakes: interval", f"{100 * (2 * CERTAINTY - 1):g} %", "convention"),
    ("Matched wakes: least matched occasions", f"{LEAST_TREATED} occasions", OURS),
    ("Matched wakes: least separate stretches", f"{LEAST_STRETCHES} stretches", OURS),
    ("Matched wakes: least attacks around them", f"{LEAST_ATTACKS} attacks", "simulation"),
)
"""What the method rests on: name, value with its unit, source."""


@dataclass(frozen=True)
class Window:
    """One span and distance: what was matched there, and whether it is enough to judge."""

    days: int
    kilometres: int
    found: Matched

    @property
    def enough(self) -> bool:
        """Whether there is enough to judge."""
        told = self.found
        some = told.treated >= LEAST_TREATED and told.stretches >= LEAST_STRETCHES and told.counted >= LEAST_ATTACKS
        return some and told.change is not None

    @property
    def apart(self) -> bool:
        """Whether there is enough, and the interval leaves out that nothing changed."""
        change = self.found.change
        return self.enough and change is not None and not change[1] <= 0 <= change[2]


@dataclass(frozen=True)
class Wakes:
    """Every window; `measures` are the ids that took part on so many `occasions`, `left_out` those that could not."""

    windows: tuple[Window, ...]
    measures: tuple[str, ...]
    left_out: tuple[str, ...]
    occasions: int

    @property
    def judged(self) -> tuple[Window, ...]:
        """The windows with enough to judge."""
        return tuple(window for window in self.windows if window.enough)


def wakes(responses: pd.DataFrame, attacks: AttackDays) -> Wakes:
    """The windows around the measures of that frame that are dated to the day and placed to the town."""
    dated = (responses["date_precision"] == "day") & (responses["status"].astype("str") != ANNOUNCED)
    placed = (
        responses["geo_precision"].isin(MEASURABLE) & responses["latitude"].notna() & responses["longitude"].notna()
    )
    kept = responses[(dated & placed).to_numpy(dtype=bool)]
    recorded = [0 <= attacks.place(day.date()) < attacks.length for day in kept["start_date"]]
    kept = kept[np.array(recorded, dtype=bool)]
    ids = ids_of(kept["response_id"])
    left = tuple(name for name in responses["response_id"] if name not in set(ids))
    if kept.empty:
        return Wakes((), ids, left, 0)
    points, codes = _points(kept)
    days = np.array([attacks.place(day.date()) for day in kept["start_date"]])
    occasions = _occasions(codes, days)
    totals = _totals(points, attacks)
    windows = tuple(
        Window(span, reach, matched(_dates(occasions, totals[row], _near(points, reach), span)))
        for row, reach in enumerate(KILOMETRES)
        for span in DAYS
    )
    return Wakes(windows, ids, left, len(occasions))


def _points(kept: pd.DataFrame) -> tuple[pd.DataFrame, Counts]:
    """The different points at which measures were taken, and each measure's."""
    codes, points = pd.factorize(pd.MultiIndex.from_frame(kept[["latitude", "longitude"]].astype(float)))
    return pd.DataFrame(points.tolist(), columns=["latitude", "longitude"]), codes.astype(np.int64)


def _occasions(codes: Counts, days: Counts) -> Counts:
    """Point and day of each occasion, in the order of the days."""
    last: dict[int, int] = {}
    held: list[tuple[int, int]] = []
    for day, code in sorted(zip(days.tolist(), codes.tolist(), strict=True)):
        if day - last.get(code, -APART) >= APART:
            last[code] = day
            held.append((code, day))
    return np.array(held, dtype=np.int64)


def _totals(points: pd.DataFrame, attacks: AttackDays) -> Counts:
    """Running totals of the attacks within each distance of each point: distance, point, day."""
    exact = attacks.incidents["geo_precision"].isin(MEASURABLE).to_numpy(dtype=bool)
    where, when = attacks.incidents[exact], attacks.days[exact]
    daily = np.zeros((len(KILOMETRES), len(points), attacks.length), dtype=np.int64)
    for place, (latitude, longitude) in enumerate(points.itertuples(index=False)):
        away = distances(where["latitude"], where["longitude"], latitude, longitude)
        band = np.searchsorted(KILOMETRES, away)  # a distance that is not known is sorted beyond the last
        near = band < len(KILOMETRES)
        flat = np.bincount(band[near] * attacks.length + when[near], minlength=daily[:, place].size)
        daily[:, place] = flat.reshape(len(KILOMETRES), attacks.length)
    within = daily.cumsum(axis=0).cumsum(axis=2)
    return np.concatenate([np.zeros((*within.shape[:2], 1), dtype=np.int64), within], axis=2)


def _near(points: pd.DataFrame, reach: float) -> Mask:
    """Which points lie within reach of each other."""
    rows = [
        distances(points["latitude"], points["longitude"], latitude, longitude) <= reach
        for latitude, longitude in points.itertuples(index=False)
    ]
    return np.stack(rows)


def _dates(occasions: Counts, totals: Counts, near: Mask, span: int) -> Dates:
    """The occasions, and as dates without a measure every week at the same points that no measure nearby reaches."""
    length = totals.shape[1] - 1
    earliest, latest = span, length - span - 1
    held = occasions[(occasions[:, 1] >= earliest) & (occasions[:, 1] <= latest)]
    weekly = np.arange(earliest, latest + 1, WEEK)
    free = [
        np.column_stack([np.full(len(quiet), point), quiet])
        for point in range(len(near))
        if len(quiet := _quiet(weekly, occasions[near[point][occasions[:, 0]], 1], span))
    ]
    both = np.concatenate([held, *free]) if free else held
    treated = np.arange(len(both)) < len(held)
    point, day = both[:, 0], both[:, 1]
    half = span // 2
    first, later = _between(totals, point, day - span, day - span + half), _between(totals, point, day - half, day)
    before, after = _between(totals, point, day - span, day), _between(totals, point, day + 1, day + 1 + span)
    return Dates(before, later - first, after, treated, day // max(STRETCH, 2 * span))


def _between(totals: Counts, points: Counts, since: Counts, until: Counts) -> Counts:
    counted: Counts = totals[points, until] - totals[points, since]
    return counted


def _quiet(weekly: Counts, taken: Counts, span: int) -> Counts:
    """The dates that have no measure nearby in their span before or after."""
    quiet: Counts = weekly[(np.abs(weekly[:, None] - taken[None, :]) > span).all(axis=1)]
    return quiet
