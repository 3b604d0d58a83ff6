"""Countries, their borders and their provinces, cut to a box.

Knows topologies and rules; must not know which countries they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import LineString, MultiLineString, MultiPolygon, box, line_merge, union_all
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, polygonize

from utils.visuals.cutting.features import Feature, area_feature, line_feature
from utils.visuals.cutting.rules import Box, Dispute, Rules
from utils.visuals.cutting.topology import Shape, Topology, without_slivers

# How far, in degrees, a province line may stop short of its country's border and still be drawn up to it.
REACH = 0.05


@dataclass(frozen=True)
class Country:
    """A country's name as it will be printed, its ISO code where it has one, and its land inside the box."""

    name: str
    code: str | None
    land: MultiPolygon


def countries(world: Topology, window: Box, *, rules: Rules, codes: dict[str, str], width: float) -> list[Country]:
    """Every country with land inside the box; `codes` leads from the number in the world file to the ISO code."""
    found = []
    for shape in sorted(_near(world, window), key=lambda shape: shape.name):
        land = without_slivers(world.geometry(shape).intersection(_frame(window)), width)
        if not land.is_empty:
            name = rules.countries.get(shape.name, shape.name)
            found.append(Country(name, codes.get(shape.code), land))
    return found


def country_features(found: list[Country], rules: Rules) -> Iterator[Feature]:
    """The countries; an area that belongs to none says what its status is."""
    for country in found:
        status = rules.areas.get(country.name)
        properties = {"name": country.name, "code": country.code, "disputed": status is not None}
        yield area_feature(country.land, properties | ({"status": status} if status else {}))


def borders(world: Topology, window: Box, rules: Rules) -> Iterator[Feature]:
    """The lines between two countries, cut where a dispute about them begins and ends."""
    for pair, line in sorted(_shared_lines(world, _near(world, window), rules.countries).items()):
        rest = line.intersection(_frame(window))
        for dispute in rules.disputes:
            if dispute.between == frozenset(pair):
                inside = union_all([box(*bounds) for bounds in dispute.boxes])
                yield from _border(rest.intersection(inside), pair, dispute)
                rest = rest.difference(inside)
        yield from _border(rest, pair, None)


def provinces(country: Country, topology: Topology, rules: Rules, width: float) -> Iterator[Feature]:
    """The country's land divided along the lines between its provinces, so that both layers share one outline."""
    areas: dict[str, list[BaseGeometry]] = defaultdict(list)
    notes: dict[str, str] = {}
    names: dict[int, set[str]] = defaultdict(set)
    for shape in topology.shapes:
        area = topology.geometry(shape)
        renaming = next((r for r in rules.renamings if r.fits(shape.code, area)), None)
        name = renaming.name if renaming else shape.name
        areas[name].append(area)
        if renaming and renaming.note:
            notes[name] = renaming.note
        for arc in shape.arcs():
            names[arc].add(name)
    lines = [LineString(topology.arcs[arc]) for arc, users in sorted(names.items()) if len(users) > 1]
    divided = _divided(country.land, lines, {name: union_all(parts) for name, parts in areas.items()})
    for name, area in sorted(divided.items()):
        kept = without_slivers(area, width)
        if not kept.is_empty:
            note = {"note": notes[name]} if name in notes else {}
            yield area_feature(kept, {"name": name, "country": country.code} | note)


def _frame(window: Box) -> BaseGeometry:
    # Vega joins two points by a great circle: without points between, a long edge would bend into the picture.
    return box(*window).segmentize(1.0)


def _near(world: Topology, window: Box) -> list[Shape]:
    west, south, east, north = window
    boxed = [(shape, world.bounds(shape)) for shape in world.shapes]
    return [shape for shape, b in boxed if b[0] < east and b[2] > west and b[1] < north and b[3] > south]


def _shared_lines(world: Topology, shapes: list[Shape], names: dict[str, str]) -> dict[tuple[str, str], BaseGeometry]:
    users: dict[int, list[str]] = defaultdict(list)
    for shape in shapes:
        for arc in shape.arcs():
            users[arc].append(names.get(shape.name, shape.name))
    shared: dict[tuple[str, str], list[LineString]] = defaultdict(list)
    for arc, owners in sorted(users.items()):
        if len(owners) == 2:
            first, second = sorted(owners)
            shared[first, second].append(LineString(world.arcs[arc]))
    return {pair: MultiLineString(lines) for pair, lines in shared.items()}


def _border(line: BaseGeometry, pair: tuple[str, str], dispute: Dispute | None) -> Iterator[Feature]:
    parts = _lines_of(line)
    if parts:
        said = {"name": dispute.name, "status": dispute.status} if dispute else {}
        yield line_feature(parts, {"between": list(pair), "disputed": dispute is not None} | said)


def _lines_of(geometry: BaseGeometry) -> list[LineString]:
    if isinstance(geometry, LineString):
        return [] if geometry.is_empty else [geometry]
    lines = [line for part in getattr(geometry, "geoms", ()) for line in _lines_of(part)]
    merged = line_merge(MultiLineString(lines))
    return [merged] if isinstance(merged, LineString) else list(getattr(merged, "geoms", ()))


def _divided(land: MultiPolygon, lines: list[LineString], areas: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    coast = land.boundary
    merged = _lines_of(MultiLineString(lines))
    ends = [end for line in merged for end in (line.boundary.geoms if not line.is_closed else ())]
    bridges = [_through(end, coast) for end in ends if 0 < end.distance(coast) < REACH]
    shares: dict[str, list[BaseGeometry]] = defaultdict(list)
    for face in polygonize(union_all([coast, *merged, *bridges])):
        if land.contains(face.representative_point()):
            overlap, name = max((face.intersection(area).area, name) for name, area in areas.items())
            if overlap > 0:
                shares[name].append(face)
    return {name: union_all(faces) for name, faces in shares.items()}


def _through(end: BaseGeometry, coast: BaseGeometry) -> LineString:
    # A little past the nearest point: a line that only touches the outline might miss it by the last bit of a float.
    near = nearest_points(end, coast)[1]
    (x0, y0), (x1, y1) = end.coords[0], near.coords[0]
    return LineString([(x0, y0), (x1 + (x1 - x0) * 0.01, y1 + (y1 - y0) * 0.01)])
