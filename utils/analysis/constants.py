"""Every constant that a number hangs on, by method, read from the modules that hold them.

Knows which module belongs to which method. It must not hold a value of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias

from utils.analysis import (
    alike,
    baseline,
    closeness,
    clusters,
    counts,
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
    regression,
    scenarios,
    scoring,
    space_time,
    spots,
    stances,
    tolls,
    vicinities,
    wakes,
    waves,
    windows,
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
    ("M1 baseline", (counts, baseline, windows)),
    ("M2 waves", (waves, space_time, closeness, clusters)),
    ("M3 exposure", (exposure, vicinities, precision, spots, money)),
    ("M4 measures", (effects, regression, event_study, wakes)),
    ("M5 futures", (likelihood, scenarios, outlook, indicators, readings, evidence_matrix)),
    ("M6 scoring", (scoring,)),
    ("M7 tolls", (tolls,)),
    ("Signals between states", (stances,)),
    ("M8 lateness", (lateness,)),
    ("M9 told twice", (alike,)),
)
"""The methods in their order, each with its modules."""


def constants() -> tuple[Constant, ...]:
    """Every constant, by method, in the order of the modules; what two modules share is told once."""
    return tuple(dict.fromkeys(_told()))


def _told() -> Iterator[Constant]:
    for method, modules in METHODS:
        for module in modules:
            exported: Exported = module.CONSTANTS
            for name, value, source in exported:
                yield Constant(method, name, value if isinstance(value, str) else _number(value), source)


def _number(value: float) -> str:
    """The value in full: 0.05, 999, 1,000; no exponent."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"
