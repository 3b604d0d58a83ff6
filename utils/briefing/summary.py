"""A briefing cut down to two pages: what leads, the numbers, the map, what is contested, what comes next.

Knows which sections a hurried reader needs. It must not know what they say.
"""

from __future__ import annotations

from dataclasses import replace

from utils.briefing.document import Briefing, Part, Section

KEPT = ("bottom-line", "numbers", "map", "contested", "outlook")


def summary_of(briefing: Briefing) -> Briefing:
    """The same briefing with those sections alone, and its sources numbered anew."""
    return replace(briefing, parts=tuple(_part(briefing, key) for key in KEPT))


def _part(briefing: Briefing, key: str) -> Part:
    return Part((key,), lambda: (_short(briefing.section(key)),))


def _short(section: Section) -> Section:
    """Of what is contested the table, if there is one; of what comes next the sentences; of all pictures the map."""
    if section.key == "contested":
        return replace(section, sentences=() if section.grid else section.sentences, draw=tuple)
    if section.key == "outlook":
        return replace(section, grid=None, draw=tuple)
    return section
