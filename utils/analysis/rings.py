"""How far from its point a place may lie, by how exactly it is known: one ring for each precision.

Knows precisions and kilometres. It must not know what is drawn inside a ring, or measured from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from utils.tables.vocabularies import SITE_PRECISIONS

RINGS: Mapping[str, float] = dict(zip(SITE_PRECISIONS.labels, (0.5, 5.0, 30.0, 100.0, 10.0), strict=True))
"""Kilometres around a point within which the place lies, by how exactly it is known; for a corridor, off its line."""


def ring_of(precision: str) -> float:
    """Kilometres around a point within which the place lies, when it is known so exactly."""
    return RINGS[precision]
