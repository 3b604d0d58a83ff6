"""Coordinated attacks found in the data: attacks linked in time, over how many districts, and whether by chance.

Knows incidents and the named operations beside them (method note M2, docs/method.md). It must not know any wording.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import ConvexHull, QhullError

from utils.analysis.episodes import (
    LEAST_DISTRICTS,
    LINK_DAYS,
    LONGEST_DAYS,
    MEASURABLE,
    attacks,
    is_attack,
    wide_runs,
)
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import Mask, Selection, select
from utils.analysis.synchrony import HIT_DAYS, SHIFTS, adjusted, chance_together
from utils.analysis.windows import days_since, first_day
from utils.tables.placing import EARTH_KM
from utils.tables.vocabularies import CREDIBILITIES

TEST_DAYS, LEAST_ATTACKS = 180, 10
"""The test looks at so many days around an episode, and says "too few" with fewer attacks in them."""

MOST_TESTED = 12
"""Only the widest episodes are tested: with many tests, chance alone finds something."""

RARE = 0.05
"""Below this chance a coming together is called more than chance."""

MANY_PLACES = 200
"""With more places in an episode only its outermost ones are looked at for how far it reaches."""

UNJUDGED = CREDIBILITIES.labels[-1]
NO_CAMPAIGN = "none"

SOURCE = "after ACLED's coordinated-attack practice; simulation in docs/method.md"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Waves: attacks linked within days", LINK_DAYS, "our default"),
    ("Waves: longest run taken whole, days", LONGEST_DAYS, "our default"),
    ("Waves: least districts", LEAST_DISTRICTS, "our default"),
    ("Waves: districts hit together within days", HIT_DAYS, SOURCE),
    ("Waves: days around an episode that the test looks at", TEST_DAYS, SOURCE),
    ("Waves: shifts of each district's series", SHIFTS, SOURCE),
    ("Waves: least attacks for a test", LEAST_ATTACKS, "our default"),
    ("Waves: most episodes tested", MOST_TESTED, "our default"),
    ("Waves: more than chance below", RARE, "convention"),
)


@dataclass(frozen=True)
class Wave:
    """One episode: linked attacks in several districts. `together` is the most districts hit within 48 hours.

    `span_km` is the largest distance between two of its places known to the town, None with fewer than two of them.
    `chance` is that of the shift test, corrected for the other episodes tested; None when there is too little to test.
    """

    incident_ids: tuple[str, ...]
    first: dt.date
    last: dt.date
    districts: tuple[str, ...]
    places: int
    actors: tuple[str, ...]
    campaigns: tuple[tuple[str, int], ...]
    together: int
    span_km: float | None
    chance: float | None = None

    @property
    def hours(self) -> int:
        """The hours from the first day's beginning to the last day's end: it took no longer."""
        return ((self.last - self.first).days + 1) * 24

    @property
    def rare(self) -> bool:
        """Whether chance alone seldom brings so many districts together."""
        return self.chance is not None and self.chance < RARE

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Attacks, districts, places, hours, districts together, span and chance, as far as known."""
        told = [(len(self.incident_ids), "attacks"), (len(self.districts), "districts"), (self.places, "places")]
        told += [(self.hours, "hours"), (self.together, "districts together")]
        rest = [(self.span_km, "km"), (self.chance, "chance")]
        every = [*told, *((value, unit) for value, unit in rest if value is not None)]
        covered = Coverage(len(self.incident_ids), len(self.incident_ids))
        return tuple(Figure(value, unit, "wave", self.incident_ids, covered) for value, unit in every)


@dataclass(frozen=True)
class Named:
    """A named operation beside what was found: its rows, of which so many are dated to the day, and its wave."""

    name: str
    incident_ids: tuple[str, ...]
    dated: int
    wave: Wave | None
    within: int


@dataclass(frozen=True, eq=False)
class Waves:
    """What was found in a selection: the widest waves, and how many `narrower` ones; operations; what was not used."""

    found: tuple[Wave, ...]
    narrower: int
    named: tuple[Named, ...]
    used: tuple[str, ...]
    left_out: tuple[str, ...]


def waves(selection: Selection, *, judged: bool = False) -> Waves:
    """The episodes of the selection in three districts or more, each with its chance, and the operations' names.

    With `judged`, attacks whose report is graded "cannot be judged" take no part, neither in a wave nor in its test.
    """
    usable = _usable(selection.incidents, judged=judged)
    kept, dropped = selection.incidents[usable], selection.incidents[~usable & is_attack(selection.incidents)]
    wide = sorted(wide_runs(kept), key=lambda one: (-one.together, -len(one.rows), one.first))
    episodes = [_episode(kept.iloc[one.rows], one.together) for one in wide[:MOST_TESTED]]
    found = tuple(_tested(selection, episodes, judged=judged))
    narrower = len(wide) - len(found)
    return Waves(found, narrower, _named(selection, found), ids_of(kept["incident_id"]), ids_of(dropped["incident_id"]))


def _usable(incidents: pd.DataFrame, *, judged: bool) -> Mask:
    usable = attacks(incidents)
    return usable & ~doubtful(incidents) if judged else usable


