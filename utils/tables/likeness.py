"""Which new incidents look like the same event as one that is there already.

Knows nearness in place, time and kind. It must not decide: a person does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from utils.tables.placing import EARTH_KM, STAND_INS, kilometres
from utils.tables.problems import Code, Problem
from utils.tables.typed import TypedTable
from utils.tables.vocabularies import EVENT_TYPES

NEAR_KM = 5.0
NEAR_DAYS = 2
"""Candidates for one event in two sources: within 5 km and 2 days (MELTT, doi 10.1177/0022002718777050)."""

VIOLENT = frozenset(EVENT_TYPES.labels[:3])
"""Battles, explosions and violence against civilians: one event is often coded as one or another of them."""

MOST_OFFERED = 200


def likely_duplicates(incidents: TypedTable, fresh: Collection[str]) -> Iterator[Problem]:
    """A suggestion for each of the incidents with these ids that looks like another, with the nearest such other."""
    yield from (_suggestion(incidents, index, other) for index, other in alike(incidents, fresh))


def alike(incidents: TypedTable, fresh: Collection[str]) -> Iterator[tuple[int, int]]:
    """Each of the incidents with these ids that looks like another, with the nearest such other, by their places.

    A pair is told once, and no more than 200 are. Rows known only to a district or province, or to a week or month,
    are as good as anywhere: they are not compared.
    """
    frame = incidents.frame
    exact = frame["latitude"].notna() & frame["start_date"].notna() & (frame["date_precision"] == "day")
    known = np.flatnonzero(exact & ~frame["geo_precision"].isin(STAND_INS))
    asked = known[frame["incident_id"].iloc[known].isin(list(fresh)).to_numpy()]
    if not len(asked):
        return
    pairs = _Pairs(frame.iloc[known])
    told: set[frozenset[int]] = set()
    for index in np.flatnonzero(np.isin(known, asked)).tolist():
        other = pairs.nearest_like(index)
        if other is None or frozenset((index, other)) in told:
            continue
        told.add(frozenset((index, other)))
        yield int(known[index]), int(known[other])
        if len(told) == MOST_OFFERED:
            return


class _Pairs:
    """Rows with a known place and day, to be compared: as arrays, for one import may ask about each of 100,000."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._lat, self._lon = (frame[key].to_numpy(dtype="float64") for key in ("latitude", "longitude"))
        self._kinds = frame["event_type"].cat.codes.to_numpy()
        self._violent = frame["event_type"].isin(VIOLENT).to_numpy()
        self._actors = pd.factorize(frame["actor"])[0]  # unknown is -1
        self._points = _points(frame)
        self._tree = cKDTree(self._points)

    def nearest_like(self, index: int) -> int | None:
        """The nearest row that may be the same event as the one at that place; None when there is none."""
        near = np.asarray(self._tree.query_ball_point(self._points[index], r=1.0, p=np.inf))
        near = np.sort(near[near != index])
        same_kind = (self._kinds[near] == self._kinds[index]) | (self._violent[near] & self._violent[index])
        own, theirs = self._actors[index], self._actors[near]
        near = near[same_kind & ((own < 0) | (theirs < 0) | (own == theirs))]
        apart = kilometres(self._lat[index], self._lon[index], self._lat[near], self._lon[near])
        return int(near[np.argmin(apart)]) if len(near) and apart.min() <= NEAR_KM else None


def _points(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Places on the globe in units of 5 km and days in units of 2, so that one box holds what is near in both."""
    lat, lon = (np.radians(frame[key].to_numpy(dtype="float64")) for key in ("latitude", "longitude"))
    days = frame["start_date"].to_numpy().astype("datetime64[D]").astype("float64")
    globe = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]) * EARTH_KM / NEAR_KM
    return np.column_stack([globe, days / NEAR_DAYS])


def _apart(frame: pd.DataFrame, index: int, other: int) -> float:
    """How far apart two incidents are, in kilometres."""
    here, there = frame.iloc[index], frame.iloc[other]
    return float(kilometres(here["latitude"], here["longitude"], there["latitude"], there["longitude"]))


def _suggestion(incidents: TypedTable, index: int, other: int) -> Problem:
    frame = incidents.frame
    days = abs((frame["start_date"].iloc[index] - frame["start_date"].iloc[other]).days)
    where = f"{_apart(frame, index, other):.1f} km and {days} {'day' if days == 1 else 'days'} away"
    name, there = frame["incident_id"].iloc[other], incidents.address(other)
    key = incidents.table.id_column.key
    return incidents.problem(
        Code.LIKELY_DUPLICATE, index, key, frame["incident_id"].iloc[index], f"“{name}” ({there}), {where}"
    )
