"""Attacks before and after one measure, week by week, with the days that stand apart drawn as such.

Knows the result. It must not know how it was worked out, nor say that a measure did anything.
"""

from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.effects import PEAK_WEEKS, BeforeAfter
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

HEIGHT, EMPTY = 220, 90
ROOM = 1.25
MARGIN = 0.15
"""How much of its slot a hollow bar leaves free on each side."""

TICKS = 4
"""A tick every so many weeks."""


def before_after_picture(told: BeforeAfter, what: str, look: Look) -> Picture:
    """The area's attacks week by week; the measure's own day, and a day with a third of all, as hollow bars."""
    name, title = f"before-after-{told.response_id}", f"Attacks in {told.area} before and after: {what}"
    twin = _twin(told)
    if told.weeks.empty:
        subtitle = f"Not compared: {told.standing}."
        spec = empty_spec(subtitle, Sheet(title, subtitle, EMPTY), look, name=name)
        return Picture(name, title, subtitle, f"{title}. {subtitle}", twin, spec)
    subtitle = _subtitle(told)
    alt_text = f"Bar chart. {title}. {subtitle} {_highest(told)}"
    return Picture(
        name, title, subtitle, alt_text, twin, spec_of(_chart(told, look), Sheet(title, subtitle, HEIGHT), look)
    )


def _subtitle(told: BeforeAfter) -> str:
    before = -int(told.weeks["week"].min())
    after = len(told.weeks) - before
    said = (
        f"{wording.sentence_case(wording.count(told.before, 'attack'))} in the {wording.count(before, 'week')} before "
        f"{wording.day(told.start)}, {wording.number(told.after)} in the {wording.count(after, 'week')} after. The day "
        f"itself, with {wording.count(told.on_day, 'attack')}, is in neither. Dashed: the mean before. Outlined: the "
        f"{PEAK_WEEKS} weeks just before, where peaks lie."
    )
    hollow = ["the day itself"] if told.on_day else []
    if told.burst is not None:
        hollow.append(f"the {wording.count(told.burst.attacks, 'attack')} of {wording.day(told.burst.day)}")
    return f"{said} Hollow: {wording.listing(hollow)}." if hollow else said


def _twin(told: BeforeAfter) -> pd.DataFrame:
    """The weeks, with the measure's own day between them."""
    rows = [(_week(int(week)), int(attacks)) for week, attacks in told.weeks[["week", "attacks"]].to_numpy()]
    if rows:
        rows.insert(int((told.weeks["week"] < 0).sum()), ("the day itself", told.on_day))
    return pd.DataFrame(rows, columns=["Week from the measure", "Attacks"])


def _highest(told: BeforeAfter) -> str:
    attacks = told.weeks["attacks"]
    most = int(attacks.max())
    week = int(told.weeks["week"].iloc[int(attacks.to_numpy().argmax())])
    return f"Most in {_week(week)}: {wording.number(most)}."


def _week(week: int) -> str:
    if week < 0:
        return f"week {-week} before"
    return f"week {week + 1} after"


def slot(week: int) -> int:
    """Where a week begins on the axis: the measure's own day has a slot of its own, from 0 to 1."""
    return week if week < 0 else week + 1


