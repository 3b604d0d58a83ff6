"""How a chart becomes a specification in the house's look: its config, its heading, its width, its names.

Knows Vega-Lite and the looks. It must not know what any chart shows.
"""

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from utils.visuals.palette import Look

schemapi.disable_debug_mode()  # Altair would check each piece of a chart as it is made; a test checks the whole charts

Spec = dict[str, Any]

NARROW, MIDDLE, WIDE = 56, 100, 150
"""How many letters of subtitle fit in a line on a phone, a tablet, a desk."""

PADDING = {"left": 2, "right": 12, "top": 4, "bottom": 6}

ROOM = {"name": "room", "expr": "containerSize()[0] > 0 ? containerSize()[0] : width"}
"""The width of the place, to break lines by: the drawing's own width changes as axes and labels take theirs."""

LETTER = 0.43
"""The width of a letter on average, in parts of the font's size."""


def config_of(look: Look) -> Spec:
    """The Vega-Lite config of a look: calm, horizontal grid only, headings flush left."""
    return {
        "font": look.font,
        "background": look.surface if look.width else "transparent",
        "view": {"stroke": None},
        "axis": _axis(look),
        "axisX": {"grid": False, "domain": True, "domainColor": look.quiet, "ticks": True, "tickColor": look.quiet},
        "axisY": {"grid": True},
        "title": _title(look),
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelColor": look.ink,
            "labelFontSize": look.small_size,
            "symbolSize": 90,
            "columnPadding": 14,
            "offset": 8,
        },
        "text": {"color": look.ink, "fontSize": look.small_size},
        "mark": {"color": look.accent},  # no mark falls back on a colour of Vega's
        "bar": {"color": look.accent},
        "range": {"category": list(look.categories)},
    }


def _axis(look: Look) -> Spec:
    return {
        "domain": False,
        "ticks": False,
        "labelColor": look.muted,
        "labelFontSize": look.small_size,
        "labelPadding": 6,
        "titleColor": look.muted,
        "titleFontSize": look.small_size,
        "titleFontWeight": "normal",
        "gridColor": look.grid,
    }


def _title(look: Look) -> Spec:
    return {
        "anchor": "start",
        "frame": "bounds",
        "color": look.ink,
        "fontSize": look.title_size,
        "fontWeight": 600,
        "lineHeight": look.title_size + 4,
        "subtitleColor": look.muted,
        "subtitleFontSize": look.text_size,
        "subtitleLineHeight": look.text_size + 4,
        "subtitlePadding": 5,
        "offset": 14,
    }


def _heading(title: str, subtitle: str, look: Look) -> Spec:
    """Title and subtitle, broken into lines for the width they will have."""
    text, under = lines(title, look, scale=0.72), lines(subtitle, look)
    if isinstance(text, alt.ExprRef) and isinstance(under, alt.ExprRef):
        # Vega takes a signal for the subtitle too; only Vega-Lite's schema forgets to say so
        return {"text": text.to_dict(), "subtitle": {"signal": under.to_dict()["expr"]}}
    return {"text": text, "subtitle": under}


def lines(text: str, look: Look, *, scale: float = 1) -> list[str] | alt.ExprRef:
    """The text in lines that fit: fixed on paper; elsewhere chosen by the drawing's width as it is drawn.

    A line break in the text begins a new paragraph; `scale` is above one for smaller letters.
    """
    if look.width is not None:
        return _wrapped(text, look.width / (look.text_size * LETTER) * scale)
    narrow, middle, wide = (
        json.dumps(_wrapped(text, letters * scale), ensure_ascii=False) for letters in (NARROW, MIDDLE, WIDE)
    )
    return alt.ExprRef(f"room < 600 ? {narrow} : room < 860 ? {middle} : {wide}")


def _wrapped(text: str, letters: float) -> list[str]:
    return [
        line
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, int(letters), break_long_words=False) or [""]
    ]


def rows_of(frame: pd.DataFrame) -> list[Spec]:
    """The frame's rows as plain values, days as ISO text, nothing known as null."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124  # NaN alone differs from itself
        return None
    return value.item() if hasattr(value, "item") else value


class _Rows(alt.InlineData):
    """A chart's own data, which Altair neither copies nor walks through: nobody changes them, and they are plain."""

    def __deepcopy__(self, _memo: object) -> "_Rows":
        return self

    def to_dict(self, *_: object, **__: object) -> Spec:
        """As they were given."""
        return {"name": self["name"], "values": self["values"]}


def inline(rows: Iterable[Mapping[str, Any]], name: str) -> alt.InlineData:
    """Rows of plain values as the chart's own data, under a name that stays the same from run to run."""
    return _Rows(values=[dict(row) for row in rows], name=name)


def x_at(place: object) -> alt.XValue:
    """A place across that no row decides, in pixels. Altair compares its own `value` with all its classes: 20 ms."""
    return alt.XValue(place)  # type: ignore[no-untyped-call]  # Altair's own


def x2_at(place: object) -> alt.X2Value:
    """The other end of what begins at `x`, in pixels."""
    return alt.X2Value(place)  # type: ignore[no-untyped-call]  # Altair's own


def y_at(place: object) -> alt.YValue:
    """A place down that no row decides, in pixels."""
    return alt.YValue(place)  # type: ignore[no-untyped-call]  # Altair's own


def y2_at(place: object) -> alt.Y2Value:
    """The other end of what begins at `y`, in pixels."""
    return alt.Y2Value(place)  # type: ignore[no-untyped-call]  # Altair's own


@dataclass(frozen=True)
class Sheet:
    """What stands around a chart: its heading and its height."""

    title: str
    subtitle: str
    height: float


def named(name: str) -> alt.NamedData:
    """Data too large to take through Altair, by its name: `filled` puts it in."""
    return alt.NamedData(name)


def filled(spec: Spec, values: Mapping[str, Sequence[Any]]) -> Spec:
    """The specification with the values of its named data put in."""
    layers = [
        {**layer, "data": {**layer["data"], "values": list(values[layer["data"]["name"]])}}
        if layer["data"]["name"] in values
        else layer
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers}


def layered(*charts: alt.Chart) -> alt.LayerChart:
    """The charts over each other, the first at the bottom."""
    return alt.LayerChart(layer=list(charts))


def spec_of(chart: alt.LayerChart | alt.Chart, sheet: Sheet, look: Look) -> Spec:
    """The chart's specification in a look: as wide as its place, or as the paper."""
    spec: Spec = chart.to_dict(validate=False)
    spec["title"] = _heading(sheet.title, sheet.subtitle, look)
    spec["config"] = config_of(look)
    spec["width"] = "container" if look.width is None else look.width
    spec["height"] = sheet.height
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = PADDING
    if look.width is None:
        spec["params"] = [ROOM, *spec.get("params", [])]
    return spec


def untitled(spec: Mapping[str, Any]) -> Spec:
    """The specification without its heading, for a page that sets the heading in its own type."""
    return {key: value for key, value in spec.items() if key != "title"}


def empty_spec(message: str, sheet: Sheet, look: Look, *, name: str) -> Spec:
    """An empty frame that says in words why it is empty."""
    words = lines(message, look)
    said = (
        alt.Chart(inline([{}], f"{name}-empty"), name=f"{name}-empty")
        .mark_text(align="left", baseline="middle", color=look.muted, fontSize=look.text_size, text=words)
        .encode(x=x_at(14), y=y_at(sheet.height / 2))
    )
    spec = spec_of(said, sheet, look)
    spec["view"] = {"stroke": look.grid}
    return spec
