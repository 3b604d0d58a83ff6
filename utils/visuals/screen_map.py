"""The map on screen: a pydeck deck that asks nobody for anything but the app itself.

Knows deck.gl's layers, sites and the base. It must not know incidents, filters, or who clicks.
"""

import base64
import json
import math
from collections.abc import Sequence
from typing import Any

import pydeck

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import shapes
from utils.visuals.borders import DOTTED, Boundaries, dashed_borders, rounded
from utils.visuals.framing import Box, Frame, home_country, radius
from utils.visuals.geography import Base
from utils.visuals.labels import Labels, labels_of
from utils.visuals.palette import Look, rgb
from utils.visuals.sites import DISTRICT, EXACT, TOWN, Site, Sites

SITES = "sites"
"""The id of the one layer that answers a click; its objects carry `site`, the site's id."""

SIZE, PHONE = (450, 470), (340, 440)
"""Pixels for which the box is fitted: a wider place shows more around it."""

ROOM = (780, 470)
"""Pixels in which words are placed: about as much as a wide place shows."""

TYPEFACE = "Source Sans, sans-serif"

CLOSEST, FARTHEST = 11, 3

MARK_WORDS = {EXACT: "Filled dot", TOWN: "Ring", DISTRICT: "Hatched disc"}

MASKS = "marks.png"
"""The file of the shapes, beside the layers of the base."""


class Deck(pydeck.Deck):
    """A deck written without blanks between its values: for points that is a third of what pydeck sends."""

    def to_json(self) -> str:
        """The deck as deck.gl reads it."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


def deck(  # noqa: PLR0913  # each is a choice of the page's
    sites: Sites,
    base: Base,
    look: Look,
    box: Box,
    *,
    base_url: str | None,
    size: tuple[float, float] = SIZE,
    boundaries: Boundaries = DOTTED,
) -> Deck:
    """The map of the box. With `base_url` the browser fetches land and lines from there instead of over the socket."""
    frame = Frame(box, *size, box)  # the reader can move on, so the box stays in the middle
    written = labels_of(base, frame.widened(*ROOM), sites.drawn, size=look.text_size + 1, small=look.small_size)
    layers = [
        _water(base, look),
        *_land(base, look, base_url, boundaries),
        *_names(written, look),
        *_marks(sites, look, written, base_url),
    ]
    longitude, latitude = frame.centre
    view = pydeck.ViewState(
        longitude=round(longitude, 4),
        latitude=round(latitude, 4),
        zoom=round(math.log2(frame.pixels_per_degree * 360 / 512), 3),
        min_zoom=FARTHEST,
        max_zoom=CLOSEST,
    )
    # no provider and no style named: the one pair with which pydeck asks no tile server
    return Deck(layers=layers, initial_view_state=view, map_provider=None, tooltip={"text": "{tooltip}"})


def legend(sites: Sites) -> tuple[str, ...]:
    """What the marks mean, for those that are drawn, and what is not drawn."""
    meanings = {entry.label: entry.meaning for entry in GEO_PRECISIONS.entries}
    drawn = {site.precision for site in sites.drawn}
    said = [
        f"{words}: {meanings[precision][0].lower()}{meanings[precision][1:]}."
        for precision, words in MARK_WORDS.items()
        if precision in drawn
    ]
    if any(site.incidents > 1 for site in sites.drawn):
        said.append("A number is how many incidents a mark stands for; without one it stands for one.")
    return (*said, *([sites.beside_text] if sites.beside else []))


def _water(base: Base, look: Look) -> pydeck.Layer:
    """The base's own box: where it ends the map ends, and no empty sea begins."""
    west, south, east, north = base.box
    box = [[west, south], [west, north], [east, north], [east, south]]
    return pydeck.Layer(
        "PolygonLayer",
        data=[{"box": box}],
        id="water",
        pickable=False,
        stroked=False,
        get_polygon="box",
        get_fill_color=list(rgb(look.water)),
    )


def _land(base: Base, look: Look, base_url: str | None, boundaries: Boundaries) -> list[pydeck.Layer]:
    sources: dict[str, Any] = {"countries": base.countries, "provinces": base.provinces}
    sources["borders"] = dashed_borders(base) if base_url is None else None
    if base_url is not None:
        sources = {name: f"{base_url}/{name}.geojson" for name in sources}
    fills = [list(rgb(colour)) for colour in (look.land, look.neighbour if boundaries.drawn else look.land)]
    at_home = f"properties.code == '{home_country(base)}'"
    land = {"filled": True, "stroked": False, "get_fill_color": f"{at_home} ? {fills[0]} : {fills[1]}"}
    lines: dict[str, Any] = {"filled": False, "stroked": True, "line_width_units": pydeck.types.String("pixels")}
    province = {**lines, "get_line_color": list(rgb(look.province)), "get_line_width": 0.8}
    border = {**lines, "get_line_color": list(rgb(look.border)), "get_line_width": 1.3}
    drawn = {"countries": land, **({"provinces": province, "borders": border} if boundaries.drawn else {})}
    return [
        pydeck.Layer("GeoJsonLayer", data=sources[name], id=name, pickable=False, **how) for name, how in drawn.items()
    ]


