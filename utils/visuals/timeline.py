"""Incidents over time: one bar a week or month, with what the bars cannot say in the subtitle.

Knows time counts. It must not know how they were counted, nor which page shows them.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

import altair as alt
import pandas as pd

from utils.analysis.counts import TimeCounts
from utils.analysis.named_events import NamedEvent
from utils.visuals import wording
from utils.visuals.annotations import LINE, Room, event_marks, left_out, names_height, told
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of

HEIGHT, EMPTY_HEIGHT = 220, 90
ROOM = 1.3
"""How far the scale reaches above the peak, so that its label has a place, and above it the names of two events."""

LABEL = 20
"""Pixels that the label of the peak takes above it."""

STRIPES = 41
"""How many stripes of ink and ground hatch a provisional step, from the top of the chart to its foot."""

FEW_STEPS, MANY_STEPS = 10, 60
"""Up to the first, every week has its own tick; beyond the second, only years have."""


def week_picture(
    counts: TimeCounts, look: Look, named: Sequence[NamedEvent] = (), *, selectable: bool = False
) -> Picture:
    """The bars, zeros included, under the named events that began then.

    With `selectable`, a click on a bar is the parameter "weeks" over the field "start".
    """
    name, title, subtitle = f"incidents-by-{counts.step}", f"Incidents by {counts.step}", _subtitle(counts, named)
    if not counts.placed:
        message = f"No incident can be placed in a {counts.step} of this period."
        spec = empty_spec(message, Sheet(title, subtitle, EMPTY_HEIGHT), look, name=name)
    else:
        chart = _chart(counts, look, named, selectable=selectable)
        spec = spec_of(chart, Sheet(title, subtitle, HEIGHT), look)
    return Picture(name, title, subtitle, _alt_text(counts) + told(named), _twin(counts), spec)


def _subtitle(counts: TimeCounts, named: Sequence[NamedEvent]) -> str:
    start, end = _ends(counts)
    steps = wording.count(len(counts.frame), counts.step)
    total = wording.sentence_case(wording.count(len(counts.placed), "incident"))
    said = [f"{total} in {steps}, {wording.span(start, end)}."]
    if int(counts.frame["coarse"].sum()):
        known = "only to a week" if counts.step == "week" else "only to a week or month"
        said.append(f"Lighter: dated {known}.")
    if counts.frame["part"].any():
        said.append(f"Dashed: the period holds only part of that {counts.step}.")
    if counts.frame["provisional"].any():
        said.append(f"Hatched: provisional, reports of that {counts.step} still come in.")
    said += [_unplaced(len(counts.unplaced)), left_out(named) if counts.placed else ""]
    return " ".join(part for part in said if part)


def _unplaced(left: int) -> str:
    if not left:
        return ""
    are, begin = ("is", "is") if left == 1 else ("are", "are")
    return f"{left:,} more {are} dated too coarsely, or began earlier, and {begin} not drawn."


def _ends(counts: TimeCounts) -> tuple[dt.date, dt.date]:
    starts = counts.frame["start"]
    return starts.iloc[0].date(), _last_day(starts.iloc[-1], counts.step)


def _last_day(start: pd.Timestamp, step: str) -> dt.date:
    ended: pd.Timestamp = start + (pd.Timedelta(days=6) if step == "week" else pd.offsets.MonthEnd(1))
    return ended.date()


def _step_name(start: pd.Timestamp, step: str) -> str:
    if step == "month":
        return wording.month(start)
    return wording.span(start.date(), _last_day(start, step))


def _twin(counts: TimeCounts) -> pd.DataFrame:
    frame = counts.frame
    return pd.DataFrame(
        {
            wording.sentence_case(counts.step): [_step_name(start, counts.step) for start in frame["start"]],
            "Incidents": frame["incidents"].to_numpy(),
            "Of these, dated coarsely": frame["coarse"].to_numpy(),
            f"Part {counts.step}": _yes_no(frame["part"]),
            "Provisional": _yes_no(frame["provisional"]),
        }
    )


def _yes_no(marks: "pd.Series[bool]") -> list[str]:
    return ["yes" if mark else "no" for mark in marks]


def _alt_text(counts: TimeCounts) -> str:
    start, end = _ends(counts)
    said = f"Bar chart of incidents by {counts.step}, {wording.span(start, end)}."
    if counts.placed:
        frame = counts.frame
        highest = int(frame["incidents"].max())
        peaks = [_step_name(when, counts.step) for when in frame.loc[frame["incidents"] == highest, "start"]]
        empty = int((frame["incidents"] == 0).sum())
        said += f" {wording.count(len(counts.placed), 'incident')} in {wording.count(len(frame), counts.step)};"
        said += f" most in {wording.listing(peaks, 3)}: {wording.number(highest)};"
        said += f" {wording.count(empty, counts.step)} without any."
    else:
        said += " No incident can be placed in it."
    coarse = int(counts.frame["coarse"].sum())
    if coarse:
        said += f" {wording.sentence_case(wording.count(coarse, 'incident'))} dated only coarsely."
    provisional = int(counts.frame["provisional"].sum())
    if provisional:
        said += f" The last {wording.count(provisional, counts.step)} provisional."
    return f"{said} {_unplaced(len(counts.unplaced))}".rstrip()


def _chart(counts: TimeCounts, look: Look, named: Sequence[NamedEvent], *, selectable: bool) -> alt.LayerChart:
    steps = inline(_step_rows(counts), f"{counts.step}s")
    x = alt.X("from:T", title=None, axis=_time_axis(counts), scale=alt.Scale(type="utc", nice=False))
    bars = _bars(steps, x, counts, look, top=_top(counts, named))
    if selectable:
        chosen = alt.selection_point(name="weeks", fields=["start"], empty=True)
        bars = bars.add_params(chosen).encode(opacity=alt.condition(chosen, alt.value(1), alt.value(0.35)))
    hatching = [_hatching(steps, x, look)] if counts.frame["provisional"].any() else []
    outlines = [_part_outlines(steps, x, look)] if counts.frame["part"].any() else []
    marks = event_marks(named, look, Room(x, _ends(counts), LINE / 2, HEIGHT))
    return layered(*marks[:1], bars, *hatching, *outlines, *marks[1:], *_peak(counts, look))


def _top(counts: TimeCounts, named: Sequence[NamedEvent]) -> float:
    """Where the scale ends: the peak and its label stay under the names."""
    free = HEIGHT - names_height(named) - LABEL
    return int(counts.frame["incidents"].max()) * max(ROOM, HEIGHT / free)


def _bars(steps: alt.InlineData, x: alt.X, counts: TimeCounts, look: Look, *, top: float) -> alt.Chart:
    count_axis = alt.Axis(tickMinStep=1, format="d", tickCount=4)
    y = alt.Y("low:Q", title=None, axis=count_axis, scale=alt.Scale(domain=[0, top], nice=False))
    colour = alt.Color(
        "dated:N", legend=None, scale=alt.Scale(domain=["day", "coarse"], range=[look.accent, look.soft])
    )
    tooltip = [
        alt.Tooltip("when:N", title=wording.sentence_case(counts.step)),
        alt.Tooltip("said:N", title="Incidents"),
    ]
    thin = len(counts.frame) > MANY_STEPS
    drawn: alt.Chart = (
        alt.Chart(steps, name="bars")
        .mark_bar(stroke=look.surface, strokeWidth=0.5 if thin else 1)
        .encode(x=x, x2=alt.X2("until:T"), y=y, y2=alt.Y2("high:Q"), color=colour, tooltip=tooltip)
    )
    return drawn


def _step_rows(counts: TimeCounts) -> list[dict[str, Any]]:
    rows = []
    for step in counts.frame.to_dict("records"):
        total, coarse = int(step["incidents"]), int(step["coarse"])
        until = _last_day(step["start"], counts.step) + dt.timedelta(days=1)
        shared = {
            "start": step["start"].date().isoformat(),
            "from": f"{step['start'].date().isoformat()}T00:00:00Z",
            "until": f"{until.isoformat()}T00:00:00Z",
            "when": _step_name(step["start"], counts.step),
            "said": _tooltip(total, coarse, part=bool(step["part"]), provisional=bool(step["provisional"])),
            "total": total,
            "part": bool(step["part"]),
            "provisional": bool(step["provisional"]),
        }
        rows.append({**shared, "dated": "day", "low": 0, "high": total - coarse})
        if coarse:
            rows.append({**shared, "dated": "coarse", "low": total - coarse, "high": total})
    return rows


def _tooltip(total: int, coarse: int, *, part: bool, provisional: bool) -> str:
    notes = [f"{wording.number(coarse)} dated coarsely"] if coarse else []
    notes += ["the period holds only part of it"] if part else []
    notes += ["provisional"] if provisional else []
    return f"{wording.number(total)} ({', '.join(notes)})" if notes else wording.number(total)


def _time_axis(counts: TimeCounts) -> alt.Axis:
    short, long = len(counts.frame) <= FEW_STEPS, len(counts.frame) > MANY_STEPS
    if counts.step == "week" and short:
        starts = [f"{day.date().isoformat()}T00:00:00Z" for day in counts.frame["start"]]
        marks: Any = {"expr": "[" + ", ".join(f"utc({_utc(start)})" for start in starts) + "]"}
        return alt.Axis(values=marks, labelExpr="utcFormat(datum.value, '%-d %b')", labelOverlap="greedy")
    if long and counts.step == "month":
        return alt.Axis(tickCount={"interval": "year", "step": 1}, labelExpr="utcFormat(datum.value, '%Y')")
    yearly = "utcmonth(datum.value) == 0 || datum.index == 0"
    both = "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]"
    return alt.Axis(
        tickCount={"interval": "month", "step": 1},
        labelExpr=f"{yearly} ? {both} : utcFormat(datum.value, '%b')",
        labelOverlap="greedy",
        labelFlush=False,
    )


def _utc(start: str) -> str:
    year, month, day = start[:10].split("-")
    return f"{int(year)}, {int(month) - 1}, {int(day)}"


def _hatching(steps: alt.InlineData, x: alt.X, look: Look) -> alt.Chart:
    """Stripes over the bars of provisional steps, and over the ground above them, where reports may still come."""
    drawn: alt.Chart = (
        alt.Chart(steps, name="hatching")
        .transform_filter("datum.provisional && datum.low == 0")
        .mark_rect(color=_stripes(look.surface, look.quiet), opacity=0.55)
        .encode(x=x, x2=alt.X2("until:T"))
    )
    return drawn


def _stripes(ground: str, ink: str) -> dict[str, Any]:
    """A gradient with hard edges: Vega knows no other pattern, and it is drawn alike on screen and paper.

    It ends beyond the foot, for the corner below must lie within it.
    """
    edges = [step / STRIPES for step in range(STRIPES + 1)]
    stops = [
        {"offset": edge, "color": ground if place % 2 else ink}
        for step, (start, end) in enumerate(pairwise(edges))
        for place, edge in ((step, start), (step, end))
    ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 0.3, "y2": 1.2, "stops": stops}


def _part_outlines(steps: alt.InlineData, x: alt.X, look: Look) -> alt.Chart:
    """Dashes around the bars of steps that lie partly outside the period."""
    drawn: alt.Chart = (
        alt.Chart(steps, name="part-steps")
        .transform_filter("datum.part && datum.dated == 'day'")
        .mark_bar(filled=False, stroke=look.ink, strokeDash=[3, 2], strokeWidth=1.2)
        .encode(x=x, x2=alt.X2("until:T"), y=alt.Y("floor:Q"), y2=alt.Y2("total:Q"))
        .transform_calculate(floor="0")
    )
    return drawn


def _peak(counts: TimeCounts, look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The highest bar's number and date beside it, turned inwards at the edges, on a rim that no line runs through."""
    frame = counts.frame
    position = int(frame["incidents"].to_numpy().argmax())
    share = (position + 0.5) / len(frame)
    align: Literal["left", "right", "center"] = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    start = frame["start"].iloc[position]
    until = _last_day(start, counts.step) + dt.timedelta(days=1)
    edge = {"left": start, "right": pd.Timestamp(until), "center": start + (pd.Timestamp(until) - start) / 2}[align]
    highest = int(frame["incidents"].iloc[position])
    when = wording.month(start) if counts.step == "month" else f"week of {wording.day(start)}"
    row = {"from": f"{edge.isoformat()}Z", "top": highest, "label": f"{wording.number(highest)}, {when}"}
    data = inline([row], "peak")
    place: dict[str, Any] = {"align": align, "baseline": "bottom", "dy": -5, "fontWeight": 600}
    rim = alt.Chart(data, name="peak-rim").mark_text(
        **place, fontSize=look.small_size, color=look.surface, stroke=look.surface, strokeWidth=5
    )
    words = alt.Chart(data, name="peak").mark_text(**place, fontSize=look.small_size, color=look.ink)
    shown: dict[str, Any] = {"x": alt.X("from:T"), "y": alt.Y("top:Q"), "text": alt.Text("label:N")}
    return rim.encode(**shown), words.encode(**shown)
