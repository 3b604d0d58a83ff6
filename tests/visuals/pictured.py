"""Small editions to draw, and ways to look into a specification."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.drawn import an_edition
from utils.analysis.filters import Filters
from utils.analysis.selection import Selection, select
from utils.visuals.geography import Base

FEBRUARY = Filters(dt.date(2026, 2, 4), dt.date(2026, 2, 24))  # Wednesday to Tuesday


def selected(*incidents: dict[str, Any], filters: Filters = FEBRUARY, claims: Any = ()) -> Selection:
    """These incidents, numbered N-1 and on, seen through the filters."""
    numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(incidents, 1)]
    told = [{**row, "claim_id": f"C-{number}"} for number, row in enumerate(claims, 1)]
    return select(an_edition(*numbered, claims=told), filters)


def layer(spec: dict[str, Any], name: str) -> dict[str, Any]:
    """The layer of that name."""
    return next(part for part in spec["layer"] if part.get("name") == name)


def rows(spec: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The data of the layer of that name."""
    held = layer(spec, name).get("data") or spec["data"]  # Altair keeps what all layers share only once
    values: list[dict[str, Any]] = held["values"]
    return values


def everything(part: Any) -> Iterator[Any]:
    """Every value in a specification, however deep."""
    yield part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else ()
    for value in inner:
        yield from everything(value)


def square(west: float, south: float, east: float, north: float) -> list[list[list[list[float]]]]:
    """One polygon of four corners."""
    return [[[[west, south], [west, north], [east, north], [east, south], [west, south]]]]


def a_feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def a_layer(*features: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def a_town(name: str, longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    """A town of Northland."""
    told = {"name": name, "country": "NOR", "population": 1000, "rank": 2, **properties}
    return a_feature("Point", [longitude, latitude], **told)


def a_base(*towns: dict[str, Any]) -> Base:
    """Two countries side by side, each five degrees wide, with a disputed line and a settled one between them."""
    lines = (
        a_feature("MultiLineString", [[[20, 8], [20, 10]]], between=["Northland", "Southland"], disputed=False),
        a_feature("MultiLineString", [[[20, 10], [20, 13]]], between=["Northland", "Southland"], disputed=True),
    )
    return Base(
        a_layer(
            a_feature("MultiPolygon", square(15, 8, 20, 13), name="Northland", code="NOR", disputed=False),
            a_feature("MultiPolygon", square(20, 8, 25, 13), name="Southland", code="SOU", disputed=False),
        ),
        a_layer(a_feature("MultiPolygon", square(15, 8, 18, 13), name="West", country="NOR")),
        a_layer(*lines),
        a_layer(*(towns or (a_town("Alderburg", 17, 11, rank=1),))),
        (15.0, 8.0, 25.0, 13.0),
        ("Made by hand",),
        "0" * 64,
    )


BOX = (16.0, 9.0, 24.0, 12.0)
