"""Measures over the weekly incidents: bars by week above, and below a lane for each kind of measure.

Knows a register of measures and weekly counts. It must not know how either was made.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.named_events import NamedEvent
from utils.analysis.responses import ANNOUNCED, UNDER_WAY, Register
from utils.tables.vocabularies import RESPONSE_TYPES
from utils.visuals import wording
from utils.visuals.annotations import LINE, Room, event_marks, left_out, names_height, told
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x_at, y_at

NAME, TITLE = "measures-over-incidents", "Measures over the weekly incidents"
BARS, HEAD, LANE, GAP = 110, 20, 38, 22
"""Pixels: the bars, their heading, a lane with its label, and what separates the two."""

ROOM = 1.2
SHAPES = {"carried out": "circle", UNDER_WAY: "triangle-right", ANNOUNCED: "circle"}
"""How far a measure got, by its mark; a promise is hollow."""

MEASURES = "measures"

BY: Mapping[str, str] = {"response_type": "kind", "actor": "who acted", "admin2": "district"}
"""What lanes may stand for: the column, and its word."""

MOST_LANES = 10
"""More values than these share a last lane."""

LONGEST_NAME = 48
"""A lane's name is cut at so many letters."""

NAME_BELOW, MARK_BELOW = 8, 25
"""Pixels from a lane's top to its name, and to its marks."""

TOLD = (("what", "Measure"), ("by", "By"), ("when", "When"), ("where", "Where"), ("status", "Status"))
"""What a mark tells when it is pointed at."""


def register_picture(
    register: Register,
    weeks: pd.DataFrame,
    look: Look,
    by: str = "response_type",
    *,
    named: Sequence[NamedEvent] = (),
) -> Picture:
    """The picture, a lane for each value of a column; `weeks` has start, incidents and limit, as weekly limits do."""
    subtitle = _subtitle(register, weeks, named)
    twin = _twin(register)
    alt_text = _alt_text(register, weeks, by) + told(named)
    if register.frame.empty:
        sheet = Sheet(TITLE, subtitle, 90)
        spec = empty_spec("No measure is recorded for this selection.", sheet, look, name=NAME)
        return Picture(NAME, TITLE, subtitle, alt_text, twin, spec)
    lanes = _lanes_of(register, by)
    sheet = Sheet(TITLE, subtitle, HEAD + BARS + GAP + LANE * lanes.nunique())
    spec = spec_of(_chart(register, weeks, lanes, look, named), sheet, look)
    return Picture(NAME, TITLE, subtitle, alt_text, twin, spec)


def _lanes_of(register: Register, by: str) -> "pd.Series[Any]":
    """Each measure's lane, in the lanes' order: kinds as their list, others by number, the rest and provinces last."""
    frame = register.frame
    if by == "response_type":
        order = [kind for kind in RESPONSE_TYPES.labels if (frame[by] == kind).any()]
        return _ordered(frame[by].astype("str"), order)
    wide = "all of a province"
    named = frame[by].astype("object").where(frame[by].notna().to_numpy(), wide)
    counted = [str(label) for label in register.by(by)["label"]]
    shown = counted if len(counted) <= MOST_LANES else counted[: MOST_LANES - 1]
    rest = wording.count(len(counted) - len(shown), "other")
    lanes = named.map(lambda name: str(name) if name in (*shown, wide) else rest)
    return _ordered(lanes, [name for name in (*shown, rest, wide) if (lanes == name).any()])


def _ordered(lanes: "pd.Series[Any]", order: Sequence[str]) -> "pd.Series[Any]":
    return lanes.astype(pd.CategoricalDtype(list(order), ordered=True))


def _subtitle(register: Register, weeks: pd.DataFrame, named: Sequence[NamedEvent]) -> str:
    total = wording.sentence_case(wording.count(len(register.frame), "measure"))
    period = wording.span(register.start, register.end)
    if register.frame.empty:
        return f"{total}, {period}."
    said = f"{total}, {period}; bars: incidents by week."
    if weeks["limit"].notna().any():
        said += " Line: the limit that chance alone passes in one week of twenty."
    status = register.frame["status"].astype("str")
    if (status == ANNOUNCED).any():
        said += " ○ announced only."
    if (status == UNDER_WAY).any():
        said += " ▶ still in force when last reported."
    return f"{said} {left_out(named)}".rstrip()


def told_status(row: dict[Any, Any]) -> str:
    """How far a measure got, in words: carried out where the record says neither that it is under way nor a promise."""
    status = row["status"]
    return str(status) if status in (ANNOUNCED, UNDER_WAY) else "carried out"


