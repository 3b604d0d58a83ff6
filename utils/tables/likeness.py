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
    """A suggestion for each of the incidents with these ids that looks like another, with the nearest such other.

    Rows known only to a district or province, or to a week or month, are as good as anywhere: they are not compared.
    """
    frame = incidents.frame
    exact = frame["latitude"].notna() & frame["start_date"].notna() & (frame["date_precision"] == "day")
    known = np.flatnonzero(exact & ~frame["geo_precision"].isin(STAND_INS))
    asked = known[frame["incident_id"].iloc[known].isin(list(fresh)).to_numpy()]
    if not len(asked):
        return
    points = _points(frame.iloc[known])
    around = cKDTree(points).query_ball_point(points[np.isin(known, asked)], r=1.0, p=np.inf)
    told: set[frozenset[int]] = set()
    for index, near in zip(asked.tolist(), around, strict=True):
        others = [int(known[place]) for place in near if known[place] != index]
        like = [other for other in others if _compatible(frame, index, other)]
        if like and len(told) < MOST_OFFERED:
            other = min(like, key=lambda place: _apart(frame, index, place))
            if frozenset((index, other)) not in told:
                told.add(frozenset((index, other)))
                yield _suggestion(incidents, index, other)


def _points(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Places on the globe in units of 5 km and days in units of 2, so that one box holds what is near in both."""
    lat, lon = (np.radians(frame[key].to_numpy(dtype="float64")) for key in ("latitude", "longitude"))
    days = frame["start_date"].to_numpy().astype("datetime64[D]").astype("float64")
    globe = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]) * EARTH_KM / NEAR_KM
    return np.column_stack([globe, days / NEAR_DAYS])


def _compatible(frame: pd.DataFrame, index: int, other: int) -> bool:
    kinds = {frame["event_type"].iloc[index], frame["event_type"].iloc[other]}
    actors = {actor for actor in (frame["actor"].iloc[index], frame["actor"].iloc[other]) if isinstance(actor, str)}
    alike = len(kinds) == 1 or kinds <= VIOLENT
    return alike and len(actors) < 2 and _apart(frame, index, other) <= NEAR_KM


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
