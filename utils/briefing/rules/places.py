"""What is drawn: how many of the incidents the map and the chart over time can show.

Knows how many rows can be drawn. It must not know how anything is drawn.
"""

from __future__ import annotations

from utils.analysis.figures import Coverage, Figure
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording
from utils.visuals.sites import CELL, Sites


def on_the_map(material: Material, sites: Sites, chosen: str = "") -> Sentence:
    """How many of the selected incidents the map draws, and at how many places; `chosen` is what is shown on it."""
    drawn, every = sites.incidents, len(material.incidents)
    basis = tuple(name for site in sites.drawn for name in site.incident_ids)
    incidents = Figure(drawn, "incidents", "drawn", basis, Coverage(drawn, every))
    more = f" Chosen: {chosen[:1].lower()}{chosen[1:]}." if chosen else ""
    if not drawn:
        return Sentence(f"The map draws no incident.{more}", "map.drawn", (incidents,))
    spots = Figure(len(sites.drawn), "places", "drawn-places", basis, Coverage(drawn, every))
    told = f"{wording.number(drawn)} of {wording.count(every, 'incident')}"
    squares = any(site.precision == CELL for site in sites.drawn)
    at = f"counted in {wording.count(len(sites.drawn), 'square')}" if squares else _at(len(sites.drawn))
    return Sentence(f"The map draws {told}, {at}.{more}", "map.drawn", (incidents, spots), (), basis)


def _at(places: int) -> str:
    return f"at {wording.count(places, 'place')}"


def over_time(material: Material) -> Sentence:
    """By which step the incidents are counted, and how many of them can be."""
    counts = material.counts
    told = f"{wording.number(len(counts.placed))} of {wording.count(len(material.incidents), 'incident')}"
    if material.selection.empty:
        told = "no incident"
    text = f"Counted by the {counts.step} in which they began: {told}."
    return Sentence(text, "time.counted", (counts.figure,), (), counts.placed)
