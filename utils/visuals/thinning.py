"""The land of a drawing with fewer corners: for a document's second and third map, whose land is seen but not measured.

Knows layers of the land as Vega-Lite holds them. It must not know what lies on the land.
"""

import math
from collections.abc import Sequence
from typing import Any

from utils.visuals.framing import Box

THINNED, NEARBY = ("countries", "provinces", "borders"), 1.5
STEP, FAR_STEP = 0.0025, 0.05
"""Layers whose corners are so far apart at least, of the width shown: on paper that is under two pixels. Further than
NEARBY degrees from what is shown, where nothing is seen, far more."""

SHORT = 12
"""Lines of fewer corners are small islands and the like: they would lose their shape."""

Layer = dict[str, Any]


def thinned(layers: Sequence[Layer], box: Box) -> list[Layer]:
    """The layers of a drawing, those of the land with fewer corners."""
    return [_thinned(layer, box) if layer.get("name") in THINNED else layer for layer in layers]


def _thinned(layer: Layer, box: Box) -> Layer:
    features = [
        {**feature, "geometry": {**feature["geometry"], "coordinates": _fewer(feature["geometry"]["coordinates"], box)}}
        for feature in layer["data"]["values"]
    ]
    return {**layer, "data": {**layer["data"], "values": features}}


def _fewer(coordinates: list[Any], box: Box) -> list[Any]:
    """Corners at least a step apart; the first and the last of each line stay, and short lines stay as they are."""
    if not isinstance(coordinates[0][0], int | float):
        return [_fewer(part, box) for part in coordinates]
    if len(coordinates) < SHORT:
        return coordinates
    kept = [coordinates[0]]
    for corner in coordinates[1:-1]:
        if math.dist(corner, kept[-1]) >= (STEP if _seen(corner, box) else FAR_STEP) * (box[2] - box[0]):
            kept.append(corner)
    return [*kept, coordinates[-1]]


def _seen(corner: Sequence[float], box: Box) -> bool:
    west, south, east, north = box
    longitude, latitude = corner[0], corner[1]
    return west - NEARBY <= longitude <= east + NEARBY and south - NEARBY <= latitude <= north + NEARBY
