"""Every word and number on a map, placed so that none lies under a mark or on another: the one way for both maps.

Knows frames, marks and the base's names. It must not know map libraries.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from utils.visuals import wording
from utils.visuals.countries import CountryName, country_names
from utils.visuals.framing import Disc, Frame, Rectangle, discs, home_country, text_width, touch
from utils.visuals.geography import Base
from utils.visuals.sites import Site

DOT, MARGIN = 5, 3
"""Pixels between a town's dot and its name, and between a name and the map's edge."""

SMALL, CLOSE_UP = 3, 4
"""Towns of this rank are named where incidents lie, or when so few degrees of longitude or fewer are seen."""

PIXELS_PER_NAME = 16_000
"""A map with more names than one for so many square pixels is read for its names."""

SIDES_OF_A_DOT = (("start", 1, 0), ("end", -1, 0), ("middle", 0, -1), ("middle", 0, 1))
"""Text anchor and direction, in the order of preference: right, left, above, below."""

LEAST = 5.0
"""Pixels: on a smaller mark no number can be read."""

AROUND, WITHIN = 12, 0.45
"""Directions in which a number is tried, from the lower right on; of the radius, how far from the middle it is tried
while it stays on its mark."""


@dataclass(frozen=True)
class TownName:
    """A town that is named on the map: where it lies, how far off its name stands, whether a mark covers its point."""

    name: str
    longitude: float
    latitude: float
    anchor: str
    across: float
    down: float
    covered: bool


@dataclass(frozen=True)
class Number:
    """How many incidents a mark stands for, as it is written, and how far from the mark's middle; empty for one."""

    text: str
    across: float = 0
    down: float = 0

    @property
    def aside(self) -> bool:
        """Whether it stands off the mark's middle, because another mark lies there."""
        return bool(self.across or self.down)


@dataclass(frozen=True)
class Labels:
    """What is written on a map: a number for each site, in their order; countries; towns."""

    numbers: tuple[Number, ...]
    countries: tuple[CountryName, ...]
    towns: tuple[TownName, ...]


def labels_of(  # noqa: PLR0913  # all that decides
    base: Base, frame: Frame, sites: Sequence[Site], *, size: float, small: float, beside: Sequence[Disc] = ()
) -> Labels:
    """Numbers first, then countries in letters of `size`, then towns in `small` ones, none of them touching.

    `beside` are other marks that names must keep clear of.

    A screen and a paper of the same frame are written alike.
    """
    marks = discs(frame, sites)
    numbers, taken = _numbers(frame, sites, (*marks, *beside), small)
    marks += tuple(beside)
    countries = country_names(base, frame, marks, size=size)
    taken += [country.rectangle(frame, size) for country in countries]
    return Labels(numbers, countries, tuple(_towns(base, frame, marks, taken, small)))


def _numbers(
    frame: Frame, sites: Sequence[Site], marks: Sequence[Disc], size: float
) -> tuple[tuple[Number, ...], list[Rectangle]]:
    """Each number on its mark, or else at its rim, clear of the marks that are drawn later; and the room they take.

    The marks are those of the sites, in their order, and after them what else is drawn over them.
    """
    numbers: list[Number] = []
    taken: list[Rectangle] = []
    for place, (site, mark) in enumerate(zip(sites, marks, strict=False)):
        text = wording.number(site.incidents) if site.incidents > 1 and mark.radius > LEAST else ""
        number = Number(text)
        if text:
            number, room = _clear(Number(text), mark, marks[place + 1 :], taken, (frame, size))
            taken.append(room)
        numbers.append(number)
    return tuple(numbers), taken