def _names(written: Labels, look: Look) -> list[pydeck.Layer]:
    """Names that find room at the first view; closer in they only grow apart."""
    towns = [
        {
            "name": town.name,
            "at": rounded((town.longitude, town.latitude)),
            "anchor": town.anchor,
            "offset": [round(town.across, 1), round(town.down, 1)],
            "dot": 0 if town.covered else 1.8,
        }
        for town in written.towns
    ]
    countries = [{"name": land.name, "at": rounded((land.longitude, land.latitude))} for land in written.countries]
    dots = pydeck.Layer(
        "ScatterplotLayer",
        data=towns,
        id="town-dots",
        pickable=False,
        get_position="at",
        get_radius="dot",
        radius_units=pydeck.types.String("pixels"),
        get_fill_color=list(rgb(look.place)),
    )
    aside = {"get_text_anchor": "anchor", "get_pixel_offset": "offset"}
    return [
        words("countries-names", countries, look, colour=list(rgb(look.muted)), size=look.text_size + 1),
        dots,
        words("towns", towns, look, colour=list(rgb(look.place)), size=look.small_size, **aside),
    ]


def words(  # noqa: PLR0913  # each is a choice of the layer's
    layer: str,
    rows: list[dict[str, Any]],
    look: Look,
    *,
    colour: list[int],
    size: float,
    rim: float = 4,
    **more: object,
) -> pydeck.Layer:
    """The rows' names at their points, with a thin rim of the ground around the letters."""
    return pydeck.Layer(
        "TextLayer",
        data=rows,
        id=layer,
        pickable=False,
        get_position="at",
        get_text="name",
        get_color=colour,
        get_size=size,
        font_family=pydeck.types.String(TYPEFACE),
        character_set=pydeck.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=rim,
        outline_color=[*rgb(look.land), 220],
        **more,
    )


def icons(layer: str, rows: list[dict[str, Any]], base_url: str | None, **more: object) -> pydeck.Layer:
    """The rows' shapes (`shape`) at their points (`at`), so many pixels wide (`size`)."""
    inside = f"data:image/png;base64,{base64.b64encode(shapes.atlas()).decode()}"
    return pydeck.Layer(
        "IconLayer",
        data=rows,
        id=layer,
        icon_atlas=pydeck.types.String(inside if base_url is None else f"{base_url}/{MASKS}"),
        icon_mapping={name: dict(place) for name, place in shapes.mapping().items()},
        get_icon="shape",
        get_position="at",
        get_size="size",
        **more,
    )


def _marks(sites: Sites, look: Look, written: Labels, base_url: str | None) -> list[pydeck.Layer]:
    rows = [_mark(site, look) for site in sites.drawn]
    pixels = pydeck.types.String("pixels")
    districts = [site for site in sites.drawn if site.precision == DISTRICT]
    hatched = [{"at": _at(site), "shape": shapes.HATCH, "size": round(2 * radius(site), 1)} for site in districts]
    marks = pydeck.Layer(
        "ScatterplotLayer",
        data=rows,
        id=SITES,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(look.ink), 60],
        stroked=True,
        filled=True,
        get_position="at",
        get_radius="radius",
        radius_units=pixels,
        line_width_units=pixels,
        get_line_width=1.6,
        get_line_color=list(rgb(look.accent)),
        get_fill_color="fill",
    )
    dots = pydeck.Layer(
        "ScatterplotLayer",
        data=[{"at": _at(site)} for site in sites.drawn if site.precision == TOWN and site.incidents == 1],
        id="site-dots",
        pickable=False,
        get_position="at",
        get_radius=2.4,
        radius_units=pixels,
        get_fill_color=list(rgb(look.accent)),
    )
    hatch = icons("site-hatch", hatched, base_url, pickable=False, get_color=[*rgb(look.accent), 190])
    return [hatch, marks, dots, *_counts(sites.drawn, look, written)]


def _at(site: Site) -> list[float]:
    return rounded((site.longitude, site.latitude))


def _mark(site: Site, look: Look) -> dict[str, Any]:
    fills = {EXACT: [*rgb(look.accent), 255], TOWN: [*rgb(look.surface), 225], DISTRICT: [*rgb(look.accent), 36]}
    return {
        "site": site.site_id,
        "at": _at(site),
        "radius": radius(site),
        "fill": fills[site.precision],
        "tooltip": site.tooltip,
    }


def _counts(sites: Sequence[Site], look: Look, written: Labels) -> list[pydeck.Layer]:
    """Numbers in ink with a rim; those within a filled dot in the ground's colour, without one."""
    within: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for site, number in zip(sites, written.numbers, strict=True):
        if number.text:
            row = {"name": number.text, "at": _at(site), "offset": [number.across, number.down]}
            (within if site.precision == EXACT and not number.aside else others).append(row)
    more: dict[str, Any] = {"get_pixel_offset": "offset", "font_weight": 600, "size": look.small_size}
    return [
        words("site-counts", others, look, colour=list(rgb(look.ink)), **more),
        words("dot-counts", within, look, colour=list(rgb(look.surface)), rim=0, **more),
    ]
