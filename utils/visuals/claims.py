"""How each claimant's toll moved from day to day, in one scope: steps by claimant, a panel for each victim group.

Knows rows of casualty claims. It must not know which claim stands against which, nor the dots of a contest.
"""

import datetime as dt
import math
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.named_events import NamedEvent
from utils.analysis.tolls import STANDS
from utils.tables.vocabularies import SIDES, VICTIM_GROUPS, slug
from utils.visuals import wording
from utils.visuals.annotations import Room, event_lines, event_marks, left_out, names_height, told
from utils.visuals.palette import SIDE_SHAPES, Look
from utils.visuals.pictures import Picture
from utils.visuals.spoken import Claim, spoken, to_the_last_that_stands
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x_at, y_at

NAME = "claims-over-time"
PANEL, HEAD, GAP = 150, 30, 14
"""Pixels: a panel's plot, the heading over it, the room under it."""

LETTERS, LINE, SPACE = 19, 13, 5
ROOM = 1.12
CHEVRON = "M-1,0.5L0,-0.5L1,0.5"
"""An open arrow head, over a number that the claimant left open."""

MOST_TICKS = 6


def claims_over_time_picture(
    claims: pd.DataFrame, *, title: str, look: Look, named: Sequence[NamedEvent] = ()
) -> Picture:
    """Every claim of one scope by its day: lines step from claim to claim of one claimant.

    Of the named events those that began in the days drawn are marked.
    """
    every = list(spoken(claims))
    drawn = to_the_last_that_stands(every)
    events = _in_days(named, drawn) if drawn else []
    subtitle = _subtitle(drawn, silent=len(claims) - len(every), late=[claim for claim in every if claim not in drawn])
    subtitle = f"{subtitle} {left_out(events)}".rstrip()
    if not drawn:
        spec = empty_spec("Nobody claims a toll here.", Sheet(title, subtitle, 90), look, name=NAME)
    else:
        groups = [group for group in VICTIM_GROUPS.labels if any(claim.group == group for claim in drawn)]
        height = names_height(events) + len(groups) * (HEAD + PANEL + GAP) - GAP
        spec = spec_of(_chart(drawn, groups, look, events), Sheet(title, subtitle, height), look)
    return Picture(NAME, title, subtitle, _alt_text(drawn, title, subtitle) + told(events), _twin(every), spec)


def _in_days(named: Sequence[NamedEvent], claims: Sequence[Claim]) -> list[NamedEvent]:
    first, last = _ends(claims)
    return [one for one in named if first <= one.first <= last]


def _subtitle(claims: Sequence[Claim], *, silent: int, late: Sequence[Claim]) -> str:
    if not claims:
        return "No claim in the selection gives a number."
    first, last = claims[0].day, claims[-1].day
    said = f"Killed, as claimed; {wording.count(len(claims), 'claim')}, {wording.span(first, last)}."
    said += " Each line is one claimant and follows its low figure."
    said += " Scales differ between panels." if len({claim.group for claim in claims}) > 1 else ""
    said += " Bar: low to high." if any(claim.low != claim.high for claim in claims) else ""
    if any(claim.low is None or claim.high is None for claim in claims):
        said += " Arrow: open end."
    if not all(claim.stands for claim in claims):
        said += " Hollow: later replaced, a part only, or worked out by the compilers."
    if late:
        said += f" {wording.sentence_case(wording.count(len(late), 'replaced claim'))} of later date not drawn."
    more = f" {wording.sentence_case(wording.count(silent, 'more claim'))} without a number."
    return said + more if silent else said


def _twin(claims: Sequence[Claim]) -> pd.DataFrame:
    columns = ["As of", "Victim group", "Side", "Claimant", "Killed, as claimed", "Standing"]
    rows = [
        (
            wording.day(claim.day),
            wording.sentence_case(claim.group),
            wording.sentence_case(claim.side),
            claim.claimant,
            claim.said,
            STANDS if claim.stands else "replaced, a part only, or worked out",
        )
        for claim in claims
    ]
    return pd.DataFrame(rows, columns=columns)


def _alt_text(claims: Sequence[Claim], title: str, subtitle: str) -> str:
    if not claims:
        return f"{title}. {subtitle}"
    said = []
    for group in VICTIM_GROUPS.labels:
        sides = [
            _moved([claim for claim in claims if (claim.group, claim.side) == (group, side)]) for side in SIDES.labels
        ]
        if any(sides):
            said.append(f"{wording.sentence_case(group)} killed: {'; '.join(side for side in sides if side)}.")
    return f"Line chart. {title}. {' '.join(said)}"


