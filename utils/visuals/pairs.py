"""Who signals to whom: as a matrix, and as lines on the map.

Knows the frame of pairs and the base's countries. It must not know single signals.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pydeck

from utils.analysis.stances import TONES
from utils.visuals import wording
from utils.visuals.deck_layers import TYPEFACE
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.palette import Look, rgb
from utils.visuals.pictures import Picture
from utils.visuals.screen_map import deck
from utils.visuals.sites import Sites
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

CELL, EMPTY_HEIGHT = 34, 90
MATRIX, MAP_TITLE = "Who signals to whom", "Who signals to whom, on the map"

NARROWEST, WIDEST, GROWTH = 1.5, 12.0, 1.0
"""Pixels: the width of a line for one signal, the widest, and what each more adds."""

MARGIN = 3.0
"""Degrees around the ends of the lines."""

GROUND = ("water", "countries", "provinces", "borders")
"""What of the map lies under the lines; towns are no part of who signals to whom."""

BESIDE = 14
"""Pixels from the end of a line to the middle of its country's name."""

TILT = 25
"""Degrees by which a line bends, so that there and back lie beside each other."""

DARK_CELL = 0.55
"""From this share of the fullest cell on, its number is written in the colour of the ground."""


def matrix_picture(pairs: pd.DataFrame, look: Look) -> Picture:
    """Parties by addressees: how many signals, fuller where there are more."""
    total = int(pairs["signals"].sum())
    subtitle = (
        f"{wording.sentence_case(wording.count(total, 'signal'))}. Rows: who signals. Columns: towards whom. "
        "The fuller the cell, the more signals; an empty cell: none on record."
    )
    twin = pair_table(pairs)
    if pairs.empty:
        spec = empty_spec("No signal is on record here.", Sheet(MATRIX, "", EMPTY_HEIGHT), look, name="matrix")
        return Picture("who-to-whom", MATRIX, subtitle, f"{MATRIX}: no signal is on record here.", twin, spec)
    height = CELL * pairs["party"].nunique() + 6
    spec = spec_of(_matrix(pairs, look), Sheet(MATRIX, subtitle, height), look)
    told = [
        f"{row['party']} to {row['counterpart']} {wording.number(row['signals'])}" for row in pairs.to_dict("records")
    ]
    return Picture("who-to-whom", MATRIX, subtitle, f"Matrix. {MATRIX}: {wording.listing(told)}.", twin, spec)


def pair_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs as people read them: who, towards whom, how many, by tone, first to last day, latest tone."""
    columns: dict[str, Any] = {
        "Who": pairs["party"],
        "Towards": pairs["counterpart"],
        "Signals": [wording.number(total) for total in pairs["signals"]],
    }
    columns |= {wording.sentence_case(tone): [wording.number(n) for n in pairs[tone]] for tone in TONES}
    columns["First to last"] = [
        wording.span(first.date(), last.date()) for first, last in zip(pairs["first"], pairs["last"], strict=True)
    ]
    columns["Latest tone"] = pairs["latest"]
    return pd.DataFrame(columns)


def _matrix(pairs: pd.DataFrame, look: Look) -> alt.LayerChart:
    most = int(pairs["signals"].max())
    parties = _most_first(pairs, "party")
    towards = _most_first(pairs, "counterpart")
    rows = [_cell(row, most) for row in pairs.to_dict("records")]
    data = inline(rows, "pairs")
    x = alt.X(
        "towards:N", title=None, sort=towards, axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=110, domain=False)
    )
    y = alt.Y("party:N", title=None, sort=parties, axis=alt.Axis(grid=False, labelLimit=110, labelColor=look.ink))
    shade = alt.Opacity("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0.12, 1]))
    tooltip = [alt.Tooltip("said:N", title=" ")]
    cells = alt.Chart(data, name="cells").mark_rect(color=look.accent, stroke=look.surface, strokeWidth=2)
    numbers = alt.Chart(data, name="numbers").mark_text(fontSize=look.text_size, fontWeight=600)
    ink = alt.condition("datum.full", alt.value(look.surface), alt.value(look.ink))
    return layered(
        cells.encode(x=x, y=y, opacity=shade, tooltip=tooltip),
        numbers.encode(x=x, y=y, text="number:N", color=ink, tooltip=tooltip),
    )


def _most_first(pairs: pd.DataFrame, column: str) -> list[str]:
    totals = {str(name): int(part["signals"].sum()) for name, part in pairs.groupby(column, sort=True)}
    return sorted(totals, key=lambda name: -totals[name])


def _cell(row: dict[Any, Any], most: int) -> dict[str, Any]:
    tones = [f"{wording.number(row[tone])} {tone}" for tone in TONES if row[tone]]
    share = row["signals"] / most
    return {
        "party": row["party"],
        "towards": row["counterpart"],
        "share": round(share, 3),
        "full": share >= DARK_CELL,
        "number": wording.number(row["signals"]),
        "said": f"{row['party']} towards {row['counterpart']}: {wording.listing(tones)}",
    }


def placed_parties(base: Base) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the middle of what the base shows of each country, by its name."""
    return {
        str(country["properties"]["name"]): _middle(country["geometry"]["coordinates"])
        for country in base.countries["features"]
    }


