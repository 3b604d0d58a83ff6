"""Coordinated attacks found in the data: attacks linked in time, over how many districts, and whether by chance.

Knows incidents and the named operations beside them (method note M2, docs/method.md). It must not know any wording.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from utils.analysis.figures import Coverage, Figure
from utils.analysis.filters import Filters
from utils.analysis.selection import Mask, Selection, select
from utils.analysis.synchrony import HIT_DAYS, SHIFTS, adjusted, chance_together, hit_together
from utils.analysis.windows import days_since, first_day

LINK_DAYS = 1
"""Attacks by one actor so many days apart or fewer belong to one episode: days are all that is known."""

LEAST_DISTRICTS = 3
"""An episode in fewer districts is not called coordinated across districts."""

TEST_DAYS, LEAST_ATTACKS = 180, 10
"""The test looks at so many days around an episode, and says "too few" with fewer attacks in them."""

LONGEST_DAYS = 7
"""A run of linked attacks that is longer is the usual violence: of it only the widest 48 hours are looked at."""

MOST_TESTED = 12
"""Only the widest episodes are tested: with many tests, chance alone finds something."""

RARE = 0.05
"""Below this chance a coming together is called more than chance."""

NOT_ATTACKS = ("counter-insurgency operation", "Protests", "Riots")
"""Tactics and event types that are no attacks."""

NO_CAMPAIGN = "none"
EARTH_KM = 6371.0

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
    """What was found in a selection: the waves, widest first; the named operations; what could not be used."""

    found: tuple[Wave, ...]
    named: tuple[Named, ...]
    used: tuple[str, ...]
    left_out: tuple[str, ...]


def waves(selection: Selection) -> Waves:
    """The episodes of the selection in three districts or more, each with its chance, and the operations' names."""
    usable = attacks(selection.incidents)
    kept, dropped = selection.incidents[usable], selection.incidents[~usable & is_attack(selection.incidents)]
    runs = (kept.iloc[rows] for rows in _linked(kept) if len(rows) >= LEAST_DISTRICTS)
    episodes = (_episode(rows) for run in runs for rows in _cut(run))
    wide = [episode for episode in episodes if len(episode.districts) >= LEAST_DISTRICTS]
    wide.sort(key=lambda wave: (-wave.together, -len(wave.incident_ids), wave.first))
    found = tuple(_tested(selection, wide[:MOST_TESTED])) + tuple(wide[MOST_TESTED:])
    return Waves(found, _named(selection, found), tuple(kept["incident_id"]), tuple(dropped["incident_id"]))


def attacks(incidents: pd.DataFrame) -> Mask:
    """Which incidents can make a wave: attacks dated to the day, in a named district, placed within the province."""
    dated = (incidents["date_precision"] == "day").to_numpy()
    placed = (incidents["geo_precision"] != "province").to_numpy() & incidents["admin2"].notna().to_numpy()
    usable: Mask = is_attack(incidents) & dated & placed
    return usable


def is_attack(incidents: pd.DataFrame) -> Mask:
    """Which incidents are attacks: not operations of the state, protests or riots."""
    other = incidents["tactic"].isin(NOT_ATTACKS) | incidents["event_type"].isin(NOT_ATTACKS)
    attack: Mask = ~other.to_numpy(dtype=bool)
    return attack


def _linked(kept: pd.DataFrame) -> list[npt.NDArray[np.int64]]:
    """The rows of each episode: linked by the same actor, or, where one has no known actor, by the same event type."""
    if kept.empty:
        return []
    days = kept["start_date"].to_numpy("datetime64[D]").astype("int64")
    actors = pd.factorize(kept["actor"])[0]
    kinds = kept["event_type"].cat.codes.to_numpy().astype("int64")
    pairs = [_neighbours(days, actors, actors >= 0), *_open_neighbours(days, kinds, actors < 0)]
    left, right = np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])
    links = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(len(kept), len(kept)))
    count, labels = connected_components(links, directed=False)
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])


Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def _neighbours(days: npt.NDArray[np.int64], groups: npt.NDArray[np.int64], kept: Mask) -> Pairs:
    """Each kept row and the next of its group, where they lie near enough in time: that links whole runs."""
    rows = np.flatnonzero(kept)
    rows = rows[np.lexsort((days[rows], groups[rows]))]
    first, second = rows[:-1], rows[1:]
    near = (groups[first] == groups[second]) & (days[second] - days[first] <= LINK_DAYS)
    return first[near], second[near]


