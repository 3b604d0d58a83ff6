"""How far claimed tolls lie apart, in words: the one home of how a gap is told, in sentence, table and drawing.

Knows contests. It must not know where a gap is told.
"""

from utils.analysis.tolls import Contest, SideClaim
from utils.visuals import wording

ABOUT = "about"

SUBTRACTED = "the compilers' subtraction"
"""What is said of a figure that no claimant gave."""


def ends(contest: Contest) -> tuple[SideClaim, SideClaim]:
    """Of the figures that somebody gave the lowest and the highest; of those worked out where nobody gave one."""
    given = contest.given or contest.sides
    lowest = min(given, key=lambda side: side.low if side.low is not None else side.high or 0)
    highest = max(given, key=lambda side: side.high if side.high is not None else side.low or 0)
    return lowest, highest


def times(contest: Contest) -> str:
    """The gap in words: about 2.3 times, or at least 16 times where the highest figure is open; empty without one."""
    if contest.gap is None:
        return ""
    how = wording.AT_LEAST if _open(contest) else ABOUT
    return f"{how} {wording.number(rounded(contest.gap.value or 0))} times"


def mark(contest: Contest) -> str:
    """The same for a table's cell: 2.3×, at least 16×; a dash without a gap."""
    if contest.gap is None:
        return wording.EN_DASH
    how = f"{wording.AT_LEAST} " if _open(contest) else ""
    return f"{how}{wording.number(rounded(contest.gap.value or 0))}×"


def told(contest: Contest) -> str:
    """The same beside a drawing: with that the periods differ, or that one side alone has spoken."""
    return times(contest) + (", unlike periods" if contest.differing else "") if contest.gap else "one side only"


def rounded(value: float) -> float:
    """A gap factor as printed: whole from ten, else to one decimal."""
    return float(round(value)) if value >= 10 else round(value, 1)


def passes_on(side: SideClaim) -> str:
    """That a figure is another side's word, or was worked out: for the name of its claimant; else empty."""
    if side.worked_out_from:
        return f", {SUBTRACTED}"
    return f", passing on the {side.quotes} side" if side.quotes else ""


def _open(contest: Contest) -> bool:
    return ends(contest)[1].high is None
