"""Where a country's name stands on a map: in the widest open part of what the map shows of it.

Knows the base's countries as polygons, and the marks to keep clear of. It must not know any map library.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from utils.visuals.framing import Box, Disc, Frame, Rectangle, text_width
from utils.visuals.geography import Base

STEPS = 16
"""The box is looked at in so many columns and rows."""

SMALLEST = 10
"""Cells of them that a country must fill to be named."""


@dataclass(frozen=True)
class CountryName:
    """A country that is named on the map, and the middle of its name."""

    name: str
    longitude: float
    latitude: float

    def rectangle(self, frame: Frame, size: float) -> Rectangle:
        """The pixels that the name takes."""
        x, y = frame.pixel(self.longitude, self.latitude)
        half = text_width(self.name, size) / 2
        return x - half, y - size / 2, x + half, y + size / 2


def country_names(base: Base, frame: Frame, marks: Sequence[Disc], *, size: float) -> tuple[CountryName, ...]:
    """Each country with enough of the map, named where it is farthest from its edges there, clear of every mark."""
    west, south, east, north = frame.seen
    width, height = (east - west) / STEPS, (north - south) / STEPS
    named = []
    for country in base.countries["features"]:
        inside = frozenset(_cells(country["geometry"]["coordinates"], frame.seen))
        if len(inside) < SMALLEST:
            continue
        title = str(country["properties"]["name"])
        for column, row in sorted(inside, key=lambda cell: (-_clearance(cell, inside), cell)):
            name = CountryName(title, west + (column + 0.5) * width, south + (row + 0.5) * height)
            if not any(mark.meets(name.rectangle(frame, size)) for mark in marks):
                named.append(name)
                break
    return tuple(named) if len(named) > 1 else ()  # a map of one country needs no name for it


def _cells(polygons: Sequence[Any], box: Box) -> Iterator[tuple[int, int]]:
    """The cells whose middle lies in the polygons: an odd number of edges lies to the left of it."""
    west, south, east, north = box
    edges = [edge for polygon in polygons for ring in polygon for edge in pairwise(ring)]
    for row in range(STEPS):
        level = south + (row + 0.5) * (north - south) / STEPS
        crossings = [
            start[0] + (end[0] - start[0]) * (level - start[1]) / (end[1] - start[1])
            for start, end in edges
            if (start[1] > level) != (end[1] > level)
        ]
        for column in range(STEPS):
            middle = west + (column + 0.5) * (east - west) / STEPS
            if sum(crossing < middle for crossing in crossings) % 2:
                yield column, row


def _clearance(cell: tuple[int, int], inside: frozenset[tuple[int, int]]) -> float:
    """How far a cell lies from the next one outside, as a square's half width; sideways counts half: names are wide."""
    column, row = cell
    reach = 0
    while all((column + across, row + up) in inside for across, up in _ring(reach + 1)):
        reach += 1
    return reach + 1 / (1 + math.dist(cell, (STEPS / 2, STEPS / 2)))


def _ring(reach: int) -> list[tuple[int, int]]:
    wide = 2 * reach
    return [(across, up) for across in range(-wide, wide + 1) for up in (-reach, reach)] + [
        (across, up) for across in (-wide, wide) for up in range(-reach, reach + 1)
    ]
