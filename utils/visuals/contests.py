"""Who claims what toll, side against side: the latest word of each, by victim group, never added up.

Knows contests. It must not know how a latest word is found, nor any single claim.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.tolls import Contest, SideClaim
from utils.visuals import gaps, wording
from utils.visuals.palette import SIDE_SHAPES, Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x2_at, x_at

NAME = "contested-claims"
ROW, HEAD = 42, 34
"""Pixels: a side's two lines, and the heading over a group."""

ARROW = 26
"""Pixels that an open end reaches beyond its number."""

LOG_FROM = 100
"""From this ratio of largest to smallest claim the scale is logarithmic; 16 to 1 can still be seen on a plain one."""

ROOM = 1.18


@dataclass(frozen=True)
class Row:
    """One side's line in the drawing: where it lies, and what it says."""

    top: float
    group: str
    claim: SideClaim

    @property
    def said(self) -> str:
        """Low to high in words, marked where it was worked out or counts another time than its scope."""
        number = wording.number_range(self.claim.low, self.claim.high, beyond=wording.MORE_THAN)
        return f"{number} †" if self.claim.covers else number

    @property
    def named(self) -> str:
        """Whose word it passes on, where it is not the claimant's own, and the claimant."""
        return f"{gaps.passes_on(self.claim)}: {self.claim.claimant}".removeprefix(", ").removeprefix(": ")


def contest_picture(contests: Sequence[Contest], *, look: Look) -> Picture:
    """Dot or range for the latest word of each side, a block for each victim group."""
    title = _title(contests)
    heads, rows, height = _layout(contests)
    if not rows:
        subtitle = "Nobody in the selection claims a toll."
        spec = empty_spec(subtitle, Sheet(title, subtitle, 90), look, name=NAME)
        return Picture(NAME, title, subtitle, f"{title}. {subtitle}", _twin(rows), spec)
    logarithmic = _is_logarithmic(rows)
    subtitle = _subtitle(rows, logarithmic=logarithmic)
    chart = _chart(heads, rows, look, logarithmic=logarithmic)
    spec = spec_of(chart, Sheet(title, subtitle, height), look)
    return Picture(NAME, title, subtitle, _alt_text(contests, title), _twin(rows), spec)


def _title(contests: Sequence[Contest]) -> str:
    scopes = {contest.scope for contest in contests}
    return f"Who claims how many killed: {scopes.pop()}" if len(scopes) == 1 else "Who claims how many killed"


def _group(contest: Contest, scopes: int) -> str:
    group = wording.sentence_case(contest.victim_group)
    return f"{group} killed" if scopes < 2 else f"{contest.scope}: {contest.victim_group} killed"


def _layout(contests: Sequence[Contest]) -> tuple[list[dict[str, Any]], list[Row], float]:
    scopes = len({contest.scope for contest in contests})
    heads: list[dict[str, Any]] = []
    rows: list[Row] = []
    top = 0.0
    for contest in contests:
        heads.append({"top": top + HEAD / 2, "group": _group(contest, scopes), "gap": gaps.told(contest)})
        top += HEAD
        for side in contest.sides:
            rows.append(Row(top, heads[-1]["group"], side))
            top += ROW
        top += 10
    return heads, rows, max(top - 10, 0)


def _numbers(rows: Sequence[Row]) -> list[int]:
    return [number for row in rows for number in (row.claim.low, row.claim.high) if number is not None]


def _is_logarithmic(rows: Sequence[Row]) -> bool:
    numbers = _numbers(rows)
    return min(numbers) > 0 and max(numbers) / min(numbers) >= LOG_FROM


def _subtitle(rows: Sequence[Row], *, logarithmic: bool) -> str:
    scale = "Logarithmic scale: each line is ten times the one before." if logarithmic else "Plain scale from zero."
    said = f"Latest word of each side, as claimed, killed; not added up. {scale}"
    if any(row.claim.high is None or row.claim.low is None for row in rows):
        said += " An arrow marks an open end."
    if any(row.claim.worked_out_from for row in rows):
        said += f" Hollow: {gaps.SUBTRACTED}."
    covers = "; ".join(dict.fromkeys(row.claim.covers for row in rows if row.claim.covers))
    return f"{said} †: {covers}." if covers else said


