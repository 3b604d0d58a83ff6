"""A box of the earth in a frame of pixels: how large it is drawn, and which names and marks find room in it.

Knows the web's Mercator projection, which both maps use, and the base's towns. It must not know map libraries.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from utils.visuals.geography import Base
from utils.visuals.sites import DISTRICT, EXACT, TOWN, Site

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

RADII = {EXACT: (5.5, 18.0), TOWN: (6.5, 20.0), DISTRICT: (13.0, 28.0)}
"""Pixels: the radius of a mark for one incident, and the largest."""

GROWTH = 3.6
LETTER_WIDTH, MARGIN = 0.52, 3
DOT = 5
"""Pixels between a town's dot and its name."""

SMALL, CLOSE_UP = 3, 4
"""Towns of this rank are named where incidents lie, or when so few degrees of longitude or fewer are seen."""

PIXELS_PER_NAME = 16_000
"""A map with more names than one for so many square pixels is read for its names."""


Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True)
class Disc:
    """A site's mark in a frame, in pixels."""

    x: float
    y: float
    radius: float
    precision: str

    def holds(self, x: float, y: float) -> bool:
        """Whether the pixel lies on the mark."""
        return math.dist((x, y), (self.x, self.y)) < self.radius

    def beyond(self, x: float, y: float, right: float, below: float) -> float:
        """How far from a pixel on the mark its rim lies in that direction."""
        along = (self.x - x) * right + (self.y - y) * below
        off = math.dist((x, y), (self.x, self.y))
        return along + math.sqrt(max(self.radius**2 - off**2 + along**2, 0))

    @property
    def square(self) -> Rectangle:
        """The room that it takes; a name may stand in the corner of it."""
        reach = self.radius * 0.8
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


@dataclass(frozen=True)
class Frame:
    """The box fitted whole into so many pixels, in the middle as far as the base's own box (`land`) reaches."""

    box: Box
    width: float
    height: float
    land: Box

    @property
    def pixels_per_degree(self) -> float:
        """Pixels for a degree of longitude."""
        west, _, east, _ = self.box
        return min(self.width / (east - west), self.height / rises(self.box))

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the frame's middle."""
        west, south, east, north = self.box
        across, up = self.width / self.pixels_per_degree, self.height / self.pixels_per_degree
        level = _held((rise(south) + rise(north)) / 2, up, rise(self.land[1]), rise(self.land[3]))
        return _held((west + east) / 2, across, self.land[0], self.land[2]), fall(level)

    @property
    def seen(self) -> Box:
        """All that the frame shows: the box, and more on the sides where the frame is roomier."""
        longitude, latitude = self.centre
        across, up = self.width / self.pixels_per_degree / 2, self.height / self.pixels_per_degree / 2
        level = rise(latitude)
        return longitude - across, fall(level - up), longitude + across, fall(level + up)

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies, from the frame's upper left corner."""
        middle, level = self.centre
        across = (longitude - middle) * self.pixels_per_degree
        down = (rise(level) - rise(latitude)) * self.pixels_per_degree
        return self.width / 2 + across, self.height / 2 + down


def _held(middle: float, reach: float, low: float, high: float) -> float:
    """The middle moved so that what is seen ends where the land does; when more is seen than there is, its middle."""
    if reach >= high - low:
        return (low + high) / 2
    return min(max(middle, low + reach / 2), high - reach / 2)


def rises(box: Box) -> float:
    """The box's height on the map, in degrees of longitude."""
    return rise(box[3]) - rise(box[1])


def rise(latitude: float) -> float:
    """A latitude's height on the map, in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def fall(height: float) -> float:
    """The latitude that lies at a height on the map."""
    return math.degrees(2 * math.atan(math.exp(math.radians(height))) - math.pi / 2)


def radius(site: Site) -> float:
    """A mark's radius in pixels: its area grows with the number of incidents, up to a bound."""
    smallest, largest = RADII[site.precision]
    return round(min(smallest + GROWTH * (math.sqrt(site.incidents) - 1), largest), 1)


def home_country(base: Base) -> str:
    """The code of the country for which the base was cut: most of its towns lie there."""
    codes = [str(town["properties"]["country"]) for town in base.towns["features"]]
    return max(sorted(set(codes)), key=codes.count) if codes else ""


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


SIDES_OF_A_DOT = (("start", 1, 0), ("end", -1, 0), ("middle", 0, -1), ("middle", 0, 1))
"""Text anchor and direction, in the order of preference: right, left, above, below."""


def discs(frame: Frame, sites: Sequence[Site]) -> tuple[Disc, ...]:
    """The sites' marks as they lie in the frame."""
    return tuple(Disc(*frame.pixel(site.longitude, site.latitude), radius(site), site.precision) for site in sites)


def crowded(frame: Frame, sites: Sequence[Site]) -> tuple[bool, ...]:
    """For each site, whether another's middle lies on its mark, so that a number there could not be read."""
    marks = discs(frame, sites)
    return tuple(any(other is not mark and mark.holds(other.x, other.y) for other in marks) for mark in marks)


def town_names(
    base: Base, frame: Frame, sites: Sequence[Site], *, size: float, taken: Sequence[Rectangle] = ()
) -> tuple[TownName, ...]:
    """As many towns as can be named without touching an edge, a site or each other: the more important first.

    After the chief towns come those where incidents lie, so that a mark can be told by its town.
    """
    marks = discs(frame, sites)
    occupied = [*(mark.square for mark in marks), *taken]
    most = frame.width * frame.height / PIXELS_PER_NAME
    named: list[TownName] = []
    for town in _towns_within(base, frame, marks):
        placed = next(_places(town, frame, occupied, size), None)
        if placed is not None and len(named) < most:
            name, rectangle = placed
            named.append(name)
            occupied.append(rectangle)
    return tuple(named)


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
    town: dict[str, Any], frame: Frame, taken: Sequence[Rectangle], size: float
) -> Iterator[tuple[TownName, Rectangle]]:
    longitude, latitude = town["at"]
    x, y = frame.pixel(longitude, latitude)
    wide = text_width(town["name"], size)
    covered = any(mark.precision != DISTRICT for mark in town["over"])
    for anchor, right, below in SIDES_OF_A_DOT:
        gap = max([DOT, *(mark.beyond(x, y, right, below) + MARGIN for mark in town["over"])])
        across, down = right * gap, below * (gap + size / 2)
        left = x + across - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        rectangle = (left, y + down - size / 2, left + wide, y + down + size / 2)
        if _fits(rectangle, frame) and not any(touch(rectangle, other) for other in taken):
            yield TownName(town["name"], longitude, latitude, anchor, across, down, covered), rectangle


def text_width(text: str, size: float) -> float:
    """About how many pixels a text takes, a little more rather than less."""
    return len(text) * size * LETTER_WIDTH


def _fits(one: Rectangle, frame: Frame) -> bool:
    return one[0] > MARGIN and one[1] > MARGIN and one[2] < frame.width - MARGIN and one[3] < frame.height - MARGIN


def touch(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles overlap, or nearly do."""
    apart = one[0] > other[2] + MARGIN or other[0] > one[2] + MARGIN or one[1] > other[3] or other[1] > one[3]
    return not apart
