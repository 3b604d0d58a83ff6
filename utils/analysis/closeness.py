"""Whether attacks near in space are near in time by more than chance: Knox's test, with the dates shuffled.

Knows points and days (Knox 1964; docs/method.md, M2). It must not know incidents, nor what is said of a test.
Shuffling dates is right here: it asks about closeness given the dates and places, not whether many fell together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from utils.analysis.nearness import Numbers

NEAR_KM, NEAR_DAYS = 20.0, 28
"""Two attacks this near in both count as a close pair."""

SHUFFLES, FEWER_SHUFFLES, MANY_PAIRS = 999, 199, 50_000
"""How often the dates are shuffled; fewer times where so many pairs are near in space."""

LEAST = 10
"""Fewer attacks are too few for a test."""

SEED = 19640101

KNOX = "Knox 1964; scale after PNAS 2019 (PMC6800342)"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Closeness: near in space, km", NEAR_KM, KNOX),
    ("Closeness: near in time, days", NEAR_DAYS, KNOX),
    ("Closeness: shuffles of the dates", SHUFFLES, "our default"),
    ("Closeness: shuffles where very many pairs are near", FEWER_SHUFFLES, "our default"),
    ("Closeness: least attacks", LEAST, "our default"),
)


@dataclass(frozen=True)
class Closeness:
    """Pairs near in space and time: `observed`, `expected` by chance, and how often chance gives as many or more."""

    observed: int
    expected: float
    chance: float
    shuffles: int


def expected_pairs(near_in_space: int, near_in_time: int, events: int) -> float:
    """How many pairs are near in both when place and date have nothing to do with each other."""
    return near_in_space * near_in_time / (events * (events - 1) / 2)


def closeness(points: Numbers, days: npt.NDArray[np.int64]) -> Closeness | None:
    """The test for these points on the earth's surface (in km) and days; None where there are too few."""
    if len(days) < LEAST:
        return None
    pairs = cKDTree(points).query_pairs(NEAR_KM, output_type="ndarray")
    first, second = pairs[:, 0], pairs[:, 1]
    observed = _near_in_time(days, first, second)
    shuffles = SHUFFLES if len(pairs) <= MANY_PAIRS else FEWER_SHUFFLES
    chance = np.random.default_rng(SEED)
    reached = sum(_near_in_time(chance.permutation(days), first, second) >= observed for _ in range(shuffles))
    expected = expected_pairs(len(pairs), _pairs_in_time(days), len(days))
    return Closeness(observed, expected, (reached + 1) / (shuffles + 1), shuffles)


def _near_in_time(days: npt.NDArray[np.int64], first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> int:
    return int((np.abs(days[first] - days[second]) <= NEAR_DAYS).sum())


def _pairs_in_time(days: npt.NDArray[np.int64]) -> int:
    """How many pairs are near in time, wherever they were."""
    ordered = np.sort(days)
    return int((np.searchsorted(ordered, ordered + NEAR_DAYS, side="right") - np.arange(1, len(ordered) + 1)).sum())
