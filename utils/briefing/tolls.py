"""Claimed tolls in words: every number with whose it is and of when.

Knows how a claim is worded. It must not know which claims a briefing picks.
"""

from __future__ import annotations

from collections.abc import Sequence

from utils.analysis.figures import Figure
from utils.analysis.tolls import Contest, SideClaim
from utils.briefing.material import Material
from utils.visuals import wording

TELLING = 1.5
"""Figures whose gap factor is below this are told as near each other, not as contested."""


def killed(side: SideClaim) -> str:
    """The side's figure as printed: 22, 10–16, more than 20."""
    return wording.number_range(side.low, side.high, beyond=wording.MORE_THAN)


def claimed(side: SideClaim) -> str:
    """The figure with its claimant and date, for a sentence: the ministry claims 22 (5 Feb 2026)."""
    return f"{side.claimant} claims {killed(side)} ({wording.day(side.as_of)})"


def cell(sides: Sequence[SideClaim]) -> str:
    """The figures with claimant and date, for a table: 22 (the ministry, 5 Feb 2026); a dash when there is none."""
    figures = (f"{killed(side)} ({side.claimant}, {wording.day(side.as_of)})" for side in sides)
    return "; ".join(figures) or wording.EN_DASH


def times(gap: Figure) -> str:
    """The gap factor in words: about 16 times, about 2.3 times."""
    value = gap.value or 0
    return f"about {wording.number(rounded(value))} times"


def rounded(value: float) -> float:
    """A gap factor as printed: whole from ten, else to one decimal."""
    return float(round(value)) if value >= 10 else round(value, 1)


def scope(material: Material, contest: Contest) -> str:
    """What the figures are about: the campaign, or the place and date of the incident, or the scope as recorded."""
    if contest.incident_id is None:
        return contest.campaign or contest.scope
    return f"{contest.scope}, {material.began(contest.incident_id)}"


def ends(contest: Contest) -> tuple[SideClaim, SideClaim]:
    """The sides with the lowest and with the highest figure."""
    lowest = min(contest.sides, key=lambda side: side.low if side.low is not None else side.high or 0)
    highest = max(contest.sides, key=lambda side: side.high if side.high is not None else side.low or 0)
    return lowest, highest


def contested(contest: Contest) -> bool:
    """Whether two sides give figures that are far from each other."""
    return contest.gap is not None and (contest.gap.value or 0) >= TELLING


def figures(contest: Contest) -> tuple[Figure, ...]:
    """The figures of every side, and their gap as printed."""
    sides = tuple(side.figure for side in contest.sides)
    return (*sides, contest.gap) if contest.gap else sides
