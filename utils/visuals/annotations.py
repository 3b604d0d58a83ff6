"""Named events on a timeline: an upright line on the first day, with the name beside it.

Knows names, days and pixels. It must not know what the timeline shows.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
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
    """Where events may stand: on the axis `x` from its first to its last day, from one pixel down to another.

    The first name stands around the upper pixel, the lines end at the lower.
    """

    x: alt.X
    period: tuple[dt.date, dt.date]
    top: float
    height: float


def event_marks(named: Sequence[NamedEvent], look: Look, room: Room) -> list[alt.Chart]:
    """The lines, each from its own name down to the room's foot, and the names; none where nothing is named.

    The names that turn inwards stand below the others, the latest first: so no line runs through a name of its side.
    """
    marked = named[-MOST:]
    if not marked:
        return []
    turned = [one for one in marked if _inwards(one, room)]
    placed = [*(one for one in marked if one not in turned), *reversed(turned)]
    levels = {one: room.top + LINE * place for place, one in enumerate(placed)}
    lines = _lines({one: levels[one] - LINE / 2 for one in marked}, look, room, "event-lines")
    return [lines, *(_name(one, levels[one], look, room) for one in marked)]


def event_lines(named: Sequence[NamedEvent], look: Look, room: Room, name: str) -> alt.Chart:
    """The lines alone, from the room's top to its foot: for a panel under the one that has the names."""
    return _lines(dict.fromkeys(named[-MOST:], room.top), look, room, name)


def names_height(named: Sequence[NamedEvent]) -> int:
    """How many pixels the names take, one under the other."""
    return LINE * min(len(named), MOST)


def _lines(tops: Mapping[NamedEvent, float], look: Look, room: Room, name: str) -> alt.Chart:
    rows = [{**_row(one), "top": top} for one, top in tops.items()]
    drawn: alt.Chart = (
        alt.Chart(inline(rows, name), name=name)
        .mark_rule(color=look.muted, strokeDash=[2, 2])
        .encode(x=room.x, y=alt.Y("top:Q", scale=None, axis=None), y2=y2_at(room.height))
    )
    return drawn


def _inwards(one: NamedEvent, room: Room) -> bool:
    first, last = room.period
    return (one.first - first) > TURN * (last - first)


def _name(one: NamedEvent, at: float, look: Look, room: Room) -> alt.Chart:
    inwards = _inwards(one, room)
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
        .encode(x=room.x, y=y_at(at), text=alt.Text("name:N"))
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
    told_of = wording.sentence_case(wording.count(earlier, "earlier named event"))
    return f"{told_of} {'is' if earlier == 1 else 'are'} not marked."
