"""The map on paper, and wherever no script runs: the same land and marks as on screen, in one Vega-Lite drawing.

Knows sites and the base. It must not know incidents, filters, nor the deck on screen.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import altair as alt

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording
from utils.visuals.borders import DOTTED, Boundaries, noted
from utils.visuals.districts import Areas, layer_of
from utils.visuals.framing import Box, Frame, home_country, rise, rises
from utils.visuals.geography import Base, GeoJSON
from utils.visuals.labels import Labels, labels_of
from utils.visuals.overlays import Overlay, replaced, symbol_discs
from utils.visuals.palette import Look
from utils.visuals.paper_overlays import link_charts, overlay_key, overlay_lines, symbol_charts
from utils.visuals.pictures import Picture
from utils.visuals.scale import fitted, north_arrow, scale_bar
from utils.visuals.site_marks import KEY_STEP, at, key_height, key_marks, site_marks
from utils.visuals.sites import CELL, EXACT, Sites
from utils.visuals.theme import PADDING, Sheet, filled, inline, layered, lines, named, spec_of, x_at, y_at

NAME, TITLE = "map", "Where incidents are recorded"
DESK, PHONE, TALL = 720, 330, 520
"""Pixels: the widths for which names are placed where the drawing fills its place, and its height there."""

NARROW = 520
"""Below this width the names for a phone are shown."""

TALLEST = 0.72
"""Of the width: a taller box is drawn smaller, with more around it."""

OUTSIDE = "outside this map"
ALIGNS = {"start": "left", "end": "right", "middle": "center"}


def map_picture(  # noqa: PLR0913  # each is a choice of the reader's
    sites: Sites,
    base: Base,
    look: Look,
    box: Box,
    *,
    boundary_note: str,
    boundaries: Boundaries = DOTTED,
    overlays: Sequence[Overlay] = (),
    areas: Areas | None = None,
    chosen: str = "",
) -> Picture:
    """The sites in the box, by how exactly they are known; under it the key, the boundary note and the credits.

    `chosen` says in words which layers and which step a reader has chosen; it is printed with the picture.
    """
    shown = sites.within(box, OUTSIDE)
    subtitle = " ".join(part for part in (_subtitle(shown), f"{chosen}." if chosen else "") if part)
    frames = _frames(box, look, base)
    frame, written = frames[0], [_written(base, each, shown, look, overlays) for each in frames]
    faint = replaced(overlays)
    key = key_height(shown, faint=faint)
    rim = 3 if any(overlay.links for overlay in overlays) else 0
    chart = layered(
        *_land(base, look, boundaries),
        *(_districts(look) if areas is not None and boundaries.drawn else []),
        *link_charts(overlays, look),
        *(layer for each, labels in zip(frames, written, strict=True) for layer in _names(labels, each, look, rim)),
        *site_marks(shown.drawn, written[0].numbers, look, faint=faint),
        *symbol_charts(overlays, frame, look),
        *scale_bar(frame, look),
        *north_arrow(frame, look),
        *key_marks(shown, frame, look, faint=faint),
        *overlay_key(overlays, look, top=frame.height + 16 + key),
        _note(_below(base, boundary_note, boundaries), frame, look, top=key + KEY_STEP * len(overlay_lines(overlays))),
    )
    spec = filled(spec_of(chart, Sheet(TITLE, subtitle, frame.height), look), _shapes(base, frame, look, areas))
    spec["projection"] = _projection(frame, look)
    spec["view"] = {"stroke": look.quiet if _filled_by_land(frame) else None, "strokeWidth": 0.6}
    return Picture(NAME, TITLE, subtitle, alt_text(shown, overlays), shown.frame, spec)


def _written(base: Base, frame: Frame, sites: Sites, look: Look, overlays: Sequence[Overlay]) -> Labels:
    beside = symbol_discs(frame, overlays)
    return labels_of(base, frame, sites.drawn, size=look.text_size, small=look.small_size - 1, beside=beside)


def _subtitle(sites: Sites) -> str:
    if not sites.drawn:
        return f"No incident can be drawn. {sites.beside_text}".strip()
    places = wording.count(len(sites.drawn), "place")
    return f"{wording.count(sites.incidents, 'incident')} at {places}. {sites.beside_text}".strip()


def alt_text(sites: Sites, overlays: Sequence[Overlay] = ()) -> str:
    """The map in words: how many incidents at how many places, the most of them, and what is not drawn."""
    if not sites.drawn:
        return f"Map. {_subtitle(sites)}"
    ranked = sorted(sites.drawn, key=lambda site: (-site.incidents, site.label, site.site_id))
    most = [f"{site.label} {wording.number(site.incidents)}" for site in ranked if site.incidents > 1][:5]
    said = f"Map. {wording.count(sites.incidents, 'incident')} at {wording.count(len(sites.drawn), 'place')}."
    said += f" Most at {wording.listing(most)}." if most else " No place has more than one."
    more = " ".join([*(overlay.said for overlay in overlays if overlay.said), sites.beside_text])
    if any(site.precision == CELL for site in sites.drawn):
        return f"{said} Counted by squares of the map, being too many to draw one by one. {more}".strip()
    kinds = [
        f"{wording.number(total)} known to the {'spot' if kind == EXACT else kind}"
        for kind in GEO_PRECISIONS.labels
        if (total := sum(site.incidents for site in sites.drawn if site.precision == kind))
    ]
    return f"{said} Of the incidents drawn, {wording.listing(kinds)}. {more}".strip()


def _frames(box: Box, look: Look, base: Base) -> tuple[Frame, ...]:
    """What the names are placed for: the paper; or else a desk, and a phone."""
    if look.width is None:
        return Frame(box, DESK, TALL, base.box), Frame(box, PHONE, TALL, base.box)
    width = look.width - PADDING["left"] - PADDING["right"]
    tall = width * rises(box) / (box[2] - box[0])
    return (Frame(box, width, round(min(tall, width * TALLEST)), base.box),)


def _filled_by_land(frame: Frame) -> bool:
    return frame.seen[2] - frame.seen[0] <= frame.land[2] - frame.land[0] + 1e-6


def _projection(frame: Frame, look: Look) -> dict[str, Any]:
    """Mercator about the frame's middle; without a width, the fit of `Frame` in the words of Vega."""
    turn = 180 / math.pi
    if look.width is not None:
        scale = frame.pixels_per_degree * turn
        return {"type": "mercator", "center": list(frame.centre), "scale": scale, "translate": _middle(frame)}
    scale_text = fitted(frame)
    west, south, east, north = frame.box
    across = _held("width", (west + east) / 2, frame.land[0], frame.land[2], scale_text)
    level = (rise(south) + rise(north)) / 2
    up = _held("height", level, rise(frame.land[1]), rise(frame.land[3]), scale_text)
    origin = f"[width / 2 - {scale_text} * {across}, height / 2 + {scale_text} * {up}]"
    return {"type": "mercator", "scale": {"expr": f"{turn} * {scale_text}"}, "translate": {"expr": origin}}


