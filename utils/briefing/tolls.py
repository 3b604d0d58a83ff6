"""Claimed tolls in words: every number with whose it is and of when.

Knows how a claim is worded. It must not know which claims a briefing picks.
"""

from __future__ import annotations

from collections.abc import Sequence

from utils.analysis.figures import Figure
from utils.analysis.tolls import Contest, SideClaim
from utils.briefing.material import Material
from utils.visuals import gaps, wording
from utils.visuals.gaps import ends, times

__all__ = ["cell", "claimed", "contested", "covering", "ends", "figures", "killed", "scope", "times"]

TELLING = 1.5
"""Figures whose gap factor is below this are told as near each other, not as contested."""

DAGGER = "†"
"""Marks a figure that counts more, less or another time than its scope."""


def killed(side: SideClaim) -> str:
    """The side's figure as printed: 22, 10–16, more than 20."""
    return wording.number_range(side.low, side.high, beyond=wording.MORE_THAN)


def claimed(side: SideClaim) -> str:
    """The figure with its claimant and date, for a sentence: the ministry claims 22 (5 Feb 2026).

    What it covers stands beside the date. Of one that was worked out, what the claimant gave comes first.
    """
    day = wording.day(side.as_of)
    if side.worked_out_from:
        left = wording.number_range(side.low, side.high)
        return f"{side.claimant} says {side.worked_out_from} ({day}), which leaves {left} ({gaps.SUBTRACTED})"
    covers = f"; {side.covers}" if side.covers else ""
    return f"{side.claimant} claims {killed(side)} ({day}{covers})"


def cell(sides: Sequence[SideClaim]) -> str:
    """The figures with claimant and date, for a table: 22 (the ministry, 5 Feb 2026); a dash when there is none."""
    return "; ".join(_cell(side) for side in sides) or wording.EN_DASH


def _cell(side: SideClaim) -> str:
    covers = DAGGER if side.covers else ""
    return f"{killed(side)}{covers} ({side.claimant}{gaps.passes_on(side)}, {wording.day(side.as_of)})"


def covering(contests: Sequence[Contest]) -> str:
    """What the figures with a dagger cover, for the note under a table; empty when there is none."""
    told = dict.fromkeys(
        f"{killed(side)} ({side.claimant}): {side.covers}"
        for contest in contests
        for side in contest.sides
        if side.covers
    )
    return f" {DAGGER} {'; '.join(told)}." if told else ""


def scope(material: Material, contest: Contest) -> str:
    """What the figures are about: the campaign, or the place and date of the incident, or the scope as recorded."""
    if contest.incident_id is None:
        return contest.campaign or contest.scope
    return f"{contest.scope}, {material.when(contest.incident_id)}"


def contested(contest: Contest) -> bool:
    """Whether two sides give figures that are far from each other."""
    return contest.gap is not None and (contest.gap.value or 0) >= TELLING


def figures(contest: Contest) -> tuple[Figure, ...]:
    """The figures of every side, and their gap as printed."""
    sides = tuple(side.figure for side in contest.sides)
    return (*sides, contest.gap) if contest.gap else sides
