"""What a layer of the map is made of, the same for screen and paper: symbols, links, and the key to them.

Knows marks in words of shape and hue. It must not know where a layer's rows come from, nor any map library.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from utils.visuals.framing import Disc, Frame
from utils.visuals.palette import Look
from utils.visuals.shapes import DOTTED, HOLLOW, RING

ACCENT, INK, QUIET, PLACE = "accent", "ink", "quiet", "place"
HUES = ("first", "second", "third")
"""Hues for kinds of things; with more kinds than hues they begin again, and the shape tells them apart."""


@dataclass(frozen=True)
class Symbol:
    """A shape at a point, so many pixels in radius and so many off the point, with a number on it or none."""

    longitude: float
    latitude: float
    shape: str
    hue: str
    radius: float
    tooltip: str
    across: float = 0
    down: float = 0
    number: str = ""

    @property
    def hollow(self) -> bool:
        """Whether the ground is seen through it."""
        return self.shape.endswith(HOLLOW) or self.shape == RING


@dataclass(frozen=True)
class Link:
    """A line from point to point (longitude, latitude), so many pixels wide."""

    points: tuple[tuple[float, float], ...]
    hue: str
    width: float
    tooltip: str


@dataclass(frozen=True)
class KeyLine:
    """What a shape, or a line where there is none, stands for."""

    shape: str
    hue: str
    words: str


@dataclass(frozen=True)
class Overlay:
    """One layer. `said` is a sentence for those who do not see it; `replaces` when the plain marks make room for it."""

    key: str
    symbols: tuple[Symbol, ...] = ()
    links: tuple[Link, ...] = ()
    lines: tuple[KeyLine, ...] = ()
    said: str = ""
    replaces: bool = False


@dataclass(frozen=True)
class Choice:
    """A layer that a reader can turn on: its key in links, its name, and the question that it answers."""

    key: str
    name: str
    question: str


KINDS = Choice("kinds", "Kinds of incident", "What happened where?")
TOLLS = Choice("toll", "Killed", "Where were how many killed, at least and at most?")
WAVES = Choice("waves", "Waves", "Which attacks came together?")
RESPONSES = Choice("responses", "Responses", "Where has the state responded?")
PROJECTS = Choice("projects", "Projects and routes", "What is being built where?")
SWITCHED = (KINDS, WAVES, RESPONSES, PROJECTS)
"""The layers that are on or off, in the order in which they are offered; of those killed a victim group is picked."""


def replaced(overlays: Sequence[Overlay]) -> bool:
    """Whether one of them takes the place of the plain marks."""
    return any(overlay.replaces for overlay in overlays)


def hue(name: str, look: Look) -> str:
    """The colour of a hue in a look, as #RRGGBB."""
    fixed = {ACCENT: look.accent, INK: look.ink, QUIET: look.quiet, PLACE: look.place}
    return fixed[name] if name in fixed else look.categories[HUES.index(name) % len(look.categories)]


def symbol_discs(frame: Frame, overlays: Sequence[Overlay]) -> tuple[Disc, ...]:
    """The room that symbols take in the frame, so that words keep clear of it; rings may be written over."""
    symbols = (symbol for overlay in overlays for symbol in overlay.symbols if symbol.shape not in (RING, DOTTED))
    discs = []
    for symbol in symbols:
        x, y = frame.pixel(symbol.longitude, symbol.latitude)
        discs.append(Disc(x + symbol.across, y + symbol.down, symbol.radius, overlays[0].key))
    return tuple(discs)
