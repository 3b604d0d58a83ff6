"""Rows of a scale under each other, each with its words above it, so that long words fit on a phone too.

Knows rows and marks on a scale from zero. It must not know what is measured.
"""

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from utils.visuals.palette import Look
from utils.visuals.theme import Sheet, Spec, inline, layered, spec_of, x_at

LINE, TRACK, GAP = 16, 22, 10
"""Pixels: a line of words, the track under them, the space before the next row."""

LETTERS, MOST_LINES = 60, 3
"""A row's longest line, and its most lines; beyond them it is cut, and whole in the table."""


@dataclass(frozen=True)
class Mark:
    """One mark on a row's track: at `low`, or from `low` to `high`. `kind` says how it is drawn."""

    kind: str
    low: float
    high: float
    tooltip: str


@dataclass(frozen=True)
class Track:
    """One row: its words and its marks."""

    words: str
    marks: tuple[Mark, ...]


SPAN, BAR, STRONG_BAR, DOT, TICK, DIAMOND, UP, DOWN = (
    "span",
    "bar",
    "strong-bar",
    "dot",
    "tick",
    "diamond",
    "up",
    "down",
)
SHAPES = {DOT: "circle", DIAMOND: "diamond", UP: "triangle-up", DOWN: "triangle-down"}
LENGTHS = {SPAN: 6, BAR: 14, STRONG_BAR: 14}
"""The kinds that have a length, and how thick each is drawn, in pixels."""


def tracks_spec(  # noqa: PLR0913  # each is a different choice
    tracks: Sequence[Track], sheet: Sheet, look: Look, *, ticks: Sequence[float], top: float, rule: float | None = None
) -> Spec:
    """The rows on a scale from 0 to `top`, ticked where told; `rule` draws an upright line through all of them.

    The sheet's height is worked out from the rows.
    """
    placed, height = _placed(tracks)
    x = alt.X("low:Q", title=None, axis=_axis(ticks, look), scale=alt.Scale(domain=[0, top], nice=False))
    marks = [row for _, rows in placed for row in rows]
    parts = [_lengths(marks, x, height, look), *_points(marks, x, height, look), *_words(placed, height, look)]
    if rule is not None:
        line = alt.Chart(inline([{"low": rule}], "rule"), name="rule")
        parts.insert(0, line.mark_rule(color=look.muted, strokeDash=[4, 3]).encode(x=x))
    return spec_of(layered(*parts), Sheet(sheet.title, sheet.subtitle, height), look)


def _placed(tracks: Sequence[Track]) -> tuple[list[tuple[dict[str, Any], list[dict[str, Any]]]], float]:
    """Each row's words and marks with their height from the top, and how tall all are together."""
    down, placed = 0.0, []
    for track in tracks:
        lines = textwrap.wrap(track.words, LETTERS, max_lines=MOST_LINES, placeholder=" …")
        words = {"text": "\n".join(lines), "at": down + LINE / 2}
        middle = down + LINE * len(lines) + TRACK / 2
        marks = [
            {"kind": mark.kind, "low": mark.low, "high": mark.high, "at": middle, "tooltip": mark.tooltip}
            for mark in track.marks
        ]
        placed.append((words, marks))
        down += LINE * len(lines) + TRACK + GAP
    return placed, down


def _axis(ticks: Sequence[float], look: Look) -> alt.Axis:
    return alt.Axis(values=list(ticks), grid=True, gridColor=look.grid, domain=False, labelFlush=False)


def _y(height: float) -> alt.Y:
    return alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))


def _lengths(marks: Sequence[dict[str, Any]], x: alt.X, height: float, look: Look) -> alt.Chart:
    rows = [{**row, "thick": LENGTHS[row["kind"]]} for row in marks if row["kind"] in LENGTHS]
    hues = {SPAN: look.soft, BAR: look.soft, STRONG_BAR: look.accent}
    thick = alt.StrokeWidth("thick:Q", legend=None, scale=None)
    drawn: alt.Chart = (
        alt.Chart(inline(rows, "lengths"), name="lengths")
        .mark_rule(stroke=_by_kind(hues))
        .encode(x=x, x2=alt.X2("high:Q"), y=_y(height), strokeWidth=thick, tooltip=_told())
    )
    return drawn


def _points(marks: Sequence[dict[str, Any]], x: alt.X, height: float, look: Look) -> tuple[alt.Chart, alt.Chart]:
    rows = [row for row in marks if row["kind"] in SHAPES]
    shapes = alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    fills = dict(zip(SHAPES, (look.accent, look.research, look.accent, look.surface), strict=True))
    points = (
        alt.Chart(inline(rows, "points"), name="points")
        .mark_point(size=110, fill=_by_kind(fills), stroke=look.accent, strokeWidth=1.6, opacity=1)
        .encode(x=x, y=_y(height), shape=shapes, tooltip=_told())
    )
    upright = [row for row in marks if row["kind"] == TICK]
    lines = (
        alt.Chart(inline(upright, "ticks"), name="ticks")
        .mark_tick(orient="vertical", size=18, thickness=2.5, color=look.ink)
        .encode(x=x, y=_y(height), tooltip=_told())
    )
    return lines, points


def _by_kind(hues: Mapping[str, str]) -> Any:  # noqa: ANN401  # Altair takes an expression wherever it takes a colour
    """The colour of a mark by its kind: a scale of it would share its legend with that of the shapes."""
    return {"expr": f"{json.dumps(dict(hues))}[datum.kind]"}


def _told() -> list[alt.Tooltip]:
    return [alt.Tooltip("tooltip:N", title=" ")]


def _words(placed: Sequence[tuple[dict[str, Any], Any]], height: float, look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The words over a rim of the ground's colour, so that lines of the scale do not run through letters."""
    data = inline([words for words, _ in placed], "words")
    place: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "lineBreak": "\n",
        "lineHeight": LINE,
        "fontSize": look.text_size,
    }
    rim = alt.Chart(data, name="rim").mark_text(**place, color=look.surface, stroke=look.surface, strokeWidth=5)
    words = alt.Chart(data, name="words").mark_text(**place, color=look.ink)
    shown: dict[str, Any] = {"x": x_at(0), "y": _y(height), "text": alt.Text("text:N")}
    return rim.encode(**shown), words.encode(**shown)
