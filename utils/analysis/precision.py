"""What imprecise places leave open: every incident and project put at random inside its ring, many times over.

Knows points, rings and random draws with a fixed seed. It must not know incidents, projects or time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from utils.analysis.nearness import Indices, Numbers, Site, flat, positions, tree_of, within
from utils.analysis.rings import RINGS
from utils.analysis.spots import Events, Spots, disc_table, gathered_spots_of, offsets, spots_of
from utils.tables.vocabularies import PLACE_KINDS

DRAWS, FEWEST, MOST_DISTANCES = 500, 50, 5_000_000
"""How often everything is drawn; fewer times, but never fewer than the second, when that makes too many distances."""

SEED = 20_260_131
RANGE = (0.05, 0.95)
"""The shares of draws between which a 90 % range lies."""

TURNS = 8
"""So many draws are mixed into one for a spot with several events, whose mean is less lopsided than one event."""

REACH = 5
"""Decay lengths beyond which nothing adds to a score: what is left out there is under one in a hundred of a weight."""

NEGLIGIBLE = 0.01
"""A score below a hundredth of one incident on the spot is not compared with anything."""

DISTRICT = PLACE_KINDS.labels[-1]

CONSTANTS = (
    ("Ring of a place", "exact 0.5 km, town 5 km, district 30 km, beside a drawn line 10 km", "our choice"),
    ("Draws", f"{DRAWS} with a fixed seed, at least {FEWEST} when incidents are very many", "our choice"),
    ("Random points", "within the distance from the district's chief town to the nearest other one", "our choice"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


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


def draw(placed: Sequence[Placed], events: Events, *, radius: float, decay: float) -> Drawn:
    """Counts within `radius` km and scores that fade over `decay` km, with every place drawn inside its ring.

    In one draw an event lies at the same place for every site. Sites on the same spot have the same numbers, and the
    same input always gives the same numbers.
    """
    sites: dict[object, list[int]] = {}
    for place, one in enumerate(placed):
        if one.site is not None:
            sites.setdefault(_spot_of(one, one.site), []).append(place)
    asked = [placed[members[0]] for members in sites.values()]
    limit = max(radius, REACH * decay)
    spots = spots_of(events)
    close, draws = _looked_at(asked, spots, limit)
    if draws < DRAWS:
        spots = gathered_spots_of(events)
        close, draws = _looked_at(asked, spots, limit)
    used = np.unique(np.concatenate([*close, np.zeros(0, np.int64)]))
    spots = spots.part(used)
    moved = offsets(spots.rings[:, None], (len(used), draws), np.random.default_rng(SEED))
    measured = np.full((len(MEASURES), len(placed)), np.nan)
    for number, (one, index, members) in enumerate(zip(asked, close, sites.values(), strict=True)):
        rows = np.searchsorted(used, index)
        scene = _Scene(spots.part(rows), moved[:, rows], radius, decay, np.random.default_rng((SEED, number)))
        measured[:, members] = np.array(_measured(one, scene))[:, None]
    return Drawn(draws, *measured)


def _looked_at(asked: Sequence[Placed], spots: Spots, limit: float) -> tuple[list[Indices], int]:
    """The spots that matter to each site, and how often they can be drawn."""
    tree = tree_of(spots.points)
    close = [_close(one, spots, tree, limit) for one in asked]
    return close, int(np.clip(MOST_DISTANCES // max(sum(map(len, close)), 1), FEWEST, DRAWS))


def _spot_of(one: Placed, site: Site) -> object:
    """What two sites share when nothing tells them apart."""
    around = None if one.surroundings is None else (one.surroundings.middle.tobytes(), one.surroundings.radius)
    return site.starts.tobytes(), site.ends.tobytes(), one.reach, around


def _close(one: Placed, spots: Spots, tree: cKDTree | None, limit: float) -> Indices:
    """The spots that the site, or a point of its surroundings, can have anything to do with."""
    if one.site is None or tree is None:
        return np.zeros(0, np.int64)
    widest = float(spots.rings.max())
    index, far = within(tree, spots.points, one.site, limit + widest + one.reach)
    index = index[far <= limit + one.reach + spots.rings[index]]
    if one.surroundings is None or not one.site.is_point:
        return index
    middle = one.surroundings.middle[None, :]
    edge = limit + one.surroundings.radius
    around, far = within(tree, spots.points, Site(middle, middle), edge + widest)
    return np.union1d(index, around[far <= edge + spots.rings[around]])


@dataclass(frozen=True, eq=False)
class _Scene:
    """The spots that matter to one site, where each draw moves them (km east and north), and what is asked."""

    spots: Spots
    moved: Numbers
    radius: float
    decay: float
    chance: np.random.Generator

    @property
    def draws(self) -> int:
        """How often everything is drawn."""
        return int(self.moved.shape[-1])

    @property
    def farthest(self) -> float:
        """Kilometres beyond which no table need reach."""
        return max(self.radius, REACH * self.decay) + 4 * max(RINGS.values())

    @cached_property
    def crowded(self) -> Indices:
        """The spots where more than one event lies: these are drawn by their number, not one by one."""
        return np.flatnonzero((self.spots.counted > 1) | (self.spots.scatter < 1))

    def mean(self, column: int, rows: Indices, usual: Numbers, *, line: bool) -> Numbers:
        """For the spots of these rows, so far from the site, the mean over their rings: 0 near, 1 faded."""
        found = np.empty_like(usual)
        for ring in np.unique(self.spots.rings[rows]):
            here = self.spots.rings[rows] == ring
            table = disc_table(float(ring), self.radius, self.decay, self.farthest, line=line)
            found[here] = np.interp(usual[here], table[0], table[1 + column])
        return found

    def counts(self, away: Numbers, usual: Numbers, *, line: bool) -> Numbers:
        """How many counted events lie near in each draw; `usual` are the crowded spots' distances from their middle."""
        near = (away <= self.radius) & (self.spots.counted > 0)[:, None]
        alone = np.ones(len(near), bool)
        alone[self.crowded] = False
        share = np.clip(self.mean(0, self.crowded, usual, line=line), 0, 1)
        many = self.chance.binomial(self.spots.counted[self.crowded][:, None], share)
        return np.asarray(near[alone].sum(axis=0) + many.sum(axis=0), float)

    def scores(self, away: Numbers, usual: Numbers, *, line: bool) -> Numbers:
        """The score in each draw."""
        faded = np.exp(-away / self.decay)
        if len(self.crowded):
            scatter = self.spots.scatter[self.crowded][:, None]
            middle = self.mean(1, self.crowded, usual, line=line)
            off = faded[self.crowded] - middle
            shifts = [self.draws * turn // TURNS for turn in range(TURNS)]
            mixed = sum((np.roll(off, shift, axis=1) for shift in shifts), np.zeros_like(off)) / np.sqrt(TURNS)
            faded[self.crowded] = np.maximum(middle + scatter * mixed, 0)
        return np.asarray(self.spots.weights @ faded, float)


def _measured(one: Placed, scene: _Scene) -> tuple[float, ...]:
    """The numbers of one site, on a flat map around it."""
    site = one.site
    if site is None:
        raise ValueError("a site without a place has no numbers")
    middle = (site.starts[0] + site.ends[-1]) / 2
    spots = flat(scene.spots.points, middle).T[:, :, None]
    shift = offsets(one.reach, (scene.draws,), scene.chance)[:, None, :]  # the events the other way: the same
    placed = spots + scene.moved
    away = _away(site, middle, placed - shift, (spots[:, :, 0], scene.spots.rings + one.reach))
    crowd = spots[:, scene.crowded]
    usual = _away(site, middle, crowd - shift, (crowd[:, :, 0], np.full(len(scene.crowded), one.reach)))
    near = scene.counts(away, usual, line=not site.is_point)
    score = scene.scores(away, usual, line=not site.is_point)
    low, high = np.quantile(near, RANGE, method="nearest")
    score_low, half, score_high = np.quantile(score, (RANGE[0], 0.5, RANGE[1]))
    above = np.nan
    if one.surroundings is not None and site.is_point and half >= NEGLIGIBLE:
        centre = flat(one.surroundings.middle[None, :], middle)[0]
        anywhere = centre[:, None, None] + offsets(one.surroundings.radius, (1, scene.draws), scene.chance)
        rival = scene.scores(np.hypot(*(placed - anywhere)), np.hypot(*(crowd - anywhere)), line=False)
        above = ((score > rival) + 0.5 * (score == rival)).mean()
    return (near > 0).mean(), low, high, half, score_low, score_high, above


def _away(site: Site, middle: Numbers, placed: Numbers, around: tuple[Numbers, Numbers]) -> Numbers:
    """Distances to the nearest stretch of the site, of spots placed by draw `around` a middle, no further than so far.

    Stretches that no draw can bring nearest are passed over.
    """
    starts, ends = flat(site.starts, middle), flat(site.ends, middle)
    if site.is_point:
        return np.asarray(np.hypot(placed[0] - starts[0, 0], placed[1] - starts[0, 1]), float)
    usual = np.stack([_to_stretch(start, end, around[0]) for start, end in zip(starts, ends, strict=True)])
    possible = usual <= usual.min(axis=0) + 2 * around[1]
    nearest = np.full(placed.shape[1:], np.inf)
    for rows, start, end in zip(possible, starts, ends, strict=True):
        if rows.any():
            nearest[rows] = np.minimum(nearest[rows], _to_stretch(start, end, placed[:, rows]))
    return nearest


def _to_stretch(start: Numbers, end: Numbers, placed: Numbers) -> Numbers:
    along = end - start
    length = float(along @ along)
    across, up = placed[0] - start[0], placed[1] - start[1]
    share = (across * along[0] + up * along[1]) / length if length else np.zeros_like(across)
    share = np.clip(share, 0, 1)
    return np.asarray(np.hypot(across - share * along[0], up - share * along[1]), float)
