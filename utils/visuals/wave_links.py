"""Waves as linked sets: the places of each coordinated wave joined by the shortest net of lines.

Knows waves and sites. It must not know how waves are found, nor how a layer is drawn.
"""

import math
from collections.abc import Sequence

from utils.analysis.waves import Wave
from utils.visuals import wording
from utils.visuals.overlays import ACCENT, WAVES, KeyLine, Link, Overlay
from utils.visuals.sites import Site, Sites

NARROW, WIDE = 1.6, 3.2
"""Pixels: a line of a wave, and of the one with the most attacks."""

_Edge = tuple[tuple[float, float], tuple[float, float]]


def wave_overlay(sites: Sites, found: Sequence[Wave]) -> Overlay:
    """The waves whose attacks lie at two sites or more, those with the most attacks drawn the widest."""
    most = max((len(wave.incident_ids) for wave in found), default=0)
    links, drawn = [], 0
    for wave in found:
        held = set(wave.incident_ids)
        places = [site for site in sites.drawn if held.intersection(site.incident_ids)]
        width = WIDE if len(held) == most else NARROW
        joined = [Link(edge, ACCENT, width, _said(wave)) for edge in _net(places)]
        drawn += bool(joined)
        links += joined
    lines = (KeyLine("", ACCENT, "Attacks of one wave, joined; the widest line is the wave with the most"),)
    said = f"{wording.sentence_case(wording.count(drawn, 'wave'))} drawn as joined places."
    return Overlay(WAVES.key, (), tuple(links), lines, said)


def _said(wave: Wave) -> str:
    attacks, districts = wording.count(len(wave.incident_ids), "attack"), wording.count(len(wave.districts), "district")
    return f"Wave of {wording.span(wave.first, wave.last)}\n{attacks} in {districts}"


def _net(places: Sequence[Site]) -> list[_Edge]:
    """The shortest lines that join all places: each in turn the one nearest to those joined already."""
    points = [(site.longitude, site.latitude) for site in places]
    if not points:
        return []
    nearest = dict.fromkeys(points[1:], points[0])
    net = []
    while nearest:
        point = min(nearest, key=lambda one: (_far(one, nearest[one]), one))
        net.append((nearest.pop(point), point))
        nearest = {other: min((joined, point), key=lambda one: _far(other, one)) for other, joined in nearest.items()}
    return net


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Degrees between two points, a degree of longitude as short as it is there."""
    return math.hypot((one[0] - other[0]) * math.cos(math.radians(one[1])), one[1] - other[1])
