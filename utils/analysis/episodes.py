"""Runs of linked attacks: one actor on neighbouring days, cut to the widest 48 hours where violence never stops.

Knows when, where and by whom attacks were made. It must not know whether a run is more than chance.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from utils.analysis.selection import Mask
from utils.analysis.synchrony import HIT_DAYS, hit_together

LINK_DAYS = 1
"""Attacks by one actor so many days apart or fewer belong to one episode: days are all that is known."""

LEAST_DISTRICTS = 3
"""An episode in fewer districts is not called coordinated across districts."""

LONGEST_DAYS = 7
"""A run of linked attacks that is longer is the usual violence: of it only the widest 48 hours are looked at."""

MOST_CUT = 12
"""So many stretches of 48 hours at most are cut out of one run."""

NOT_ATTACKS = ("counter-insurgency operation", "Protests", "Riots")
"""Tactics and event types that are no attacks."""

MEASURABLE = ("exact", "town")
"""Places known so well that a distance of some kilometres from them means something."""


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


@dataclass(frozen=True, eq=False)
class Run:
    """Rows of linked attacks: their first day, and the most districts hit on two days running."""

    rows: npt.NDArray[np.int64]
    first: int
    together: int


def wide_runs(kept: pd.DataFrame) -> list[Run]:
    """Every episode in enough districts."""
    days = kept["start_date"].to_numpy("datetime64[D]").astype("int64")
    districts = pd.factorize(kept["admin2"])[0]
    runs = (rows for rows in _linked(kept) if len(rows) >= LEAST_DISTRICTS)
    return [one for rows in runs for one in _cut(rows, days[rows], districts[rows])]


def _cut(rows: npt.NDArray[np.int64], days: npt.NDArray[np.int64], districts: npt.NDArray[np.int64]) -> list[Run]:
    """The run itself when it is short; else its widest 48 hours, and the next ones apart from those."""
    codes = np.unique(districts, return_inverse=True)[1]
    if codes.max() + 1 < LEAST_DISTRICTS:
        return []
    first, passed = int(days.min()), days - days.min()
    hits = np.zeros((int(codes.max()) + 1, int(passed.max()) + 2), dtype=bool)
    hits[codes, passed] = True
    together = hit_together(hits)[:-1]  # not the empty day that closes the series, and the first after it
    if len(together) <= LONGEST_DAYS:
        return [Run(rows, first, int(together.max()))]
    found: list[Run] = []
    while len(found) < MOST_CUT and (most := int(together.max())) >= LEAST_DISTRICTS:
        start = int(together.argmax())
        inside = (passed >= start) & (passed < start + HIT_DAYS)
        found.append(Run(rows[inside], first + start, most))
        together[max(0, start - HIT_DAYS) : start + HIT_DAYS + 1] = 0
    return found
