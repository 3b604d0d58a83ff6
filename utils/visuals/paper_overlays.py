"""The map's layers as Vega-Lite draws them, and their lines in the key under the map.

Knows Vega-Lite. It must not know where a layer's rows come from.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from utils.visuals.framing import Frame
from utils.visuals.overlays import KeyLine, Overlay, Symbol, hue
from utils.visuals.palette import Look
from utils.visuals.shapes import DOTTED, RING, STROKE, vega_shape
from utils.visuals.site_marks import KEY_STEP, area_of, at
from utils.visuals.theme import inline, x_at

FORMS = ("solid", "hollow", "ring", "dotted")
KEY_AREA = 110


def link_charts(overlays: Sequence[Overlay], look: Look) -> list[alt.Chart]:
    """The lines of the layers that have some."""
    return [_links(overlay, look) for overlay in overlays if overlay.links]


def _links(overlay: Overlay, look: Look) -> alt.Chart:
    """Each line as one path: drawn piece by piece they would weigh more than the land."""
    rows = [
        {
            "type": "Feature",
            "properties": {"width": link.width, "hue": hue(link.hue, look)},
            "geometry": {"type": "LineString", "coordinates": [list(point) for point in link.points]},
        }
        for link in overlay.links
    ]
    drawn: dict[str, Any] = {
        "strokeWidth": {"expr": "datum.properties.width"},
        "stroke": {"expr": "datum.properties.hue"},
    }
    chart = alt.Chart(inline(rows, f"{overlay.key}-links"), name=f"{overlay.key}-links")
    paths: alt.Chart = chart.mark_geoshape(clip=True, filled=False, opacity=0.7, **drawn)
    return paths


def symbol_charts(overlays: Sequence[Overlay], frame: Frame, look: Look) -> list[alt.Chart]:
    """The symbols of the layers, off their points by as many pixels as the frame draws, and their numbers."""
    return [chart for overlay in overlays for chart in _symbols(overlay, frame, look)]


def _symbols(overlay: Overlay, frame: Frame, look: Look) -> Iterator[alt.Chart]:
    for form in FORMS:
        rows = [_row(symbol, frame, look) for symbol in overlay.symbols if _form(symbol.shape) == form]
        if rows:
            name = f"{overlay.key}-{form}"
            shape = alt.Shape("shape:N", scale=None, legend=None)
            yield at(_drawn(alt.Chart(inline(rows, name), name=name), form, "datum.area", look, clip=True)).encode(
                shape=shape
            )
    rows = [_row(symbol, frame, look) for symbol in overlay.symbols if symbol.number]
    if rows:
        name = f"{overlay.key}-numbers"
        chart = alt.Chart(inline(rows, name), name=name)
        numbers = chart.mark_text(
            clip=True,
            baseline="middle",
            fontSize=look.small_size - 2,
            fontWeight=600,
            color={"expr": f"datum.hollow ? '{look.ink}' : '{look.surface}'"},
        )
        yield at(numbers).encode(text=alt.Text("number:N"))


def _form(shape: str) -> str:
    if shape in (RING, DOTTED):
        return shape
    return "hollow" if shape.endswith("-hollow") else "solid"


def _drawn(chart: alt.Chart, form: str, area: str, look: Look, *, clip: bool) -> alt.Chart:
    own = {"expr": "datum.hue"}
    fills: dict[str, Any] = {"solid": own, "hollow": look.surface}
    line: dict[str, Any] = {"strokeDash": [1.5, 2.5]} if form == DOTTED else {}
    fill: dict[str, Any] = {"fill": fills[form], "filled": True} if form in fills else {"filled": False}
    thick = {"solid": 0.8, STROKE: 2.5}.get(form, 1.5)
    drawn: alt.Chart = chart.mark_point(
        clip=clip, opacity=1, stroke=look.surface if form == "solid" else own,
        strokeWidth=thick, size={"expr": area}, **fill, **line,
    )  # fmt: skip
    return drawn


def _row(symbol: Symbol, frame: Frame, look: Look) -> dict[str, Any]:
    x, y = frame.pixel(symbol.longitude, symbol.latitude)
    longitude, latitude = frame.place(x + symbol.across, y + symbol.down)
    return {
        "longitude": round(longitude, 4),
        "latitude": round(latitude, 4),
        "shape": vega_shape(symbol.shape),
        "hue": hue(symbol.hue, look),
        "area": area_of(symbol.radius * 0.94),
        "number": symbol.number,
        "hollow": symbol.hollow,
    }


def overlay_lines(overlays: Sequence[Overlay]) -> tuple[KeyLine, ...]:
    """The key's lines of all layers, in their order."""
    return tuple(line for overlay in overlays for line in overlay.lines)


def overlay_key(overlays: Sequence[Overlay], look: Look, *, top: float) -> list[alt.Chart]:
    """Each line of the key with its shape, or a stroke where it explains a line; `top` is the first one's middle."""
    lines = overlay_lines(overlays)
    rows: list[dict[str, Any]] = [
        {
            "level": top + KEY_STEP * place,
            "shape": vega_shape(line.shape) if line.shape else STROKE,
            "hue": hue(line.hue, look),
            "meaning": line.words,
            "form": _form(line.shape) if line.shape else STROKE,
        }
        for place, line in enumerate(lines)
    ]
    if not rows:
        return []
    data = inline(rows, "layers-key")
    y = alt.Y("level:Q", scale=None, axis=None)
    shape = alt.Shape("shape:N", scale=None, legend=None)
    charts = []
    for form in dict.fromkeys(row["form"] for row in rows):
        chart = alt.Chart(data, name=f"layers-key-{form}").transform_filter(f"datum.form == '{form}'")
        drawn = _drawn(chart, form, str(KEY_AREA), look, clip=False)
        charts.append(drawn.encode(x=x_at(10), y=y, shape=shape))
    words = alt.Chart(data, name="layers-key-words").mark_text(
        align="left", baseline="middle", fontSize=look.small_size, color=look.ink
    )
    return [*charts, words.encode(x=x_at(26), y=y, text=alt.Text("meaning:N"))]
