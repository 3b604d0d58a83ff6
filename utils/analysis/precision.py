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

from utils.analysis.nearness import Indices, Numbers, Site, flat, positions, tree_of, within
from utils.analysis.selection import Mask
from utils.tables.vocabularies import PLACE_KINDS, SITE_PRECISIONS

RINGS: Mapping[str, float] = dict(zip(SITE_PRECISIONS.labels, (0.5, 5.0, 30.0, 100.0, 10.0), strict=True))
"""Kilometres around a point within which the place lies, by how exactly it is known; for a corridor, off its line."""

DRAWS, FEWEST, MOST_DISTANCES = 500, 50, 5_000_000
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
    ("Draws", "500 with a fixed seed, at least 50 when incidents are very many", "our choice"),
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
    """The numbers of one site, on a flat map around it."""
    middle = (site.starts[0] + site.ends[-1]) / 2
    across, up = flat(some.points, middle).T[:, :, None] + _offsets(
        some.rings[:, None], (len(some.points), draws), chance
    )
    moved = _offsets(one.reach, (draws,), chance)  # moving the events the other way comes to the same
    away = _away(site, middle, across - moved[0], up - moved[1], some.rings + one.reach)
    near = ((away <= radius) & some.counted[:, None]).sum(axis=0)
    score = some.weights @ np.exp(-away / decay)
    low, high = np.quantile(near, RANGE, method="nearest")
    score_low, half, score_high = np.quantile(score, (RANGE[0], 0.5, RANGE[1]))
    above = np.nan
    if one.surroundings is not None and site.is_point and half >= NEGLIGIBLE:
        centre = flat(one.surroundings.middle[None, :], middle)[0]
        anywhere = centre[:, None] + _offsets(one.surroundings.radius, (draws,), chance)
        rival = some.weights @ np.exp(-np.hypot(across - anywhere[0], up - anywhere[1]) / decay)
        above = ((score > rival) + 0.5 * (score == rival)).mean()
    return (near > 0).mean(), low, high, half, score_low, score_high, above


def _offsets(rings: npt.ArrayLike, shape: tuple[int, ...], chance: np.random.Generator) -> Numbers:
    """Kilometres east and north, drawn evenly from discs."""
    far = np.asarray(rings) * np.sqrt(chance.random(shape))
    turn = 2 * np.pi * chance.random(shape)
    return np.stack([far * np.cos(turn), far * np.sin(turn)])


def _away(site: Site, middle: Numbers, across: Numbers, up: Numbers, spread: Numbers) -> Numbers:
    """Distances to the nearest stretch of the site; stretches that no draw can bring nearest are passed over."""
    starts, ends = flat(site.starts, middle), flat(site.ends, middle)
    if site.is_point:
        return np.asarray(np.hypot(across - starts[0, 0], up - starts[0, 1]), float)
    usual = np.stack(
        [_to_stretch(start, end, across[:, :1], up[:, :1])[:, 0] for start, end in zip(starts, ends, strict=True)]
    )
    possible = usual <= usual.min(axis=0) + 4 * spread
    nearest = np.full(across.shape, np.inf)
    for rows, start, end in zip(possible, starts, ends, strict=True):
        nearest[rows] = np.minimum(nearest[rows], _to_stretch(start, end, across[rows], up[rows]))
    return nearest


def _to_stretch(start: Numbers, end: Numbers, across: Numbers, up: Numbers) -> Numbers:
    along = end - start
    length = float(along @ along)
    share = ((across - start[0]) * along[0] + (up - start[1]) * along[1]) / length if length else 0.0
    share = np.clip(share, 0, 1)
    return np.asarray(np.hypot(across - start[0] - share * along[0], up - start[1] - share * along[1]), float)