def _moved(claims: Sequence[Claim]) -> str:
    if not claims:
        return ""
    first, last = claims[0], claims[-1]
    if len(claims) == 1:
        return f"{first.side} {first.said} ({first.claimant}, {wording.day(first.day)})"
    start, end = (f"{claim.said} ({claim.claimant}, {wording.day(claim.day)})" for claim in (first, last))
    return f"{first.side} from {start} to {end} in {wording.count(len(claims), 'claim')}"


def _chart(claims: Sequence[Claim], groups: Sequence[str], look: Look, events: Sequence[NamedEvent]) -> alt.LayerChart:
    days, period, band = _time_axis(claims), _ends(claims), names_height(events)
    dated = days.copy()
    dated.shorthand = "from:T"
    panels = event_marks(events, look, Room(dated, period, LINE / 2, band))
    for number, group in enumerate(groups):
        top = band + number * (HEAD + PANEL + GAP) + HEAD
        if events:  # not through the heading over the panel
            panels.append(
                event_lines(events, look, Room(dated, period, top, top + PANEL), name=f"{slug(group)}-events")
            )
        panels += _panel([claim for claim in claims if claim.group == group], group, days, look, top)
    chart: alt.LayerChart = layered(*panels).resolve_scale(y="independent")
    return chart


def _ends(claims: Sequence[Claim]) -> tuple[dt.date, dt.date]:
    """The first and the last day of the axis: a little beyond the claims."""
    first, last = claims[0].day, claims[-1].day
    margin = dt.timedelta(days=max(1, (last - first).days // 25))
    return first - margin, last + margin


def _time_axis(claims: Sequence[Claim]) -> alt.X:
    first, last = claims[0].day, claims[-1].day
    domain = [_moment(day) for day in _ends(claims)]
    short = "utcFormat(datum.value, '%-d %b')"
    dated = f"datum.index == 0 ? [{short}, utcFormat(datum.value, '%Y')] : {short}"
    step = max(1, math.ceil((last - first).days / MOST_TICKS))
    days = [first + dt.timedelta(days=step * tick) for tick in range((last - first).days // step + 1)]
    marks: Any = {"expr": f"[{', '.join(f'utc({day.year}, {day.month - 1}, {day.day})' for day in days)}]"}
    axis = alt.Axis(values=marks, labelExpr=dated, labelOverlap="greedy")
    return alt.X("day:T", title=None, axis=axis, scale=alt.Scale(type="utc", domain=domain, nice=False))


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _panel(claims: Sequence[Claim], group: str, days: alt.X, look: Look, top: float) -> list[alt.Chart]:
    key = group.replace(" ", "-")
    most = max(max(claim.base, claim.high or 0) for claim in claims)
    axis = alt.Axis(tickCount=3, tickMinStep=1, format=",d", grid=True, orient="left", title=None)
    scale = alt.Scale(domain=[0, max(most * ROOM, 1)], range=[top + PANEL, top], nice=False, zero=True)
    ruled, y = alt.Y("low:Q", axis=axis, scale=scale), alt.Y("low:Q", axis=None, scale=scale)
    points = inline([_row(claim) for claim in claims], f"{key}-claims")
    colour = alt.Color("side:N", legend=None, scale=alt.Scale(domain=list(look.sides), range=list(look.sides.values())))
    return [
        _heading(group, key, look, top),
        _steps(claims, key).encode(x=days, y=y, color=colour, detail=alt.Detail("claimant:N")),
        _bars(points, key).encode(x=days, y=y, y2=alt.Y2("high:Q"), color=colour),
        _open_ends(points, key, look).encode(x=days, y=y, color=colour),
        _points(points, key, look).encode(x=days, y=ruled, color=colour, shape=_shape(), tooltip=_tooltip()),
        *_last_words(claims, key, look, top, most * ROOM),
    ]


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "day": _moment(claim.day),
        "low": claim.base,
        "high": claim.high if claim.high is not None else claim.base,
        "side": claim.side,
        "claimant": claim.claimant,
        "said": claim.said,
        "when": wording.day(claim.day),
        "stands": claim.stands,
        "open": "up" if claim.high is None else "down" if claim.low is None else "",
    }


def _shape() -> alt.Shape:
    return alt.Shape("side:N", legend=None, scale=alt.Scale(domain=list(SIDE_SHAPES), range=list(SIDE_SHAPES.values())))


def _tooltip() -> list[alt.Tooltip]:
    told = [("side", "Side"), ("claimant", "Claimant"), ("said", "Killed, as claimed"), ("when", "As of")]
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in told]


def _heading(group: str, key: str, look: Look, top: float) -> alt.Chart:
    words = f"{wording.sentence_case(group)} killed"
    heading = alt.Chart(inline([{"words": words}], f"{key}-heading"), name=f"{key}-heading").mark_text(
        align="left", baseline="middle", fontWeight=600, fontSize=look.text_size, color=look.ink
    )
    placed: alt.Chart = heading.encode(x=x_at(0), y=y_at(top - HEAD / 2), text=alt.Text("words:N"))
    return placed


def _steps(claims: Sequence[Claim], key: str) -> alt.Chart:
    """Lines from claim to claim; one that was replaced belongs to the line only if the claimant spoke again."""
    last = {claim.claimant: claim.day for claim in claims if claim.stands}
    moving = [claim for claim in claims if claim.claimant in last and claim.day <= last[claim.claimant]]
    data = inline([_row(claim) for claim in moving], f"{key}-steps")
    drawn: alt.Chart = alt.Chart(data, name=f"{key}-steps").mark_line(
        interpolate="step-after", strokeWidth=1.6, opacity=0.75
    )
    return drawn


def _bars(points: alt.InlineData, key: str) -> alt.Chart:
    drawn: alt.Chart = alt.Chart(points, name=f"{key}-ranges").mark_rule(strokeWidth=4, opacity=0.45)
    return drawn


def _open_ends(points: alt.InlineData, key: str, look: Look) -> alt.Chart:
    turned = {"expr": "datum.open == 'down' ? 180 : 0"}
    away = {"expr": "datum.open == 'down' ? 12 : -12"}
    heads = alt.Chart(points, name=f"{key}-open-ends").transform_filter("datum.open != ''")
    drawn: alt.Chart = heads.mark_point(
        shape=CHEVRON, size=110, filled=False, strokeWidth=2, opacity=1, angle=turned, yOffset=away, fill=look.surface
    )
    return drawn


def _points(points: alt.InlineData, key: str, look: Look) -> alt.Chart:
    hollow = f"datum.stands ? scale('color', datum.side) : '{look.surface}'"
    drawn: alt.Chart = alt.Chart(points, name=f"{key}-points").mark_point(
        filled=False, size=75, opacity=1, strokeWidth=1.6, fill={"expr": hollow}
    )
    return drawn


def _last_words(claims: Sequence[Claim], key: str, look: Look, top: float, highest: float) -> list[alt.Chart]:
    """At the right edge the latest standing claim of each side: mark, number, side and claimant, moved apart."""
    latest = {claim.side: claim for claim in claims if claim.stands}
    ordered = sorted(latest.values(), key=lambda claim: (-claim.base, SIDES.labels.index(claim.side)))
    blocks = [_block(claim) for claim in ordered]
    wanted = [top + PANEL * (1 - claim.base / max(highest, 1)) for claim in ordered]
    levels = _apart(wanted, [LINE * len(block) + SPACE for block in blocks], top - HEAD / 2, top + PANEL + GAP)
    rows = [
        {"side": claim.side, "level": level, "number": block[0], "words": block[1:]}
        for claim, block, level in zip(ordered, blocks, levels, strict=True)
    ]
    data = inline(rows, f"{key}-last-words")
    y = alt.Y("level:Q", scale=None, axis=None)
    edge = x_at("width")
    colour = alt.Color("side:N", legend=None)
    marks = alt.Chart(data, name=f"{key}-last-marks").mark_point(filled=True, size=60, opacity=1, xOffset=10)
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": look.small_size}
    numbers = alt.Chart(data, name=f"{key}-last-numbers").mark_text(dx=19, fontWeight=600, color=look.ink, **text)
    words = alt.Chart(data, name=f"{key}-last-words").mark_text(
        dx=19, dy=LINE, lineHeight=LINE, color=look.muted, **{**text, "fontSize": look.small_size - 1}
    )
    return [
        marks.encode(x=edge, y=y, color=colour, shape=_shape()),
        numbers.encode(x=edge, y=y, text=alt.Text("number:N")),
        words.encode(x=edge, y=y, text=alt.Text("words:N")),
    ]


def _block(claim: Claim) -> list[str]:
    who = f"{wording.sentence_case(claim.side)}: {claim.claimant}"
    return [claim.said, *textwrap.wrap(who, LETTERS, max_lines=2, placeholder="…")]


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The levels nearest to those wanted, from the top down, at which blocks of these heights do not overlap."""
    levels: list[float] = []
    floor = top
    for level, height in zip(wanted, heights, strict=True):
        levels.append(max(level, floor))
        floor = levels[-1] + height
    ceiling = bottom
    for index in reversed(range(len(levels))):
        levels[index] = min(levels[index], ceiling - heights[index] + LINE / 2)
        ceiling = levels[index] - LINE / 2
    return [round(level, 1) for level in levels]
