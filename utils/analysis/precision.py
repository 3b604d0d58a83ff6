"""What imprecise places leave open: every incident and project put at random inside its ring, many times over.

Knows points, rings and random draws with a fixed seed. It must not know incidents, projects or time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from utils.analysis.nearness import Indices, Numbers, Site, distances, positions, shifted, tree_of, within
from utils.analysis.selection import Mask
from utils.tables.vocabularies import PLACE_KINDS, SITE_PRECISIONS

RINGS: Mapping[str, float] = dict(zip(SITE_PRECISIONS.labels, (0.5, 5.0, 30.0, 100.0, 10.0), strict=True))
"""Kilometres around a point within which the place lies, by how exactly it is known; for a corridor, off its line."""

DRAWS, FEWEST, MOST_DISTANCES = 500, 100, 10_000_000
"""How often everything is drawn; fewer times, but never fewer than the second, when that makes too many distances."""

SEED = 20_260_131
RANGE = (0.05, 0.95)
"""The shares of draws between which a 90 % range lies."""

REACH = 5
"""Decay lengths beyond which nothing adds to a score: what is left out there is under one in a hundred of a weight."""

NEGLIGIBLE = 0.01
"""A score below a hundredth of one incident on the spot is not compared with anything."""

DISTRICT = PLACE_KINDS.labels[-1]

CONSTANTS = (
    ("Ring of a place", "exact 0.5 km, town 5 km, district 30 km, beside a drawn line 10 km", "our choice"),
    ("Draws", "500 with a fixed seed, at least 100 when incidents are very many", "our choice"),
    ("Random points", "within the distance from the district's chief town to the nearest other one", "our choice"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


def ring_of(precision: str) -> float:
    """Kilometres around a point within which the place lies, when it is known so exactly."""
    return RINGS[precision]


@dataclass(frozen=True, eq=False)
class Ring:
    """A disc on the earth: its middle in space and its radius in kilometres."""

    middle: Numbers
    radius: float


def surroundings_of(places: pd.DataFrame) -> dict[str | None, Ring]:
    """By district, the surroundings of its chief town: as far as the nearest other one.

    Districts whose chief town is on no map are missing, and all are where there is only one.
    """
    towns = places[(places["kind"] == DISTRICT) & places["latitude"].notna() & places["longitude"].notna()]
    points = positions(towns["longitude"], towns["latitude"])
    if len(points) < 2:
        return {}
    nearest = cKDTree(points).query(points, k=2)[0][:, 1]
    return {str(n): Ring(p, float(f)) for n, p, f in zip(towns["name"], points, nearest, strict=True) if f > 0}


@dataclass(frozen=True, eq=False)
class Placed:
    """A site, how far it may lie from where it is recorded, and where random points are drawn to compare it with."""

    site: Site | None
    reach: float
    surroundings: Ring | None


MEASURES = ("chance", "low", "high", "score", "score_low", "score_high", "above")
"""What the draws give of each site, in the order of the fields of `Drawn`."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """What the draws say of each site, in order; missing where a site has no place or nothing to be compared with.

    `chance` that any incident is near, `low` and `high` of how many (90 % range), `score` (the middle of the draws)
    with its 90 % range, and `above`: the share of draws in which the score is above that of a random point.
    """

    draws: int
    chance: Numbers
    low: Numbers
    high: Numbers
    score: Numbers
    score_low: Numbers
    score_high: Numbers
    above: Numbers

    def row(self, place: int) -> dict[str, float]:
        """What they say of one site, by name."""
        return {name: float(getattr(self, name)[place]) for name in MEASURES}


@dataclass(frozen=True, eq=False)
class Events:
    """Points in space, the ring of each in km, what each adds to a score on the spot, and whether it is counted."""

    points: Numbers
    rings: Numbers
    weights: Numbers
    counted: Mask


def draw(placed: Sequence[Placed], events: Events, *, radius: float, decay: float) -> Drawn:
    """Counts within `radius` km and scores that fade over `decay` km, with every place drawn inside its ring.

    The same input always gives the same numbers.
    """
    tree = tree_of(events.points)
    widest = float(events.rings.max()) if len(events.rings) else 0.0
    close = [_close(one, events, tree, max(radius, REACH * decay) + widest) for one in placed]
    draws = int(np.clip(MOST_DISTANCES // max(sum(map(len, close)), 1), FEWEST, DRAWS))
    measured = np.full((len(MEASURES), len(placed)), np.nan)
    for place, (one, index) in enumerate(zip(placed, close, strict=True)):
        if one.site is not None:
            chance = np.random.default_rng((SEED, place))
            some = Events(events.points[index], events.rings[index], events.weights[index], events.counted[index])
            measured[:, place] = _measured(one.site, one, some, draws, chance, radius=radius, decay=decay)
    return Drawn(draws, *measured)


def _close(one: Placed, events: Events, tree: cKDTree | None, limit: float) -> Indices:
    """The events that the site, or a point of its surroundings, can have anything to do with."""
    if one.site is None:
        return np.zeros(0, np.int64)
    index, _ = within(tree, events.points, one.site, limit + one.reach)
    if one.surroundings is None or not one.site.is_point:
        return index
    middle = one.surroundings.middle[None, :]
    around, _ = within(tree, events.points, Site(middle, middle), limit + one.surroundings.radius)
    return np.union1d(index, around)


def _measured(  # noqa: PLR0913  # what one site's numbers are made of
    site: Site, one: Placed, some: Events, draws: int, chance: np.random.Generator, *, radius: float, decay: float
) -> tuple[float, ...]:
    scattered = _scattered(some.points[:, None, :], some.rings[:, None], (len(some.points), draws), chance)
    away = _away(site, one.reach, scattered, chance)
    near = ((away <= radius) & some.counted[:, None]).sum(axis=0)
    score = some.weights @ np.exp(-away / decay)
    low, high = np.quantile(near, RANGE, method="nearest")
    score_low, middle, score_high = np.quantile(score, (RANGE[0], 0.5, RANGE[1]))
    above = np.nan
    if one.surroundings is not None and site.is_point and middle >= NEGLIGIBLE:
        rival = some.weights @ np.exp(-_away_from_anywhere(one.surroundings, scattered, chance) / decay)
        above = ((score > rival) + 0.5 * (score == rival)).mean()
    return (near > 0).mean(), low, high, middle, score_low, score_high, above


def _scattered(points: Numbers, rings: npt.ArrayLike, shape: tuple[int, ...], chance: np.random.Generator) -> Numbers:
    """Points drawn evenly from the discs around their middles."""
    across, up = _offsets(rings, shape, chance)
    return shifted(points, across, up)


def _offsets(rings: npt.ArrayLike, shape: tuple[int, ...], chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    far = np.asarray(rings) * np.sqrt(chance.random(shape))
    turn = 2 * np.pi * chance.random(shape)
    return far * np.cos(turn), far * np.sin(turn)


def _away(site: Site, reach: float, scattered: Numbers, chance: np.random.Generator) -> Numbers:
    """Distances to the site, itself moved inside its ring: moving the points the other way comes to the same."""
    draws = scattered.shape[1]
    across, up = _offsets(reach, (draws,), chance)
    if site.is_point:
        moved = shifted(np.broadcast_to(site.starts[0], (draws, 3)), across, up)
        return np.asarray(np.linalg.norm(scattered - moved, axis=-1), float)
    return distances(shifted(scattered, -across, -up), site)


def _away_from_anywhere(around: Ring, scattered: Numbers, chance: np.random.Generator) -> Numbers:
    """Distances to a point drawn anew in each draw from anywhere in the surroundings."""
    draws = scattered.shape[1]
    somewhere = _scattered(np.broadcast_to(around.middle, (draws, 3)), around.radius, (draws,), chance)
    return np.asarray(np.linalg.norm(scattered - somewhere, axis=-1), float)
