"""Many incidents counted by squares of the map, on the server, so that a browser is sent hundreds of marks and no more.

Knows incidents and a box. It must not know any map library.
"""

import math
from dataclasses import dataclass, replace
from typing import Self

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
    up = np.floor(np.array([rise(latitude) for latitude in rows["latitude"].tolist()]) / side).astype(np.int64)
    squares = pd.DataFrame({"across": across, "up": up})
    groups: dict[tuple[int, int], npt.NDArray[np.intp]] = squares.groupby(["across", "up"], sort=True).indices  # type: ignore[assignment]  # two keys give pairs
    most = max(len(members) for members in groups.values())
    told = _Told.of(rows)
    cells = [_cell(key, members, told, most) for key, members in groups.items()]
    ordered = sorted(cells, key=lambda site: (-site.incidents, site.site_id))
    return replace(besides, drawn=tuple(ordered))


@dataclass(frozen=True, eq=False)
class _Told:
    """What is told of the incidents, column by column: a square takes its part of each, which of a frame is slow."""

    ids: npt.NDArray[np.object_]
    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]
    days: npt.NDArray[np.datetime64]
    kinds: npt.NDArray[np.intp]
    names: tuple[str, ...]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Self:
        """The columns of those incidents; the kind -1 stands for none."""
        kinds, names = pd.factorize(rows["event_type"], use_na_sentinel=True)
        return cls(
            rows["incident_id"].to_numpy(dtype=object),
            rows["latitude"].to_numpy(dtype=float),
            rows["longitude"].to_numpy(dtype=float),
            rows["start_date"].to_numpy(dtype="datetime64[D]"),
            kinds,
            tuple(map(str, names)),
        )


def _cell(key: tuple[int, int], members: npt.NDArray[np.intp], told: _Told, most: int) -> Site:
    """A square's disc, in the middle of its incidents; its area grows with how many they are."""
    latitude, longitude = float(told.latitudes[members].mean()), float(told.longitudes[members].mean())
    label = f"Around {abs(latitude):.1f}° {'N' if latitude >= 0 else 'S'}, {abs(longitude):.1f}° "
    label += "E" if longitude >= 0 else "W"
    size = round(max(SMALLEST, LARGEST * math.sqrt(len(members) / most)), 1)
    said = _tooltip(members, told, label)
    return Site(f"{CELL}_{key[0]}_{key[1]}", latitude, longitude, CELL, label, said, tuple(told.ids[members]), size)


def _tooltip(members: npt.NDArray[np.intp], told: _Told, label: str) -> str:
    """How many where, from when to when, and of which types."""
    days = told.days[members]
    known = days[~np.isnat(days)]
    when = wording.span(known.min().item(), known.max().item()) if len(known) else ""
    kinds = told.kinds[members]
    totals = np.bincount(kinds[kinds >= 0], minlength=len(told.names))
    types = {name: int(total) for name, total in zip(told.names, totals, strict=True) if total}
    place = f"{label[:1].lower()}{label[1:]}"
    said = (f"{wording.count(len(members), 'incident')} in a square of the map, {place}", when, types_told(types))
    return "\n".join(part for part in said if part)