def doubtful(incidents: pd.DataFrame) -> Mask:
    """Which incidents rest on a report that cannot be judged: on a claimant's word alone."""
    unjudged: Mask = (incidents["credibility"] == UNJUDGED).to_numpy(dtype=bool, na_value=False)
    return unjudged


def _episode(rows: pd.DataFrame, together: int) -> Wave:
    campaigns = rows["campaign"].value_counts()
    return Wave(
        ids_of(rows["incident_id"]),
        rows["start_date"].min().date(),
        rows["start_date"].max().date(),
        tuple(sorted(rows["admin2"].astype("str").unique())),
        int(rows["place"].nunique()),
        tuple(sorted(rows["actor"].dropna().unique())),
        tuple((str(name), int(count)) for name, count in campaigns.items() if name != NO_CAMPAIGN and count),
        together,
        _span(rows),
    )


def _span(rows: pd.DataFrame) -> float | None:
    """The largest distance between two places known to the town; in a very wide episode, between its outermost ones."""
    exact = rows["geo_precision"].isin(MEASURABLE) & rows["latitude"].notna() & rows["longitude"].notna()
    points = np.unique(np.radians(rows.loc[exact, ["latitude", "longitude"]].to_numpy(dtype=float)), axis=0)
    if len(points) < 2:
        return None
    latitude, longitude = points[:, 0], points[:, 1]
    flat = np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )
    flat = _outermost(flat)
    nearest = min(float((flat @ point).min()) for point in flat)
    return EARTH_KM * float(np.arccos(np.clip(nearest, -1, 1)))


def _outermost(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Of many points on a sphere those at the edge, between which the largest distance lies; all where none are so.

    Seen from the middle of the globe, ways along the ground are straight: there the edge is that of a plane figure.
    """
    middle = points.mean(axis=0)
    ahead = points @ middle
    if len(points) <= MANY_PLACES or (ahead <= 0).any():
        return points
    aside = np.linalg.svd(middle[None, :])[2][1:]
    try:
        edge: npt.NDArray[np.int64] = ConvexHull((points @ aside.T) / ahead[:, None]).vertices
    except QhullError:  # all in one line
        return points
    return points[edge]


def _tested(selection: Selection, wide: Sequence[Wave], *, judged: bool) -> list[Wave]:
    """The waves with the chance of so many districts together in the half year around each, through the same filters.

    The campaign alone is not filtered: what else happened then belongs to what chance can bring.
    """
    if not wide:
        return []
    starts = [_test_start(selection, wave) for wave in wide]
    end = max(starts) + dt.timedelta(days=TEST_DAYS - 1)
    incidents = select(
        selection.edition, replace(selection.filters, start=min(starts), end=end, campaigns=())
    ).incidents
    incidents = incidents[_usable(incidents, judged=judged)]
    raw = [_chance(incidents, start, wave.together) for start, wave in zip(starts, wide, strict=True)]
    told = iter(adjusted([chance for chance in raw if chance is not None]))
    return [replace(wave, chance=None if one is None else next(told)) for wave, one in zip(wide, raw, strict=True)]


def _chance(incidents: pd.DataFrame, start: dt.date, together: int) -> float | None:
    days = days_since(incidents["start_date"], start)
    inside = (days >= 0) & (days < TEST_DAYS)
    codes, names = pd.factorize(incidents["admin2"][inside])
    if int(inside.sum()) < LEAST_ATTACKS or len(names) < LEAST_DISTRICTS:
        return None
    hits = np.zeros((len(names), TEST_DAYS), dtype=bool)
    hits[codes, days[inside]] = True
    return chance_together(hits, together)


def _test_start(selection: Selection, wave: Wave) -> dt.date:
    """The first day of the half year with the wave in its middle, moved to lie within the record where it can."""
    middle = wave.first + (wave.last - wave.first) / 2
    wanted = middle - dt.timedelta(days=TEST_DAYS // 2)
    latest = selection.edition.as_of - dt.timedelta(days=TEST_DAYS - 1)
    return max(first_day(selection), min(wanted, latest))


def _named(selection: Selection, found: Sequence[Wave]) -> tuple[Named, ...]:
    """Every named operation of the selection, whatever the test says: that it was claimed is a fact of its own."""
    incidents = selection.incidents
    dated = set(incidents.loc[attacks(incidents), "incident_id"])
    told = []
    for name in incidents["campaign"].dropna().unique():
        if name == NO_CAMPAIGN:
            continue
        ids = tuple(incidents.loc[(incidents["campaign"] == name).to_numpy(dtype=bool, na_value=False), "incident_id"])
        within = {wave: len(set(ids) & set(wave.incident_ids)) for wave in found}
        best = max(within, key=lambda wave: within[wave], default=None)
        held = within[best] if best is not None else 0
        told.append(Named(str(name), ids, len(dated & set(ids)), best if held else None, held))
    return tuple(sorted(told, key=lambda one: one.wave.first if one.wave else dt.date.max, reverse=True))
