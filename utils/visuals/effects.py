"""Attacks before and after measures: one measure's weeks, and the average around many.

Knows the two results. It must not know how they were worked out, nor say that a measure did anything.
"""

from typing import Any

import altair as alt

from utils.analysis.effects import PEAK_WEEKS, BeforeAfter
from utils.analysis.event_study import EventStudy
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

HEIGHT, EMPTY = 220, 90
ROOM = 1.25


def before_after_picture(told: BeforeAfter, what: str, look: Look) -> Picture:
    """The area's attacks week by week, before in a lighter tone, with the mean before as a dashed line."""
    name, title = f"before-after-{told.response_id}", f"Attacks in {told.area} before and after: {what}"
    twin = told.weeks[["week", "attacks"]].rename(columns={"week": "Week from the measure", "attacks": "Attacks"})
    if told.weeks.empty:
        subtitle = f"Not compared: {told.standing}."
        spec = empty_spec(subtitle, Sheet(title, subtitle, EMPTY), look, name=name)
        return Picture(name, title, subtitle, f"{title}. {subtitle}", twin, spec)
    before = -int(told.weeks["week"].min())
    after = len(told.weeks) - before
    subtitle = (
        f"{wording.sentence_case(wording.count(told.before, 'attack'))} in the {wording.count(before, 'week')} before "
        f"{wording.day(told.start)}, {wording.number(told.after)} in the {wording.count(after, 'week')} after; the day "
        f"itself is in neither. Dashed: the mean before. Outlined: the {PEAK_WEEKS} weeks just before, where peaks lie."
    )
    alt_text = f"Bar chart. {title}. {subtitle} {_highest(told)}"
    return Picture(
        name, title, subtitle, alt_text, twin, spec_of(_weeks(told, look), Sheet(title, subtitle, HEIGHT), look)
    )


def _highest(told: BeforeAfter) -> str:
    attacks = told.weeks["attacks"]
    most = int(attacks.max())
    week = int(told.weeks["week"].iloc[int(attacks.to_numpy().argmax())])
    return f"Most in {_week(week)}: {wording.number(most)}."


def _week(week: int) -> str:
    if week < 0:
        return f"week {-week} before"
    return f"week {week + 1} after"


