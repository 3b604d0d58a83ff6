"""What lets a reader measure the map on screen: a line of so many kilometres and an arrow to the north, on the ground.

Knows frames and deck.gl's layers. It must not know what the map shows. Both lie on the map itself, so that they stay
true however it is moved or zoomed; they are where the first view has its lower left corner.
"""

from typing import Any

import pydeck

from utils.visuals.borders import rounded
from utils.visuals.deck_layers import words
from utils.visuals.framing import Box, Disc, Frame
from utils.visuals.palette import Look, rgb
from utils.visuals.scale import CORNER, bar_length, per_degree
from utils.visuals.sites import TOWN

TICK, ARROW, UP = 4, 11, 34
"""Pixels: half a tick at the end of the line, half the arrow, and how far over the line its middle stands."""


def ruler_layers(frame: Frame, land: Box, look: Look) -> list[pydeck.Layer]:
    """The line with its ticks and the arrow, and their words."""
    left, low, right = _line(frame, land)
    ticks = [[(x, low - TICK), (x, low + TICK)] for x in (left, right)]
    middle, top, foot = left + ARROW, low - UP - ARROW, low - UP + ARROW
    arrow = [(middle - 5, foot), (middle, top), (middle + 5, foot), (middle, foot - 5), (middle - 5, foot)]
    paths = [{"path": [_at(frame, *point) for point in path]} for path in ([(left, low), (right, low)], *ticks, arrow)]
    pixels = pydeck.types.String("pixels")
    lines = pydeck.Layer(
        "PathLayer",
        data=paths,
        id="ruler",
        pickable=False,
        get_path="path",
        get_width=1.6,
        width_units=pixels,
        get_color=list(rgb(look.place)),
    )
    said = [
        {"name": f"{bar_length(frame)} km", "at": _at(frame, (left + right) / 2, low - 10)},
        {"name": "N", "at": _at(frame, middle, top - 9)},
    ]
    return [lines, words("ruler-words", said, look, colour=list(rgb(look.place)), size=look.text_size)]


def ruler_discs(frame: Frame, land: Box, room: Frame) -> tuple[Disc, ...]:
    """The room that both take in the wider frame, so that names keep clear of them."""
    left, low, right = _line(frame, land)
    spots = ((left, low), ((left + right) / 2, low - 6), (right, low), (left + ARROW, low - UP - 6))
    return tuple(Disc(*room.pixel(*frame.place(*spot)), 16, TOWN) for spot in spots)


def _line(frame: Frame, land: Box) -> tuple[float, float, float]:
    """Left end, level and right end of the line, in the frame's pixels."""
    corner, foot = frame.pixel(land[0], land[1])  # a roomy frame may show more than there is
    left, low = max(corner, 0.0) + CORNER, min(foot, frame.height) - CORNER
    return left, low, left + bar_length(frame) / per_degree(frame) * frame.pixels_per_degree


def _at(frame: Frame, x: float, y: float) -> list[float]:
    at: list[Any] = rounded(frame.place(x, y))
    return at
