"""A drawing made ready to stand in a page: lighter, in the page's type, and in colours that follow light and dark.

Knows SVG as Vega writes it, and the looks. It must not know what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from utils.visuals.palette import DARK, PAPER, Look

TINTS = (
    "surface", "ink", "muted", "grid", "accent", "soft", "quiet",
    "land", "neighbour", "water", "border", "province", "place", "research",
)  # fmt: skip
"""The colours of a look that change with it, by the names of its fields and of the page's variables."""

OUTLINE = 60
"""A path of more letters is a coast or a border: half a pixel more or less is not seen in it."""

_SPOKEN = re.compile(
    r'\s(?:opacity="1"|text-anchor="start"|transform="translate\(0,0\)"|stroke-miterlimit="10")|\s(?:aria-[a-z]+|role|class|pointer-events|font-family)="[^"]*"'
)
_COORDINATES = re.compile(r'(\s(?:d|points|transform|x|y|x1|y1|x2|y2|cx|cy|r|width|height)=")([^"]*)(")')
_FRACTION = re.compile(r"(\d+\.\d)\d+")
_DECIMALS = re.compile(r"(\d)\.\d+")
_STANDING = re.compile(r"(L-?\d+,-?\d+)\1+")
"""A line that goes nowhere, as rounding leaves them."""

_LINES = re.compile(r"M(-?\d+),(-?\d+)((?:L-?\d+,-?\d+)+)(?![-\d.,])")
_ENDS = re.compile(r"L(-?\d+),(-?\d+)")
_NEEDLESS = re.compile(r"[ ,](?=-)")

_COLOUR = re.compile(r'((?:fill|stroke)=")(#[0-9A-Fa-f]{6})(")')
_ROOT = re.compile(r"<svg\b[^>]*>")
_VIEW_BOX = re.compile(r'viewBox="[^"]*"')
_TINTED = {getattr(PAPER, name).upper(): name for name in TINTS}


def inline(svg: str, alt: str) -> str:
    """The drawing for a page, told as one image by its `alt`; no part of it is told by itself.

    Coordinates are kept to a tenth of a pixel, those of long outlines to a pixel.
    """
    bare = _SPOKEN.sub("", svg)
    light = _COORDINATES.sub(lambda found: found[1] + _shorter(found[2]) + found[3], bare)
    tinted = _COLOUR.sub(_tint, light)
    box = _VIEW_BOX.search(tinted)
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {box[0] if box else ""} role="img" aria-label="{escape(alt)}">'
    return _ROOT.sub(lambda _: root, tinted, count=1)


def variables(look: Look) -> str:
    """The look's colours as CSS custom properties."""
    return "".join(f"--{name}:{getattr(look, name)};" for name in TINTS)


def looks() -> Mapping[str, str]:
    """The properties by when they hold: on paper and in light, and on a dark screen."""
    return {"light": variables(PAPER), "dark": variables(DARK)}


def _shorter(numbers: str) -> str:
    """With one decimal each, long outlines whole; what scales is left as it is, for there a hundredth is seen."""
    if "scale" in numbers:
        return numbers
    if len(numbers) <= OUTLINE:
        return _FRACTION.sub(r"\1", numbers)
    return _LINES.sub(_from_end_to_end, _STANDING.sub(r"\1", _DECIMALS.sub(r"\1", numbers)))


def _from_end_to_end(lines: re.Match[str]) -> str:
    """The same lines, each told from the end of the one before: two or three digits in place of six."""
    x, y = int(lines[1]), int(lines[2])
    steps = []
    for end in _ENDS.finditer(lines[3]):
        steps.append(f"{int(end[1]) - x},{int(end[2]) - y}")
        x, y = int(end[1]), int(end[2])
    return f"M{lines[1]},{lines[2]}l" + _NEEDLESS.sub("", " ".join(steps))


def _tint(found: re.Match[str]) -> str:
    name = _TINTED.get(found[2].upper())
    return f"{found[1]}var(--{name}){found[3]}" if name else found[0]