def _middle(frame: Frame) -> list[float]:
    return [frame.width / 2, frame.height / 2]


def _held(side: str, middle: float, low: float, high: float, scale: str) -> str:
    """The middle of what is seen, moved inwards where the land ends: as `Frame.centre` does."""
    half = f"{side} / 2 / {scale}"
    held = f"min(max({middle}, {low} + {half}), {high} - {half})"
    return f"(2 * {half} >= {high - low} ? {(low + high) / 2} : {held})"


def _land(base: Base, look: Look, boundaries: Boundaries) -> list[alt.Chart]:
    code = f"datum.properties.code == '{home_country(base)}'"
    beyond = look.neighbour if boundaries.drawn else look.land
    land = alt.when(code).then(alt.value(look.land)).otherwise(alt.value(beyond))
    disputed = alt.when("datum.properties.disputed").then(alt.value([1.2, 2.4])).otherwise(alt.value([1, 0]))
    line: dict[str, Any] = {"clip": True, "filled": False}
    water, countries, provinces, borders = (
        alt.Chart(named(name), name=name) for name in ("water", "countries", "provinces", "borders")
    )
    ground = [water.mark_geoshape(clip=True, fill=look.water), countries.mark_geoshape(clip=True).encode(fill=land)]
    if not boundaries.drawn:
        return ground
    return [
        *ground,
        provinces.mark_geoshape(stroke=look.province, strokeWidth=0.7, **line),
        borders.mark_geoshape(stroke=look.border, strokeWidth=1.2, **line).encode(strokeDash=disputed),
    ]


def _districts(look: Look) -> list[alt.Chart]:
    """The team's own districts: lines, and those filled in which something happened, as they stood then."""
    lines, areas = (alt.Chart(named(name), name=name) for name in ("districts", "areas"))
    return [
        areas.mark_geoshape(clip=True, fill=look.accent, fillOpacity=0.16),
        lines.mark_geoshape(clip=True, filled=False, stroke=look.province, strokeWidth=0.5),
    ]


