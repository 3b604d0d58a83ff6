"""How likely each scenario is, openly: priors, what the known indicators make of them, and what each would change.

Knows the method of scenario likelihoods (M5 in docs/method.md). It must not know any theatre, nor how it is shown.
The formula: prior times the product of L to the power of w, over all indicators that are known, made to sum to one.
After Karvetski and others 2013, doi 10.1007/s40070-013-0001-x.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pandas as pd

from utils.analysis.indicators import Indicator, faded_weight, indicator_of
from utils.analysis.readings import NOT_KNOWN, NOT_SEEN, SEEN, Reading, readings_of
from utils.analysis.scenarios import Fault, Scenario, horizon_of, prior_faults, scenarios_of
from utils.editions.edition import Edition
from utils.tables.futures import THEME_LIMIT
from utils.tables.vocabularies import INDICATOR_STATES

__all__ = ["NOT_KNOWN", "NOT_SEEN", "SEEN", "Indicator", "Outlook", "Shift", "outlook_of", "outlook_of_edition"]

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Most weight of one theme", f"{THEME_LIMIT:g}", "ours; indicators of a theme depend on each other"),
    ("Not told apart", "would come first too, if one indicator more were known, or one fewer", "ours"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


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
        """The indicators that a reader has set otherwise than they stand."""
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

    @property
    def owned(self) -> bool:
        """Whether analysts have set a likelihood of their own for any."""
        return any(scenario.own is not None for scenario in self.scenarios)

    @property
    def horizon(self) -> dt.date | None:
        """The day by which any of them would be seen; None where no one date is set."""
        return horizon_of(self.scenarios)

    @property
    def computed(self) -> tuple[Indicator, ...]:
        """The indicators whose state in force is their measure's."""
        return tuple(one for one in self.indicators if one.computed)

    @cached_property
    def as_typed(self) -> Outlook:
        """The same with only the states that analysts set."""
        return self.flipping({one.indicator_id: NOT_KNOWN for one in self.computed})

    @property
    def thin(self) -> tuple[Indicator, ...]:
        """The indicators left open because their measure found too little in a time that is not densely recorded."""
        every = (one for one in self.indicators if one.standing == NOT_KNOWN and one.reading)
        return tuple(one for one in every if one.reading and one.reading.at_its_word != NOT_KNOWN)

    @cached_property
    def at_its_word(self) -> Outlook:
        """The same if what is not on a thin record were absent."""
        return self.flipping({one.indicator_id: one.reading.at_its_word for one in self.thin if one.reading})

    @cached_property
    def level(self) -> tuple[int, ...]:
        """The places of the likeliest future and of those that cannot be told apart from it, the likeliest first.

        That is every one that would come first if one indicator more were known, or one fewer. What stands for anything
        else is not among them.
        """
        places = [self.scenarios.index(scenario) for scenario, _ in self.ranked if not scenario.remainder]
        near = [shift for shift in self.shifts if NOT_KNOWN in (shift.indicator.state, shift.state)]
        reached = [self.likelihoods, *(shift.likelihoods for shift in near)]
        best = [max((chances[place] for place in places), default=0.0) for chances in reached]
        return tuple(p for p in places if any(c[p] >= top for c, top in zip(reached, best, strict=True)))

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


@lru_cache(maxsize=8)
def outlook_of_edition(edition: Edition) -> Outlook:
    """The outlook of an edition on its own day, with what its rows say where no analyst has set a state."""
    scenarios, indicators = (edition.dataset.frame(name) for name in ("scenarios", "indicators"))
    return outlook_of(scenarios, indicators, edition.as_of, readings_of(edition))


def outlook_of(
    scenarios: pd.DataFrame, indicators: pd.DataFrame, as_of: dt.date, readings: Mapping[str, Reading] | None = None
) -> Outlook:
    """What the two tables hold, as of that day; `readings` by indicator fill states that no analyst has set."""
    futures = scenarios_of(scenarios)
    told = readings or {}
    known = (indicator_of(row, futures, told.get(row["indicator_id"])) for row in indicators.to_dict("records"))
    return Outlook(futures, tuple(known), as_of, prior_faults(futures))
