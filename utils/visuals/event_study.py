"""Attacks in the weeks around many measures, on average, with and without the day that weighs most.

Knows the result. It must not know how it was worked out, nor say that measures did anything.
"""

from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.event_study import EventStudy
from utils.visuals import wording
from utils.visuals.effects import EMPTY, HEIGHT, slot, weeks_axis
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

NAME, TITLE = "around-measures", "Attacks in the weeks around measures, on average"
COLUMNS = {
    "week": "Week",
    "mean": "Mean",
    "low": "Interval from",
    "high": "Interval to",
    "usual_low": "Other dates from",
    "usual_high": "Other dates to",
    "without": "Mean without that day",
}
NUMBERS = tuple(COLUMNS)[1:]


def event_study_picture(study: EventStudy, look: Look) -> Picture:
    """Mean attacks by week around the measures, over what the same places have at other dates."""
    twin = study.weeks.round(2).astype("object").where(study.weeks.notna(), wording.NOT_KNOWN).rename(columns=COLUMNS)
    if not study.enough:
        subtitle = "Too few measures or attacks to judge an average."
        spec = empty_spec(subtitle, Sheet(TITLE, subtitle, EMPTY), look, name=NAME)
        return Picture(NAME, TITLE, subtitle, f"{TITLE}: {subtitle}", twin, spec)
    subtitle = _subtitle(study)
    before, after = (f"{mean:.2f}" for mean in study.means)
    alt_text = (
        f"Chart of means. {TITLE}. {subtitle} On average {before} a week before and {after} after{_without(study)}."
    )
    return Picture(
        NAME, TITLE, subtitle, alt_text, twin, spec_of(_chart(study, look), Sheet(TITLE, subtitle, HEIGHT), look)
    )


def _subtitle(study: EventStudy) -> str:
    said = (
        f"Attacks a week in each measure's own district or province; {wording.count(len(study.measures), 'measure')} "
        f"on {wording.count(study.occasions, 'occasion')}; the measure's own day is in no week."
    )
    if study.heaviest is not None:
        said += f" Hollow: without {wording.day(study.heaviest.day)}."
    said += " Bars: intervals of the mean." if study.bounded else " No interval: too few separate stretches of time."
    return f"{said} Band: what the same places have at other dates, nine times in ten."


def _without(study: EventStudy) -> str:
    if study.heaviest is None:
        return ""
    before, after = (f"{mean:.2f}" for mean in study.means_without)
    return f"; without {wording.day(study.heaviest.day)}, {before} before and {after} after"


def _rows(study: EventStudy) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in study.weeks.to_dict("records"):
        week = int(row["week"])
        numbers = {name: None if pd.isna(row[name]) else round(float(row[name]), 3) for name in NUMBERS}
        when = f"week {-week} before" if week < 0 else f"week {week + 1} after"
        placed = {"from": slot(week) + 0.5, "start": slot(week), "until": slot(week) + 1}
        rows.append(numbers | placed | {"when": when, "side": "before" if week < 0 else "after"})
    return rows


def _chart(study: EventStudy, look: Look) -> alt.LayerChart:
    rows = _rows(study)
    data = inline(rows, "weeks")
    first, last = int(study.weeks["week"].min()), int(study.weeks["week"].max())
    x = weeks_axis(first, last)
    ends = [row[name] for row in rows for name in ("mean", "high", "usual_high") if row[name] is not None]
    scale = alt.Scale(domain=[0, max(ends) * 1.05], nice=False)
    band = alt.Chart(data, name="usual").mark_bar(color=look.quiet, opacity=0.25)
    y = alt.Y("usual_low:Q", title=None, axis=alt.Axis(tickCount=4), scale=scale)
    bounded = inline([row for row in rows if row["low"] is not None], "intervals")
    whiskers = alt.Chart(bounded, name="intervals").mark_rule(strokeWidth=1.6)
    points = alt.Chart(data, name="means").mark_point(filled=True, size=60, opacity=1)
    moved = [row for row in rows if row["without"] is not None and row["without"] != row["mean"]]
    hollow = alt.Chart(inline(moved, "without"), name="without").mark_point(
        filled=False, size=70, opacity=1, strokeWidth=1.6, color=look.ink, shape="diamond"
    )
    colour = alt.Color(
        "side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=[look.quiet, look.accent])
    )
    shape = alt.Shape("side:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=["circle", "square"]))
    told = (("when:N", "Week"), ("mean:Q", "Mean"), ("without:Q", "Without that day"), ("low:Q", "From"))
    tooltip = [alt.Tooltip(field, title=title) for field, title in (*told, ("high:Q", "To"))]
    return layered(
        band.encode(x=weeks_axis(first, last, "start"), x2=alt.X2("until:Q"), y=y, y2=alt.Y2("usual_high:Q")),
        whiskers.encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour),
        points.encode(x=x, y=alt.Y("mean:Q"), color=colour, shape=shape, tooltip=tooltip),
        hollow.encode(x=x, y=alt.Y("without:Q"), tooltip=tooltip),
    )
