"""Incidents that may be one event told twice, in words.

Knows how such pairs are told. It must not know how they are found, nor decide which are one event.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.alike import pairs_alike
from utils.analysis.figures import Figure
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.tables.likeness import NEAR_DAYS, NEAR_KM
from utils.visuals import wording


def told_twice(material: Material) -> Iterator[Sentence]:
    """How many pairs of incidents are alike enough to be one event, all of them counted as two."""
    pairs = pairs_alike(material.selection)
    if not pairs:
        return
    rows = tuple(dict.fromkeys(name for pair in pairs for name in pair))
    apart = f"within {wording.number(NEAR_KM)} km and {wording.number(NEAR_DAYS)} days of each other"
    verb = "is" if len(pairs) == 1 else "are"
    text = (
        f"It is not settled whether {wording.count(len(pairs), 'pair')} of incidents of a like kind, {apart}, {verb} "
        "one event reported twice; both rows of each are kept and counted."
    )
    figures = (
        Figure(len(pairs), "pairs", "pairs-alike", rows),
        Figure(NEAR_KM, "km", "alike-km"),
        Figure(NEAR_DAYS, "days", "alike-days"),
    )
    yield Sentence(text, "gaps.told-twice", figures, (), rows)
