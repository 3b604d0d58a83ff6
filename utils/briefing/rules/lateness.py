"""How late reports arrive, in words: which weeks are provisional, and what earlier editions had known by then.

Knows how lateness is worded. It must not know how it is worked out.
"""

from __future__ import annotations

from utils.analysis.figures import Figure
from utils.analysis.lateness import Known, Lateness, lateness
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording

RULE = "incidents.lateness"


def late_reports(material: Material) -> Sentence:
    """Which weeks are provisional, that none is, or that there are too few editions to tell."""
    told = lateness(material.selection.edition)
    if not told.enough:
        return Sentence("There are too few editions to say how late reports arrive.", RULE, (_editions(told),))
    slowest, youngest = told.slowest, told.known[0]
    editions = wording.count(told.editions, "earlier edition")
    if slowest is None or told.since is None:
        text = f"{_knew(editions, youngest)}: no week is provisional."
        return Sentence(text, RULE, (_editions(told), *_figures(youngest)))
    text = (
        f"{_knew(editions, slowest)}, so weeks from {wording.day(told.since)} on are provisional and take no part in "
        "comparisons with earlier periods."
    )
    return Sentence(text, RULE, (_editions(told), *_figures(slowest)))


def _knew(editions: str, one: Known) -> str:
    """What earlier editions held of weeks of one age."""
    age = f"{wording.count(one.weeks, 'week')} before" if one.weeks else "just then"
    known, now = wording.number(one.known), wording.count(one.now, "incident")
    return f"Of weeks that had ended {age}, {editions} held {known} of {now} known today"


def _editions(told: Lateness) -> Figure:
    return Figure(told.editions, "editions", "editions-compared")


def _figures(one: Known) -> tuple[Figure, ...]:
    return (
        Figure(one.known, "incidents", "known-then"),
        Figure(one.now, "incidents", "known-now"),
        Figure(one.weeks, "weeks", "age-of-week"),
    )
