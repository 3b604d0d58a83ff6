"""Violence near projects: by district and distance, apart where a place is coarse; and along lines drawn by hand.

Knows the frames of what lies near. It must not know how distances are measured.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from utils.analysis.exposure import Exposure, count_name
from utils.analysis.vicinities import LINE, LINE_BANDS, VAGUE, along_lines
from utils.analysis.yardsticks import BANDS
from utils.visuals import wording
from utils.visuals.bars import LETTERS, LINES
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x_at

STEP, ROW_LINE, TOP, THICK = 38, 14, 12, 0.6
ROOM = 1.5
"""How far the scale reaches beyond the longest bar, so that its words have a place."""

HATCH = 0.014
"""Of the scale: so far apart are the strokes of a hatched bar."""

BAND_NAMES = tuple(f"{low}–{high} km" for low, high in BANDS)
LINE_NAMES = tuple(f"{low}–{high} km" for low, high in LINE_BANDS)
NO_DISTRICT = "No district named"
NEAR, LINED = "near", "lines"


def exposure_picture(places: pd.DataFrame, found: Exposure, look: Look, *, top: int = TOP) -> Picture:
    """The districts with most violent incidents near their projects, divided by distance: places known well first.

    Projects known only to their district, or by one spot of a line, follow hatched, with the chance that any incident
    is near. Drawn lines are left to `lines_picture`.
    """
    title = f"Violent incidents near projects, {_span(found)}"
    rows = [row for row in _rows(places, found) if row["kind"] != LINE]
    held = [row for row in rows if any(row["counts"])]
    told = [row for row in held if row["kind"] != VAGUE][:top]
    told += [row for row in held if row["kind"] == VAGUE][: max(top - len(told), 3)]
    subtitle = _subtitle(told, len(held) - len(told), len(rows) - len(held), found)
    twin = pd.DataFrame(
        [(row["label"], row["projects"], *row["counts"], row["said"]) for row in held],
        columns=["Place", "Projects", *BAND_NAMES, "Chance that any is near, of 100"],
    )
    if not told:
        spec = empty_spec(
            "No violent incident lies near these projects.", Sheet(title, subtitle, 90), look, name="near"
        )
        return Picture("exposure", title, subtitle, f"{title}. None lies near these projects.", twin, spec)
    spec = spec_of(_chart(told, BAND_NAMES, look), Sheet(title, subtitle, STEP * len(told)), look)
    named = [f"{row['label']} {row['number']}" for row in told]
    alt_text = f"Bar chart. {title}, within {', '.join(BAND_NAMES)}: {wording.listing(named)}. {subtitle}"
    return Picture("exposure", title, subtitle, alt_text, twin, spec)


def _span(found: Exposure) -> str:
    return f"{wording.number(found.yardstick.window)} days to {wording.day(found.as_of)}"


def _rows(places: pd.DataFrame, found: Exposure) -> list[dict[str, Any]]:
    """The places in their order, with what stands beside each bar."""
    bands = [count_name(found.yardstick.window, band) for band in BANDS]
    rows = []
    for label, kind, ids, *counts in places[["label", "kind", "project_ids", *bands]].itertuples(
        index=False, name=None
    ):
        name = label if isinstance(label, str) else NO_DISTRICT
        totals = [int(count) for count in counts]
        row = {"kind": kind, "projects": len(ids), "counts": totals, "parts": totals, "said": ""}
        if kind == VAGUE:
            row["said"] = _chances(found, ids)
            many = wording.count(len(ids), "project")
            rows.append(row | {"label": f"{name}, {many} placed roughly", "number": f"near in {row['said']} of 100"})
        else:
            rows.append(row | {"label": name, "number": _total(totals)})
    return rows


def _total(counts: Sequence[int]) -> str:
    """All that lie near, and of these the nearest."""
    near = f", {wording.number(counts[0])} within {wording.number(BANDS[0][1])} km" if counts[0] else ""
    return f"{wording.number(sum(counts))}{near}"


def _chances(found: Exposure, project_ids: Sequence[str]) -> str:
    """Draws of a hundred in which any incident is near: the least and the most of some projects."""
    chances = found.drawn.chance[found.of(project_ids).index.to_numpy()]
    return wording.number_range(*(whole_share(float(end)) for end in (np.nanmin(chances), np.nanmax(chances))))


def whole_share(value: float) -> float:
    """A share in whole hundredths, never said to be none or all unless it is."""
    rounded = float(round(100 * value))
    return min(max(rounded, 1.0), 99.0) if 0 < value < 1 else rounded


def _subtitle(told: list[dict[str, Any]], left: int, calm: int, found: Exposure) -> str:
    known = "By distance to the nearest project whose spot or town is known."
    said = [f"{known} The number counts all of a bar, and of these the nearest."]
    if any(row["kind"] == VAGUE for row in told):
        said.append(
            "Hatched: projects known only to their district, or by one spot of a line; beside it, in how many of a "
            f"hundred draws any incident lies within {wording.number(found.yardstick.radius)} km."
        )
    said += [f"{wording.sentence_case(wording.count(left, 'more place'))} in the table."] if left else []
    said += [f"{wording.sentence_case(wording.count(calm, 'place'))} with none on record."] if calm and told else []
    return " ".join(said)


def lines_picture(found: Exposure, look: Look) -> Picture:
    """Violent incidents for each 100 km of every drawn line, in two wide bands: the lines are sketches."""
    title = f"Along roads, railways and corridors, drawn as sketches: violent incidents per 100 km, {_span(found)}"
    frame = along_lines(found)
    subtitle = (
        "Near and further from the line, in brackets the incidents. The lines are drawn by hand, good to about ten "
        "kilometres; they share stretches, so they are not added."
    )
    rows = [_line_row(row) for row in frame.to_dict("records")]
    twin = pd.DataFrame(
        [(row["label"], row["km"], *row["counts"], *row["parts"]) for row in rows],
        columns=["Line", "Length, km", *LINE_NAMES, *(f"{name}, per 100 km" for name in LINE_NAMES)],
    )
    held = [row for row in rows if any(row["counts"])]
    if not held:
        spec = empty_spec(
            "No violent incident lies along a drawn line.", Sheet(title, subtitle, 90), look, name="lines"
        )
        return Picture("exposure-lines", title, subtitle, f"{title}. None lies along a drawn line.", twin, spec)
    spec = spec_of(_chart(held, LINE_NAMES, look), Sheet(title, subtitle, STEP * len(held)), look)
    named = [f"{row['label']} {row['number']}" for row in held]
    alt_text = f"Bar chart. {title}: {wording.listing(named)}. {subtitle}"
    return Picture("exposure-lines", title, subtitle, alt_text, twin, spec)


def _line_row(row: Mapping[Any, Any]) -> dict[str, Any]:
    counts, km = [int(row["within"]), int(row["beyond"])], float(row["km"])
    parts = [round(100 * count / km, 1) for count in counts]
    number = f"{wording.number(parts[0])} near ({wording.number(counts[0])})"
    number += f", {wording.number(parts[1])} further ({wording.number(counts[1])})" if counts[1] else ""
    return {"label": row["name"], "kind": LINE, "km": round(km), "counts": counts, "parts": parts, "number": number}


def _chart(rows: list[dict[str, Any]], names: Sequence[str], look: Look) -> alt.LayerChart:
    """A bar a row, divided by band; hatched where the place is known only roughly."""
    widest = max(sum(row["parts"]) for row in rows) * ROOM
    scale = alt.Scale(domain=[0, widest], nice=False)
    shades = alt.Scale(domain=list(names), range=[look.accent, look.soft, look.grid][: len(names)])
    pieces = [piece for place, row in enumerate(rows) for piece in _pieces(place, row, names)]
    told = (("label", "Place"), ("band", "Distance"), ("said", "Incidents"))
    x = alt.X("from:Q", axis=None, scale=scale)
    y, y2 = alt.Y("top:Q", axis=None, scale=None), alt.Y2("bottom:Q")
    bars = alt.Chart(inline(pieces, "bands"), name="bands").mark_bar(stroke=look.quiet, strokeWidth=0.5)
    strokes = [stroke for piece in pieces if piece["rough"] for stroke in _hatched(piece, widest)]
    hatch = alt.Chart(inline(strokes, "hatch"), name="hatch").mark_rule(color=look.ink, strokeWidth=0.9, opacity=0.7)
    return layered(
        bars.encode(
            x=x,
            x2=alt.X2("to:Q"),
            y=y,
            y2=y2,
            color=alt.Color("band:N", legend=alt.Legend(symbolType="square"), scale=shades),
            tooltip=[alt.Tooltip(f"{field}:N", title=name) for field, name in told],
        ),
        *(
            [hatch.encode(x=x, x2=alt.X2("to:Q"), y=alt.Y("bottom:Q", axis=None, scale=None), y2=alt.Y2("top:Q"))]
            if strokes
            else []
        ),
        *_bar_ends(rows, scale, look),
    )


def _pieces(place: int, row: Mapping[str, Any], names: Sequence[str]) -> list[dict[str, Any]]:
    """Each band of a row, from where the one before it ends."""
    pieces, start = [], 0.0
    top = place * STEP + STEP * (1 - THICK) / 2
    for band, part, count in zip(names, row["parts"], row["counts"], strict=True):
        drawn = {"top": top, "bottom": top + STEP * THICK, "from": start, "to": start + part}
        pieces.append({"label": row["label"], "band": band, "said": wording.number(count), **drawn} | _rough(row))
        start += part
    return pieces


def _rough(row: Mapping[str, Any]) -> dict[str, bool]:
    return {"rough": row["kind"] == VAGUE}


def _hatched(piece: Mapping[str, Any], widest: float) -> list[dict[str, float]]:
    """Slanting strokes across a piece of a bar."""
    step = widest * HATCH
    strokes = int((piece["to"] - piece["from"]) / step)
    ends = {"top": piece["top"], "bottom": piece["bottom"]}
    return [{"from": piece["from"] + n * step, "to": piece["from"] + (n + 1) * step, **ends} for n in range(strokes)]


def _bar_ends(rows: list[dict[str, Any]], scale: alt.Scale, look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The numbers behind each bar, and its label before it."""
    values = [
        {
            "level": (place + 0.5) * STEP,
            "end": sum(row["parts"]),
            "number": row["number"],
            "lines": "\n".join(textwrap.wrap(row["label"], LETTERS, max_lines=LINES, placeholder="…")),
        }
        for place, row in enumerate(rows)
    ]
    text: dict[str, Any] = {"baseline": "middle", "fontSize": look.text_size, "color": look.ink}
    data, y = inline(values, "ends"), alt.Y("level:Q", axis=None, scale=None)
    numbers = alt.Chart(data, name="numbers").mark_text(align="left", dx=6, fontWeight=600, **text)
    raised: dict[str, Any] = {"expr": f"-{ROW_LINE / 2} * (length(split(datum.lines, '\\n')) - 1)"}
    labels = alt.Chart(data, name="labels").mark_text(
        align="right", dx=-8, lineHeight=ROW_LINE, lineBreak="\n", dy=raised, **text
    )
    x = alt.X("end:Q", axis=None, scale=scale)
    return numbers.encode(x=x, y=y, text=alt.Text("number:N")), labels.encode(x=x_at(0), y=y, text=alt.Text("lines:N"))
