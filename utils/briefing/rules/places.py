"""What is drawn: how many of the incidents the map and the chart over time can show.

Knows how many rows can be drawn. It must not know how anything is drawn.
"""

from __future__ import annotations

from utils.analysis.figures import Coverage, Figure
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording


def on_the_map(material: Material) -> Sentence:
    """How many of the selected incidents the map draws, and at how many places."""
    drawn, every = material.sites.incidents, len(material.incidents)
    basis = tuple(name for site in material.sites.drawn for name in site.incident_ids)
    incidents = Figure(drawn, "incidents", "drawn", basis, Coverage(drawn, every))
    if not drawn:
        return Sentence("The map draws no incident.", "map.drawn", (incidents,))
    sites = Figure(len(material.sites.drawn), "places", "drawn-places", basis, Coverage(drawn, every))
    told = f"{wording.number(drawn)} of {wording.count(every, 'incident')}"
    text = f"The map draws {told}, at {wording.count(len(material.sites.drawn), 'place')}."
    return Sentence(text, "map.drawn", (incidents, sites), (), basis)


def over_time(material: Material) -> Sentence:
    """By which step the incidents are counted, and how many of them can be."""
    counts = material.counts
    told = f"{wording.number(len(counts.placed))} of {wording.count(len(material.incidents), 'incident')}"
    if material.selection.empty:
        told = "no incident"
    text = f"Counted by the {counts.step} in which they began: {told}."
    return Sentence(text, "time.counted", (counts.figure,), (), counts.placed)