def _middle(polygons: Sequence[Any]) -> tuple[float, float]:
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


def pair_deck(pairs: pd.DataFrame, base: Base, look: Look, *, base_url: str | None) -> pydeck.Deck:
    """The map around them with a line for each pair of countries, pale where it starts, full where it ends."""
    known = placed_parties(base)
    rows = [_line(row, known) for row in pairs.to_dict("records") if {row["party"], row["counterpart"]} <= known.keys()]
    drawn = deck(Sites(()), base, look, _around(rows, base), base_url=base_url)
    ground = [layer for layer in drawn.layers if layer.id in GROUND]
    pixels = pydeck.types.String("pixels")
    lines = pydeck.Layer(
        "ArcLayer",
        data=rows,
        id="pairs",
        pickable=True,
        auto_highlight=True,
        great_circle=False,
        get_source_position="from",
        get_target_position="to",
        get_height=0.35,
        get_tilt=TILT,
        width_units=pixels,
        get_width="width",
        get_source_color=[*rgb(look.soft), 150],
        get_target_color=[*rgb(look.accent), 255],
    )
    drawn.layers = [*ground, lines, _names(rows, look)]
    return drawn


def _names(rows: Sequence[dict[str, Any]], look: Look) -> pydeck.Layer:
    """The countries at the ends of lines by name: away from the others, above in the north and under in the south."""
    ends = {row["who"]: row["from"] for row in rows} | {row["whom"]: row["to"] for row in rows}
    middle = sum(at[1] for at in ends.values()) / max(1, len(ends))
    return pydeck.Layer(
        "TextLayer",
        data=[
            {"name": name, "at": at, "offset": [0, -BESIDE if at[1] > middle else BESIDE]}
            for name, at in sorted(ends.items())
        ],
        id="names",
        pickable=False,
        get_position="at",
        get_text="name",
        get_color=list(rgb(look.ink)),
        get_size=look.text_size + 1,
        get_pixel_offset="offset",
        font_family=pydeck.types.String(TYPEFACE),
        character_set=pydeck.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=4,
        outline_color=[*rgb(look.land), 220],
    )


def _around(rows: Sequence[dict[str, Any]], base: Base) -> Box:
    """The box that holds every end of a line, with room around it; the whole base when there is none."""
    ends = [end for row in rows for end in (row["from"], row["to"])]
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


def _line(row: dict[Any, Any], known: dict[str, tuple[float, float]]) -> dict[str, Any]:
    width = min(WIDEST, NARROWEST + GROWTH * (row["signals"] - 1))
    tones = [f"{wording.number(row[tone])} {tone}" for tone in TONES if row[tone]]
    return {
        "who": row["party"],
        "whom": row["counterpart"],
        "from": list(known[row["party"]]),
        "to": list(known[row["counterpart"]]),
        "width": width,
        "tooltip": f"{row['party']} towards {row['counterpart']}\n{wording.listing(tones)}",
    }


def map_alt(pairs: pd.DataFrame, base: Base) -> str:
    """The map in words."""
    known = placed_parties(base)
    told = [
        f"{row['party']} to {row['counterpart']} {wording.number(row['signals'])}"
        for row in pairs.to_dict("records")
        if {row["party"], row["counterpart"]} <= known.keys()
    ]
    return f"Map with a line for each pair of countries: {wording.listing(told) or 'none can be drawn'}."
