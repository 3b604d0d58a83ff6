"""The shapes of marks, as paths for Vega and as one picture of masks for deck.gl, so that both maps draw the same.

Knows geometry and how a PNG is written. It must not know what a shape stands for, nor any colour.
"""

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

HATCH, RING, DOTTED, SHIELD = "hatch", "ring", "dotted", "shield"
STROKE = "stroke"
"""A line as a sample in a key, by Vega's name for it."""

CIRCLE, SQUARE, UP, DOWN, DIAMOND, CROSS = "circle", "square", "triangle-up", "triangle-down", "diamond", "cross"

SOLID = (CIRCLE, SQUARE, UP, DIAMOND, DOWN, CROSS)
"""Shapes that can stand for kinds of things, the easiest to tell apart first. Vega knows each by this name."""

HOLLOW = "-hollow"
"""After a shape's name: its outline alone."""

CELL, GAP, SAMPLES = 64, 2, 4
"""Pixels of one mask, the empty ones around it, and how often each way a pixel is looked at."""

RIM, LINES = 0.13, 7
"""Of the radius: how wide an outline is. How many lines hatch a disc."""

DOTS = 22
"""Dots around a dotted ring."""

MIDDLES = MappingProxyType({UP: 0.21, DOWN: -0.21})
"""Downwards from the box's middle: the point of a triangle that lies as far from each side."""

_Grid = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]


def vega_shape(name: str) -> str:
    """The shape as Vega takes it: a name that it knows, or a path of lines in a box from -1 to 1."""
    own = {HATCH: _hatch_path(), SHIELD: "M-0.8,-0.9L0.8,-0.9L0.8,0.2L0,1L-0.8,0.2Z", RING: CIRCLE, DOTTED: CIRCLE}
    return own.get(name, name.removesuffix(HOLLOW))


PATHS = MappingProxyType(
    {
        CIRCLE: "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z",
        SQUARE: "M-0.88,-0.88H0.88V0.88H-0.88Z",
        UP: "M0,-1L1,0.8L-1,0.8Z",
        DOWN: "M0,1L1,-0.8L-1,-0.8Z",
        DIAMOND: "M0,-1L1,0L0,1L-1,0Z",
        CROSS: "M-0.36,-1H0.36V-0.36H1V0.36H0.36V1H-0.36V0.36H-1V-0.36H-0.36Z",
    }
)
"""The solid shapes as paths in a box from -1 to 1, as the masks have them."""


def outline(name: str) -> str:
    """The shape as the path of an SVG in a box from -1 to 1."""
    shape = vega_shape(name)
    return PATHS.get(shape, shape)


def _hatch_path() -> str:
    """Slanting lines that end at a circle, and the circle."""
    parts = ["M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0"]
    for line in range(1, LINES + 1):
        off = -1 + 2 * line / (LINES + 1)
        half = (1 - off**2) ** 0.5
        start, end = ((off + sign * half, off - sign * half) for sign in (-1, 1))
        parts.append("M" + "L".join(f"{x * 0.5**0.5:.3f},{y * 0.5**0.5:.3f}" for x, y in (start, end)))
    return "".join(parts)


MASKS = (*SOLID, *(name + HOLLOW for name in SOLID), HATCH, RING, DOTTED, SHIELD)


def mapping() -> Mapping[str, Mapping[str, int | bool]]:
    """Where each mask lies in `atlas`, as deck.gl wants it."""
    step = CELL + 2 * GAP
    return MappingProxyType(
        {
            name: {"x": GAP + step * place, "y": GAP, "width": CELL, "height": CELL, "mask": True}
            for place, name in enumerate(MASKS)
        }
    )


@cache
def atlas() -> bytes:
    """All masks side by side as a PNG: white, as opaque as the shape is there."""
    alpha = np.concatenate([np.pad(_alpha(name), GAP) for name in MASKS], axis=1)
    pixels = np.dstack([np.full((*alpha.shape, 3), 255, dtype=np.uint8), alpha])
    height, width = alpha.shape
    lines = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _alpha(name: str) -> npt.NDArray[np.uint8]:
    """How much of each pixel the shape covers, 0 to 255."""
    side = CELL * SAMPLES
    steps = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(steps, steps)
    covered = _inside(name, x, y).reshape(CELL, SAMPLES, CELL, SAMPLES).mean(axis=(1, 3))
    alpha: npt.NDArray[np.uint8] = np.rint(covered * 255).astype(np.uint8)
    return alpha


def _inside(name: str, x: _Grid, y: _Grid) -> _Mask:
    if name.endswith(HOLLOW):
        solid, drop = name.removesuffix(HOLLOW), 1 - 2.4 * RIM
        middle = MIDDLES.get(solid, 0.0)
        rest: _Mask = ~_inside(solid, x / drop, middle + (y - middle) / drop)
        return _inside(solid, x, y) & rest
    far = np.hypot(x, y)
    rim: _Mask = (far <= 1) & (far >= 1 - RIM)
    if name == RING:
        return rim
    if name == DOTTED:
        dots: _Mask = rim & (np.arctan2(y, x) / (2 * np.pi) * DOTS % 1 < 0.5)
        return dots
    if name == HATCH:
        across = (x + y) * 0.5**0.5
        hatched: _Mask = rim & (far >= 1 - RIM / 2) | (far <= 1) & (np.abs(across * (LINES + 1) / 2 % 1 - 0.5) > 0.4)
        return hatched
    return _solid(name, x, y, far)


def _solid(name: str, x: _Grid, y: _Grid, far: _Grid) -> _Mask:
    shapes: dict[str, _Mask] = {
        CIRCLE: far <= 1,
        SQUARE: np.maximum(np.abs(x), np.abs(y)) <= 0.88,
        UP: (y <= 0.8) & (np.abs(x) <= (y + 1) / 1.8),
        DOWN: (y >= -0.8) & (np.abs(x) <= (1 - y) / 1.8),
        DIAMOND: np.abs(x) + np.abs(y) <= 1,
        SHIELD: (np.abs(x) <= 0.8) & (y >= -0.9) & (y <= 1 - np.abs(x)),
        CROSS: (np.minimum(np.abs(x), np.abs(y)) <= 0.36) & (np.maximum(np.abs(x), np.abs(y)) <= 1),
    }
    return shapes[name]
