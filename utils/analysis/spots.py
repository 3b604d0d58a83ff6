"""Events that lie on one spot and are equally well known, taken together; and how far a ring lets them scatter.

Knows points, rings and discs. It must not know sites, nor what the events are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.nearness import Indices, Numbers
from utils.analysis.selection import Mask

SAME_SPOT = 2
"""Decimals of a kilometre: incidents on one spot to ten metres, equally well known, are drawn together."""

GATHERED = 0.1
"""Where there are very many spots, those within a tenth of their ring of each other are drawn together too."""

SPREAD, STEP = 400, 0.5
"""So many points stand for a disc when a mean over it is taken, at distances so many kilometres apart."""


CONSTANTS = (
    ("Same spot", "points within ten metres, equally well known, are drawn together", "our choice"),
    ("Same spot, when incidents are very many", f"points within {GATHERED:g} of their ring", "our choice"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


@dataclass(frozen=True, eq=False)
class Events:
    """Points in space, the ring of each in km, what each adds to a score on the spot, and whether it is counted."""

    points: Numbers
    rings: Numbers
    weights: Numbers
    counted: Mask


@dataclass(frozen=True, eq=False)
class Spots:
    """Events by spot and ring: their weights together, how many are counted, and how much of a scatter they keep.

    The mean of several events scatters less than one: by `scatter`, which is 1 for one event and 1/√n for n alike.
    """

    points: Numbers
    rings: Numbers
    weights: Numbers
    counted: Indices
    scatter: Numbers

    def part(self, rows: Indices) -> Spots:
        """Some of them."""
        names = ("points", "rings", "weights", "counted", "scatter")
        return Spots(*(getattr(self, name)[rows] for name in names))


def spots_of(events: Events) -> Spots:
    """The events by spot, in the order of their first one."""
    return _together(events, np.round(events.points, SAME_SPOT))


def gathered_spots_of(events: Events) -> Spots:
    """The same with fewer spots: those within a part of their ring of each other are one, in their middle."""
    apart = np.maximum(GATHERED * events.rings, 10.0**-SAME_SPOT)
    return _together(events, np.round(events.points / apart[:, None]))


def _together(events: Events, cells: Numbers) -> Spots:
    keys = pd.DataFrame(np.column_stack([cells, events.rings]))
    spot = keys.groupby(list(keys.columns), sort=False).ngroup().to_numpy()
    first: Indices = np.unique(spot, return_index=True)[1]
    total = np.asarray(np.bincount(spot, events.weights), float)
    root = np.sqrt(np.bincount(spot, events.weights**2))
    scatter = np.divide(root, total, out=np.ones_like(total), where=total > 0)
    counted: Indices = np.bincount(spot, events.counted).astype(np.int64)
    many = np.bincount(spot)
    scatter[many == 1] = 1.0
    middles = np.stack([np.bincount(spot, along) / many for along in events.points.T], axis=-1)
    return Spots(middles, events.rings[first], total, counted, scatter)


def offsets(rings: npt.ArrayLike, shape: tuple[int, ...], chance: np.random.Generator) -> Numbers:
    """Kilometres east and north, drawn evenly from discs."""
    far = np.asarray(rings) * np.sqrt(chance.random(shape))
    turn = 2 * np.pi * chance.random(shape)
    return np.stack([far * np.cos(turn), far * np.sin(turn)])


@lru_cache(maxsize=64)
def disc_table(ring: float, radius: float, decay: float, farthest: float, *, line: bool) -> Numbers:
    """For an event somewhere in a ring: distances of its middle, its chance to be near at each, and its mean fading.

    Near is within `radius`; e^(-distance/decay) is what is left. A line counts as straight over the width of a ring.
    """
    far = ring * np.sqrt((np.arange(SPREAD) + 0.5) / SPREAD)
    turn = np.arange(SPREAD) * np.pi * (3 - np.sqrt(5))  # a sunflower: even over the disc, the same every time
    usual = np.arange(0, farthest + STEP, STEP)
    across = usual[:, None] + far * np.cos(turn)
    away = np.abs(across) if line else np.hypot(across, far * np.sin(turn))
    return np.stack([usual, (away <= radius).mean(axis=1), np.exp(-away / decay).mean(axis=1)])