def _weeks(told: BeforeAfter, look: Look) -> alt.LayerChart:
    rows = [
        {
            "from": int(row["week"]),
            "until": int(row["week"]) + 1,
            "attacks": int(row["attacks"]),
            "floor": 0,
            "side": "before" if row["week"] < 0 else "after",
            "just": bool(-PEAK_WEEKS <= row["week"] < 0),
            "when": _week(int(row["week"])),
        }
        for row in told.weeks.to_dict("records")
    ]
    data = inline(rows, "weeks")
    x = _axis(int(told.weeks["week"].min()), int(told.weeks["week"].max()) + 1)
    top = max(1.0, float(told.weeks["attacks"].max())) * ROOM
    y = alt.Y(
        "attacks:Q",
        title=None,
        axis=alt.Axis(tickMinStep=1, format="d", tickCount=4),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    colour = alt.Color(
        "side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=[look.soft, look.accent])
    )
    tooltip = [alt.Tooltip("when:N", title="Week"), alt.Tooltip("attacks:Q", title="Attacks")]
    bars = alt.Chart(data, name="weeks").mark_bar(stroke=look.surface, strokeWidth=1)
    just = alt.Chart(data, name="just-before").transform_filter("datum.just && datum.attacks > 0")
    outline = just.mark_bar(filled=False, stroke=look.ink, strokeWidth=1)
    usual = [{"from": rows[0]["from"], "until": 0, "usual": float(told.weeks["usual"].iloc[0])}]
    mean = alt.Chart(inline(usual, "usual"), name="usual").mark_rule(strokeDash=[5, 3], strokeWidth=1.4, color=look.ink)
    return layered(
        bars.encode(x=x, x2="until:Q", y=y, y2="floor:Q", color=colour, tooltip=tooltip),
        outline.encode(x=x, x2="until:Q", y=y, y2="floor:Q"),
        mean.encode(x=x, x2="until:Q", y=alt.Y("usual:Q")),
        _start(look, top),
    )


def _axis(first: int, last: int) -> alt.X:
    label = "datum.value == 0 ? 'start' : datum.value < 0 ? -datum.value + ' before' : datum.value + ' after'"
    axis = alt.Axis(labelExpr=label, tickMinStep=4, tickCount=8, labelOverlap="greedy")
    return alt.X("from:Q", title="Weeks from the measure", axis=axis, scale=alt.Scale(domain=[first, last], nice=False))


def _start(look: Look, top: float) -> alt.Chart:
    """The line at which the measure began."""
    line: alt.Chart = (
        alt.Chart(inline([{"from": 0, "top": top}], "start"), name="start")
        .mark_rule(strokeWidth=1.6, color=look.ink)
        .encode(x="from:Q")
    )
    return line


def event_study_picture(study: EventStudy, look: Look) -> Picture:
    """Mean attacks by week around the measures with their interval, over what other dates have."""
    name, title = "around-measures", "Attacks in the weeks around measures, on average"
    twin = study.weeks.round(2).rename(
        columns={"week": "Week", "mean": "Mean", "low": "Interval from", "high": "Interval to"}
        | {"usual_low": "Other dates from", "usual_high": "Other dates to"}
    )
    if not study.enough:
        subtitle = "Too few measures or attacks to judge an average."
        spec = empty_spec(subtitle, Sheet(title, subtitle, EMPTY), look, name=name)
        return Picture(name, title, subtitle, f"{title}: {subtitle}", twin, spec)
    subtitle = (
        f"Attacks a week in each measure's own district or province; {wording.count(len(study.measures), 'measure')} "
        f"on {wording.count(study.occasions, 'occasion')}. Bars: intervals of the mean. Band: what the same "
        "places have around other dates, nine times in ten."
    )
    before, after = (wording.number(round(mean, 2)) for mean in study.means)
    alt_text = (
        f"Chart of means with intervals. {title}. {subtitle} On average {before} a week before and {after} after."
    )
    return Picture(
        name, title, subtitle, alt_text, twin, spec_of(_study(study, look), Sheet(title, subtitle, HEIGHT), look)
    )


def _study(study: EventStudy, look: Look) -> alt.LayerChart:
    rows: list[dict[str, Any]] = []
    for row in study.weeks.to_dict("records"):
        rounded = {key: round(float(row[key]), 3) for key in ("mean", "low", "high", "usual_low", "usual_high")}
        rows.append(
            rounded
            | {
                "from": int(row["week"]) + 0.5,
                "when": _week(int(row["week"])),
                "side": "before" if row["week"] < 0 else "after",
            }
        )
    data = inline(rows, "weeks")
    reach = -int(study.weeks["week"].min())
    x, top = _axis(-reach, reach), max(row["high"] for row in rows) * 1.05
    y = alt.Y("low:Q", title=None, axis=alt.Axis(tickCount=4), scale=alt.Scale(domain=[0, top], nice=False))
    band = alt.Chart(data, name="usual").mark_area(color=look.quiet, opacity=0.25, interpolate="step")
    whiskers = alt.Chart(data, name="intervals").mark_rule(strokeWidth=1.6)
    points = alt.Chart(data, name="means").mark_point(filled=True, size=60, opacity=1)
    colour = alt.Color(
        "side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=[look.quiet, look.accent])
    )
    shape = alt.Shape("side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=["circle", "square"]))
    tooltip = [
        alt.Tooltip("when:N", title="Week"),
        alt.Tooltip("mean:Q", title="Mean"),
        alt.Tooltip("low:Q", title="From"),
        alt.Tooltip("high:Q", title="To"),
    ]
    return layered(
        band.encode(x=x, y=alt.Y("usual_low:Q"), y2="usual_high:Q"),
        whiskers.encode(x=x, y=y, y2="high:Q", color=colour),
        points.encode(x=x, y=alt.Y("mean:Q"), color=colour, shape=shape, tooltip=tooltip),
        _start(look, top),
    )
