"""The map on screen: a pydeck deck that asks nobody for anything but the app itself.

Knows deck.gl's layers, sites and the base. It must not know incidents, filters, or who clicks.
"""

import math
from collections.abc import Sequence
from typing import Any

import pydeck

from utils.visuals import shapes
from utils.visuals.borders import DOTTED, Boundaries, dashed_borders, rounded
from utils.visuals.deck_layers import Deck, icons, tooltip, words
from utils.visuals.districts import Areas, layer_of
from utils.visuals.framing import Box, Frame, home_country, radius
from utils.visuals.geography import Base
from utils.visuals.labels import Labels, labels_of
from utils.visuals.overlays import Overlay, replaced, symbol_discs
from utils.visuals.palette import Look, rgb
from utils.visuals.screen_overlays import link_layers, symbol_layers
from utils.visuals.screen_scale import ruler_discs, ruler_layers
from utils.visuals.sites import CELL, DISTRICT, EXACT, TOWN, Site, Sites

SITES = "sites"
"""The id of the one layer that answers a click; its objects carry `site`, the site's id."""

SIZE, PHONE = (450, 470), (340, 440)
"""Pixels for which the box is fitted: a wider place shows more around it."""

ROOM = (780, 470)
"""Pixels in which words are placed: about as much as a wide place shows."""

CLOSEST, FARTHEST = 11, 3

NEVER_TURNED = {"dragRotate": False, "touchRotate": False}
"""North stays up, as the arrow says."""


def deck(  # noqa: PLR0913  # each is a choice of the page's
    sites: Sites,
    base: Base,
    look: Look,
    box: Box,
    *,
    base_url: str | None,
    size: tuple[float, float] = SIZE,
    boundaries: Boundaries = DOTTED,
    overlays: Sequence[Overlay] = (),
    areas: Areas | None = None,
) -> Deck:
    """The map of the box. With `base_url` the browser fetches land and lines from there instead of over the socket."""
    frame = Frame(box, *size, box)  # the reader can move on, so the box stays in the middle
    room = frame.widened(*ROOM)
    beside = (*symbol_discs(room, overlays), *ruler_discs(frame, base.box, room))
    written = labels_of(base, room, sites.drawn, size=look.text_size + 1, small=look.text_size, beside=beside)
    layers = [
        _water(base, look),
        *_land(base, look, base_url, boundaries),
        *_districts(base, look, base_url, areas if boundaries.drawn else None),
        *ruler_layers(frame, base.box, look),
        *link_layers(overlays, look),
        *_names(written, look, crossed=any(overlay.links for overlay in overlays)),
        *_marks(sites, look, written, base_url, faint=replaced(overlays)),
        *symbol_layers(overlays, look, base_url),
    ]
    # no provider and no style named: the one pair with which pydeck asks no tile server
    return Deck(
        layers=layers,
        initial_view_state=_first_view(frame),
        views=[pydeck.View("MapView", controller=NEVER_TURNED)],
        map_provider=None,
        tooltip=tooltip(look),
    )


def _first_view(frame: Frame) -> pydeck.ViewState:
    longitude, latitude = frame.centre
    return pydeck.ViewState(
        longitude=round(longitude, 4),
        latitude=round(latitude, 4),
        zoom=round(math.log2(frame.pixels_per_degree * 360 / 512), 3),
        min_zoom=FARTHEST,
        max_zoom=CLOSEST,
    )


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


def _districts(base: Base, look: Look, base_url: str | None, areas: Areas | None) -> list[pydeck.Layer]:
    """The team's own districts: lines, and those filled in which something happened, as they stood then."""
    if areas is None:
        return []
    lines: dict[str, Any] = {"filled": False, "get_line_color": list(rgb(look.province)), "get_line_width": 0.6}
    drawn = [(f"areas-{state}", state, _filled(found, look)) for state, found in areas.filled.items()]
    return [
        pydeck.Layer(
            "GeoJsonLayer",
            data=layer_of(base.districts, state) if base_url is None else f"{base_url}/districts-{state}.geojson",
            id=name,
            pickable=False,
            line_width_units=pydeck.types.String("pixels"),
            **how,
        )
        for name, state, how in (("districts", areas.lines, lines), *drawn)
    ]


def _filled(found: Sequence[int], look: Look) -> dict[str, Any]:
    """Only numbers are written into the expression: a name is a cell, and a cell is never code."""
    one_of = " || ".join(f"properties.n == {number}" for number in found)
    shade = [*rgb(look.accent), 40]
    return {"filled": True, "stroked": False, "get_fill_color": f"({one_of}) ? {shade} : {[0, 0, 0, 0]}"}


def _names(written: Labels, look: Look, *, crossed: bool) -> list[pydeck.Layer]:
    """Names that find room at the first view; closer in they only grow apart.

    Where lines of a layer cross the map each town has a ground of its own, lest a line strike it out.
    """
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
    aside: dict[str, Any] = {"get_text_anchor": "anchor", "get_pixel_offset": "offset"}
    if crossed:
        aside |= {"background": True, "get_background_color": [*rgb(look.land), 205], "background_padding": [2, 0]}
    return [
        words("countries-names", countries, look, colour=list(rgb(look.muted)), size=look.text_size + 1),
        dots,
        words("towns", towns, look, colour=list(rgb(look.place)), size=look.text_size, **aside),
    ]


def _marks(sites: Sites, look: Look, written: Labels, base_url: str | None, *, faint: bool) -> list[pydeck.Layer]:
    """The plain marks; faint, and without numbers, where a layer takes their place: they still answer a click."""
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
        get_line_width=0.8 if faint else 1.6,
        get_line_color=list(rgb(look.quiet if faint else look.accent)),
        get_fill_color=[*rgb(look.surface), 60] if faint else "fill",
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
    if faint:
        return [hatch, marks]
    return [hatch, marks, dots, *_counts(sites.drawn, look, written)]


def _at(site: Site) -> list[float]:
    return rounded((site.longitude, site.latitude))


def _mark(site: Site, look: Look) -> dict[str, Any]:
    fills = {EXACT: [*rgb(look.accent), 255], TOWN: [*rgb(look.surface), 225], DISTRICT: [*rgb(look.accent), 36]}
    fills[CELL] = [*rgb(look.accent), 70]
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
    more: dict[str, Any] = {"get_pixel_offset": "offset", "font_weight": 600, "size": look.text_size}
    return [
        words("site-counts", others, look, colour=list(rgb(look.ink)), **more),
        words("dot-counts", within, look, colour=list(rgb(look.surface)), rim=0, **more),
    ]
