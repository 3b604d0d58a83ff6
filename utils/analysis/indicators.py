"""One thing to look for: whether it is seen, how likely that is under each future, and what it weighs.

Knows the Indicators table, and what the measures say. It must not know what follows for any future.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from utils.analysis.readings import NOT_KNOWN, SEEN, Reading
from utils.analysis.scenarios import Scenario
from utils.tables.vocabularies import LIKELIHOOD_OF_STEP

HALF_LIFE = 60
"""Days in which the weight of an indicator halves, counted from the date of its state."""

UNJUDGED = 0.5
"""What a scenario gets under an indicator that was not judged for it: as good as neither for nor against."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    (
        "Steps of the likelihood scale",
        ", ".join(f"{step} {chance:g}" for step, chance in LIKELIHOOD_OF_STEP.items()),
        "ours",
    ),
    ("Half-life of an indicator", f"{HALF_LIFE} days from the date of its state", "ours"),
    ("Not judged for a scenario", f"{UNJUDGED:g}", "ours; neither for nor against"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


@dataclass(frozen=True)
class Indicator:
    """One thing to look for. `steps` are the chances of seeing it by scenario, None where not judged; `state` as used.

    `recorded` is the state that an analyst set, `reading` what its measure says, where it names one. `since` is the
    day from which its weight fades: that of its state, no more exactly known than its first day.
    """

    indicator_id: str
    text: str
    theme: str
    weight: float
    steps: tuple[float | None, ...]
    recorded: str
    state: str
    since: dt.date | None
    state_date: str | None
    basis: str | None
    set_by: str | None
    set_on: dt.date | None
    source_ids: tuple[str, ...]
    reading: Reading | None = None

    @property
    def standing(self) -> str:
        """The state in force: what an analyst set, else what the measure says."""
        if not self.unset or self.reading is None:
            return self.recorded
        return self.reading.state

    @property
    def unset(self) -> bool:
        """Whether no analyst has set its state."""
        return self.recorded == NOT_KNOWN

    @property
    def computed(self) -> bool:
        """Whether the state in force is the measure's, no analyst having set one."""
        return self.unset and self.standing != NOT_KNOWN

    @property
    def speaks(self) -> bool:
        """Whether it moves likelihoods: its state is known, and since when."""
        return self.state != NOT_KNOWN and self.since is not None

    @property
    def flipped(self) -> bool:
        """Whether the state is another than the one in force."""
        return self.state != self.standing

    def chance(self, place: int, state: str) -> float:
        """How likely that state is under the scenario at that place; ValueError for a state that is not known."""
        step = self.steps[place]
        seen = UNJUDGED if step is None else step
        if state == NOT_KNOWN:
            raise ValueError("a state that is not known has no likelihood")
        return seen if state == SEEN else 1 - seen

    def diagnosticity(self, state: str) -> float:
        """How many times likelier that state is under one judged scenario than under another; 1 says nothing."""
        judged = [self.chance(place, state) for place, step in enumerate(self.steps) if step is not None]
        return max(judged) / min(judged) if judged else 1.0


def faded_weight(indicator: Indicator, as_of: dt.date) -> float:
    """Its own weight, halved every HALF_LIFE days since its state was seen; never more than its own weight.

    ValueError when it is not known since when.
    """
    if indicator.since is None:
        raise ValueError(f"{indicator.indicator_id} has no date to count from")
    age = max(0, (as_of - indicator.since).days)
    return float(indicator.weight * 2 ** (-age / HALF_LIFE))


def indicator_of(row: Mapping[Hashable, Any], futures: Sequence[Scenario], reading: Reading | None) -> Indicator:
    """The indicator of one row for these futures, with what its measure says, if it names one."""
    step = (row[f"likelihood_{scenario.order}"] for scenario in futures)
    set_on, state = row["set_on"], row["state"]
    dated, judged = _text(row["state_date"]), set_on.date() if isinstance(set_on, pd.Timestamp) else None
    typed = Indicator(
        indicator_id=row["indicator_id"],
        text=row["indicator"],
        theme=row["theme"],
        weight=float(row["weight"]),
        steps=tuple(LIKELIHOOD_OF_STEP[one] if isinstance(one, str) else None for one in step),
        recorded=state,
        state=state,
        since=first_day(dated) if dated else judged,
        state_date=dated,
        basis=_text(row["basis"]),
        set_by=_text(row["set_by"]),
        set_on=judged,
        source_ids=row["source_ids"],
        reading=reading,
    )
    return replace(typed, state=typed.standing, since=reading.end) if reading and typed.computed else typed


def first_day(partial: str) -> dt.date:
    """The first day that a date known to the year, month or day can mean."""
    return dt.date.fromisoformat(f"{partial}-01-01"[:10])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
