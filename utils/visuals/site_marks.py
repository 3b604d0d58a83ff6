"""Sites as Vega-Lite draws them, and the key that explains their marks.

Knows how exactly a place is known, and looks. It must not know land, names, nor the deck on screen.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording
from utils.visuals.framing import Frame, radius
from utils.visuals.labels import Number
from utils.visuals.palette import Look
from utils.visuals.shapes import HATCH, vega_shape
from utils.visuals.sites import CELL, DISTRICT, EXACT, TOWN, Site, Sites
from utils.visuals.theme import inline, x_at

KEY_STEP, KEY_DISC = 20, 230
SQUARES = "All incidents in a square of the map, counted where their point is"
BOX, BOXED = "box", "Known only to the province, so not on the map"
PALE = 0.14
"""How opaque the disc is under which a district lies."""


def site_marks(sites: Sequence[Site], numbers: Sequence[Number], look: Look, *, faint: bool = False) -> list[alt.Chart]:
    """Each site by how exactly it is known, with its number: a dot, a ring, or a hatched disc as wide as a district.

    Faint, and without numbers, where a layer takes their place.
    """
    data = inline([_row(site, number, look) for site, number in zip(sites, numbers, strict=True)], "sites")
    discs = alt.Chart(data, name="sites").mark_point(
        clip=True,
        filled=True,
        stroke=look.quiet if faint else look.accent,
        strokeWidth=0.7 if faint else 1.4,
        size={"expr": "datum.area"},
        fillOpacity=0.2 if faint else {"expr": _by_precision(PALE, 0.9, 1)},
        fill={"expr": _by_precision(look.accent, look.surface, look.accent)},
    )
    hatch = at(_hatched(alt.Chart(data, name="site-hatch"), {"expr": "datum.area"}, look, clip=True))
    marks = [hatch, at(discs).encode(tooltip=alt.Tooltip("said:N"))]
    if faint:
        return marks
    dots = alt.Chart(data, name="site-dots").transform_filter(f"datum.precision == '{TOWN}' && datum.incidents == 1")
    dots = dots.mark_point(clip=True, filled=True, size=16, opacity=1, color=look.accent)
    return [*marks, at(dots), *_written(data, look)]


def _row(site: Site, number: Number, look: Look) -> dict[str, Any]:
    return {
        "longitude": site.longitude,
        "latitude": site.latitude,
        "precision": site.precision,
        "area": area_of(radius(site)),
        "incidents": site.incidents,
        "number": number.text,
        "across": number.across,
        "down": number.down,
        "ink": look.surface if site.precision == EXACT and not number.aside else look.ink,
        "said": site.tooltip.split("\n"),
    }


def _written(data: alt.InlineData, look: Look) -> list[alt.Chart]:
    """The numbers, those in ink over a rim of the ground."""
    placed: dict[str, Any] = {
        "clip": True,
        "baseline": "middle",
        "fontSize": look.small_size - 1,
        "fontWeight": 600,
        "dx": {"expr": "datum.across"},
        "dy": {"expr": "datum.down"},
    }
    rims = alt.Chart(data, name="site-rims").transform_filter(f"datum.ink == '{look.ink}'")
    rims = rims.mark_text(color=look.land, stroke=look.land, strokeWidth=3, strokeJoin="round", **placed)
    counts = alt.Chart(data, name="site-counts").mark_text(color={"expr": "datum.ink"}, **placed)
    return [at(layer).encode(text=alt.Text("number:N")) for layer in (rims, counts)]


def _hatched(chart: alt.Chart, area: float | dict[str, str], look: Look, *, clip: bool) -> alt.Chart:
    """The slanting lines on the marks of districts."""
    of_district = chart.transform_filter(f"datum.precision == '{DISTRICT}'")
    drawn: alt.Chart = of_district.mark_point(
        clip=clip, filled=False, shape=vega_shape(HATCH), size=area, stroke=look.accent, strokeWidth=0.7, opacity=0.75
    )
    return drawn


def area_of(radius_px: float) -> float:
    """The size by which Vega draws a mark of that radius: the square of its width."""
    return round((2 * radius_px) ** 2, 1)


def at(chart: alt.Chart) -> alt.Chart:
    """The chart with its rows placed on the map."""
    return chart.encode(longitude=alt.Longitude("longitude:Q"), latitude=alt.Latitude("latitude:Q"))


def _by_precision(district: str | float, town: str | float, exact: str | float) -> str:
    of_town = f"datum.precision == '{TOWN}' ? {town!r} : {exact!r}"
    return f"datum.precision == '{DISTRICT}' || datum.precision == '{CELL}' ? {district!r} : {of_town}"


def _key_lines(sites: Sites, *, faint: bool) -> list[tuple[str, str, str]]:
    """Kind, sample text and meaning: each kind of mark that is drawn; numbers; then the box of the provinces.

    Where a layer takes the place of the marks only districts are left of them.
    """
    meanings = {entry.label: entry.meaning for entry in GEO_PRECISIONS.entries}
    drawn = {site.precision for site in sites.drawn}
    meanings[CELL] = SQUARES
    told = [
        (kind, "", meanings[kind])
        for kind in ((DISTRICT,) if faint else (EXACT, TOWN, DISTRICT, CELL))
        if kind in drawn
    ]
    if not faint and any(site.incidents > 1 for site in sites.drawn):
        told.append(("", "2", "Incidents at the mark, when more than one"))
    return told + [(BOX, wording.number(total), f"{BOXED}: {name}") for name, total in sites.boxed]


def key_height(sites: Sites, *, faint: bool = False) -> float:
    """How many pixels the key takes."""
    return KEY_STEP * len(_key_lines(sites, faint=faint))


def key_marks(sites: Sites, frame: Frame, look: Look, *, faint: bool = False) -> list[alt.Chart]:
    """The marks as they are drawn, each with its meaning, under the map; and boxed, what no mark may stand for."""
    rows = [
        {"precision": kind, "sample": sample, "meaning": meaning, "level": frame.height + 16 + KEY_STEP * line}
        for line, (kind, sample, meaning) in enumerate(_key_lines(sites, faint=faint))
    ]
    data = inline(rows, "key")
    y = alt.Y("level:Q", scale=None, axis=None)
    discs = alt.Chart(data, name="key").transform_filter(f"datum.precision != '' && datum.precision != '{BOX}'")
    discs = discs.mark_point(
        filled=True,
        stroke=look.accent,
        strokeWidth=1.4,
        size={"expr": _by_precision(KEY_DISC, 120, 95)},
        fillOpacity={"expr": _by_precision(PALE, 0.9, 1)},
        fill={"expr": _by_precision(look.accent, look.surface, look.accent)},
    )
    dots = alt.Chart(data, name="key-dots").transform_filter(f"datum.precision == '{TOWN}'")
    dots = dots.mark_point(filled=True, size=16, opacity=1, color=look.accent)
    boxes = alt.Chart(data, name="key-boxes").transform_filter(f"datum.precision == '{BOX}'")
    boxes = boxes.mark_point(shape="square", filled=False, size=300, stroke=look.ink, strokeWidth=1.1, opacity=1)
    sample = alt.Chart(data, name="key-number").mark_text(
        baseline="middle", fontSize=look.small_size, fontWeight=600, color=look.ink
    )
    words = alt.Chart(data, name="key-words").mark_text(
        align="left", baseline="middle", fontSize=look.small_size, color=look.ink
    )
    hatch = _hatched(alt.Chart(data, name="key-hatch"), KEY_DISC, look, clip=False)
    return [
        hatch.encode(x=x_at(10), y=y),
        discs.encode(x=x_at(10), y=y),
        dots.encode(x=x_at(10), y=y),
        boxes.encode(x=x_at(10), y=y),
        sample.encode(x=x_at(10), y=y, text=alt.Text("sample:N")),
        words.encode(x=x_at(26), y=y, text=alt.Text("meaning:N")),
    ]
