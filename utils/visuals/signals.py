"""Signals between states and others as pictures: a lane for each party beside the incidents, tones, who to whom.

Knows the frames of signals and tones. It must not know how they were counted.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from utils.analysis.counts import TimeCounts
from utils.analysis.named_events import NamedEvent
from utils.analysis.selection import FREQUENCIES
from utils.analysis.stances import FORCE, STEPS, TONES
from utils.tables.vocabularies import STANCES
from utils.visuals import wording
from utils.visuals.annotations import LINE, Room, event_marks, left_out, names_height, told
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.theme import Sheet, empty_spec, inline, layered, spec_of, x_at

LANE, BARS, EMPTY_HEIGHT, TONE_HEIGHT, CELL = 30, 84, 90, 220, 30
ABOVE_BARS = 6
"""Pixels from the foot of the lanes to the middle of an event's name, above the highest bar."""

ROOM = 1.15
"""How far the scale reaches beyond the highest stack."""

SUPPORTIVE, NEUTRAL, CRITICAL, HOSTILE = STANCES.labels
SHAPES = {SUPPORTIVE: "circle", NEUTRAL: "square", CRITICAL: "triangle-down", HOSTILE: "cross", FORCE: "diamond"}
"""Each tone's shape, so that colour never speaks alone."""

UPWARDS = (NEUTRAL, SUPPORTIVE)
"""Tones that are stacked above the line, from the line outwards; the others go below it."""

DOWNWARDS = (CRITICAL, HOSTILE, FORCE)


def tone_colours(look: Look) -> dict[str, str]:
    """From the accent for support to ink for the use of force: sides of a contest keep their own colours."""
    return {SUPPORTIVE: look.accent, NEUTRAL: look.soft, CRITICAL: look.quiet, HOSTILE: look.muted, FORCE: look.ink}


def _tone_scale(look: Look) -> alt.Scale:
    colours = tone_colours(look)
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def signals_picture(  # noqa: PLR0913  # each is a different choice
    signals: pd.DataFrame,
    counts: TimeCounts,
    parties: tuple[str, ...],
    look: Look,
    *,
    period: str,
    named: Sequence[NamedEvent] = (),
) -> Picture:
    """Every signal on its day in the lane of its party, and under the lanes the incidents by week or month."""
    title = "Who signalled what, beside the incidents"
    subtitle = (
        f"{wording.sentence_case(wording.count(len(signals), 'signal'))}, {period}, each on its day. "
        "● supportive  ■ neutral  ▼ critical  + hostile  ◆ use of force. Bars: "
        f"incidents by {counts.step}, as filtered. {left_out(named)}"
    ).rstrip()
    twin = _signal_twin(signals)
    if signals.empty:
        spec = empty_spec("No signal is on record for this period.", Sheet(title, "", EMPTY_HEIGHT), look, name="lanes")
        return Picture("signals", title, subtitle, f"{title}: no signal is on record for this period.", twin, spec)
    lanes = LANE * len(parties)
    height = lanes + BARS + max(0, names_height(named) - LINE)
    steps = counts.frame["start"]
    days = steps.iloc[0].date(), steps.iloc[-1].date()
    marks = event_marks(named, look, Room(_x(), days, lanes + ABOVE_BARS, height))
    chart = layered(
        *_lanes(parties, height, look),
        *marks[:1],
        _bars(counts, height, look),
        *marks[1:],
        _points(signals, parties, height, look),
    )
    spec = spec_of(chart, Sheet(title, subtitle, height), look)
    return Picture("signals", title, subtitle, _signal_alt(signals, parties, period) + told(named), twin, spec)


def _signal_twin(signals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Date": [wording.day(day.date()) for day in signals["date"]],
            "Who": signals["actor"].to_numpy(),
            "Towards": signals["counterpart"].to_numpy(),
            "Kind": signals["signal_type"].astype("str").to_numpy(),
            "Tone": signals["tone"].to_numpy(),
        }
    )