def _open_neighbours(days: npt.NDArray[np.int64], kinds: npt.NDArray[np.int64], unknown: Mask) -> list[Pairs]:
    """Links of the rows without an actor: to each other, and to the actors' rows of the same kind around them."""
    found = [_neighbours(days, kinds, unknown)]
    keys = kinds * (days.max() + 2 * LINK_DAYS + 1) + days
    order = np.argsort(keys, kind="stable")
    rows, ordered = np.flatnonzero(unknown), keys[order]
    low = np.searchsorted(ordered, keys[rows] - LINK_DAYS)
    near = np.searchsorted(ordered, keys[rows] + LINK_DAYS, side="right") - low
    places = np.arange(near.sum()) - np.repeat(np.cumsum(near) - near, near) + np.repeat(low, near)
    return [*found, (np.repeat(rows, near), order[places])]


def _cut(run: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The run itself when it is short; else the rows of its widest 48 hours, and of the next ones apart from those."""
    days, hits = _hits(run)
    if hits.shape[1] <= LONGEST_DAYS + 1:
        yield run
        return
    together = hit_together(hits)
    for _ in range(MOST_TESTED):
        first = int(together.argmax())
        if together[first] < LEAST_DISTRICTS:
            return
        yield run[(days >= first) & (days < first + HIT_DAYS)]
        together[max(0, first - HIT_DAYS) : first + HIT_DAYS + 1] = 0


def _hits(rows: pd.DataFrame) -> tuple[npt.NDArray[np.int64], Mask]:
    """Each row's day from the first on, and by district and day whether it was hit; one empty day closes the series."""
    dates = rows["start_date"]
    days = days_since(dates, dates.min().date())
    codes, names = pd.factorize(rows["admin2"].astype("str"))
    hits = np.zeros((len(names), int(days.max()) + 2), dtype=bool)
    hits[codes, days] = True
    return days, hits


def _episode(rows: pd.DataFrame) -> Wave:
    campaigns = rows["campaign"].value_counts()
    return Wave(
        tuple(rows["incident_id"]),
        rows["start_date"].min().date(),
        rows["start_date"].max().date(),
        tuple(sorted(rows["admin2"].astype("str").unique())),
        int(rows["place"].nunique()),
        tuple(sorted(rows["actor"].dropna().unique())),
        tuple((str(name), int(count)) for name, count in campaigns.items() if name != NO_CAMPAIGN and count),
        int(hit_together(_hits(rows)[1]).max()),
        _span(rows),
    )


def _span(rows: pd.DataFrame) -> float | None:
    """The largest distance between two places known to the town; in a very wide episode, between its outermost ones."""
    exact = rows["geo_precision"].isin(["exact", "town"]) & rows["latitude"].notna() & rows["longitude"].notna()
    points = np.unique(np.radians(rows.loc[exact, ["latitude", "longitude"]].to_numpy(dtype=float)), axis=0)
    if len(points) < 2:
        return None
    latitude, longitude = points[:, 0], points[:, 1]
    flat = np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )
    nearest = min(float((flat @ point).min()) for point in flat)
    return EARTH_KM * float(np.arccos(np.clip(nearest, -1, 1)))


def _tested(selection: Selection, wide: Sequence[Wave]) -> list[Wave]:
    raw = [_chance(selection, wave) for wave in wide]
    told = iter(adjusted([chance for chance in raw if chance is not None]))
    return [replace(wave, chance=None if one is None else next(told)) for wave, one in zip(wide, raw, strict=True)]


def _chance(selection: Selection, wave: Wave) -> float | None:
    """The chance of so many districts together in the half year around the wave, by the selection's own filters."""
    start = _test_start(selection, wave)
    filters: Filters = replace(
        selection.filters, start=start, end=start + dt.timedelta(days=TEST_DAYS - 1), campaigns=()
    )
    incidents = select(selection.edition, filters).incidents
    incidents = incidents[attacks(incidents)]
    days = days_since(incidents["start_date"], start)
    inside = (days >= 0) & (days < TEST_DAYS)
    codes, names = pd.factorize(incidents["admin2"][inside].astype("str"))
    if int(inside.sum()) < LEAST_ATTACKS or len(names) < LEAST_DISTRICTS:
        return None
    hits = np.zeros((len(names), TEST_DAYS), dtype=bool)
    hits[codes, days[inside]] = True
    return chance_together(hits, wave.together)


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
