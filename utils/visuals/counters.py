"""Rival counters on one chart: each number as a bar as long as its period, at its own height, nothing merged.

Knows published numbers. It must not know which area or measure the reader picked, nor why counters differ.
"""

import datetime as dt
import math
from collections.abc import Sequence

import altair as alt
import pandas as pd

from utils.analysis.counters import Published
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

NAME = "published-counts"
HEIGHT, EMPTY = 280, 90
ROOM = 1.1
LOG_FROM = 20
"""From this ratio of the largest to the smallest number on, the scale is logarithmic: small ones would be a line."""

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")


def counters_picture(told: Sequence[Published], *, title: str, look: Look) -> Picture:
    """The numbers of every counter over time."""
    drawn = [one for one in told if one.drawn]
    subtitle = _subtitle(told, drawn)
    if not drawn:
        spec = empty_spec("No number with known dates is published.", Sheet(title, subtitle, EMPTY), look, name=NAME)
    else:
        spec = spec_of(_chart(drawn, look), Sheet(title, subtitle, HEIGHT), look)
    return Picture(NAME, title, subtitle, f"{title}. {subtitle} {_said(told)}".rstrip(), _twin(told), spec)


def _counters(told: Sequence[Published]) -> list[str]:
    return list(dict.fromkeys(one.counter for one in told))


def _subtitle(told: Sequence[Published], drawn: Sequence[Published]) -> str:
    if not told:
        return "Nothing of the kind is published."
    numbers, counters = wording.count(len(told), "number"), wording.count(len(_counters(told)), "counter")
    said = f"{wording.sentence_case(numbers)} of {counters}. A bar is as long as its number's period; nothing is added."
    if _is_logarithmic(drawn):
        said += " Logarithmic scale: equal steps are equal ratios."
    if any(one.low != one.high for one in drawn):
        said += " Upright lines: the counter's own low to high."
    left = len(told) - len(drawn)
    if left:
        verb = "is" if left == 1 else "are"
        said += f" {wording.sentence_case(wording.count(left, 'number'))} without known dates {verb} not drawn."
    return said


def _is_logarithmic(drawn: Sequence[Published]) -> bool:
    least, most = min((one.low for one in drawn), default=0), max((one.high for one in drawn), default=0)
    return least > 0 and most / least >= LOG_FROM


def _scale(drawn: Sequence[Published]) -> tuple[alt.Scale, alt.Axis]:
    """From nought where the numbers allow it, else logarithmic from a round number below the smallest."""
    most = max(one.high for one in drawn)
    if _is_logarithmic(drawn):
        least = 10 ** math.floor(math.log10(min(one.low for one in drawn)))
        ticks = [step * power for power in _powers(least, most) for step in (1, 3)]
        above = next((tick for tick in (*ticks, ticks[-2] * 10) if tick >= most), most)
        shown = [tick for tick in ticks if tick <= above]
        return alt.Scale(type="log", domain=[least, above * ROOM], nice=False), alt.Axis(values=shown, format=",d")
    return alt.Scale(domain=[0, max(most * ROOM, 1)], nice=False), alt.Axis(tickCount=5, tickMinStep=1, format=",d")


def _powers(least: int, most: int) -> list[int]:
    return [10**power for power in range(round(math.log10(least)), math.floor(math.log10(most)) + 1)]


def number_told(one: Published) -> str:
    """The number as published, with the counter's own bounds where it gives them."""
    bounds = f" ({wording.number_range(one.low, one.high)})" if one.low != one.high else ""
    return f"{wording.number(one.value)}{bounds}"


def period_told(one: Published) -> str:
    """The number's days, or its period as published where they are not known."""
    if one.start is None or one.end is None:
        return f"{one.period}, {one.year}"
    return wording.span(one.start, one.end)


def _twin(told: Sequence[Published]) -> pd.DataFrame:
    rows = [(one.counter, period_told(one), number_told(one), one.rule) for one in told]
    return pd.DataFrame(rows, columns=["Counter", "Period", "Number", "What it counts"])


def _said(told: Sequence[Published]) -> str:
    latest = {one.counter: one for one in told}
    return " ".join(f"{one.counter}, {period_told(one)}: {number_told(one)}." for one in latest.values())


def _chart(drawn: Sequence[Published], look: Look) -> alt.LayerChart:
    counters = _counters(drawn)
    data = inline([_row(one) for one in drawn], "numbers")
    hues = [look.categories[place % len(look.categories)] for place in range(len(counters))]
    shapes = [SHAPES[place % len(SHAPES)] for place in range(len(counters))]
    scale, ticks = _scale(drawn)
    axis = alt.Axis(
        tickCount={"interval": "year", "step": 1},
        labelExpr="utcFormat(datum.value, '%Y')",
        labelOverlap="greedy",
        labelSeparation=8,
    )
    utc = alt.Scale(type="utc", nice=False, domain=_reach(drawn))
    x = alt.X("from:T", title=None, axis=axis, scale=utc)
    y = alt.Y("value:Q", title=None, axis=ticks, scale=scale)
    colour = alt.Color(
        "counter:N", scale=alt.Scale(domain=counters, range=hues), legend=alt.Legend(columns=3, symbolOpacity=1)
    )
    shape = alt.Shape(
        "counter:N", scale=alt.Scale(domain=counters, range=shapes), legend=alt.Legend(columns=3, symbolOpacity=1)
    )
    told = (("counter", "Counter"), ("period", "Period"), ("said", "Number"), ("rule", "What it counts"))
    bars = alt.Chart(data, name="periods").mark_rule(strokeWidth=2.5, opacity=0.55)
    bounds = alt.Chart(data, name="bounds").transform_filter("datum.low < datum.high").mark_rule(strokeWidth=1.5)
    marks = alt.Chart(data, name="numbers").mark_point(filled=True, size=70, opacity=1)
    middle = alt.X("middle:T", scale=utc)
    given = any(one.low < one.high for one in drawn)
    return layered(
        bars.encode(x=x, x2=alt.X2("until:T"), y=y, color=colour),
        *([bounds.encode(x=middle, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour)] if given else []),
        marks.encode(
            x=middle,
            y=alt.Y("value:Q"),
            color=colour,
            shape=shape,
            tooltip=[alt.Tooltip(f"{field}:N", title=name) for field, name in told],
        ),
    )


def _reach(drawn: Sequence[Published]) -> alt.ExprRef:
    """From the first day to the last, said outright: a browser draws axes before it holds any row.

    As one expression, since Vega-Lite reads days in a list as days for a beginning and as words for an end.
    """
    first, last = min(_days(one)[0] for one in drawn), max(_days(one)[1] for one in drawn) + dt.timedelta(days=1)
    days = (f"utc({day.year}, {day.month - 1}, {day.day})" for day in (first, last))
    return alt.ExprRef(f"[{', '.join(days)}]")


def _days(one: Published) -> tuple[dt.date, dt.date]:
    return one.start or dt.date(one.year, 1, 1), one.end or dt.date(one.year, 12, 31)


def _row(one: Published) -> dict[str, object]:
    start, end = _days(one)
    return {
        "counter": one.counter,
        "from": f"{start.isoformat()}T00:00:00Z",
        "middle": f"{(start + (end - start) / 2).isoformat()}T00:00:00Z",
        "until": f"{(end + dt.timedelta(days=1)).isoformat()}T00:00:00Z",
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "period": period_told(one),
        "said": number_told(one),
        "rule": one.rule,
    }
