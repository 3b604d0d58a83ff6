"""Incidents by event type: at each site a shape and hue for every type that occurred there, with its number.

Knows sites, and the list of event types. It must not know how a layer is drawn.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from utils.tables.vocabularies import EVENT_TYPES
from utils.visuals import wording
from utils.visuals.overlays import HUES, INK, KINDS, KeyLine, Overlay, Symbol
from utils.visuals.shapes import HOLLOW, SOLID
from utils.visuals.sites import EXACT, Site, Sites

SMALLEST, LARGEST, GROWTH = 5.5, 12.0, 1.6
"""Pixels: the radius of a symbol for one incident, the largest, and how it grows with the root of their number."""

NUMBERED = 3.0
"""Pixels by which a symbol with a number on it is larger."""


def kinds_overlay(sites: Sites, incidents: pd.DataFrame) -> Overlay:
    """Filled where the spot is known, hollow where only town or district is; the types that occur stand in the key."""
    kinds = dict(zip(incidents["incident_id"], incidents["event_type"].astype("str"), strict=True))
    symbols = tuple(symbol for site in sites.drawn for symbol in _symbols(site, kinds))
    total = Counter(kinds[name] for site in sites.drawn for name in site.incident_ids)
    lines = tuple(KeyLine(*_drawn_as(kind), kind) for kind in EVENT_TYPES.labels if total[kind])
    if lines:
        lines += (KeyLine(SOLID[0], INK, "Every shape: filled where the spot is known, else hollow"),)
    told = [f"{wording.number(total[kind])} {kind}" for kind in EVENT_TYPES.labels if total[kind]]
    said = f"By event type: {wording.listing(told)}." if told else ""
    return Overlay(KINDS.key, symbols, (), lines, said, replaces=True)


def _drawn_as(kind: str) -> tuple[str, str]:
    """Shape and hue of an event type: each has its own shape, so that colour never speaks alone."""
    place = EVENT_TYPES.labels.index(kind) if kind in EVENT_TYPES.labels else 0
    return SOLID[place % len(SOLID)], HUES[place % len(HUES)]


def _symbols(site: Site, kinds: Mapping[str, str]) -> Iterator[Symbol]:
    """The types at a site side by side around its point, the commonest first."""
    counted = Counter(kinds[name] for name in site.incident_ids)
    ranked = sorted(counted, key=lambda kind: (-counted[kind], kind))
    radii = [_radius(counted[kind]) for kind in ranked]
    for kind, size, (across, down) in zip(ranked, radii, _around(radii), strict=True):
        shape, hue = _drawn_as(kind)
        told = f"{wording.count(counted[kind], 'incident')}: {kind}\n{site.label}"
        number = wording.number(counted[kind]) if counted[kind] > 1 else ""
        form = shape if site.precision == EXACT else shape + HOLLOW
        yield Symbol(site.longitude, site.latitude, form, hue, size, told, across, down, number)


def _radius(total: int) -> float:
    grown = SMALLEST + GROWTH * (math.sqrt(total) - 1) + (NUMBERED if total > 1 else 0)
    return round(min(grown, LARGEST), 1)


def _around(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Where each symbol's middle lies off the point, in pixels: one on it, two beside it, more in a circle."""
    if len(radii) == 1:
        return [(0, 0)]
    far = max(radii) * (1.05 if len(radii) == 2 else 1 / math.sin(math.pi / len(radii)))
    turns = [math.pi + 2 * math.pi * place / len(radii) for place in range(len(radii))]
    return [(round(far * math.cos(turn), 1), round(far * math.sin(turn), 1)) for turn in turns]