def when(row: dict[Any, Any]) -> str:
    """When a measure was taken, no more exactly than it is known."""
    start, end = row["start_date"].date(), row["end_date"]
    if row["date_precision"] != "day":
        return wording.dated(start, str(row["date_precision"]))
    return wording.span(start, end.date()) if pd.notna(end) else wording.day(start)


def where(row: dict[Any, Any]) -> str:
    """The measure's district, or its whole province."""
    return str(row["admin2"]) if isinstance(row["admin2"], str) else f"all of {row['admin1']}"


def _twin(register: Register) -> pd.DataFrame:
    rows = [
        (when(row), str(row["response_type"]), str(row["title"]), str(row["actor"]), where(row), told_status(row))
        for row in register.frame.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["When", "Kind", "Measure", "By", "Where", "Status"])


def _alt_text(register: Register, weeks: pd.DataFrame, by: str) -> str:
    period = wording.span(register.start, register.end)
    if register.frame.empty:
        return f"{TITLE}, {period}: no measure is recorded for this selection."
    held = _lanes_of(register, by).value_counts(sort=False)
    held = held.sort_values(ascending=False, kind="stable") if by == "response_type" else held
    kinds = [f"{lane} {wording.number(int(measures))}" for lane, measures in held.items()]
    total = wording.count(len(register.frame), "measure")
    said = f"Timeline of {total}, {period}, under the incidents by week. By {BY[by]}: {wording.listing(kinds)}."
    highest = int(weeks["incidents"].max()) if len(weeks) else 0
    if highest:
        start = weeks["start"].iloc[int(weeks["incidents"].to_numpy().argmax())].date()
        said += f" Most incidents in the week of {wording.day(start)}: {wording.number(highest)}."
    above = int(weeks["above"].sum())
    return f"{said} {wording.sentence_case(wording.count(above, 'week'))} above the limit."


def _chart(
    register: Register, weeks: pd.DataFrame, lanes: "pd.Series[Any]", look: Look, named: Sequence[NamedEvent]
) -> alt.LayerChart:
    x = _time(register)
    foot = HEAD + BARS + GAP + LANE * lanes.nunique()
    chart: alt.LayerChart = layered(
        _heading(look),
        _ends(register, x),
        *event_marks(named, look, Room(x, (register.start, register.end), HEAD + LINE / 2, foot)),
        *_weekly(weeks, x, look, room=max(ROOM, BARS / (BARS - names_height(named)))),
        *_lanes(register, lanes, x, look),
    ).resolve_scale(y="independent")
    return chart


def _time(register: Register) -> alt.X:
    days = (register.end - register.start).days
    years = "utcFormat(datum.value, '%Y')"
    month = "utcFormat(datum.value, '%b')"
    months = f"utcmonth(datum.value) == 0 || datum.index == 0 ? [{month}, {years}] : {month}"
    interval: Any = (
        {"interval": "year", "step": 1} if days > 800 else {"interval": "month", "step": max(1, math.ceil(days / 240))}
    )
    axis = alt.Axis(tickCount=interval, labelExpr=years if days > 800 else months, labelOverlap="greedy", grid=False)
    return alt.X("from:T", title=None, axis=axis, scale=alt.Scale(type="utc", nice=False))


