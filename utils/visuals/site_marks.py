"""Sites as Vega-Lite draws them, and the key that explains their marks.

Knows how exactly a place is known, and looks. It must not know land, names, nor the deck on screen.
"""

import math
from collections.abc import Sequence

import altair as alt

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording
from utils.visuals.framing import Frame, crowded, radius
from utils.visuals.palette import Look
from utils.visuals.sites import DISTRICT, EXACT, TOWN, Site, Sites
from utils.visuals.theme import inline

KEY_STEP = 20


def site_marks(sites: Sequence[Site], frame: Frame, look: Look) -> list[alt.Chart]:
    """Each site by how exactly it is known, with its number on it, or beside it where another mark lies on it."""
    rows = [
        {
            "longitude": site.longitude,
            "latitude": site.latitude,
            "precision": site.precision,
            "area": round(math.pi * radius(site) ** 2, 1),
            "incidents": site.incidents,
            "number": wording.number(site.incidents) if site.incidents > 1 else "",
            "aside": round(radius(site) * 0.72 + 5, 1) if full and site.precision == DISTRICT else 0,
            "said": site.tooltip.split("\n"),
        }
        for site, full in zip(sites, crowded(frame, sites), strict=True)
    ]
    data = inline(rows, "sites")
    discs = alt.Chart(data, name="sites").mark_point(
        clip=True,
        filled=True,
        stroke=look.accent,
        strokeWidth=1.4,
        size={"expr": "datum.area"},
        fillOpacity={"expr": _by_precision(0.2, 0.9, 1)},
        fill={"expr": _by_precision(look.accent, look.surface, look.accent)},
    )
    dots = alt.Chart(data, name="site-dots").transform_filter(f"datum.precision == '{TOWN}' && datum.incidents == 1")
    dots = dots.mark_point(clip=True, filled=True, size=16, opacity=1, color=look.accent)
    counts = alt.Chart(data, name="site-counts").mark_text(
        clip=True,
        baseline="middle",
        fontSize=look.small_size - 1,
        fontWeight=600,
        dx={"expr": "datum.aside"},
        dy={"expr": "datum.aside"},
        color={"expr": _by_precision(look.ink, look.ink, look.surface)},
    )
    return [at(discs).encode(tooltip="said:N"), at(dots), at(counts).encode(text="number:N")]


def at(chart: alt.Chart) -> alt.Chart:
    """The chart with its rows placed on the map."""
    return chart.encode(longitude="longitude:Q", latitude="latitude:Q")


def _by_precision(district: str | float, town: str | float, exact: str | float) -> str:
    of_town = f"datum.precision == '{TOWN}' ? {town!r} : {exact!r}"
    return f"datum.precision == '{DISTRICT}' ? {district!r} : {of_town}"


def _key_lines(sites: Sites) -> list[tuple[str, str]]:
    """Precision and meaning for each kind of mark that is drawn; the last line, without a mark, tells of numbers."""
    meanings = {entry.label: entry.meaning for entry in GEO_PRECISIONS.entries}
    drawn = {site.precision for site in sites.drawn}
    told = [(kind, meanings[kind]) for kind in (EXACT, TOWN, DISTRICT) if kind in drawn]
    many = any(site.incidents > 1 for site in sites.drawn)
    return [*told, ("", "Incidents at the mark, when more than one")] if many else told


def key_height(sites: Sites) -> float:
    """How many pixels the key takes."""
    return KEY_STEP * len(_key_lines(sites))


def key_marks(sites: Sites, frame: Frame, look: Look) -> list[alt.Chart]:
    """The marks as they are drawn, each with its meaning, under the map."""
    rows = [
        {"precision": kind, "meaning": meaning, "level": frame.height + 16 + KEY_STEP * line}
        for line, (kind, meaning) in enumerate(_key_lines(sites))
    ]
    data = inline(rows, "key")
    y = alt.Y("level:Q", scale=None, axis=None)
    discs = alt.Chart(data, name="key").transform_filter("datum.precision != ''")
    discs = discs.mark_point(
        filled=True,
        stroke=look.accent,
        strokeWidth=1.4,
        size={"expr": _by_precision(200, 120, 95)},
        fillOpacity={"expr": _by_precision(0.2, 0.9, 1)},
        fill={"expr": _by_precision(look.accent, look.surface, look.accent)},
    )
    dots = alt.Chart(data, name="key-dots").transform_filter(f"datum.precision == '{TOWN}'")
    dots = dots.mark_point(filled=True, size=16, opacity=1, color=look.accent)
    sample = (
        alt.Chart(data, name="key-number")
        .transform_filter("datum.precision == ''")
        .mark_text(baseline="middle", fontSize=look.small_size, fontWeight=600, color=look.ink, text="2")
    )
    words = alt.Chart(data, name="key-words").mark_text(
        align="left", baseline="middle", fontSize=look.small_size, color=look.ink
    )
    return [
        discs.encode(x=alt.value(10), y=y),
        dots.encode(x=alt.value(10), y=y),
        sample.encode(x=alt.value(10), y=y),
        words.encode(x=alt.value(26), y=y, text="meaning:N"),
    ]
