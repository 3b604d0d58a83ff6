"""Money in projects: each stage as a range, and rival figures about one thing over time.

Knows sums and rival figures. It must not know how they are summed, nor any project's place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.figures import Figure
from utils.analysis.money import UNIT, Rivalry
from utils.tables.vocabularies import MONEY_CLAIMANTS
from utils.visuals import wording
from utils.visuals.palette import GOVERNMENT, MEDIA, RESEARCH, Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x2_at, x_at

ROW, ROOM, HEIGHT = 44, 1.05, 240
_GOVERNMENT, COMPANY, LENDER, _MEDIA, _RESEARCH = MONEY_CLAIMANTS.labels
NOT_SAID = "side not recorded"
AS_GIVEN = "as given at the time, not adjusted for prices"
SHAPES: Mapping[str, str] = {
    GOVERNMENT: "square",
    COMPANY: "triangle-down",
    LENDER: "cross",
    MEDIA: "circle",
    RESEARCH: "diamond",
    NOT_SAID: "stroke",
}
"""Each side's point shape; those that also claim tolls keep theirs."""


def stage_picture(sums: Sequence[tuple[str, Figure]], *, title: str, note: str, look: Look) -> Picture:
    """A line for each named sum, from the lowest to the highest that claimants say, with its number."""
    rows = [_stage_row(name, figure) for name, figure in sums]
    drawn = [row for row in rows if row["low"] is not None]
    subtitle = f"In {UNIT} {AS_GIVEN}, lowest to highest of rival figures. {note}"
    twin = pd.DataFrame([(r["name"], r["said"], r["known"]) for r in rows], columns=["Stage", "Amount", "Coverage"])
    told = "; ".join(f"{row['name']} {row['said']} ({row['known']})" for row in rows)
    if not drawn:
        spec = empty_spec("No figure is on record.", Sheet(title, subtitle, 90), look, name="stages")
        return Picture("money-stages", title, subtitle, f"{title}. No figure is on record.", twin, spec)
    spec = spec_of(_stages(drawn, look), Sheet(title, subtitle, ROW * len(drawn)), look)
    return Picture("money-stages", title, subtitle, f"Range chart. {title}, in {UNIT}: {told}. {note}", twin, spec)


def _stage_row(name: str, figure: Figure) -> dict[str, Any]:
    known = f"{wording.number(figure.coverage.known)} of {wording.count(figure.coverage.of, 'project')}"
    ends = [
        None if end is None else (float(round(end)) if end >= 100 else round(end, 1))
        for end in (figure.low, figure.high)
    ]
    return {"name": name, "low": figure.low, "high": figure.high, "said": wording.number_range(*ends), "known": known}


def _stages(rows: Sequence[dict[str, Any]], look: Look) -> alt.LayerChart:
    longest = max(row["high"] for row in rows)
    placed = [{**row, "line": place * ROW + 30, "words": place * ROW + 12} for place, row in enumerate(rows)]
    data = inline(placed, "stages")
    axis = alt.Axis(format=",d", tickCount=4, title=UNIT, grid=True)
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, longest * ROOM], nice=False))
    line, words = (alt.Y(f"{field}:Q", scale=None, axis=None) for field in ("line", "words"))
    base = alt.Chart(data)
    track = base.mark_rule(color=look.grid, strokeWidth=1).encode(x=x_at(0), x2=x2_at("width"), y=line)
    spans = base.mark_rule(color=look.accent, strokeWidth=9, opacity=0.45).encode(x=x, x2=alt.X2("high:Q"), y=line)
    ends = [
        base.mark_point(shape="square", filled=True, size=70, opacity=1, color=look.accent).encode(
            x=alt.X(f"{end}:Q", axis=axis, scale=alt.Scale(domain=[0, longest * ROOM], nice=False)), y=line
        )
        for end in ("low", "high")
    ]
    said = base.transform_calculate(text="datum.name + ': ' + datum.said + ' (' + datum.known + ')'")
    label = said.mark_text(
        align="left",
        baseline="middle",
        fontSize=look.text_size,
        fontWeight=600,
        color=look.ink,
        limit={"expr": "width"},
    ).encode(x=x_at(0), y=words, text=alt.Text("text:N"))
    return layered(
        track.properties(name="tracks"),
        spans.properties(name="spans"),
        *(chart.properties(name=f"{end}-ends") for chart, end in zip(ends, ("low", "high"), strict=True)),
        label.properties(name="labels"),
    )


