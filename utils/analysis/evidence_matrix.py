"""The analysis of competing hypotheses: what speaks against each scenario, and whether that tells them apart.

Knows the Evidence table and its fits. It must not know likelihoods. After Heuer, Psychology of Intelligence Analysis
(1999), chapter 8: what counts is what speaks against a hypothesis; what fits every one of them tells nothing.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.analysis.scenarios import Scenario
from utils.analysis.tolls import TRUSTED_CLAIMS, TRUSTED_SOURCES
from utils.tables.vocabularies import FITS

FIT_VALUES: Mapping[str, int] = dict(zip(FITS.labels, (2, 1, 0, -1, -2), strict=True))
"""Each fit as a number: only those below zero make up the score."""

APART_AT = 0.05
"""Two scenarios are told apart when a sign test over the rows that weigh on them unequally is below this."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Marks against a scenario", "inconsistent −1, strongly inconsistent −2; all else 0", "Heuer 1999, weights ours"),
    ("Told apart", f"sign test below {APART_AT:g}, as if the rows were independent", "ours"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


@dataclass(frozen=True)
class EvidenceRow:
    """One piece of evidence and its fit with each scenario, in their order; None where not judged."""

    evidence_id: str
    date: str
    statement: str
    label: str | None
    fits: tuple[str | None, ...]
    grade: str
    trusted: bool
    source_ids: tuple[str, ...]
    note: str | None
    sheet_row: int
    origin: int

    @property
    def diagnosticity(self) -> int:
        """How far apart the judged fits lie, 0 to 4; 0 tells nothing between the scenarios."""
        values = [FIT_VALUES[fit] for fit in self.fits if fit is not None]
        return max(values) - min(values) if values else 0

    def against(self, place: int) -> int:
        """The marks against the scenario at that place: 0, −1 or −2."""
        fit = self.fits[place]
        return min(0, FIT_VALUES[fit]) if fit is not None else 0


@dataclass(frozen=True)
class Comparison:
    """Two scenarios by their places: rows that speak more against the first, more against the second, and the test."""

    places: tuple[int, int]
    against: tuple[int, int]
    p: float

    @property
    def apart(self) -> bool:
        """Whether the evidence tells the two apart."""
        return self.p < APART_AT


@dataclass(frozen=True)
class Matrix:
    """The evidence over the scenarios."""

    scenarios: tuple[Scenario, ...]
    rows: tuple[EvidenceRow, ...]

    def judged(self, place: int) -> bool:
        """Whether any evidence was held against the scenario at that place."""
        return any(row.fits[place] is not None for row in self.rows)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The places of the scenarios that were judged."""
        return tuple(place for place in range(len(self.scenarios)) if self.judged(place))

    def score(self, place: int) -> Figure:
        """The marks against a scenario, zero or less; None when it was never judged. Nearest zero fits best."""
        held = [row for row in self.rows if row.fits[place] is not None]
        basis = tuple(row.evidence_id for row in held if row.against(place))
        value = sum(row.against(place) for row in held) if held else None
        return Figure(value, "marks", "ach-inconsistency", basis, Coverage(len(held), len(self.rows)))

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """The places of the judged scenarios, the least contradicted first."""
        return tuple(sorted(self.places, key=lambda place: (-(self.score(place).value or 0), place)))

    def compared(self, one: int, other: int) -> Comparison:
        """Whether the evidence tells two scenarios apart: a sign test over the rows that weigh on them unequally."""
        pairs = [(row.against(one), row.against(other)) for row in self.rows if row.fits[one] and row.fits[other]]
        first = sum(a < b for a, b in pairs)
        second = sum(b < a for a, b in pairs)
        return Comparison((one, other), (first, second), sign_test(first, second))

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every two judged scenarios, the least contradicted first."""
        return tuple(self.compared(one, other) for one, other in combinations(self.ranked, 2))

    @property
    def trusted(self) -> "Matrix":
        """The same with only the rows graded C3 or better."""
        return Matrix(self.scenarios, tuple(row for row in self.rows if row.trusted))

    @property
    def by_diagnosticity(self) -> tuple[EvidenceRow, ...]:
        """The rows, those that tell most between the scenarios first, then in the table's order."""
        return tuple(sorted(self.rows, key=lambda row: -row.diagnosticity))


def matrix_of(evidence: pd.DataFrame, scenarios: Sequence[Scenario]) -> Matrix:
    """The Evidence table over these scenarios, whose order says which column is whose."""
    return Matrix(tuple(scenarios), tuple(_row(row, scenarios) for row in evidence.to_dict("records")))


def sign_test(one: int, other: int) -> float:
    """The two-sided chance that as unequal a split, or more so, falls of itself when both sides are equally likely."""
    total = one + other
    tail = sum(math.comb(total, lower) for lower in range(min(one, other) + 1))
    return float(min(1.0, 2 * tail / 2**total))


def _row(row: Mapping[Hashable, Any], scenarios: Sequence[Scenario]) -> EvidenceRow:
    fits = (row[f"fit_{scenario.order}"] for scenario in scenarios)
    reliability, credibility = _text(row["reliability"]), _text(row["credibility"])
    return EvidenceRow(
        evidence_id=row["evidence_id"],
        date=row["date"],
        statement=row["statement"],
        label=_text(row["label"]),
        fits=tuple(_text(fit) for fit in fits),
        grade=f"{reliability or ''}{credibility or ''}",
        trusted=reliability in TRUSTED_SOURCES and credibility in TRUSTED_CLAIMS,
        source_ids=row["source_ids"],
        note=_text(row["note"]),
        sheet_row=int(row["sheet_row"]),
        origin=int(row["origin"]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
