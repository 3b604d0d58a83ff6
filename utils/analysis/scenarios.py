"""The futures as an analyst set them: order, prior, own likelihood, and what is wrong with the priors together.

Knows the Scenarios table. It must not know indicators or evidence. A fault is told, never repaired.
"""

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from utils.tables.futures import LEAST_FOR_ANYTHING_ELSE, TOLERANCE, WHOLE

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Priors sum to", f"{WHOLE:g} percent, {TOLERANCE:g} more or less", "exclusive futures"),
    ("Least for anything else", f"{LEAST_FOR_ANYTHING_ELSE:g} percent", "ours"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


@dataclass(frozen=True)
class Scenario:
    """One future. `prior` and `own` are percent, None where not set; who set each, and when, beside it.

    `by_date` is the day by which it would be seen; who set the priors set that too.
    """

    scenario_id: str
    order: int
    name: str
    description: str
    remainder: bool
    prior: float | None
    prior_by: str | None
    prior_on: dt.date | None
    by_date: dt.date | None
    own: float | None
    own_by: str | None
    own_on: dt.date | None
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class Fault:
    """What is wrong with the scenarios, in a sentence; `stops` when no likelihood can follow from them."""

    text: str
    stops: bool


def scenarios_of(frame: pd.DataFrame) -> tuple[Scenario, ...]:
    """The scenarios in their order."""
    ordered = frame.sort_values(["order", "scenario_id"], kind="stable")
    return tuple(_scenario(row) for row in ordered.to_dict("records"))


def prior_faults(scenarios: Sequence[Scenario]) -> tuple[Fault, ...]:
    """Everything that keeps these scenarios from being exclusive futures with priors that sum to 100."""
    return tuple(_faults(scenarios))


def horizon_of(scenarios: Sequence[Scenario]) -> dt.date | None:
    """The one day by which any of them would be seen; None where none is set, or where they do not agree on it."""
    days = {scenario.by_date for scenario in scenarios}
    return days.pop() if len(days) == 1 else None


def _faults(scenarios: Sequence[Scenario]) -> Iterator[Fault]:
    if not scenarios:
        yield Fault("No scenario is on record.", stops=True)
        return
    orders = [scenario.order for scenario in scenarios]
    if len(set(orders)) < len(orders):
        yield Fault("Two scenarios have the same order, so that the matrices cannot be told apart.", stops=True)
    unset = [scenario.name for scenario in scenarios if scenario.prior is None]
    if unset:
        yield Fault(f"No prior is set for {', '.join(unset)}: no likelihood can follow.", stops=True)
    else:
        yield from _sum_fault(scenarios)
    yield from _remainder_faults(scenarios)


def _sum_fault(scenarios: Sequence[Scenario]) -> Iterator[Fault]:
    total = sum(scenario.prior for scenario in scenarios if scenario.prior is not None)
    if abs(total - WHOLE) > TOLERANCE:
        told = f"The priors sum to {total:.1f} percent and not to {WHOLE:g}: they are shown as they are"
        yield Fault(f"{told}, and no likelihood is worked out from them.", stops=True)


def _remainder_faults(scenarios: Sequence[Scenario]) -> Iterator[Fault]:
    rest = [scenario for scenario in scenarios if scenario.remainder]
    if len(rest) != 1:
        told = "No scenario stands" if not rest else f"{len(rest)} scenarios stand"
        yield Fault(f"{told} for anything else; one should.", stops=False)
    for scenario in rest:
        if scenario.prior is not None and scenario.prior < LEAST_FOR_ANYTHING_ELSE - TOLERANCE:
            least = f"at least {LEAST_FOR_ANYTHING_ELSE:g} should be"
            yield Fault(f"Only {scenario.prior:g} percent are left for anything else; {least}.", stops=False)


def _scenario(row: Mapping[Hashable, Any]) -> Scenario:
    return Scenario(
        scenario_id=row["scenario_id"],
        order=int(row["order"]),
        name=row["name"],
        description=row["description"],
        remainder=row["remainder"] == "yes",
        prior=_number(row["prior"]),
        prior_by=_text(row["prior_set_by"]),
        prior_on=_day(row["prior_set_on"]),
        by_date=_day(row["by_date"]),
        own=_number(row["own_likelihood"]),
        own_by=_text(row["own_set_by"]),
        own_on=_day(row["own_set_on"]),
        source_ids=row["source_ids"],
        note=_text(row["note"]),
    )


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, pd.Timestamp) else None