def rival_picture(rivalry: Rivalry, look: Look) -> Picture:
    """Every figure about one thing by the date it was given, told apart by who gave it."""
    title = f"Who says how much: {rivalry.about}, {rivalry.measure}"
    rows = _rival_rows(rivalry)
    subtitle = (
        f"{wording.sentence_case(wording.count(len(rows), 'figure'))}, in {UNIT} {AS_GIVEN}, by the date given; never "
        "averaged, and not joined, as their scopes differ. A date known to a year or month is drawn at its first day."
    )
    columns = ["As of", "Claimant", "Side", "Amount", "Figure", "Note"]
    twin = pd.DataFrame(
        [tuple(row[k] for k in ("day", "claimant", "side", "said", "id", "note")) for row in rows], columns=columns
    )
    told = [f"{row['claimant']} {row['said']} ({row['day']})" for row in rows]
    spec = spec_of(_rivals(rows, look), Sheet(title, subtitle, HEIGHT), look)
    return Picture(
        "money-rivals", title, subtitle, f"Dot chart. {title}, in {UNIT}: {wording.listing(told)}.", twin, spec
    )


def _rival_rows(rivalry: Rivalry) -> list[dict[str, Any]]:
    columns = ["figure_id", "as_of_date", "amount_usd_m", "claimant", "side", "note"]
    return [
        {
            "id": name,
            "at": f"{(day + '-01-01')[:10]}T00:00:00Z",
            "day": wording.partial_day(day),
            "amount": float(value),
            "said": wording.number(float(round(value, 1))),
            "claimant": claimant,
            "side": side if isinstance(side, str) else NOT_SAID,
            "note": note if isinstance(note, str) else "",
        }
        for name, day, value, claimant, side, note in rivalry.figures[columns].itertuples(index=False, name=None)
    ]


def side_colours(look: Look) -> dict[str, str]:
    """A colour for each side; those that also claim tolls keep theirs."""
    others = {COMPANY: look.accent, LENDER: look.ink, NOT_SAID: look.quiet}
    return {side: look.sides.get(side, others.get(side, look.quiet)) for side in SHAPES}


def _rivals(rows: Sequence[dict[str, Any]], look: Look) -> alt.LayerChart:
    data = inline(rows, "rivals")
    held = [side for side in SHAPES if any(row["side"] == side for row in rows)]
    colours = side_colours(look)
    highest = max(row["amount"] for row in rows)
    reach = [min(row["at"] for row in rows), max(row["at"] for row in rows)]  # browsers draw axes before they hold rows
    utc = alt.Scale(type="utc", padding=26, domain=reach)
    x = alt.X("at:T", title=None, scale=utc, axis=alt.Axis(format="%Y", tickCount="year"))
    scale = alt.Scale(domain=[0, max(highest * 1.15, 1)], nice=False)
    y = alt.Y("amount:Q", scale=scale, axis=alt.Axis(format=",d", tickCount=4, title=UNIT))
    colour = alt.Color("side:N", scale=alt.Scale(domain=held, range=[colours[side] for side in held]))
    shape = alt.Shape("side:N", scale=alt.Scale(domain=held, range=[SHAPES[side] for side in held]))
    told = (("claimant", "Claimant"), ("said", f"In {UNIT}"), ("day", "As of"), ("note", "Note"))
    points = alt.Chart(data, name="points").mark_point(filled=True, size=95, opacity=1)
    numbers = alt.Chart(data, name="numbers").mark_text(dy=-11, fontSize=look.small_size - 1, color=look.ink)
    return layered(
        points.encode(x=x, y=y, color=colour, shape=shape, tooltip=[alt.Tooltip(f"{f}:N", title=t) for f, t in told]),
        numbers.encode(x=x, y=y, text=alt.Text("said:N")),
    )
