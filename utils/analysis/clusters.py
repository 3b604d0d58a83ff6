"""Districts with more attacks in a few weeks than their share: the space-time permutation scan.

Knows days and areas (Kulldorff et al. 2005; docs/method.md, M2). It must not know incidents, nor what is said of one.
A wave that strikes everywhere at once makes no cluster: each area is held against what all had in those days.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from utils.analysis.nearness import Numbers

Indices = npt.NDArray[np.int64]

LONGEST_DAYS = 28
"""A cluster lasts so many days at most."""

LEAST_EVENTS = 3
"""A cluster holds so many attacks at least."""

SHUFFLES, FEWER_SHUFFLES, MANY_EVENTS = 999, 199, 500
"""How often the dates are shuffled among the attacks; fewer times with so many attacks."""

BATCH = 200_000
"""So many dates are shuffled at once, over all shuffles of a batch."""

MOST_TOLD = 5
SEED = 20050201

KULLDORFF = "Kulldorff et al. 2005"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Clusters: longest, days", LONGEST_DAYS, "our default"),
    ("Clusters: least attacks in one", LEAST_EVENTS, "our default"),
    ("Clusters: shuffles of the dates", SHUFFLES, KULLDORFF),
    ("Clusters: shuffles with very many attacks", FEWER_SHUFFLES, "our default"),
    ("Clusters: most told", MOST_TOLD, "our default"),
)


@dataclass(frozen=True, eq=False)
class Cluster:
    """Attacks of one area on days from `first` to `last`: which rows, how many were `expected`, and by what chance."""

    area: int
    first: int
    last: int
    rows: Indices
    expected: float
    ratio: float
    chance: float


def likelihood_ratio(count: Numbers, expected: Numbers, total: int) -> Numbers:
    """Kulldorff's log likelihood ratio of so many where so many were expected, of a total; 0 where not more."""
    more = count > expected
    held, usual = np.where(more, count, 1.0), np.where(more, expected, 1.0)
    rest = np.where(more, total - count, 0.0)
    outside = np.divide(rest, total - usual, out=np.ones_like(held), where=rest > 0)
    told: Numbers = np.where(more, held * np.log(held / usual) + rest * np.log(outside), 0.0)
    return told


def clusters(areas: Indices, days: Indices) -> tuple[tuple[Cluster, ...], int]:
    """The strongest clusters that share no attack, and how often the dates were shuffled; none where nothing gathers.

    `areas` are numbers from 0. The chance of each is that of the strongest cluster anywhere in shuffled dates.
    """
    shuffles = SHUFFLES if len(days) <= MANY_EVENTS else FEWER_SHUFFLES
    scan = _Scan(areas, days)
    found = list(scan.candidates())
    if not found:
        return (), shuffles
    told: list[Cluster] = []
    used = np.zeros(len(days), dtype=bool)
    strongest = scan.by_chance(shuffles)
    for ratio, first, last in sorted(found, key=lambda one: (-one[0], one[1])):
        rows = scan.order[first : last + 1]
        if not used[rows].any():
            used[rows] = True
            chance = (int((strongest >= ratio).sum()) + 1) / (shuffles + 1)
            start, end = int(days[rows[0]]), int(days[rows[-1]])
            expected = scan.expected(int(areas[rows[0]]), start, end)
            told.append(Cluster(int(areas[rows[0]]), start, end, np.sort(rows), expected, ratio, chance))
        if len(told) == MOST_TOLD:
            break
    return tuple(told), shuffles


class _Scan:
    """The cylinders of one set of attacks: an area's consecutive attacks, from one of them to a later one."""

    def __init__(self, areas: Indices, days: Indices) -> None:
        self._first = int(days.min(initial=0))
        self._days = days - self._first
        self.order: Indices = np.lexsort((self._days, areas))
        self._areas = areas[self.order]
        self._sizes = np.bincount(areas).astype(float)
        self._until = np.concatenate([[0], np.bincount(self._days).cumsum()])  # attacks anywhere before each day

    def expected(self, area: int, first: int, last: int) -> float:
        """How many of the area's attacks fall on these days when areas and dates have nothing to do with each other."""
        inside = self._until[last - self._first + 1] - self._until[first - self._first]
        return float(self._sizes[area] * inside / len(self._days))

    def candidates(self) -> Iterator[tuple[float, int, int]]:
        """Ratio, first and last place (in order) of every cylinder with more than its share."""
        for lag, ratios in self._ratios(self._days[self.order][None, :]):
            for place in np.flatnonzero(ratios[0] > 0):
                yield float(ratios[0, place]), int(place), int(place) + lag

    def by_chance(self, shuffles: int) -> Numbers:
        """The strongest ratio anywhere, for each shuffle of the dates."""
        chance, total = np.random.default_rng(SEED), len(self._days)
        wide = int(self._days.max()) + 1
        batch = max(1, BATCH // total)
        told = np.zeros(shuffles)
        for start in range(0, shuffles, batch):
            rounds = min(batch, shuffles - start)
            shuffled = chance.permuted(np.tile(self._days, (rounds, 1)), axis=1)
            ordered = np.sort(self._areas * wide + shuffled, axis=1) - self._areas * wide
            best = np.zeros(rounds)
            for _, ratios in self._ratios(ordered):
                best = np.maximum(best, ratios.max(axis=1))
            told[start : start + rounds] = best
        return told

    def _ratios(self, ordered: Indices) -> Iterator[tuple[int, Numbers]]:
        """By lag, the ratio of the cylinder from each place to that many places on; 0 where that is none."""
        total = len(self._days)
        for lag in range(LEAST_EVENTS - 1, total // 2):
            start, end = ordered[:, : total - lag], ordered[:, lag:]
            within = (self._areas[: total - lag] == self._areas[lag:]) & (end - start < LONGEST_DAYS)
            if not within.any():
                return
            usual = self._sizes[self._areas[lag:]] * (self._until[end + 1] - self._until[start]) / total
            count = np.full(usual.shape, lag + 1.0)
            yield lag, likelihood_ratio(count, np.where(within, usual, count), total)
