"""Named events on a timeline: an upright line on the first day, with the name beside it.

Knows names, days and pixels. It must not know what the timeline shows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from utils.analysis.named_events import NamedEvent
from utils.tables.vocabularies.vocabulary import slug
from utils.visuals import wording
from utils.visuals.palette import Look
from utils.visuals.theme import inline, y2_at, y_at

MOST = 4
"""More names than these would cover the chart: it marks the latest."""

TURN = 0.6
"""From this share of the period on, a name stands left of its line."""

LONGEST = 230
"""Pixels of a name on the chart; the alt text has all of it."""

LINE = 15
"""Pixels from one name to the next, each a line lower, so that near ones do not run into each other."""


@dataclass(frozen=True)
class Room:
    """Where events may stand: on the axis `x` from its first to its last day, from a pixel below the top to another."""

    x: alt.X
    period: tuple[dt.date, dt.date]
    top: float
    height: float


def event_marks(named: Sequence[NamedEvent], look: Look, room: Room) -> list[alt.Chart]:
    """The lines down to the room's foot, and the names from its top on; none where nothing is named."""
    marked = named[-MOST:]
    if not marked:
        return []
    lines = (
        alt.Chart(inline([_row(one) for one in marked], "named-events"), name="event-lines")
        .mark_rule(color=look.muted, strokeDash=[2, 2])
        .encode(x=room.x, y=y_at(room.top - LINE / 2), y2=y2_at(room.height))
    )
    return [lines, *(_name(one, room.top + LINE * place, look, room) for place, one in enumerate(marked))]


def _name(one: NamedEvent, at: float, look: Look, room: Room) -> alt.Chart:
    first, last = room.period
    inwards = (one.first - first) > TURN * (last - first)
    drawn: alt.Chart = (
        alt.Chart(inline([_row(one)], f"event-{slug(one.name)}"), name=f"event-{slug(one.name)}")
        .mark_text(
            align="right" if inwards else "left",
            baseline="middle",
            dx=-5 if inwards else 5,
            color=look.muted,
            fontSize=look.small_size,
            limit=LONGEST,
        )
        .encode(x=room.x, y=y_at(at), text="name:N")
    )
    return drawn


def _row(one: NamedEvent) -> dict[str, object]:
    return {"from": f"{one.first.isoformat()}T00:00:00Z", "name": one.name}


def told(named: Sequence[NamedEvent]) -> str:
    """The same as a sentence for the alt text; empty where nothing is named."""
    if not named:
        return ""
    marked = [f"{one.name}, {wording.span(one.first, one.last)}" for one in named[-MOST:]]
    return f" Marked: {wording.listing(marked)}. {left_out(named)}".rstrip()


def left_out(named: Sequence[NamedEvent]) -> str:
    """How many are not marked, as a sentence; empty where all are."""
    earlier = len(named) - MOST
    if earlier <= 0:
        return ""
    told_of = wording.sentence_case(wording.count(earlier, "earlier operation"))
    return f"{told_of} {'is' if earlier == 1 else 'are'} not marked."
