"""Roads, railways and corridors as lines: which part of a line a project is.

Knows GeoJSON lines and project ids. It must not know files, nor what is measured along a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Line: TypeAlias = tuple[tuple[float, float], ...]
"""Corners as longitude and latitude, in degrees."""


class RoutesError(Exception):
    """The lines cannot be used; the text says which and why."""


@dataclass(frozen=True)
class Route:
    """One schematic line. `stretches` holds project ids with the first and last corner of their part."""

    name: str
    kind: str
    note: str
    line: Line
    stretches: tuple[tuple[str, int, int], ...] = ()


def routes_of(document: Mapping[str, Any]) -> tuple[Route, ...]:
    """The lines of a GeoJSON collection, in its order. RoutesError when a feature is not a line that we can follow."""
    return tuple(_route(place, feature) for place, feature in enumerate(document.get("features", ())))


def _route(place: int, feature: Mapping[str, Any]) -> Route:
    try:
        told, geometry = feature["properties"], feature["geometry"]
        line = tuple((float(corner[0]), float(corner[1])) for corner in geometry["coordinates"])
        stretches = tuple((str(name), *_ends(ends)) for name, ends in told.get("stretches", {}).items())
        route = Route(str(told["name"]), str(told["kind"]), str(told.get("note") or ""), line, stretches)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise RoutesError(f"route {place + 1} is not a named line of corners") from error
    if geometry.get("type") != "LineString" or len(line) < 2:
        raise RoutesError(f"route {place + 1} ({route.name}) is not a line of two corners or more")
    wrong = [name for name, first, last in stretches if not 0 <= first < last < len(line)]
    if wrong:
        raise RoutesError(f"route {place + 1} ({route.name}) has no such stretch: {', '.join(wrong)}")
    return route


def _ends(ends: Sequence[Any]) -> tuple[int, int]:
    first, last = ends
    return int(first), int(last)


def stretches_of(routes: Sequence[Route], project_id: str) -> tuple[Line, ...]:
    """The parts of the lines that the project is; empty when no line knows it."""
    return tuple(
        route.line[first : last + 1] for route in routes for name, first, last in route.stretches if name == project_id
    )