def _shapes(base: Base, frame: Frame, look: Look, areas: Areas | None) -> dict[str, list[GeoJSON]]:
    """The land that the drawing can show; on a screen, whose width is not known, all of it."""
    box = base.box if look.width is None else frame.seen
    water = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [_outline(base.box)]}}
    layers = {"countries": base.countries, "provinces": base.provinces, "borders": base.borders}
    reaching = {
        name: [feature for feature in layer["features"] if _reaches(feature["geometry"]["coordinates"], box)]
        for name, layer in layers.items()
    }
    if areas is not None:
        reaching["districts"] = layer_of(base.districts, areas.lines)["features"]
        reaching["areas"] = [
            feature
            for state, found in areas.filled.items()
            for feature in layer_of(base.districts, state)["features"]
            if feature["properties"]["n"] in found
        ]
    return {"water": [water], **reaching}


def _outline(box: Box) -> list[list[float]]:
    """The box clockwise, as d3 wants it, with a corner at every degree: between corners d3 follows great circles."""
    west, south, east, north = box
    steps = max(1, math.ceil(east - west))
    eastward = [west + (east - west) * step / steps for step in range(steps + 1)]
    upper = [[x, north] for x in eastward]
    lower = [[x, south] for x in reversed(eastward)]
    return [*upper, *lower, upper[0]]


def _reaches(coordinates: list[Any], box: Box) -> bool:
    points = list(_points(coordinates))
    across, up = [point[0] for point in points], [point[1] for point in points]
    return bool(min(across) < box[2] and max(across) > box[0] and min(up) < box[3] and max(up) > box[1])


def _points(coordinates: list[Any]) -> list[Any]:
    if isinstance(coordinates[0], int | float):
        return [coordinates]
    return [point for part in coordinates for point in _points(part)]


def _names(written: Labels, frame: Frame, look: Look, rim: float) -> list[alt.Chart]:
    """The names that find room in the frame, over a rim of the ground where lines cross the map.

    On a screen they are seen only at about the frame's width.
    """
    land_rows = [{"name": one.name, "longitude": one.longitude, "latitude": one.latitude} for one in written.countries]
    town_rows = [{**asdict(town), "align": ALIGNS[town.anchor]} for town in written.towns]
    kind = f"{frame.width:.0f}"
    here: dict[str, Any] = {"clip": True, "color": look.place, "opacity": _seen_at(frame, look)}
    countries = alt.Chart(inline(land_rows, f"countries-{kind}"), name=f"country-names-{kind}")
    countries = countries.mark_text(fontSize=look.text_size, fontStyle="italic", **{**here, "color": look.muted})
    data = inline(town_rows, f"towns-{kind}")
    dots = alt.Chart(data, name=f"town-dots-{kind}").transform_filter("!datum.covered")
    offset: dict[str, Any] = {
        "align": {"expr": "datum.align"},
        "dx": {"expr": "datum.across"},
        "dy": {"expr": "datum.down"},
    }
    names = alt.Chart(data, name=f"town-names-{kind}").mark_text(
        baseline="middle", fontSize=look.small_size - 1, **offset, **here
    )
    dotted = dots.mark_point(filled=True, size=11, **here)
    written_names = [
        at(countries).encode(text=alt.Text("name:N")),
        at(dotted),
        at(names).encode(text=alt.Text("name:N")),
    ]
    if not rim:
        return written_names
    here |= {"color": look.land, "stroke": look.land, "strokeWidth": rim, "strokeJoin": "round"}
    rims = alt.Chart(data, name=f"town-rims-{kind}").mark_text(
        baseline="middle", fontSize=look.small_size - 1, **offset, **here
    )
    return [at(rims).encode(text=alt.Text("name:N")), *written_names]


def _seen_at(frame: Frame, look: Look) -> float | dict[str, str]:
    if look.width is not None:
        return 1
    return {"expr": f"width < {NARROW} ? {int(frame.width < NARROW)} : {int(frame.width >= NARROW)}"}


def _below(base: Base, boundary_note: str, boundaries: Boundaries) -> str:
    """What stands under the map: the boundary note where there is one, and the credits."""
    credits_told = " ".join(f"{credit}." for credit in base.credits)
    return "\n".join(part for part in (noted(boundary_note, boundaries), credits_told) if part)


def _note(text: str, frame: Frame, look: Look, *, top: float) -> alt.Chart:
    """The boundary note and the credits, in lines that fit under the map."""
    size = look.small_size - 1.5
    words = lines(text, look, scale=look.text_size / size * 0.97)
    note = alt.Chart(inline([{}], "note"), name="note").mark_text(
        align="left", baseline="top", fontSize=size, lineHeight=size + 3, color=look.muted, text=words
    )
    placed: alt.Chart = note.encode(x=x_at(0), y=y_at(frame.height + 12 + top))
    return placed