def _twin(rows: Sequence[Row]) -> pd.DataFrame:
    columns = ["Victim group", "Side", "Claimant", "As of", "Killed, as claimed"]
    values = [
        (
            row.group,
            wording.sentence_case(row.claim.side),
            row.named,
            wording.day(row.claim.as_of),
            row.said,
        )
        for row in rows
    ]
    return pd.DataFrame(values, columns=columns)


def _alt_text(contests: Sequence[Contest], title: str) -> str:
    scopes = len({contest.scope for contest in contests})
    said = []
    for contest in contests:
        sides = [
            f"{side.side} {Row(0, '', side).said} ({Row(0, '', side).named}, {wording.day(side.as_of)})"
            for side in contest.sides
        ]
        said.append(f"{_group(contest, scopes)}: {'; '.join(sides)}; {gaps.told(contest)}.")
    return f"Dot chart. {title}. {' '.join(said)}"


def _chart(heads: Sequence[dict[str, Any]], rows: Sequence[Row], look: Look, *, logarithmic: bool) -> alt.LayerChart:
    x = alt.X("value:Q", title="killed, as claimed", scale=_scale(rows, logarithmic=logarithmic), axis=_axis())
    return layered(
        *_headings(heads, look),
        *_names(rows, look),
        _tracks(rows, look),
        _ranges(rows, x, look),
        *_arrows(rows, x, look),
        _points(rows, x, look),
        _labels(rows, x, look),
    )


def _axis() -> alt.Axis:
    return alt.Axis(grid=True, tickCount=4, format=",d", orient="top", domain=False, ticks=False, titleAnchor="start")


def _scale(rows: Sequence[Row], *, logarithmic: bool) -> alt.Scale:
    numbers = _numbers(rows)
    if logarithmic:
        low, high = 10 ** math.floor(math.log10(min(numbers))), max(numbers) * 2
        return alt.Scale(type="log", domain=[low, high], nice=False)
    return alt.Scale(domain=[0, max(max(numbers) * ROOM, 1)], nice=False)


def _headings(heads: Sequence[dict[str, Any]], look: Look) -> list[alt.Chart]:
    data = inline(heads, "groups")
    y = alt.Y("top:Q", scale=None, axis=None)
    base = alt.Chart(data).encode(y=y)
    room: dict[str, Any] = {"expr": "width - 90"}  # the gap stands at the other end
    left = base.mark_text(align="left", fontWeight=600, fontSize=look.text_size, color=look.ink, limit=room)
    right = base.mark_text(align="right", fontSize=look.small_size, color=look.muted)
    return [
        left.encode(x=x_at(0), text=alt.Text("group:N")).properties(name="groups"),
        right.encode(x=x_at("width"), text=alt.Text("gap:N")).properties(name="gaps"),
    ]


def _line(row: Row) -> float:
    return row.top + ROW - 13


def _names(rows: Sequence[Row], look: Look) -> list[alt.Chart]:
    """Side, whose word it passes on, claimant and day over each line."""
    values = []
    for row in rows:
        side = f"{wording.sentence_case(row.claim.side)}{gaps.passes_on(row.claim)}"
        words = f"{side}: {row.claim.claimant}, {wording.short_day(row.claim.as_of)}"
        values.append({"top": row.top + 8, "words": words})
    names = alt.Chart(inline(values, "names"), name="names").mark_text(
        align="left", fontSize=look.small_size, color=look.muted, limit={"expr": "width"}
    )
    return [names.encode(x=x_at(0), y=alt.Y("top:Q", scale=None, axis=None), text=alt.Text("words:N"))]


def _tracks(rows: Sequence[Row], look: Look) -> alt.Chart:
    data = inline([{"line": _line(row)} for row in rows], "tracks")
    drawn: alt.Chart = (
        alt.Chart(data, name="tracks")
        .mark_rule(color=look.grid, strokeWidth=1)
        .encode(y=alt.Y("line:Q", scale=None, axis=None), x=x_at(0), x2=x2_at("width"))
    )
    return drawn


