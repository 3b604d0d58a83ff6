"""Boundaries on a map: which of them a reader has chosen to see, what is then said, and dots for disputed lines.

Knows the base's borders. It must not know map libraries, nor where the choice is kept.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from utils.visuals.geography import Base, GeoJSON

DASH = 0.06
"""Of a degree: each dash of a disputed line, and each gap."""


@dataclass(frozen=True)
class Boundaries:
    """One way to draw boundaries: its key in links, its name, whether lines are drawn, what is added to the note."""

    key: str
    name: str
    drawn: bool
    said: str


DOTTED = Boundaries("dotted", "As the sources draw them, disputed ones dotted", drawn=True, said="")
NONE = Boundaries("none", "None", drawn=False, said="No boundaries are drawn, as the reader has chosen.")
CHOICES = (DOTTED, NONE)


def boundaries_of(key: str | None) -> Boundaries:
    """The choice of that key; the usual one for any other."""
    return next((choice for choice in CHOICES if choice.key == key), DOTTED)


def noted(note: str, boundaries: Boundaries) -> str:
    """The edition's boundary note with what must be said of the choice."""
    return " ".join(part for part in (boundaries.said, note) if part)


def dashed_borders(base: Base) -> GeoJSON:
    """The base's borders with every disputed line cut into short dashes, for renderers that cannot dash."""
    features = [
        {**feature, "geometry": {"type": "MultiLineString", "coordinates": _dashes(feature["geometry"]["coordinates"])}}
        if feature["properties"]["disputed"]
        else feature
        for feature in base.borders["features"]
    ]
    return {**base.borders, "features": features}


def _dashes(lines: Sequence[Sequence[Sequence[float]]]) -> list[list[list[float]]]:
    return [dash for line in lines for dash in _dashes_of(line)]


def _dashes_of(line: Sequence[Sequence[float]]) -> Iterator[list[list[float]]]:
    """Every other stretch of a line, each as long as a dash, its corners kept."""
    drawing, left = True, DASH
    dash = [rounded(line[0])]
    for start, end in pairwise(line):
        length = math.dist(start, end)
        done = 0.0
        while length - done > left:
            done += left
            corner = rounded([start[axis] + (end[axis] - start[axis]) * done / length for axis in (0, 1)])
            if drawing:
                yield [*dash, corner]
            dash, drawing, left = [corner], not drawing, DASH
        left -= length - done
        dash.append(rounded(end))
    if drawing and len(dash) > 1:
        yield dash


def rounded(point: Sequence[float]) -> list[float]:
    """The point to about ten metres: what a browser need not know it is not sent."""
    return [round(point[0], 4), round(point[1], 4)]
