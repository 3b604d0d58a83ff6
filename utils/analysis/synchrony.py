"""Whether attacks in many districts fell together by more than chance: each district's series shifted by itself.

Knows days and districts (method note M2b, docs/method.md). It must not know incidents, nor what is said of a test.
Shifting keeps each district's rate and its own clustering and breaks only the synchrony. Dates are never shuffled
among events: that would keep the burst.
"""

import numpy as np
import numpy.typing as npt

from utils.analysis.selection import Mask

SHIFTS = 999
"""How many times every series is shifted."""

HIT_DAYS = 2
"""Districts count as hit together within so many days (48 hours, as days are all that is known)."""

ENOUGH = 20
"""Once chance has reached the observed number so often, the answer is plain (Besag and Clifford 1991)."""

SEED = 20090126
"""Fixed, so that the same rows give the same number."""


def hit_together(hits: Mask) -> npt.NDArray[np.int64]:
    """For each day the number of districts hit on it or on the next; `hits` has a row a district, a column a day.

    The last day is taken as followed by the first, as in the shifted series.
    """
    together: npt.NDArray[np.int64] = _spread(hits).sum(axis=0)
    return together


def chance_together(hits: Mask, most: int, shifts: int = SHIFTS) -> float:
    """How often so many districts, or more, are hit together when each district's series is shifted by itself.

    Never none, as it was tried finitely often; once it has come about often enough, no more is tried.
    """
    districts, days = hits.shape
    offsets = np.random.default_rng(SEED).integers(0, days, size=(shifts, districts))
    district, day = np.nonzero(_spread(hits))
    reached = 0
    for tried, offset in enumerate(offsets, start=1):
        landed = (day + offset[district]) % days
        reached += int(np.bincount(landed, minlength=days).max() >= most)
        if reached == ENOUGH:
            return reached / tried
    return (reached + 1) / (shifts + 1)


def adjusted(chances: list[float]) -> list[float]:
    """Several such chances, each made larger for the others tried beside it (Holm)."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    told, largest = list(chances), 0.0
    for place, index in enumerate(order):
        largest = max(largest, min(1.0, chances[index] * (len(chances) - place)))
        told[index] = largest
    return told


def _spread(hits: Mask) -> Mask:
    spread = hits.copy()
    for days in range(1, HIT_DAYS):
        spread |= np.roll(hits, -days, axis=1)
    return spread
