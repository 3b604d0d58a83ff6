"""What followed measures nearby against like dates, as a grid of distances and spans.

Knows the result. It must not know how it was worked out, nor say that measures did anything.
"""

from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.wakes import DAYS, KILOMETRES, Wakes, Window
from utils.visuals import wording
from utils.visuals.palette import BLACK, ORANGE, SKY, Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

NAME, TITLE = "wakes", "Attacks after measures, against like dates without one"
CELL, EMPTY = 44, 90
MORE, FEWER, OPEN, FEW = "more", "fewer", "no difference that stands out", "too few to judge"
FEW_SHORT = "too few"
TOLD = (
    ("where:N", "Window"),
    ("words:N", "More a measure"),
    ("interval:N", "Interval"),
    ("occasions:Q", "Occasions"),
    ("controls:Q", "Like dates"),
)
"""What a cell tells when it is pointed at."""


def wakes_picture(told: Wakes, look: Look) -> Picture:
    """The grid: filled where the interval leaves out no difference, grey where it does not, hollow where too few."""
    twin = _twin(told)
    if not told.windows:
        subtitle = "No selected measure is dated to the day and placed to the town."
        spec = empty_spec(subtitle, Sheet(TITLE, subtitle, EMPTY), look, name=NAME)
        return Picture(NAME, TITLE, subtitle, f"{TITLE}: {subtitle}", twin, spec)
    subtitle = (
        "Attacks more or fewer a measure than at dates that had as many attacks before and the same trend, by days "
        f"after it and distance; {wording.count(len(told.measures), 'measure')} on "
        f"{wording.count(told.occasions, 'occasion')}. Grey: no difference that stands out from chance. Coloured: one "
        "that does. Hollow: too few to judge."
    )
    height = CELL * len(KILOMETRES)
    spec = spec_of(_chart(told, look), Sheet(TITLE, subtitle, height), look)
    return Picture(NAME, TITLE, subtitle, _alt_text(told), twin, spec)


def _standing(window: Window) -> str:
    change = window.found.change
    if not window.enough or change is None:
        return FEW
    if not window.apart:
        return OPEN
    return MORE if change[0] > 0 else FEWER


def _signed(value: float) -> str:
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else wording.MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"


def _within(window: Window) -> str:
    return f"{window.days} days, {window.kilometres} km"


def _interval(window: Window) -> str:
    change = window.found.change
    return FEW if not window.enough or change is None else f"{_signed(change[1])} to {_signed(change[2])}"


def _twin(told: Wakes) -> pd.DataFrame:
    rows = []
    for window in told.windows:
        found = window.found
        more = FEW if not window.enough or found.change is None else _signed(found.change[0])
        like = (found.treated, found.controls, found.stretches)
        rows.append((window.days, window.kilometres, more, _interval(window), *like, found.counted))
    columns = ["Days", "Within km", "More a measure", "Interval", "Occasions", "Like dates", "Stretches", "Attacks"]
    return pd.DataFrame(rows, columns=columns)


def _alt_text(told: Wakes) -> str:
    judged, apart = told.judged, [window for window in told.windows if window.apart]
    said = f"Grid of {len(KILOMETRES)} distances by {len(DAYS)} spans. {TITLE}. "
    said += f"{wording.sentence_case(wording.count(len(judged), 'window'))} of {len(told.windows)} can be judged"
    if not apart:
        return f"{said}; in none does a difference stand out from chance."
    told_apart = [f"{_within(window)}: {_standing(window)}, {_interval(window)}" for window in apart]
    return f"{said}; a difference stands out in {wording.listing(told_apart)}."


def _chart(told: Wakes, look: Look) -> alt.LayerChart:
    rows = [_row(window) for window in told.windows]
    data = inline(rows, "windows")
    x = alt.X(
        "days:O",
        sort=[f"{days} days" for days in DAYS],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        scale=alt.Scale(paddingInner=0.08),
    )
    y = alt.Y(
        "within:O",
        sort=[f"{kilometres} km" for kilometres in KILOMETRES],
        title=None,
        axis=alt.Axis(grid=False),
        scale=alt.Scale(paddingInner=0.12),
    )
    standings = [MORE, FEWER, OPEN]
    fill = alt.Fill("standing:N", legend=None, scale=alt.Scale(domain=standings, range=[ORANGE, SKY, look.grid]))
    tooltip = [alt.Tooltip(field, title=title) for field, title in TOLD]
    full = inline([row for row in rows if row["standing"] != FEW], "judged")
    hollow = inline([row for row in rows if row["standing"] == FEW], "too-few")
    cells = alt.Chart(full, name="judged").mark_rect(stroke=look.quiet, strokeWidth=0.5)
    empty = alt.Chart(hollow, name="too-few").mark_rect(filled=False, stroke=look.quiet, strokeDash=[3, 3])
    words = alt.Chart(data, name="windows").mark_text(baseline="middle", fontSize=look.small_size)
    apart = f"datum.standing == '{MORE}' || datum.standing == '{FEWER}'"
    colour = alt.condition(apart, alt.value(BLACK), alt.value(look.ink))
    return layered(
        empty.encode(x=x, y=y, tooltip=tooltip),
        cells.encode(x=x, y=y, fill=fill, tooltip=tooltip),
        words.encode(x=x, y=y, text=alt.Text("words:N"), color=colour, tooltip=tooltip),
    )


def _row(window: Window) -> dict[str, Any]:
    standing, change = _standing(window), window.found.change
    return {
        "days": f"{window.days} days",
        "within": f"{window.kilometres} km",
        "where": _within(window),
        "standing": standing,
        "words": FEW_SHORT if standing == FEW or change is None else _signed(change[0]),
        "interval": _interval(window),
        "occasions": window.found.treated,
        "controls": window.found.controls,
    }
