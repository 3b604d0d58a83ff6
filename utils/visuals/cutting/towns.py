"""Which towns a map of the box can name without its labels running into each other.

Knows populations and the size of a label; must not know a theatre beyond the ISO code it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import cos, radians

from utils.visuals.cutting.features import Feature, point_feature
from utils.visuals.cutting.rules import Wish

# Rank 1 is drawn from zoom 5, rank 2 from 6, rank 3 from 7. Weights are people, a theatre's own counted four times.
FIRST_ZOOM, RANKS = 5, (1, 2, 3)
OWN_WEIGHT, RANK_WEIGHTS = 4, {1: 2_000_000, 2: 400_000, 3: 80_000}
LETTER, LINE_HEIGHT, TILE = 7.0, 18.0, 512


@dataclass(frozen=True)
class Town:
    """A populated place; a population nobody reported is None, never 0."""

    name: str
    country: str
    longitude: float
    latitude: float
    population: int | None


def thinned(towns: Iterable[Town], *, country: str, wishes: Mapping[tuple[str, str], Wish]) -> list[tuple[Town, int]]:
    """Towns with their rank: those wished for in any case, then the largest whose label finds room."""
    largest_first = sorted(towns, key=lambda t: (-_weight(t, country), t.country, t.name, t.longitude))
    # Of two towns with one name in one country only the larger is drawn: nobody could tell them apart.
    once = {(town.country, town.name): town for town in reversed(largest_first)}
    placed = [
        (replace(once[key], name=wish.label or once[key].name), wish.rank)
        for key, wish in wishes.items()
        if wish.rank in RANKS and key in once
    ]
    free = [town for key, town in reversed(once.items()) if key not in wishes]
    for rank in RANKS:
        for town in free:
            if _weight(town, country) >= RANK_WEIGHTS[rank] and _has_room(town, placed, rank):
                placed.append((town, rank))
    return sorted(placed, key=lambda pair: (pair[1], pair[0].country, pair[0].name, pair[0].longitude))


def town_features(placed: Iterable[tuple[Town, int]]) -> Iterable[Feature]:
    """The towns as points."""
    for town, rank in placed:
        properties = {"name": town.name, "country": town.country, "population": town.population, "rank": rank}
        yield point_feature(town.longitude, town.latitude, properties)


def collide(one: Town, other: Town, zoom: int) -> bool:
    """Whether two labels, each set to the right of its point, overlap at a zoom."""
    pixels = TILE * 2.0**zoom / 360
    across = (other.longitude - one.longitude) * pixels
    up = (other.latitude - one.latitude) * pixels / cos(radians(one.latitude))
    left = one if across >= 0 else other
    return abs(across) < (len(left.name) + 2) * LETTER and abs(up) < LINE_HEIGHT


def _weight(town: Town, country: str) -> int:
    return (town.population or 0) * (OWN_WEIGHT if town.country == country else 1)


def _has_room(town: Town, placed: list[tuple[Town, int]], rank: int) -> bool:
    zoom = FIRST_ZOOM + rank - 1
    # A town of a later rank is not drawn yet at this zoom: the two must not meet at the zoom that shows both.
    return not any(collide(town, other, max(zoom, FIRST_ZOOM + r - 1)) for other, r in placed)