def _ends(register: Register, x: alt.X) -> alt.Chart:
    """Nothing to see: it stretches the axis over the whole period and a little beyond, for marks at its ends."""
    margin = dt.timedelta(days=max(3, (register.end - register.start).days // 40))
    rows = [{"from": _moment(register.start - margin)}, {"from": _moment(register.end + margin)}]
    drawn: alt.Chart = alt.Chart(inline(rows, "ends"), name="ends").mark_point(opacity=0).encode(x=x, y=y_at(0))
    return drawn


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _heading(look: Look) -> alt.Chart:
    drawn: alt.Chart = (
        alt.Chart(inline([{"words": "Incidents by week"}], "heading"), name="heading")
        .mark_text(align="left", baseline="middle", fontWeight=600, fontSize=look.small_size, color=look.ink)
        .encode(x=x_at(0), y=y_at(HEAD / 2), text=alt.Text("words:N"))
    )
    return drawn


def _weekly(weeks: pd.DataFrame, x: alt.X, look: Look, *, room: float) -> list[alt.Chart]:
    top = max(1.0, float(weeks["incidents"].max()), float(weeks["limit"].fillna(weeks["incidents"]).max())) * room
    axis = alt.Axis(tickMinStep=1, format="d", tickCount=3, grid=True, orient="left", title=None)
    y = alt.Y("incidents:Q", axis=axis, scale=alt.Scale(domain=[0, top], range=[HEAD + BARS, HEAD], nice=False))
    rows = [_week_row(row) for row in weeks.to_dict("records")]
    tooltip = [alt.Tooltip("when:N", title="Week"), alt.Tooltip("said:N", title="Incidents")]
    bars = alt.Chart(inline(rows, "weeks"), name="weeks").mark_bar(stroke=look.surface, strokeWidth=0.5)
    limit = alt.Chart(inline([row for row in rows if row["limit"] is not None], "limits"), name="limits").mark_rule(
        color=look.ink, strokeWidth=1.2, strokeDash=[3, 2]
    )
    limit_y = alt.Y("limit:Q", axis=None, scale=alt.Scale(domain=[0, top], range=[HEAD + BARS, HEAD], nice=False))
    colour = alt.ColorValue(look.soft, condition={"test": "datum.above", "value": look.accent})
    return [
        bars.encode(x=x, x2=alt.X2("until:T"), y=y, y2=alt.Y2("floor:Q"), color=colour, tooltip=tooltip),
        limit.encode(x=x, x2=alt.X2("until:T"), y=limit_y),
    ]


def _week_row(row: dict[Any, Any]) -> dict[str, Any]:
    start = row["start"].date()
    limit = None if pd.isna(row["limit"]) else round(float(row["limit"]), 2)
    total = wording.number(int(row["incidents"]))
    return {
        "from": _moment(start),
        "until": _moment(start + dt.timedelta(days=7)),
        "incidents": int(row["incidents"]),
        "floor": 0,
        "limit": limit,
        "above": bool(row["above"]),
        "when": wording.span(start, start + dt.timedelta(days=6)),
        "said": total if limit is None else f"{total} (limit {wording.number(round(limit, 1))})",
    }


def _lanes(register: Register, lanes: "pd.Series[Any]", x: alt.X, look: Look) -> list[alt.Chart]:
    tops = {str(lane): HEAD + BARS + GAP + LANE * place for place, lane in enumerate(lanes.cat.categories)}
    rows = [
        _mark(row, tops[str(lane)] + MARK_BELOW, register, last)
        for row, lane, last in zip(register.frame.to_dict("records"), lanes, register.ends, strict=True)
    ]
    y = alt.Y("level:Q", scale=None, axis=None)
    data = inline(rows, MEASURES)
    spans = alt.Chart(data, name="spans").mark_rule(strokeWidth=6, opacity=0.5, color=look.accent, strokeCap="round")
    marks = alt.Chart(data, name="marks").mark_point(
        size=60,
        opacity=1,
        strokeWidth=1.6,
        filled=False,
        color=look.accent,
        fill={"expr": f"datum.status == '{ANNOUNCED}' ? '{look.surface}' : '{look.accent}'"},
    )
    shape = alt.Shape("status:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in TOLD]
    return [
        _lane_names(lanes, tops, look).encode(x=x_at(0), y=y, text=alt.Text("words:N")),
        spans.encode(x=x, x2=alt.X2("until:T"), y=y),
        marks.encode(x=x, y=y, shape=shape, tooltip=tooltip),
    ]


def _lane_names(lanes: "pd.Series[Any]", tops: dict[str, int], look: Look) -> alt.Chart:
    """Each lane's name with how many measures it has, above it."""
    held = lanes.value_counts().to_dict()
    labels = [
        {"words": f"{_short(lane)} ({wording.number(held[lane])})", "level": top + NAME_BELOW}
        for lane, top in tops.items()
    ]
    drawn: alt.Chart = alt.Chart(inline(labels, "lanes"), name="lanes").mark_text(
        align="left", baseline="middle", fontSize=look.small_size, color=look.ink
    )
    return drawn


def _short(name: str) -> str:
    whole = wording.sentence_case(name)
    return whole if len(whole) <= LONGEST_NAME else f"{whole[: LONGEST_NAME - 1]}…"


def _mark(row: dict[Any, Any], level: float, register: Register, last: pd.Timestamp) -> dict[str, Any]:
    start = max(row["start_date"].date(), register.start)
    return {
        "from": _moment(start),
        "until": _moment(max(start, min(last.date(), register.end))),
        "level": level,
        "what": f"{row['title']} ({row['response_id']})",
        "by": str(row["actor"]),
        "when": when(row),
        "where": where(row),
        "status": told_status(row),
    }
