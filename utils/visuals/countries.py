"""Where a country's name stands on a map: in the widest open part of what the map shows of it.

Knows the base's countries as polygons, and the marks to keep clear of. It must not know any map library.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from utils.visuals.framing import Box, Disc, Frame, Rectangle, text_width
from utils.visuals.geography import Base

STEPS = 32
"""The box is looked at in so many columns and rows."""

SMALLEST = 40
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
            room = name.rectangle(frame, size)
            if _covered(room, frame) <= inside and not any(mark.meets(room) for mark in marks):
                named.append(name)
                break
    return tuple(named) if len(named) > 1 else ()  # a map of one country needs no name for it


def _covered(room: Rectangle, frame: Frame) -> set[tuple[int, int]]:
    """The cells that a rectangle touches."""
    left, top, right, bottom = room
    wide, high = frame.width / STEPS, frame.height / STEPS
    columns = range(math.floor(left / wide), math.floor(right / wide) + 1)
    rows = range(math.floor((frame.height - bottom) / high), math.floor((frame.height - top) / high) + 1)
    return {(column, row) for column in columns for row in rows}


def _cells(polygons: Sequence[Any], box: Box) -> Iterator[tuple[int, int]]:
    """The cells whose middle lies in the polygons: an odd number of edges lies to the left of it."""
    west, south, east, north = box
    rings = [np.asarray(ring, dtype=float)[:, :2] for polygon in polygons for ring in polygon]
    start, end = np.concatenate([ring[:-1] for ring in rings]), np.concatenate([ring[1:] for ring in rings])
    middles = west + (np.arange(STEPS) + 0.5) * (east - west) / STEPS
    for row in range(STEPS):
        level = south + (row + 0.5) * (north - south) / STEPS
        crossed = (start[:, 1] > level) != (end[:, 1] > level)
        one, other = start[crossed], end[crossed]
        crossings = one[:, 0] + (other[:, 0] - one[:, 0]) * (level - one[:, 1]) / (other[:, 1] - one[:, 1])
        odd = np.searchsorted(np.sort(crossings), middles) % 2 == 1
        yield from ((int(column), row) for column in np.flatnonzero(odd))


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
