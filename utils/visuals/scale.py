"""What lets a reader measure a map: a bar of kilometres, and where north is.

Knows frames and looks. It must not know what the map shows.
"""

import math

import altair as alt

from utils.visuals.framing import Frame, rises
from utils.visuals.palette import Look
from utils.visuals.theme import inline, x2_at, x_at, y_at

BARS = (5, 10, 20, 50, 100, 200, 500)
"""Kilometres that a scale bar may stand for."""

KILOMETRES = 111.32
"""In a degree of longitude at the equator."""

CORNER = 14
NORTH = "M0,-1L0.42,0.75L0,0.42L-0.42,0.75Z"
"""An arrow that points up, as every map here does."""


def fitted(frame: Frame) -> str:
    """The scale of the frame in the words of Vega, for a drawing whose width is not known: pixels for a degree."""
    west, _, east, _ = frame.box
    return f"min(width / {east - west}, height / {rises(frame.box)})"


def per_degree(frame: Frame) -> float:
    """Kilometres of a degree of longitude in the middle of the frame."""
    return KILOMETRES * math.cos(math.radians(frame.centre[1]))


def bar_length(frame: Frame) -> int:
    """The longest bar, in kilometres, that takes less than a quarter of the box."""
    west, _, east, _ = frame.box
    return max((bar for bar in BARS if bar < (east - west) * per_degree(frame) / 4), default=BARS[0])


def scale_bar(frame: Frame, look: Look) -> list[alt.Chart]:
    """A line of so many kilometres in the lower left corner, true in the middle of the map."""
    length = bar_length(frame)
    scale = frame.pixels_per_degree if look.width is not None else fitted(frame)
    end = x2_at({"expr": f"{CORNER} + {length / per_degree(frame)} * {scale}"})
    low = y_at(frame.height - CORNER)
    data = inline([{"label": f"{length} km"}], "scale-bar")
    bar = alt.Chart(data, name="scale-bar").mark_rule(color=look.place, strokeWidth=1.6)
    label = alt.Chart(data, name="scale-bar-label").mark_text(
        align="left", baseline="bottom", dy=-4, fontSize=look.small_size - 1, color=look.place
    )
    return [bar.encode(x=x_at(CORNER), x2=end, y=low), label.encode(x=x_at(CORNER), y=low, text=alt.Text("label:N"))]


def north_arrow(frame: Frame, look: Look) -> list[alt.Chart]:
    """An arrow with an N over the scale bar."""
    data = inline([{"letter": "N"}], "north")
    level = frame.height - CORNER - 44
    arrow = alt.Chart(data, name="north").mark_point(shape=NORTH, filled=True, size=330, opacity=1, color=look.place)
    letter = alt.Chart(data, name="north-letter").mark_text(
        baseline="bottom", dy=-11, fontSize=look.small_size - 1, fontWeight=600, color=look.place
    )
    x, y = x_at(CORNER + 6), y_at(level)
    return [arrow.encode(x=x, y=y), letter.encode(x=x, y=y, text=alt.Text("letter:N"))]
