"""Who signals to whom, as bent lines on the map: the same layer on screen and on paper.

Knows the frame of pairs and the base's countries. It must not know single signals.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pydeck

from utils.analysis.stances import TONES
from utils.visuals import wording
from utils.visuals.borders import DOTTED, Boundaries
from utils.visuals.deck_layers import words
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.overlays import ACCENT, KeyLine, Link, Overlay
from utils.visuals.pairs import pair_table
from utils.visuals.palette import Look, rgb
from utils.visuals.paper_map import map_picture
from utils.visuals.pictures import Picture
from utils.visuals.screen_map import deck
from utils.visuals.site_marks import at
from utils.visuals.sites import Sites
from utils.visuals.theme import Sheet, inline, layered, spec_of
from utils.visuals.thinning import thinned

NAME, TITLE = "pair-map", "Who signals to whom, on the map"

NARROWEST, WIDEST, GROWTH = 2.0, 12.0, 1.0
"""Pixels: the width of a line for one signal where it arrives, the widest, and what each more adds."""

PIECES, BEND, THIN = 10, 0.16, 0.2
"""Of how many pieces a line is made; how far it bends, of its length, so that there and back lie beside each other; and
of its width, how wide it starts."""

SIZE = (540, 440)
"""Pixels of the place beside the matrix, which is wider than most maps'."""

MARGIN = 3.0
"""Degrees around the ends of the lines."""

BESIDE = 14
"""Pixels from the end of a line to the middle of its country's name."""

KEY = "Signals between two countries, from thin (who signals) to wide (towards whom); the wider, the more"
WITHOUT = ("provinces", "countries-names", "country-names", "town", "site", "dot-counts", "key")
"""How the names of those layers begin that have no part in who signals to whom."""

Point = tuple[float, float]


@dataclass(frozen=True)
class _Pair:
    """One country towards another: where each lies, how many signals, and these in words."""

    who: str
    whom: str
    start: Point
    end: Point
    signals: int
    told: str


def _pairs(pairs: pd.DataFrame, base: Base) -> list[_Pair]:
    known = placed_parties(base)
    return [
        _Pair(
            row["party"], row["counterpart"], known[row["party"]], known[row["counterpart"]], row["signals"], _told(row)
        )
        for row in pairs.to_dict("records")
        if {row["party"], row["counterpart"]} <= known.keys()
    ]


def _told(row: dict[Any, Any]) -> str:
    tones = [f"{wording.number(row[tone])} {tone}" for tone in TONES if row[tone]]
    said = f"{wording.count(row['signals'], 'signal')}, {wording.span(row['first'].date(), row['last'].date())}"
    # a cell never comes first: the map runs a text that begins with @@= as an expression
    return f"{said}\n{row['party']} towards {row['counterpart']}\nTone: {wording.listing(tones)}"


def placed_parties(base: Base) -> dict[str, Point]:
    """Longitude and latitude of the middle of what the base shows of each country, by its name."""
    return {
        str(country["properties"]["name"]): _middle(country["geometry"]["coordinates"])
        for country in base.countries["features"]
    }


def _middle(polygons: Sequence[Any]) -> Point:
    """The centre of the outer rings, each weighing as much as its area."""
    area = across = up = 0.0
    for polygon in polygons:
        for (x, y), (next_x, next_y) in pairwise(polygon[0]):
            piece = x * next_y - next_x * y
            area, across, up = area + piece, across + (x + next_x) * piece, up + (y + next_y) * piece
    return round(across / (3 * area), 3), round(up / (3 * area), 3)


def not_on_map(pairs: pd.DataFrame, base: Base) -> tuple[str, ...]:
    """The parties and addressees that are no country of the base, or lie off it, by name."""
    known = placed_parties(base)
    return tuple(sorted({str(name) for name in (*pairs["party"], *pairs["counterpart"]) if name not in known}))


def pair_overlay(pairs: pd.DataFrame, base: Base) -> Overlay:
    """A bent line for each pair of countries, wider towards the one that is addressed."""
    drawn = _pairs(pairs, base)
    links = tuple(link for pair in drawn for link in _line(pair))
    return Overlay("pairs", (), links, (KeyLine("", ACCENT, KEY),) if links else (), map_alt(pairs, base))


def _line(pair: _Pair) -> Iterator[Link]:
    width = min(WIDEST, NARROWEST + GROWTH * (pair.signals - 1))
    points = _bent(pair.start, pair.end)
    for place, ends in enumerate(pairwise(points)):
        share = THIN + (1 - THIN) * (place + 1) / PIECES
        yield Link(ends, ACCENT, round(width * share, 1), pair.told)