def _signal_alt(signals: pd.DataFrame, parties: tuple[str, ...], period: str) -> str:
    lanes = [f"{party} {wording.number(int((signals['party'] == party).sum()))}" for party in parties]
    tones = [f"{int((signals['tone'] == tone).sum())} {tone}" for tone in TONES]
    return (
        f"Timeline of {wording.count(len(signals), 'signal')} by party, {period}: "
        f"{wording.listing(lanes)}; {wording.listing(tones)}."
    )


def _x() -> alt.X:
    yearly = "utcmonth(datum.value) == 0 || datum.index == 0"
    both = "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]"
    axis = alt.Axis(
        tickCount={"interval": "month", "step": 1},
        labelExpr=f"{yearly} ? {both} : utcFormat(datum.value, '%b')",
        labelOverlap="greedy",
        labelFlush=False,
    )
    return alt.X("from:T", title=None, axis=axis, scale=alt.Scale(type="utc", nice=False))


def _y(height: float) -> alt.Y:
    return alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))


def _utc(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _lanes(parties: tuple[str, ...], height: float, look: Look) -> tuple[alt.Chart, alt.Chart]:
    rows = [
        {"name": party, "at": LANE * (place + 0.3), "line": LANE * (place + 1)} for place, party in enumerate(parties)
    ]
    line = alt.Y("line:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))
    rules = alt.Chart(inline(rows, "lane-lines"), name="lane-lines").mark_rule(color=look.grid).encode(y=line)
    names = (
        alt.Chart(inline(rows, "lane-names"), name="lane-names")
        .mark_text(align="left", baseline="middle", fontSize=look.small_size, color=look.muted)
        .encode(x=x_at(0), y=_y(height), text=alt.Text("name:N"))
    )
    return rules, names


def _bars(counts: TimeCounts, height: float, look: Look) -> alt.Chart:
    top = max(1, int(counts.frame["incidents"].max()))
    rows = [
        {
            "from": _utc(start.date()),
            "until": _utc(pd.Period(start, freq=FREQUENCIES[counts.step]).end_time.date() + dt.timedelta(days=1)),
            "at": height - (BARS - 14) * int(total) / top,
            "floor": height,
            "said": f"{wording.count(int(total), 'incident')}, {counts.step} from {wording.day(start.date())}",
        }
        for start, total in zip(counts.frame["start"], counts.frame["incidents"], strict=True)
    ]
    drawn: alt.Chart = (
        alt.Chart(inline(rows, "incidents"), name="incidents")
        .mark_bar(color=look.soft, stroke=look.surface, strokeWidth=0.5)
        .encode(
            x=_x(), x2=alt.X2("until:T"), y=_y(height), y2=alt.Y2("floor:Q"), tooltip=[alt.Tooltip("said:N", title=" ")]
        )
    )
    return drawn


def _points(signals: pd.DataFrame, parties: tuple[str, ...], height: float, look: Look) -> alt.Chart:
    places = {party: place for place, party in enumerate(parties)}
    rows = [
        {
            "from": _utc(row["date"].date()),
            "at": LANE * (places[row["party"]] + 0.68),
            "tone": row["tone"],
            "who": f"{row['actor']} towards {row['counterpart']}",
            "what": f"{row['signal_type']}, {row['tone']}, {wording.day(row['date'].date())}",
            "said": row["summary"],
        }
        for row in signals.to_dict("records")
    ]
    tooltip = [alt.Tooltip(f"{key}:N", title=title) for key, title in (("who", "Who"), ("what", "What"), ("said", " "))]
    shape = alt.Shape("tone:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())))
    colour = alt.Color("tone:N", legend=None, scale=_tone_scale(look))
    drawn: alt.Chart = (
        alt.Chart(inline(rows, "signals"), name="signals")
        .mark_point(size=75, filled=True, opacity=0.9)
        .encode(x=_x(), y=_y(height), shape=shape, color=colour, tooltip=tooltip)
    )
    return drawn


def tones_picture(step: str, frame: pd.DataFrame, look: Look, *, towards: str) -> Picture:
    """Signals by month or quarter: supportive and neutral ones above the line, critical and hostile ones below."""
    total = int(frame["signals"].sum())
    title = f"How the tone towards {towards} moved"
    subtitle = (
        f"{wording.sentence_case(wording.count(total, 'signal'))} by {step}. Above the line, from it outwards: "
        "neutral, supportive. Below: critical, hostile, use of force."
    )
    twin = frame.pivot_table(index="start", columns="tone", values="signals", sort=False, observed=True)
    twin = twin.reset_index()
    twin["start"] = [_step_name(day, step) for day in twin["start"]]
    twin = twin.rename(
        columns={"start": wording.sentence_case(step), **{tone: wording.sentence_case(tone) for tone in SHAPES}}
    )
    if not total:
        spec = empty_spec("No signal is on record here.", Sheet(title, "", EMPTY_HEIGHT), look, name="tones")
        return Picture("tones", title, subtitle, f"{title}: no signal is on record here.", twin, spec)
    spec = spec_of(_tone_chart(step, frame, look), Sheet(title, subtitle, TONE_HEIGHT), look)
    return Picture("tones", title, subtitle, _tone_alt(step, frame, title), twin, spec)


def _step_name(start: pd.Timestamp, step: str) -> str:
    last = pd.Period(start, freq=STEPS[step]).end_time
    return wording.month(start) if step == "month" else f"{wording.month(start)} – {wording.month(last)}"


def _tone_alt(step: str, frame: pd.DataFrame, title: str) -> str:
    told = []
    for start, part in frame.groupby("start", sort=True):
        counted = zip(part["tone"].astype("str"), part["signals"], strict=True)
        held = [f"{total} {tone}" for tone, total in counted if total]
        if held:
            told.append(f"{_step_name(pd.Timestamp(str(start)), step)}: {wording.listing(held)}")
    return f"Stacked bars. {title}, by {step}: {'; '.join(told)}."


def _tone_chart(step: str, frame: pd.DataFrame, look: Look) -> alt.LayerChart:
    rows = _stacks(step, frame)
    most, least = max(1, *(row["high"] for row in rows)) * ROOM, min(-1, *(row["high"] for row in rows)) * ROOM
    y = alt.Y(
        "low:Q",
        title=None,
        axis=alt.Axis(tickMinStep=1, labelExpr="format(abs(datum.value), 'd')", tickCount=5),
        scale=alt.Scale(domain=[least, most], nice=False),
    )
    bars = (
        alt.Chart(inline(rows, "tones"), name="tones")
        .mark_bar(stroke=look.surface, strokeWidth=1)
        .encode(
            x=_x(),
            x2=alt.X2("until:T"),
            y=y,
            y2=alt.Y2("high:Q"),
            color=alt.Color("tone:N", legend=alt.Legend(symbolType="square"), scale=_tone_scale(look)),
            tooltip=[alt.Tooltip("said:N", title=" ")],
        )
    )
    line = alt.Chart(inline([{"low": 0}], "zero"), name="zero").mark_rule(color=look.muted).encode(y=y)
    return layered(bars, line)


def _stacks(step: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for start, part in frame.groupby("start", sort=True):
        first = pd.Timestamp(str(start))
        until = pd.Period(first, freq=STEPS[step]).end_time.date() + dt.timedelta(days=1)
        counted = dict(zip(part["tone"], part["signals"], strict=True))
        for tones, sign in ((UPWARDS, 1), (DOWNWARDS, -1)):
            reached = 0
            for tone in tones:
                total = int(counted[tone])
                shared = {"from": _utc(first.date()), "until": _utc(until), "tone": tone}
                said = f"{wording.number(total)} {tone}, {_step_name(first, step)}"
                rows.append({**shared, "low": sign * reached, "high": sign * (reached + total), "said": said})
                reached += total
    return rows
