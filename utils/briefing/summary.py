"""A briefing cut down to two pages: what leads, key judgements, numbers, few incidents, what is contested, the map.

Knows which sections a hurried reader needs. It must not know what they say.
"""

from __future__ import annotations

from dataclasses import replace

from utils.briefing.document import Briefing, Grid, Part, Section
from utils.briefing.rules.key_judgements import ASSESSOR, REASON

SAID = ("contested.one-sided", "contested.perpetrators", "contested.wider")
"""Of the sentences on what is contested those that stand beside its table: without them a claim reads as a finding."""

GRADES = "method.grades"
"""What the grades mean, which the numbers speak of."""

KEPT = ("bottom-line", "judgements", "numbers", "incidents", "contested", "map")

PASSED_OVER = (REASON, ASSESSOR)
"""Labels of sentences that only the whole briefing has."""


ROWS = 3
"""So many tolls, the most contested ones, have room on two pages."""

CUT = "Further tolls stand in the whole briefing."


def summary_of(briefing: Briefing) -> Briefing:
    """The same briefing with those sections alone, and its sources numbered anew. The map holds the boundary note."""
    closing = tuple(note for note in briefing.closing if note[1] != briefing.boundary_note)
    return replace(briefing, parts=tuple(_part(briefing, key) for key in KEPT), closing=closing)


def _part(briefing: Briefing, key: str) -> Part:
    return Part((key,), lambda: (_short(briefing, briefing.section(key)),))


def _short(briefing: Briefing, section: Section) -> Section:
    """Of what happened and what is contested the tables, of judgements no reasons; the numbers with their grades."""
    if section.key == "numbers":
        grades = (sentence for sentence in briefing.section("method").sentences if sentence.rule == GRADES)
        return replace(section, sentences=(*section.sentences, *grades))
    if section.key == "incidents":
        return replace(section, sentences=(), grid=section.grid and section.grid.short)
    if section.key == "contested":
        kept = (sentence for sentence in section.sentences if sentence.rule in SAID)
        sentences = tuple(kept) if section.grid else section.sentences
        return replace(section, sentences=sentences, grid=section.grid and _cut(section.grid), draw=tuple)
    if section.key == "judgements":
        return replace(section, sentences=tuple(one for one in section.sentences if one.label not in PASSED_OVER))
    return section


def _cut(grid: Grid) -> Grid:
    if len(grid.rows) <= ROWS:
        return grid
    return replace(grid, rows=grid.rows[:ROWS], sources=grid.sources[:ROWS], note=f"{grid.note} {CUT}".strip())
