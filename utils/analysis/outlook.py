"""How likely each scenario is, openly: priors, what the known indicators make of them, and what each would change.

Knows the method of scenario likelihoods (M5 in docs/method.md). It must not know any theatre, nor how it is shown.
The formula: prior times the product of L to the power of w, over all indicators that are known, made to sum to one.
After Karvetski and others 2013, doi 10.1007/s40070-013-0001-x.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from utils.analysis.scenarios import Fault, Scenario, prior_faults, scenarios_of
from utils.tables.vocabularies import INDICATOR_STATES, LIKELIHOOD_OF_STEP

SEEN, NOT_SEEN, NOT_KNOWN = INDICATOR_STATES.labels

HALF_LIFE = 60
"""Days in which the weight of an indicator halves, counted from the date of its state."""

THEME_LIMIT = 1.5
"""Indicators of one theme depend on each other: together they weigh no more than this."""

UNJUDGED = 0.5
"""What a scenario gets under an indicator that was not judged for it: as good as neither for nor against."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    (
        "Steps of the likelihood scale",
        ", ".join(f"{step} {chance:g}" for step, chance in LIKELIHOOD_OF_STEP.items()),
        "ours",
    ),
    ("Half-life of an indicator", f"{HALF_LIFE} days from the date of its state", "ours"),
    ("Most weight of one theme", f"{THEME_LIMIT:g}", "ours; indicators of a theme depend on each other"),
    ("Not judged for a scenario", f"{UNJUDGED:g}", "ours; neither for nor against"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


@dataclass(frozen=True)
class Indicator:
    """One thing to look for. `steps` are the chances of seeing it by scenario, None where not judged; `state` as used.

    `since` is the day from which its weight fades: that of its state, no more exactly known than its first day.
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

    @property
    def speaks(self) -> bool:
        """Whether it moves likelihoods: its state is known, and since when."""
        return self.state != NOT_KNOWN and self.since is not None

    @property
    def flipped(self) -> bool:
        """Whether the state is another than the recorded one."""
        return self.state != self.recorded

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


@dataclass(frozen=True)
class Shift:
    """What one indicator in another state would do: the likelihoods then, in the order of the scenarios."""

    indicator: Indicator
    state: str
    likelihoods: tuple[float, ...]


@dataclass(frozen=True)
class Outlook:
    """The scenarios in their order, the indicators as used, and what follows on one day.

    `likelihoods` is empty when the priors do not allow any: `faults` says why. Nothing is repaired.
    """

    scenarios: tuple[Scenario, ...]
    indicators: tuple[Indicator, ...]
    as_of: dt.date
    faults: tuple[Fault, ...]

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of each indicator that speaks: faded with time, then held to the limit of its theme."""
        faded = {one.indicator_id: faded_weight(one, self.as_of) for one in self.indicators if one.speaks}
        themes: dict[str, float] = {}
        for one in self.indicators:
            if one.speaks:
                themes[one.theme] = themes.get(one.theme, 0.0) + faded[one.indicator_id]
        held = {theme: min(1.0, THEME_LIMIT / total) if total else 1.0 for theme, total in themes.items()}
        return {one.indicator_id: faded[one.indicator_id] * held[one.theme] for one in self.indicators if one.speaks}

    @cached_property
    def likelihoods(self) -> tuple[float, ...]:
        """The probability of each scenario, summing to one; empty when the priors allow none."""
        priors = [scenario.prior for scenario in self.scenarios if scenario.prior is not None]
        if any(fault.stops for fault in self.faults) or len(priors) < len(self.scenarios):
            return ()
        scores = [prior * self._support(place) for place, prior in enumerate(priors)]
        return tuple(score / sum(scores) for score in scores)

    def _support(self, place: int) -> float:
        logs = (
            self.weights[one.indicator_id] * math.log(one.chance(place, one.state))
            for one in self.indicators
            if one.speaks
        )
        return math.exp(sum(logs))

    @property
    def known(self) -> tuple[Indicator, ...]:
        """The indicators that move likelihoods."""
        return tuple(one for one in self.indicators if one.speaks)

    @property
    def flipped(self) -> tuple[Indicator, ...]:
        """The indicators that a reader has set otherwise than recorded."""
        return tuple(one for one in self.indicators if one.flipped)

    @cached_property
    def ranked(self) -> tuple[tuple[Scenario, float], ...]:
        """The scenarios with their probabilities, the likeliest first; equal ones in their own order."""
        pairs = zip(self.scenarios, self.likelihoods, strict=False)
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0].order)))

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Each indicator in each state that it is not in, all else as it is; what is newly known is known today."""
        if not self.likelihoods:
            return ()
        return tuple(
            Shift(one, state, self.flipping({one.indicator_id: state}).likelihoods)
            for one in self.indicators
            for state in INDICATOR_STATES.labels
            if state != one.state
        )

    def reach(self, place: int) -> tuple[float, float]:
        """The least and most that the scenario at that place gets when any one indicator changes its state."""
        reached = [self.likelihoods[place], *(shift.likelihoods[place] for shift in self.shifts)]
        return min(reached), max(reached)

    def flipping(self, states: Mapping[str, str]) -> Outlook:
        """The outlook with these indicators in other states: what is newly known is known on the as-of day."""
        return replace(
            self,
            indicators=tuple(
                replace(one, state=states[one.indicator_id], since=self.as_of)
                if states.get(one.indicator_id, one.state) != one.state
                else one
                for one in self.indicators
            ),
        )


def outlook_of(scenarios: pd.DataFrame, indicators: pd.DataFrame, as_of: dt.date) -> Outlook:
    """What the two tables hold, as of that day."""
    futures = scenarios_of(scenarios)
    known = tuple(_indicator(row, futures) for row in indicators.to_dict("records"))
    return Outlook(futures, known, as_of, prior_faults(futures))


def faded_weight(indicator: Indicator, as_of: dt.date) -> float:
    """Its own weight, halved every HALF_LIFE days since its state was seen; never more than its own weight.

    ValueError when it is not known since when.
    """
    if indicator.since is None:
        raise ValueError(f"{indicator.indicator_id} has no date to count from")
    age = max(0, (as_of - indicator.since).days)
    return float(indicator.weight * 2 ** (-age / HALF_LIFE))


def _indicator(row: Mapping[Hashable, Any], futures: Sequence[Scenario]) -> Indicator:
    step = (row[f"likelihood_{scenario.order}"] for scenario in futures)
    set_on, state = row["set_on"], row["state"]
    dated, judged = _text(row["state_date"]), set_on.date() if isinstance(set_on, pd.Timestamp) else None
    return Indicator(
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
    )


def first_day(partial: str) -> dt.date:
    """The first day that a date known to the year, month or day can mean."""
    return dt.date.fromisoformat(f"{partial}-01-01"[:10])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
