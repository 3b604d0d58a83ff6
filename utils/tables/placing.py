"""Whether the points of a table lie where its rows say: near the place named, and inside the theatre.

Knows distances on the globe. It must not know boundaries: a point is compared with the chief town of its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from utils.tables.about import About
from utils.tables.problems import Code, Problem
from utils.tables.typed import TypedTable

FAR_KM = 300
"""Farther than this from the chief town of the place named, a point is asked about. Our own threshold: the largest
districts of the world are a few hundred kilometres across."""

MARGIN_DEGREES = 3
"""So far outside the theatre's own map a point is asked about."""

STAND_INS = ("district", "province")

EARTH_KM = 6371.0


def kilometres(lat: Any, lon: Any, other_lat: Any, other_lon: Any) -> Any:  # noqa: ANN401  # numbers or arrays of them
    """The great-circle distance in kilometres (haversine, a globe of 6,371 km)."""
    a, b, c, d = (np.radians(value) for value in (lat, lon, other_lat, other_lon))
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))


def misplaced(table: TypedTable, places: pd.DataFrame, about: About) -> Iterator[Problem]:
    """Points whose latitude and longitude look swapped, or that lie far from where their row says.

    Only tables that name a district or province beside a point are looked at. A stand-in for a district or province
    lies wherever its maker put it: only a swap is named there.
    """
    frame = table.frame
    if not {"latitude", "longitude", "admin1", "admin2"} <= set(frame.columns):
        return
    lat, lon = (frame[key].to_numpy(dtype="float64") for key in ("latitude", "longitude"))
    if np.isnan(lat + lon).all():
        return
    town = _towns(frame, places)
    as_is = kilometres(lat, lon, town["latitude"].to_numpy(), town["longitude"].to_numpy())
    swapped = kilometres(lon, lat, town["latitude"].to_numpy(), town["longitude"].to_numpy())
    stand_in = (
        frame["geo_precision"].isin(STAND_INS).to_numpy() if "geo_precision" in frame else np.zeros(len(frame), bool)
    )
    outside, turned_in = _outside(lat, lon, about), ~_outside(lon, lat, about)
    for index in np.flatnonzero((as_is > FAR_KM) | (outside & np.isnan(as_is))).tolist():
        name = town["name"].iloc[index]
        where = f"{as_is[index]:,.0f} km from {name}" if isinstance(name, str) else "far outside the theatre’s map"
        if swapped[index] <= FAR_KM or (np.isnan(as_is[index]) and turned_in[index] and _is_boxed(about)):
            right = f"latitude {lon[index]:g}, longitude {lat[index]:g}"
            yield table.problem(Code.COORDINATES_SWAPPED, index, "latitude", where, right)
        elif not stand_in[index]:
            named = name if isinstance(name, str) else about.theatre or "none"
            yield table.problem(Code.COORDINATES_FAR, index, "latitude", where, named)


def _towns(frame: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """For each row the chief town of its district, else of its province, where known."""
    found = pd.DataFrame(index=frame.index, columns=["name", "latitude", "longitude"]).astype(
        {"name": "object", "latitude": "float64", "longitude": "float64"}
    )
    for kind in ("admin1", "admin2"):  # the finer one last, so that it stands
        known = places[(places["kind"] == kind) & places["latitude"].notna()].drop_duplicates("name").set_index("name")
        named = frame[kind].astype("object")
        has = named.isin(known.index)
        found.loc[has, "name"] = named[has]
        for key in ("latitude", "longitude"):
            found.loc[has, key] = named[has].map(known[key]).astype("float64")
        if kind == "admin2":
            found.loc[named.notna() & ~has, :] = np.nan  # a district without a known town says nothing
    return found


def _is_boxed(about: About) -> bool:
    return None not in (about.map_west, about.map_south, about.map_east, about.map_north)


def _outside(lat: np.ndarray[Any, Any], lon: np.ndarray[Any, Any], about: About) -> np.ndarray[Any, Any]:
    box = (about.map_west, about.map_south, about.map_east, about.map_north)
    if None in box:
        return np.zeros(len(lat), dtype=bool)
    west, south, east, north = (float(edge) for edge in box if edge is not None)
    inside_lat = (lat >= south - MARGIN_DEGREES) & (lat <= north + MARGIN_DEGREES)
    inside_lon = (lon >= west - MARGIN_DEGREES) & (lon <= east + MARGIN_DEGREES)
    outside: np.ndarray[Any, Any] = ~(inside_lat & inside_lon) & ~np.isnan(lat) & ~np.isnan(lon)
    return outside
