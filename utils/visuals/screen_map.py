"""The map on screen: a pydeck deck that asks nobody for anything but the app itself.

Knows deck.gl's layers, sites and the base. It must not know incidents, filters, or who clicks.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pydeck

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording
from utils.visuals.countries import country_names
from utils.visuals.framing import Box, Frame, crowded, home_country, radius, town_names
from utils.visuals.geography import Base, GeoJSON
from utils.visuals.palette import Look, rgb
from utils.visuals.sites import DISTRICT, EXACT, TOWN, Site, Sites

SITES = "sites"
"""The id of the one layer that answers a click; its objects carry `site`, the site's id."""

SIZE = (450, 480)
"""Pixels for which the box is fitted: a wider place shows more around it, a phone a little less."""

DASH = 0.06
"""Of a degree: each dash of a disputed line, and each gap."""

TYPEFACE = "Source Sans, sans-serif"

CLOSEST, FARTHEST = 11, 3

MARK_WORDS = {EXACT: "Filled dot", TOWN: "Ring", DISTRICT: "Wide pale disc"}


def deck(  # noqa: PLR0913  # each is a choice of the page's
    sites: Sites, base: Base, look: Look, box: Box, *, base_url: str | None, size: tuple[float, float] = SIZE
) -> pydeck.Deck:
    """The map of the box. With `base_url` the browser fetches land and lines from there instead of over the socket."""
    frame = Frame(box, *size, box)  # the reader can move on, so the box stays in the middle
    layers = [
        _water(base, look),
        *_land(base, look, base_url),
        *_names(base, look, frame, sites.drawn),
        *_marks(sites, look, frame),
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
    return pydeck.Deck(
        layers=layers,
        initial_view_state=view,
        map_provider=None,
        tooltip={"text": "{tooltip}"},
    )


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


def dashed_borders(base: Base) -> GeoJSON:
    """The base's borders with every disputed line cut into short dashes, for renderers that cannot dash."""
    features = [
        {**feature, "geometry": {"type": "MultiLineString", "coordinates": _dashes(feature["geometry"]["coordinates"])}}
        if feature["properties"]["disputed"]
        else feature
        for feature in base.borders["features"]
    ]
    return {**base.borders, "features": features}


def _dashes(lines: Sequence[Sequence[Sequence[float]]]) -> list[list[list[float]]]:
    return [dash for line in lines for dash in _dashes_of(line)]


def _dashes_of(line: Sequence[Sequence[float]]) -> Iterator[list[list[float]]]:
    """Every other stretch of a line, each as long as a dash, its corners kept."""
    drawing, left = True, DASH
    dash = [_rounded(line[0])]
    for start, end in pairwise(line):
        length = math.dist(start, end)
        done = 0.0
        while length - done > left:
            done += left
            corner = _rounded([start[axis] + (end[axis] - start[axis]) * done / length for axis in (0, 1)])
            if drawing:
                yield [*dash, corner]
            dash, drawing, left = [corner], not drawing, DASH
        left -= length - done
        dash.append(_rounded(end))
    if drawing and len(dash) > 1:
        yield dash


def _rounded(point: Sequence[float]) -> list[float]:
    return [round(point[0], 4), round(point[1], 4)]


def _water(base: Base, look: Look) -> pydeck.Layer:
    """The base's own box: where it ends the map ends, and no empty sea begins."""
    west, south, east, north = base.box
    box = [[west, south], [west, north], [east, north], [east, south]]
    colour = list(rgb(look.water))
    return pydeck.Layer(
        "PolygonLayer",
        data=[{"box": box}],
        id="water",
        pickable=False,
        stroked=False,
        get_polygon="box",
        get_fill_color=colour,
    )


def _land(base: Base, look: Look, base_url: str | None) -> list[pydeck.Layer]:
    sources: dict[str, Any] = {"countries": base.countries, "provinces": base.provinces}
    sources["borders"] = dashed_borders(base) if base_url is None else None
    if base_url is not None:
        sources = {name: f"{base_url}/{name}.geojson" for name in sources}
    fills = [list(rgb(colour)) for colour in (look.land, look.neighbour)]
    at_home = f"properties.code == '{home_country(base)}'"
    land = {"filled": True, "stroked": False, "get_fill_color": f"{at_home} ? {fills[0]} : {fills[1]}"}
    lines: dict[str, Any] = {"filled": False, "stroked": True, "line_width_units": pydeck.types.String("pixels")}
    province = {**lines, "get_line_color": list(rgb(look.province)), "get_line_width": 0.8}
    border = {**lines, "get_line_color": list(rgb(look.border)), "get_line_width": 1.3}
    drawn = {"countries": land, "provinces": province, "borders": border}
    return [
        pydeck.Layer("GeoJsonLayer", data=sources[name], id=name, pickable=False, **how) for name, how in drawn.items()
    ]


def _names(base: Base, look: Look, frame: Frame, sites: Sequence[Site]) -> list[pydeck.Layer]:
    """Names that find room at the first view; closer in they only grow apart."""
    size = look.text_size + 1
    lands = country_names(base, frame, sites, size=size)
    taken = [land.rectangle(frame, size) for land in lands]
    towns = [
        {
            "name": town.name,
            "at": _rounded((town.longitude, town.latitude)),
            "anchor": town.anchor,
            "offset": [town.across, town.down],
            "dot": 0 if town.covered else 1.8,
        }
        for town in town_names(base, frame, sites, size=look.small_size, taken=taken)
    ]
    countries = [{"name": land.name, "at": _rounded((land.longitude, land.latitude))} for land in lands]
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
    return [
        _text("countries-names", countries, look, colour=look.muted, size=size),
        dots,
        _text(
            "towns",
            towns,
            look,
            colour=look.place,
            size=look.small_size,
            get_text_anchor="anchor",
            get_pixel_offset="offset",
        ),
    ]


def _text(layer: str, rows: list[dict[str, Any]], look: Look, *, colour: str, size: float, **more: str) -> pydeck.Layer:
    return pydeck.Layer(
        "TextLayer",
        data=rows,
        id=layer,
        pickable=False,
        get_position="at",
        get_text="name",
        get_color=list(rgb(colour)),
        get_size=size,
        font_family=pydeck.types.String(TYPEFACE),
        character_set=pydeck.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=4,
        outline_color=[*rgb(look.land), 220],
        **more,
    )


def _marks(sites: Sites, look: Look, frame: Frame) -> list[pydeck.Layer]:
    rows = [_mark(site, look) for site in sites.drawn]
    pixels = pydeck.types.String("pixels")
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
    single = [
        {"at": row["at"]}
        for row, site in zip(rows, sites.drawn, strict=True)
        if site.precision == TOWN and site.incidents == 1
    ]
    dots = pydeck.Layer(
        "ScatterplotLayer",
        data=single,
        id="site-dots",
        pickable=False,
        get_position="at",
        get_radius=2.4,
        radius_units=pixels,
        get_fill_color=list(rgb(look.accent)),
    )
    return [marks, dots, *_counts(sites, look, frame)]


def _mark(site: Site, look: Look) -> dict[str, Any]:
    fills = {EXACT: [*rgb(look.accent), 255], TOWN: [*rgb(look.surface), 215], DISTRICT: [*rgb(look.accent), 46]}
    return {
        "site": site.site_id,
        "at": _rounded((site.longitude, site.latitude)),
        "radius": radius(site),
        "fill": fills[site.precision],
        "tooltip": site.tooltip,
    }


def _counts(sites: Sites, look: Look, frame: Frame) -> list[pydeck.Layer]:
    rows = [
        {
            "name": wording.number(site.incidents),
            "at": _rounded((site.longitude, site.latitude)),
            "colour": list(rgb(look.surface if site.precision == EXACT else look.ink)),
            "offset": [radius(site) * 0.72 + 5] * 2 if full and site.precision == DISTRICT else [0, 0],
        }
        for site, full in zip(sites.drawn, crowded(frame, sites.drawn), strict=True)
        if site.incidents > 1
    ]
    return [
        pydeck.Layer(
            "TextLayer",
            data=rows,
            id="site-counts",
            pickable=False,
            get_position="at",
            get_text="name",
            get_color="colour",
            get_size=look.small_size,
            get_pixel_offset="offset",
            font_family=pydeck.types.String(TYPEFACE),
            font_weight=600,
        )
    ]