def weeks_axis(first: int, last: int, field: str = "from") -> alt.X:
    """The axis from the first to the last week around a measure, the measure's own day between them."""
    before = list(range(-TICKS * (-first // TICKS), 0, TICKS))
    after = list(range(TICKS + 1, slot(last) + 2, TICKS))
    label = "datum.value == 0.5 ? 'its day' : datum.value < 0 ? -datum.value + ' before' : (datum.value - 1) + ' after'"
    axis = alt.Axis(labelExpr=label, values=[*before, 0.5, *after], labelOverlap="greedy")
    scale = alt.Scale(domain=[first, slot(last) + 1], nice=False)
    return alt.X(f"{field}:Q", title="Weeks from the measure", axis=axis, scale=scale)


def _chart(told: BeforeAfter, look: Look) -> alt.LayerChart:
    rows = _rows(told)
    x = weeks_axis(int(told.weeks["week"].min()), int(told.weeks["week"].max()))
    top = max(1.0, float(told.weeks["attacks"].max()), float(told.on_day)) * ROOM
    y = alt.Y(
        "solid:Q",
        title=None,
        axis=alt.Axis(tickMinStep=1, format="d", tickCount=4),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    colour = alt.Color(
        "side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=[look.soft, look.accent])
    )
    tooltip = [alt.Tooltip("when:N", title="Week"), alt.Tooltip("attacks:Q", title="Attacks")]
    bars = alt.Chart(inline(rows, "weeks"), name="weeks").mark_bar(stroke=look.surface, strokeWidth=1)
    just = alt.Chart(inline([row for row in rows if row["just"] and row["solid"]], "just-before"), name="just-before")
    outline = just.mark_bar(filled=False, stroke=look.ink, strokeWidth=1)
    usual = [{"from": rows[0]["from"], "until": 0, "usual": float(told.weeks["usual"].iloc[0])}]
    mean = alt.Chart(inline(usual, "usual"), name="usual").mark_rule(strokeDash=[5, 3], strokeWidth=1.4, color=look.ink)
    return layered(
        bars.encode(x=x, x2=alt.X2("until:Q"), y=y, y2=alt.Y2("floor:Q"), color=colour, tooltip=tooltip),
        outline.encode(x=x, x2=alt.X2("until:Q"), y=y, y2=alt.Y2("floor:Q")),
        mean.encode(x=x, x2=alt.X2("until:Q"), y=alt.Y("usual:Q")),
        *_apart(told, x, y, look),
    )


def _rows(told: BeforeAfter) -> list[dict[str, Any]]:
    """The weeks; `solid` is what a week has without the day that stands apart."""
    rows = []
    for week, attacks in told.weeks[["week", "attacks"]].to_numpy():
        apart = told.burst.attacks if told.burst and told.burst.week == week else 0
        rows.append(
            {
                "from": slot(int(week)),
                "until": slot(int(week)) + 1,
                "attacks": int(attacks),
                "solid": int(attacks) - apart,
                "floor": 0,
                "side": "before" if week < 0 else "after",
                "just": bool(-PEAK_WEEKS <= week < 0),
                "when": _week(int(week)),
            }
        )
    return rows


def _apart(told: BeforeAfter, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The hollow bars with their numbers: the measure's own day, and the day that has a large part of all attacks."""
    rows = [_hollow(told, (MARGIN, 1 - MARGIN), (0, told.on_day), wording.short_day(told.start))]
    if told.burst is not None:
        whole = int(told.weeks.loc[told.weeks["week"] == told.burst.week, "attacks"].iloc[0])
        start = slot(told.burst.week)
        day = wording.short_day(told.burst.day)
        rows.append(_hollow(told, (start + MARGIN, start + 1 - MARGIN), (whole - told.burst.attacks, whole), day))
    drawn = [row for row in rows if row["solid"] > row["floor"]]
    bars = alt.Chart(inline(drawn, "apart"), name="apart").mark_bar(
        filled=False, stroke=look.ink, strokeWidth=1.4, strokeDash=[3, 2]
    )
    texts = []
    for align in ("left", "right"):
        some = [row for row in drawn if row["align"] == align]
        text = alt.Chart(inline(some, f"apart-{align}"), name=f"apart-{align}").mark_text(
            align=align, baseline="bottom", dy=-4, fontSize=look.small_size, color=look.ink
        )
        texts.append(text.encode(x=x, y=y, text=alt.Text("words:N")))
    return [
        bars.encode(x=x, x2=alt.X2("until:Q"), y=y, y2=alt.Y2("floor:Q"), tooltip=alt.Tooltip("words:N", title="Day")),
        *texts,
    ]


def _hollow(told: BeforeAfter, between: tuple[float, float], heap: tuple[int, int], day: str) -> dict[str, Any]:
    """One hollow bar from left to right and from floor to top, with its day and number."""
    right = between[0] > slot(int(told.weeks["week"].max())) * 0.6
    return {
        "from": between[0],
        "until": between[1],
        "floor": heap[0],
        "solid": heap[1],
        "words": f"{day}: {wording.number(heap[1] - heap[0])}",
        "align": "right" if right else "left",
    }
