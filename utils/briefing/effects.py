"""What a briefing's headline figures are in one edition and would be in another.

Knows two briefings. It must not know what changed in their tables, nor why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from utils.briefing.document import Briefing

ABSENT = "not there"


@dataclass(frozen=True)
class Effect:
    """One number or sentence of the first page, in both editions as printed."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether a reader would see a difference."""
        return self.before != self.after


def headline_effects(before: Briefing, after: Briefing) -> tuple[Effect, ...]:
    """The number strip and the bottom line of both briefings, side by side, in the order of the second."""
    old, new = dict(_told(before)), dict(_told(after))
    labels = dict.fromkeys((*new, *old))
    return tuple(Effect(label, old.get(label, ABSENT), new.get(label, ABSENT)) for label in labels)


def _told(briefing: Briefing) -> Iterator[tuple[str, str]]:
    for strip in briefing.section("numbers").strips:
        yield strip.label, f"{strip.number} ({strip.note})" if strip.note else strip.number
    yield "Period", briefing.period
    yield "Bottom line", " ".join(sentence.text for sentence in briefing.section("bottom-line").sentences)
