"""Many incidents counted by squares of the map, on the server, so that a browser is sent hundreds of marks and no more.

Knows incidents and a box. It must not know any map library.
"""

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.visuals import wording
from utils.visuals.framing import Box, Frame, rise
from utils.visuals.sites import CELL, Site, Sites, placed, sites_of, types_told

MOST_POINTS, MOST_SITES = 5_000, 700
"""Above so many incidents with a point, or places to draw them at, they are counted by squares."""

SIZE = (450, 470)
SQUARE = 24
"""Pixels: a square's side, where the box fills a frame of that size."""

SMALLEST, LARGEST = 1.5, 12.0
"""Pixels: the radius of the disc of the emptiest and of the fullest square."""


def map_sites(incidents: pd.DataFrame, box: Box) -> Sites:
    """The incidents by place; by squares where they or their places are too many to be drawn one by one."""
    if len(incidents) > MOST_POINTS:
        return binned(incidents, box)
    sites = sites_of(incidents)
    return sites if len(sites.drawn) <= MOST_SITES else binned(incidents, box)


def binned(incidents: pd.DataFrame, box: Box) -> Sites:
    """The incidents that may be drawn by squares as wide in the box wherever they lie; the fullest square first."""
    rows, besides = placed(incidents)
    if rows.empty:
        return besides
    side = SQUARE / Frame(box, *SIZE, box).pixels_per_degree
    across = np.floor(rows["longitude"].to_numpy(dtype=float) / side).astype(np.int64)
    up = np.floor(np.array([rise(latitude) for latitude in rows["latitude"]]) / side).astype(np.int64)
    squares = pd.DataFrame({"across": across, "up": up})
    latitudes, longitudes = rows["latitude"].to_numpy(dtype=float), rows["longitude"].to_numpy(dtype=float)
    groups: dict[tuple[int, int], npt.NDArray[np.intp]] = squares.groupby(["across", "up"], sort=True).indices  # type: ignore[assignment]  # two keys give pairs
    most = max(len(members) for members in groups.values())
    cells = [
        _cell(key, rows.iloc[members], (float(latitudes[members].mean()), float(longitudes[members].mean())), most)
        for key, members in groups.items()
    ]
    ordered = sorted(cells, key=lambda site: (-site.incidents, site.site_id))
    return replace(besides, drawn=tuple(ordered))


def _cell(key: tuple[int, int], rows: pd.DataFrame, middle: tuple[float, float], most: int) -> Site:
    """A square's disc, in the middle of its incidents; its area grows with how many they are."""
    latitude, longitude = middle
    label = f"Around {abs(latitude):.1f}° {'N' if latitude >= 0 else 'S'}, {abs(longitude):.1f}° "
    label += "E" if longitude >= 0 else "W"
    size = round(max(SMALLEST, LARGEST * math.sqrt(len(rows) / most)), 1)
    ids = tuple(rows["incident_id"])
    return Site(f"{CELL}_{key[0]}_{key[1]}", latitude, longitude, CELL, label, _told(rows, label), ids, size)


def _told(rows: pd.DataFrame, label: str) -> str:
    """How many where, from when to when, and of which types."""
    days = rows["start_date"].dropna()
    when = wording.span(days.min().date(), days.max().date()) if len(days) else ""
    kinds = {str(kind): int(total) for kind, total in rows["event_type"].value_counts().items() if total}
    place = f"{label[:1].lower()}{label[1:]}"
    said = (f"{wording.count(len(rows), 'incident')} in a square of the map, {place}", when, types_told(kinds))
    return "\n".join(part for part in said if part)