def _colour(look: Look) -> alt.Color:
    scale = alt.Scale(domain=list(look.sides), range=list(look.sides.values()))
    return alt.Color("side:N", legend=None, scale=scale)


def _ranges(rows: Sequence[Row], x: alt.X, look: Look) -> alt.Chart:
    values = [
        {"line": _line(row), "value": row.claim.low, "high": row.claim.high, "side": row.claim.side}
        for row in rows
        if row.claim.low is not None and row.claim.high is not None and row.claim.low != row.claim.high
    ]
    drawn: alt.Chart = (
        alt.Chart(inline(values, "ranges"), name="ranges")
        .mark_rule(strokeWidth=5, opacity=0.45)
        .encode(x=x, x2=alt.X2("high:Q"), y=alt.Y("line:Q", scale=None, axis=None), color=_colour(look))
    )
    return drawn


def _arrows(rows: Sequence[Row], x: alt.X, look: Look) -> list[alt.Chart]:
    """A line with a head beyond the number of a claim that leaves that end open."""
    drawn = []
    for name, sign in (("up", 1), ("down", -1)):
        values = [
            {"line": _line(row), "value": number, "side": row.claim.side}
            for row in rows
            for number, other in [(row.claim.low, row.claim.high) if sign > 0 else (row.claim.high, row.claim.low)]
            if other is None and number is not None
        ]
        data, y = inline(values, f"open-{name}"), alt.Y("line:Q", scale=None, axis=None)
        shaft = alt.Chart(data, name=f"open-{name}").mark_rule(strokeWidth=2, x2Offset=sign * ARROW)
        head = alt.Chart(data, name=f"open-{name}-head").mark_point(
            shape="triangle-right" if sign > 0 else "triangle-left",
            filled=True,
            size=70,
            opacity=1,
            xOffset=sign * ARROW,
        )
        drawn += [
            shaft.encode(x=x, x2=alt.X2("value:Q"), y=y, color=_colour(look)),
            head.encode(x=x, y=y, color=_colour(look)),
        ]
    return drawn


def _points(rows: Sequence[Row], x: alt.X, look: Look) -> alt.Chart:
    values = [
        {
            "line": _line(row),
            "value": number,
            "side": row.claim.side,
            "claimants": row.named,
            "hollow": row.claim.worked_out_from is not None,
            "said": row.said,
            "day": wording.day(row.claim.as_of),
        }
        for row in rows
        for number in dict.fromkeys((row.claim.low, row.claim.high))
        if number is not None
    ]
    shape = alt.Shape(
        "side:N", legend=None, scale=alt.Scale(domain=list(SIDE_SHAPES), range=list(SIDE_SHAPES.values()))
    )
    told = [("side", "Side"), ("claimants", "Claimant"), ("said", "Killed, as claimed"), ("day", "As of")]
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in told]
    fill: dict[str, Any] = {"expr": f"datum.hollow ? '{look.surface}' : scale('color', datum.side)"}
    drawn: alt.Chart = (
        alt.Chart(inline(values, "points"), name="points")
        .mark_point(filled=False, size=110, opacity=1, fill=fill, strokeWidth=1.6)
        .encode(x=x, y=alt.Y("line:Q", scale=None, axis=None), color=_colour(look), shape=shape, tooltip=tooltip)
    )
    return drawn


def _labels(rows: Sequence[Row], x: alt.X, look: Look) -> alt.Chart:
    values = []
    for row in rows:
        ends = [number for number in (row.claim.low, row.claim.high) if number is not None]
        gap = ARROW + 12 if row.claim.high is None else 10
        values.append({"line": _line(row), "value": max(ends), "said": row.said, "gap": gap})
    drawn: alt.Chart = (
        alt.Chart(inline(values, "labels"), name="labels")
        .mark_text(
            align="left",
            baseline="middle",
            dx={"expr": "datum.gap"},
            fontWeight=600,
            fontSize=look.text_size,
            color=look.ink,
        )
        .encode(x=x, y=alt.Y("line:Q", scale=None, axis=None), text=alt.Text("said:N"))
    )
    return drawn
