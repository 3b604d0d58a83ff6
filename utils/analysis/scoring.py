"""How judgements fared, and how good their probabilities were: Brier and logarithmic scores, skill, calibration.

Knows the Judgements table. It must not know how a score is worded. A judgement is scored only when its author gave a
number and its outcome is settled; below TOO_FEW such ones nothing is said (M6 in docs/method.md).
Brier 1950, doi 10.1175/1520-0493(1950)078; Wilson 1927 for the intervals.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from utils.analysis.baseline import INTERVAL_Z
from utils.analysis.figures import Coverage, Figure
from utils.tables.vocabularies import JUDGEMENT_STATUSES

OBSERVED, PARTLY, NOT_OBSERVED, UNKNOWN = JUDGEMENT_STATUSES.labels

TOO_FEW = 20
"""Fewer settled judgements with a number than these are not scored."""

BINS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0))
"""Judgements of about the same probability are looked at together; a bin holds its lower edge."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Fewest settled judgements to score", f"{TOO_FEW}", "ours"),
    ("Bins of the calibration", "five, each 20 percentage points wide", "ours"),
    ("Interval of a bin", "Wilson, 95 percent", "Wilson 1927"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


@dataclass(frozen=True)
class Judgement:
    """One judgement and how it fared. `likelihood` is the author's own percent, None where none was given.

    `seal` is the SHA-256 of what was said, by whom, when and how surely: it changes when any of that is changed later.
    """

    judgement_id: str
    text: str
    theme: str | None
    indicator: str | None
    author: str
    made_on: dt.date
    due_on: str | None
    word: str | None
    likelihood: float | None
    status: str
    status_on: dt.date | None
    basis: str
    source_ids: tuple[str, ...]
    note: str | None
    sheet_row: int
    origin: int

    @property
    def seal(self) -> str:
        """The digest of the judgement as issued."""
        said = (self.judgement_id, self.text, self.author, self.made_on.isoformat(), self.due_on or "", self.word or "")
        number = "" if self.likelihood is None else f"{self.likelihood:g}"
        return hashlib.sha256("\x1f".join((*said, number)).encode()).hexdigest()

    def came_true(self, as_of: dt.date) -> bool | None:
        """Whether it did; None while that is open: partly or not known, no date by when, or one that is still to come.

        What came true before its day waits for it as the others do: settled early, hits alone would be counted.
        """
        if self.due_on is None or last_day(self.due_on) > as_of:
            return None
        return {OBSERVED: True, NOT_OBSERVED: False}.get(self.status)


@dataclass(frozen=True)
class Bin:
    """Judgements of about the same probability: the mean said, how many came true of how many, and the interval."""

    low: float
    high: float
    said: float
    true: int
    total: int
    interval: tuple[float, float]


@dataclass(frozen=True)
class Scores:
    """How good the probabilities were, over at least TOO_FEW settled judgements. Both scores: lower is better.

    `skill` compares with always saying the share that came true: above 0 is better than that, None when that share
    scores perfectly itself.
    """

    brier: Figure
    logarithmic: Figure
    skill: float | None
    calibration: tuple[Bin, ...]


@dataclass(frozen=True)
class Ledger:
    """Every judgement in the order of the table, as of a day."""

    judgements: tuple[Judgement, ...]
    as_of: dt.date

    def fared(self, status: str) -> Figure:
        """How many have that status, of all."""
        some = tuple(one.judgement_id for one in self.judgements if one.status == status)
        every = len(self.judgements)
        return Figure(len(some), "judgements", "count-judgements", some, Coverage(len(some), every))

    @property
    def numbered(self) -> tuple[Judgement, ...]:
        """The judgements whose author gave a number."""
        return tuple(one for one in self.judgements if one.likelihood is not None)

    @property
    def settled(self) -> tuple[tuple[Judgement, bool], ...]:
        """Those with a number that came true or not."""
        told = ((one, one.came_true(self.as_of)) for one in self.numbered)
        return tuple((one, outcome) for one, outcome in told if outcome is not None)

    @property
    def scores(self) -> Scores | None:
        """The scores, or None when too few are settled to judge."""
        settled = self.settled
        return scores_of(settled) if len(settled) >= TOO_FEW else None


def ledger_of(judgements: pd.DataFrame, as_of: dt.date) -> Ledger:
    """The judgements of the table as of that day."""
    return Ledger(tuple(_judgement(row) for row in judgements.to_dict("records")), as_of)


@dataclass(frozen=True)
class Reworded:
    """A judgement that says something else than it did when it was issued, both ways."""

    before: Judgement
    after: Judgement


def reworded(before: Ledger, after: Ledger) -> tuple[Reworded, ...]:
    """The judgements of the first ledger whose seal is broken in the second: what was issued has been changed since.

    An outcome may be entered at any time; new judgements and withdrawn ones are no change of what was said.
    """
    now = {one.judgement_id: one for one in after.judgements}
    held = ((one, now.get(one.judgement_id)) for one in before.judgements)
    return tuple(Reworded(one, other) for one, other in held if other is not None and other.seal != one.seal)


def scores_of(settled: Sequence[tuple[Judgement, bool]]) -> Scores:
    """The scores of these judgements, each with its outcome; ValueError when there is none."""
    if not settled:
        raise ValueError("nothing to score")
    said = [(one.likelihood or 0.0) / 100 for one, _ in settled]  # a settled one has its number
    outcomes = [outcome for _, outcome in settled]
    basis, coverage = tuple(one.judgement_id for one, _ in settled), Coverage(len(settled), len(settled))
    base = sum(outcomes) / len(outcomes)
    ours = _mean([brier((p, 1 - p), 0 if true else 1) for p, true in zip(said, outcomes, strict=True)])
    reference = _mean([brier((base, 1 - base), 0 if true else 1) for true in outcomes])
    logs = _mean([log_score(p if true else 1 - p) for p, true in zip(said, outcomes, strict=True)])
    return Scores(
        Figure(ours, "Brier score", "brier", basis, coverage),
        Figure(logs, "logarithmic score", "log-score", basis, coverage),
        1 - ours / reference if reference else None,
        calibration(said, outcomes),
    )


def brier(probabilities: Sequence[float], outcome: int) -> float:
    """The sum over outcomes of (p − o)²: 0 is best, 2 is worst; a toss-up between two scores 0.5."""
    return sum((p - (place == outcome)) ** 2 for place, p in enumerate(probabilities))


def log_score(probability: float) -> float:
    """−ln of the probability that was given to what came true; infinite when that was none."""
    return math.inf if probability <= 0 else -math.log(probability)


def calibration(said: Sequence[float], outcomes: Sequence[bool]) -> tuple[Bin, ...]:
    """The bins that hold any judgement, each with the share that came true and its interval."""
    found = []
    for low, high in BINS:
        held = [(p, true) for p, true in zip(said, outcomes, strict=True) if low <= p < high or p == high == 1]
        if held:
            true = sum(outcome for _, outcome in held)
            found.append(Bin(low, high, _mean([p for p, _ in held]), true, len(held), wilson(true, len(held))))
    return tuple(found)


def wilson(true: int, total: int) -> tuple[float, float]:
    """The 95 percent interval of a share after Wilson; ValueError when there is nothing to share."""
    if total <= 0:
        raise ValueError("no share of nothing")
    share, spread = true / total, INTERVAL_Z**2 / total
    middle = (share + spread / 2) / (1 + spread)
    reach = INTERVAL_Z / (1 + spread) * math.sqrt(share * (1 - share) / total + INTERVAL_Z**2 / (4 * total**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def last_day(partial: str) -> dt.date:
    """The last day that a date known to the year, month or day can mean."""
    frequency = ("Y", "M", "D")[partial.count("-")]
    day: dt.date = pd.Period(partial, freq=frequency).end_time.date()
    return day


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _judgement(row: Mapping[Hashable, Any]) -> Judgement:
    made, status_on, likelihood = row["made_on"], row["status_on"], row["likelihood"]
    return Judgement(
        judgement_id=row["judgement_id"],
        text=row["judgement"],
        theme=_text(row["theme"]),
        indicator=_text(row["indicator"]),
        author=row["author"],
        made_on=made.date(),
        due_on=_text(row["due_on"]),
        word=_text(row["likelihood_word"]),
        likelihood=None if pd.isna(likelihood) else float(likelihood),
        status=row["status"],
        status_on=status_on.date() if isinstance(status_on, pd.Timestamp) else None,
        basis=row["basis"],
        source_ids=row["source_ids"],
        note=_text(row["note"]),
        sheet_row=int(row["sheet_row"]),
        origin=int(row["origin"]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
