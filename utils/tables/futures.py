"""What must hold between the rows of the Scenarios sheet, and between those of one theme of indicators.

Knows what exclusive futures and their priors ask for. It must not know how a likelihood follows from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.tables.problems import Code, Problem
from utils.tables.typed import TypedTable

WHOLE, TOLERANCE = 100.0, 0.5
"""What priors must sum to, in percent, and by how much rounding may miss it."""

LEAST_FOR_ANYTHING_ELSE = 5.0
"""Percent that should be left for what nobody has thought of."""

THEME_LIMIT = 1.5
"""Indicators of one theme depend on each other: together they weigh no more than this."""

ROUNDING = 1e-9
"""Weights are written in decimals, which do not always sum exactly."""


def weighing_problems(scenarios: TypedTable, indicators: TypedTable) -> Iterator[Problem]:
    """Everything that keeps the rows from being exclusive futures with priors, and themes that weigh too much."""
    if len(scenarios.frame) and not scenarios.refused:  # a row left out would be missing from every sum
        yield from _prior_problems(scenarios)
        yield from _order_problems(scenarios)
        yield from _remainder_problems(scenarios)
        yield from _date_problems(scenarios)
    yield from _theme_problems(indicators)


def _prior_problems(scenarios: TypedTable) -> Iterator[Problem]:
    priors = scenarios.frame["prior"]
    total = float(priors.sum())
    if priors.notna().any() and abs(total - WHOLE) > TOLERANCE:
        wrong = priors.isna().to_numpy() if priors.isna().any() else priors.notna().to_numpy()
        yield scenarios.problem(
            Code.PRIORS_NOT_WHOLE, int(wrong.nonzero()[0][0]), "prior", f"{round(total, 1):g}", f"{WHOLE:g}"
        )


def _order_problems(scenarios: TypedTable) -> Iterator[Problem]:
    held: dict[int, str] = {}
    for index, (order, name) in enumerate(scenarios.frame[["order", "name"]].itertuples(index=False)):
        if order in held:
            yield scenarios.problem(Code.ORDER_TWICE, index, "order", str(order), f"“{held[order]}”")
        held.setdefault(order, name)


def _remainder_problems(scenarios: TypedTable) -> Iterator[Problem]:
    rest = (scenarios.frame["remainder"] == "yes").to_numpy().nonzero()[0].tolist()
    if len(rest) != 1:
        found = f"{len(rest)} rows" if rest else "No rows"
        yield scenarios.problem(Code.REMAINDER_NOT_ONE, rest[1] if rest else 0, "remainder", found)
        return
    prior = scenarios.frame["prior"].iloc[rest[0]]
    if prior < LEAST_FOR_ANYTHING_ELSE - TOLERANCE:  # an unknown one is not below anything
        least = f"{LEAST_FOR_ANYTHING_ELSE:g}"
        yield scenarios.problem(Code.REMAINDER_SMALL, rest[0], "prior", f"{prior:g}", least)


def _date_problems(scenarios: TypedTable) -> Iterator[Problem]:
    written = scenarios.frame["by_date"].dt.strftime("%Y-%m-%d")
    dates = written.where(written.notna(), "none").tolist()
    for index, day in enumerate(dates):
        if day != dates[0]:
            yield scenarios.problem(Code.DATES_DIFFER, index, "by_date", day, dates[0])
            return


def _theme_problems(indicators: TypedTable) -> Iterator[Problem]:
    held: dict[str, float] = {}
    for index, (theme, weight) in enumerate(indicators.frame[["theme", "weight"]].itertuples(index=False)):
        before = held.get(theme, 0.0)
        held[theme] = before + weight
        if before <= THEME_LIMIT + ROUNDING < held[theme]:
            yield indicators.problem(Code.THEME_HEAVY, index, "weight", theme, f"{THEME_LIMIT:g}")
