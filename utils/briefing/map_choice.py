"""What a reader has chosen to see on the one map, so that a document draws it as the page does: names, words, layers.

Knows which layers there are and what a link may ask of them. It must not know sessions, nor how a layer is drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from utils.analysis.counts import steps_of
from utils.analysis.filters import Filters
from utils.tables.vocabularies import VICTIM_GROUPS
from utils.visuals import wording
from utils.visuals.overlays import KINDS, SWITCHED, TOLLS, WAVES

ON, OFF = "True", "False"
"""The values of a layer that is on or off."""

NOBODY = "none"
"""The value of the layer of those killed that shows none."""

STEP, ALL = "week", "all"
"""The name of the week, or longer step of the timeline, to which the map is held, and its usual value."""

OF_SINGLE_SITES = (KINDS.key, WAVES.key)
"""The layers that cannot be drawn where incidents are counted by squares; those killed are such a layer too."""


@dataclass(frozen=True)
class MapChoice:
    """Layers by their keys; the victim group whose tolls are drawn, or None; the first day of the one step, or None."""

    layers: tuple[str, ...] = ()
    toll: str | None = None
    step: dt.date | None = None

    @property
    def query(self) -> dict[str, str]:
        """The choice by the names in links, without their prefix; empty where all is as usual."""
        chosen = dict.fromkeys(self.layers, ON)
        chosen |= {TOLLS.key: self.toll} if self.toll else {}
        return chosen | ({STEP: self.step.isoformat()} if self.step else {})

    @property
    def starts(self) -> tuple[dt.date, ...]:
        """The first day of each step to which the map is held; none where it shows all."""
        return (self.step,) if self.step else ()

    @property
    def in_squares(self) -> MapChoice:
        """What of it can be drawn where incidents are counted by squares."""
        return replace(self, layers=tuple(key for key in self.layers if key not in OF_SINGLE_SITES), toll=None)

    @property
    def names(self) -> tuple[str, ...]:
        """The layers as they are named within a sentence."""
        names = [layer.name for layer in SWITCHED if layer.key in self.layers]
        told = [name[:1].lower() + name[1:] for name in names]
        return (*told, f"{self.toll} killed") if self.toll else tuple(told)


ALL_AS_USUAL = MapChoice()
"""Every incident of the view, and no layer."""


def offered(filters: Filters) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each name with the values that exist for it in that period, and the usual one."""
    yield from ((layer.key, (ON, OFF), OFF) for layer in SWITCHED)
    yield TOLLS.key, (NOBODY, *VICTIM_GROUPS.labels), NOBODY
    yield STEP, (ALL, *step_codes(filters)), ALL


def step_codes(filters: Filters) -> tuple[str, ...]:
    """The steps of the period as links name them: by their first day. A single one cannot be chosen."""
    _, steps = steps_of(filters)
    return tuple(start.date().isoformat() for start in steps.start_time) if len(steps) > 1 else ()


def read_map_choice(asked: Mapping[str, str], filters: Filters) -> MapChoice:
    """What is asked for by name, as far as it exists; the usual where it does not."""
    layers = tuple(layer.key for layer in SWITCHED if asked.get(layer.key) == ON)
    toll, step = asked.get(TOLLS.key), asked.get(STEP)
    day = dt.date.fromisoformat(step) if step in step_codes(filters) else None
    return MapChoice(layers, toll if toll in VICTIM_GROUPS.labels else None, day)


def in_words(choice: MapChoice, filters: Filters, *, squares: bool = False) -> str:
    """The choice as it is printed under the map and on the first page; empty where all is as usual.

    Of the layers only those are said to be shown that are, where incidents are counted by squares; the others follow.
    """
    drawn = choice.in_squares if squares else choice
    said = [f"layers: {wording.listing(drawn.names)}"] if drawn.names else []
    said += [f"only the {step_name(choice.step, filters)}"] if choice.step else []
    left_out = passed_over(choice) if squares else ""
    said += [left_out] if left_out else []
    return wording.sentence_case("; ".join(said))


def passed_over(choice: MapChoice) -> str:
    """The layers that are not drawn where incidents are counted by squares, in words; empty where there are none."""
    names = [name for name in choice.names if name not in choice.in_squares.names]
    return f"not shown where incidents are counted by squares: {wording.listing(names)}" if names else ""


def step_name(start: dt.date, filters: Filters) -> str:
    """The week or month that begins on that day, in words."""
    step, _ = steps_of(filters)
    if step == "month":
        return f"month of {wording.month(start)}"
    return f"week of {wording.span(start, start + dt.timedelta(days=6))}"
