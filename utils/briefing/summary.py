"""A briefing cut down to two pages: what leads, the key judgements, the numbers, the map, what is contested.

Knows which sections a hurried reader needs. It must not know what they say.
"""

from __future__ import annotations

from dataclasses import replace

from utils.briefing.document import Briefing, Part, Section
from utils.briefing.rules.key_judgements import ASSESSOR, REASON

KEPT = ("bottom-line", "judgements", "numbers", "contested", "map")

PASSED_OVER = (REASON, ASSESSOR)
"""Labels of sentences that only the whole briefing has."""


def summary_of(briefing: Briefing) -> Briefing:
    """The same briefing with those sections alone, and its sources numbered anew. The map holds the boundary note."""
    closing = tuple(note for note in briefing.closing if note[1] != briefing.boundary_note)
    return replace(briefing, parts=tuple(_part(briefing, key) for key in KEPT), closing=closing)


def _part(briefing: Briefing, key: str) -> Part:
    return Part((key,), lambda: (_short(briefing.section(key)),))


def _short(section: Section) -> Section:
    """Of the judgements no reasons, of what is contested the table, if there is one."""
    if section.key == "contested":
        return replace(section, sentences=() if section.grid else section.sentences, draw=tuple)
    if section.key == "judgements":
        return replace(section, sentences=tuple(one for one in section.sentences if one.label not in PASSED_OVER))
    return section
