"""A box of the earth in a frame of pixels: how large it is drawn, and which names and marks find room in it.

Knows the web's Mercator projection, which both maps use, and the base's towns. It must not know map libraries.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from utils.visuals.geography import Base
from utils.visuals.sites import DISTRICT, EXACT, TOWN, Site

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

RADII = {EXACT: (5.5, 18.0), TOWN: (6.5, 20.0), DISTRICT: (13.0, 28.0)}
"""Pixels: the radius of a mark for one incident, and the largest."""

GROWTH = 3.6
LETTER_WIDTH, APART = 0.52, 3
"""Of its size: how wide a letter is. Pixels that are kept between two words of a line."""

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

    def meets(self, rectangle: Rectangle) -> bool:
        """Whether any of the rectangle lies on the mark, or nearly."""
        left, top, right, bottom = rectangle
        nearest = min(max(self.x, left), right), min(max(self.y, top), bottom)
        return math.dist(nearest, (self.x, self.y)) < self.radius + 1


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

    def widened(self, width: float, height: float) -> "Frame":
        """The same middle at the same scale in at least so many pixels: the room around what must be seen."""
        across = max(width, self.width) / self.pixels_per_degree / 2
        up = max(height, self.height) / self.pixels_per_degree / 2
        longitude, latitude = self.centre
        level = rise(latitude)
        box = (longitude - across, fall(level - up), longitude + across, fall(level + up))
        return Frame(box, max(width, self.width), max(height, self.height), box)

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies, from the frame's upper left corner."""
        middle, level = self.centre
        across = (longitude - middle) * self.pixels_per_degree
        down = (rise(level) - rise(latitude)) * self.pixels_per_degree
        return self.width / 2 + across, self.height / 2 + down

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a pixel."""
        longitude, latitude = self.centre
        level = rise(latitude) - (y - self.height / 2) / self.pixels_per_degree
        return longitude + (x - self.width / 2) / self.pixels_per_degree, fall(level)


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
    if site.radius is not None:
        return site.radius
    smallest, largest = RADII[site.precision]
    return round(min(smallest + GROWTH * (math.sqrt(site.incidents) - 1), largest), 1)


def home_country(base: Base) -> str:
    """The code of the country for which the base was cut: most of its towns lie there."""
    codes = [str(town["properties"]["country"]) for town in base.towns["features"]]
    return max(sorted(set(codes)), key=codes.count) if codes else ""


def discs(frame: Frame, sites: Sequence[Site]) -> tuple[Disc, ...]:
    """The sites' marks as they lie in the frame."""
    return tuple(Disc(*frame.pixel(site.longitude, site.latitude), radius(site), site.precision) for site in sites)


def text_width(text: str, size: float) -> float:
    """About how many pixels a text takes, a little more rather than less."""
    return len(text) * size * LETTER_WIDTH


def touch(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles overlap, or nearly do."""
    apart = one[0] > other[2] + APART or other[0] > one[2] + APART or one[1] > other[3] or other[1] > one[3]
    return not apart