def _clear(
    number: Number, mark: Disc, later: Sequence[Disc], taken: Sequence[Rectangle], setting: tuple[Frame, float]
) -> tuple[Number, Rectangle]:
    """The place for a number with the least in its way: the middle, then elsewhere on the mark, then at its rim."""
    tried: list[tuple[int, Number, Rectangle]] = []
    text, (frame, size) = number.text, setting
    for across, down in _tries(mark, text, size):
        room = _room(mark.x + across, mark.y + down, text, size)
        blocked = sum(other.meets(room) for other in later) + sum(touch(room, other) for other in taken)
        tried.append((blocked + (not _fits(room, frame)), Number(text, round(across, 1), round(down, 1)), room))
        if not tried[-1][0]:
            break
    _, number, room = min(tried, key=lambda one: one[0])
    return number, room


def _tries(mark: Disc, text: str, size: float) -> Iterator[tuple[float, float]]:
    yield 0, 0
    reach = mark.radius * WITHIN
    outside = mark.radius + 2 + text_width(text, size) / 2, mark.radius + 2 + size / 2
    for wide, high in ((reach, reach), outside):
        for step in range(AROUND):
            turn = math.pi / 4 + 2 * math.pi * step / AROUND
            yield math.cos(turn) * wide, math.sin(turn) * high


def _room(x: float, y: float, text: str, size: float) -> Rectangle:
    wide = text_width(text, size)
    return x - wide / 2, y - size / 2, x + wide / 2, y + size / 2


def _towns(
    base: Base, frame: Frame, marks: Sequence[Disc], taken: Sequence[Rectangle], size: float
) -> Iterator[TownName]:
    """As many towns as can be named without touching an edge, a mark or another word: the more important first.

    After the chief towns come those where incidents lie, so that a mark can be told by its town.
    """
    occupied = list(taken)
    left = math.ceil(frame.width * frame.height / PIXELS_PER_NAME)
    for town in _towns_within(base, frame, marks):
        placed = next(_places(town, frame, marks, occupied, size), None)
        if placed is not None and left:
            name, rectangle = placed
            occupied.append(rectangle)
            left -= 1
            yield name


def _towns_within(base: Base, frame: Frame, marks: Sequence[Disc]) -> list[dict[str, Any]]:
    west, south, east, north = frame.seen
    home = home_country(base)
    found = []
    for feature in base.towns["features"]:
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        if not (west < longitude < east and south < latitude < north):
            continue
        x, y = frame.pixel(longitude, latitude)
        over = [mark for mark in marks if mark.holds(x, y)]
        if feature["properties"]["rank"] < SMALL or over or east - west <= CLOSE_UP:
            found.append({**feature["properties"], "at": (longitude, latitude), "over": over})
    return sorted(
        found,
        key=lambda town: (town["rank"] > 1, not town["over"], town["country"] != home, *_size(town), town["name"]),
    )


def _size(town: dict[str, Any]) -> tuple[bool, int]:
    """Larger towns first, those of unknown size last."""
    people = town["population"]
    return people is None, 0 if people is None else -people


def _places(
    town: dict[str, Any], frame: Frame, marks: Sequence[Disc], taken: Sequence[Rectangle], size: float
) -> Iterator[tuple[TownName, Rectangle]]:
    longitude, latitude = town["at"]
    x, y = frame.pixel(longitude, latitude)
    wide = text_width(town["name"], size)
    covered = bool(town["over"])
    for anchor, right, below in SIDES_OF_A_DOT:
        gap = max([DOT, *(mark.beyond(x, y, right, below) + MARGIN for mark in town["over"])])
        across, down = right * gap, below * (gap + size / 2)
        left = x + across - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        rectangle = (left, y + down - size / 2, left + wide, y + down + size / 2)
        free = not any(mark.meets(rectangle) for mark in marks) and not any(touch(rectangle, other) for other in taken)
        if free and _fits(rectangle, frame):
            yield TownName(town["name"], longitude, latitude, anchor, across, down, covered), rectangle


def _fits(one: Rectangle, frame: Frame) -> bool:
    return one[0] > MARGIN and one[1] > MARGIN and one[2] < frame.width - MARGIN and one[3] < frame.height - MARGIN
