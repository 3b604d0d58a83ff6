"""What lies near what on the earth: points, lines, and how far from them many points are.

Knows a sphere and kilometres. It must not know what the points stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from utils.analysis.routes import Line

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

EARTH = 6371.0088
"""Kilometres: the mean radius of the earth (IUGG)."""


def positions(longitudes: npt.ArrayLike, latitudes: npt.ArrayLike) -> Numbers:
    """Points in degrees as points in space, in kilometres from the middle of the earth.

    The straight way between two of them is the way along the ground, to a part in a thousand up to 900 km.
    """
    east, north = np.radians(np.asarray(longitudes, float)), np.radians(np.asarray(latitudes, float))
    return EARTH * np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)


def flat(points: Numbers, middle: Numbers) -> Numbers:
    """Points in space as kilometres east and north of a middle: true from there, to a thousandth for 400 km around."""
    outward = middle / np.linalg.norm(middle)
    eastward = np.array([-outward[1], outward[0], 0.0]) / np.hypot(outward[0], outward[1])
    northward = np.cross(outward, eastward)
    across, up = points @ eastward, points @ northward
    sine = np.hypot(across, up) / EARTH
    stretch = np.where(sine > 0, np.arctan2(sine, points @ outward / EARTH) / np.where(sine > 0, sine, 1), 1)
    return np.asarray(np.stack([across * stretch, up * stretch], axis=-1), float)


@dataclass(frozen=True, eq=False)
class Site:
    """A place of one or more stretches: `starts` and `ends` of each in space; a point is one that ends as it starts."""

    starts: Numbers
    ends: Numbers

    @property
    def is_point(self) -> bool:
        """Whether it has no length."""
        return bool((self.starts == self.ends).all())


def point_site(longitude: float, latitude: float) -> Site:
    """A point in degrees as a site."""
    point = positions([longitude], [latitude])
    return Site(point, point)


def line_site(lines: Sequence[Line]) -> Site:
    """Lines in degrees as one site."""
    corners = [positions([c[0] for c in line], [c[1] for c in line]) for line in lines]
    return Site(np.concatenate([c[:-1] for c in corners]), np.concatenate([c[1:] for c in corners]))


def length(site: Site) -> float:
    """The kilometres of all its stretches together; 0 for a point."""
    return float(np.linalg.norm(site.ends - site.starts, axis=-1).sum())


def distances(points: Numbers, site: Site) -> Numbers:
    """Kilometres from each point (the last axis is space) to the nearest part of the site."""
    nearest = np.full(points.shape[:-1], np.inf)
    for start, end in zip(site.starts, site.ends, strict=True):
        nearest = np.minimum(nearest, _to_stretch(points, start, end))
    return nearest


def _to_stretch(points: Numbers, start: Numbers, end: Numbers) -> Numbers:
    along, off = end - start, points - start
    square = float(along @ along)
    if square:
        off = off - np.clip(off @ along / square, 0, 1)[..., None] * along
    return np.asarray(np.sqrt(np.einsum("...i,...i", off, off)), float)


def within(tree: cKDTree | None, points: Numbers, site: Site, kilometres: float) -> tuple[Indices, Numbers]:
    """The points, in order, that lie within so many kilometres of the site, and how far off each is.

    `tree` is over the points; None when there are none.
    """
    if tree is None:
        return np.zeros(0, np.int64), np.zeros(0)
    middles = (site.starts + site.ends) / 2
    halves = np.linalg.norm(site.ends - site.starts, axis=-1) / 2
    nearest = np.full(len(points), np.inf)
    for found, start, end in zip(
        tree.query_ball_point(middles, halves + kilometres), site.starts, site.ends, strict=True
    ):
        some = np.asarray(found, np.int64)
        nearest[some] = np.minimum(nearest[some], _to_stretch(points[some], start, end))
    kept = np.flatnonzero(nearest <= kilometres)
    return kept, nearest[kept]


def tree_of(points: Numbers) -> cKDTree | None:
    """An index over the points; None when there are none."""
    return cKDTree(points) if len(points) else None
