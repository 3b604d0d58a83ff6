"""Every constant that a number hangs on, by method, read from the modules that hold them.

Knows which module belongs to which method. It must not hold a value of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias

from utils.analysis import (
    baseline,
    closeness,
    clusters,
    effects,
    event_study,
    evidence_matrix,
    exposure,
    indicators,
    lateness,
    likelihood,
    money,
    outlook,
    precision,
    readings,
    scenarios,
    scoring,
    space_time,
    spots,
    stances,
    vicinities,
    wakes,
    waves,
)

Exported: TypeAlias = Iterable[tuple[str, str | float, str]]
"""What a module calls CONSTANTS: name, value with its unit, source."""


@dataclass(frozen=True)
class Constant:
    """One constant: the method that it belongs to, its name, its value as printed, and where the value comes from."""

    method: str
    name: str
    value: str
    source: str


METHODS: tuple[tuple[str, tuple[ModuleType, ...]], ...] = (
    ("Change against a baseline (M1)", (baseline,)),
    ("Coordinated attacks (M2)", (waves, space_time, closeness, clusters)),
    ("Exposure and money (M3)", (exposure, vicinities, precision, spots, money)),
    ("Before and after a measure (M4)", (effects, event_study, wakes)),
    ("Futures and evidence (M5)", (likelihood, scenarios, outlook, indicators, readings, evidence_matrix)),
    ("Scoring of judgements (M6)", (scoring,)),
    ("Signals between states", (stances,)),
    ("Late reporting (M8)", (lateness,)),
)
"""The methods in their order, each with its modules."""


def constants() -> tuple[Constant, ...]:
    """Every constant, by method, in the order of the modules."""
    return tuple(_told())


def _told() -> Iterator[Constant]:
    for method, modules in METHODS:
        for module in modules:
            exported: Exported = module.CONSTANTS
            for name, value, source in exported:
                yield Constant(method, name, value if isinstance(value, str) else _number(value), source)


def _number(value: float) -> str:
    """The value in full: 0.05, 999, 1,000; no exponent."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"
