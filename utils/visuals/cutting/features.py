"""Geometries into GeoJSON: three decimals, exteriors clockwise as Vega wants them, always the same bytes.

Knows how a feature is written, not what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from shapely import LineString, MultiPolygon, Polygon, set_precision
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from utils.visuals.cutting.topology import polygons_of

Feature = dict[str, Any]
Position = list[float]
DECIMALS = 3


def area_feature(area: MultiPolygon, properties: dict[str, Any]) -> Feature:
    """Polygons whose exteriors run clockwise: the other way round Vega fills the whole sheet around them."""
    snapped = polygons_of(set_precision(area, 10**-DECIMALS).normalize())
    polygons = [_rings(orient(polygon, sign=-1.0)) for polygon in snapped]
    return _feature({"type": "MultiPolygon", "coordinates": polygons}, properties)


def line_feature(lines: Iterable[LineString], properties: dict[str, Any]) -> Feature:
    """Lines, in the order of their first points."""
    positions = sorted(p for p in (_positions(line) for line in lines) if len(p) > 1)
    return _feature({"type": "MultiLineString", "coordinates": positions}, properties)


def point_feature(longitude: float, latitude: float, properties: dict[str, Any]) -> Feature:
    """One point."""
    position = [round(longitude, DECIMALS), round(latitude, DECIMALS)]
    return _feature({"type": "Point", "coordinates": position}, properties)


def collection(features: Iterable[Feature]) -> bytes:
    """A feature collection, one feature a line so that a change can be read in a diff."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rings(polygon: Polygon) -> list[list[Position]]:
    return [_positions(ring) for ring in (polygon.exterior, *polygon.interiors)]


def _positions(geometry: BaseGeometry) -> list[Position]:
    rounded = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in geometry.coords]
    return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