def _bent(start: Point, end: Point) -> list[Point]:
    """Points from start to end on a line that bends to its left."""
    across, up = end[0] - start[0], end[1] - start[1]
    bends = [BEND * math.sin(math.pi * place / PIECES) for place in range(PIECES + 1)]
    shares = [place / PIECES for place in range(PIECES + 1)]
    return [
        (round(start[0] + across * s - up * b, 3), round(start[1] + up * s + across * b, 3))
        for s, b in zip(shares, bends, strict=True)
    ]


def _names(pairs: pd.DataFrame, base: Base) -> list[dict[str, Any]]:
    """The countries at the ends of lines by name: away from the others, above in the north and under in the south."""
    ends = {name: at for pair in _pairs(pairs, base) for name, at in ((pair.who, pair.start), (pair.whom, pair.end))}
    middle = sum(at[1] for at in ends.values()) / max(1, len(ends))
    return [
        {"name": name, "at": list(at), "offset": [0, -BESIDE if at[1] > middle else BESIDE]}
        for name, at in sorted(ends.items())
    ]


def pair_deck(  # noqa: PLR0913  # each is a choice of the page's
    pairs: pd.DataFrame,
    base: Base,
    look: Look,
    *,
    base_url: str | None,
    boundaries: Boundaries = DOTTED,
    size: tuple[float, float] = SIZE,
) -> pydeck.Deck:
    """The map on screen, fitted into so many pixels."""
    box = _around(_pairs(pairs, base), base)
    overlays = (pair_overlay(pairs, base),)
    drawn = deck(Sites(()), base, look, box, base_url=base_url, size=size, boundaries=boundaries, overlays=overlays)
    kept = [layer for layer in drawn.layers if not layer.id.startswith(WITHOUT)]
    letters = look.text_size + 1
    names = words(
        "names", _names(pairs, base), look, colour=list(rgb(look.ink)), size=letters, get_pixel_offset="offset"
    )
    drawn.layers = [*kept, names]
    return drawn


def pair_picture(
    pairs: pd.DataFrame, base: Base, look: Look, *, boundary_note: str, boundaries: Boundaries = DOTTED
) -> Picture:
    """The map on paper."""
    box = _around(_pairs(pairs, base), base)
    overlays = (pair_overlay(pairs, base),)
    drawn = map_picture(
        Sites(()), base, look, box, boundary_note=boundary_note, boundaries=boundaries, overlays=overlays
    )
    away = not_on_map(pairs, base)
    subtitle = f"Not drawn, being no country of this map: {wording.listing(away)}." if away else ""
    heading = spec_of(layered(), Sheet(TITLE, subtitle, 0), look)["title"]
    layers = [layer for layer in drawn.spec["layer"] if not str(layer.get("name")).startswith(WITHOUT)]
    twin = pair_table(pairs)[["Who", "Towards", "Signals", "First to last", "Latest tone"]]
    spec = {
        **drawn.spec,
        "title": heading,
        "layer": [*thinned(layers, box), *_written(_names(pairs, base), look)],
    }
    return replace(drawn, name=NAME, title=TITLE, subtitle=subtitle, alt=map_alt(pairs, base), twin=twin, spec=spec)


def _written(names: Sequence[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """The names over a rim of the ground, for lines end beside them."""
    rows = [
        {"name": row["name"], "longitude": row["at"][0], "latitude": row["at"][1], "down": row["offset"][1]}
        for row in names
    ]
    data, rim = inline(rows, "pair-names"), {"color": look.land, "stroke": look.land, "strokeWidth": 4}
    charts = [
        alt.Chart(data, name=name).mark_text(
            clip=True, fontSize=look.text_size, fontWeight=600, dy={"expr": "datum.down"}, **colours
        )
        for name, colours in (("pair-rims", rim), ("pair-names", {"color": look.ink}))
    ]
    return [at(chart).encode(text=alt.Text("name:N")).to_dict(validate=False) for chart in charts]


def _around(drawn: Sequence[_Pair], base: Base) -> Box:
    """The box that holds every end of a line, with room around it; the whole base when there is none."""
    ends = [end for pair in drawn for end in (pair.start, pair.end)]
    if not ends:
        return base.box
    longitudes, latitudes = ([end[axis] for end in ends] for axis in (0, 1))
    west, south, east, north = base.box
    return (
        max(west, min(longitudes) - MARGIN),
        max(south, min(latitudes) - MARGIN),
        min(east, max(longitudes) + MARGIN),
        min(north, max(latitudes) + MARGIN),
    )


def map_alt(pairs: pd.DataFrame, base: Base) -> str:
    """The map in words."""
    told = [f"{pair.who} to {pair.whom} {wording.number(pair.signals)}" for pair in _pairs(pairs, base)]
    return f"Map with a line for each pair of countries: {wording.listing(told) or 'none can be drawn'}."
