"""A team's own districts: polygons with the days between which they stood, and which of them an incident fell in.

Knows the file's format (docs/base-map.md) and the calendar. It must not know map libraries.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from utils.visuals.sites import DISTRICT

FIRST = "first"
"""The state of the boundaries before any of them is known to have changed."""

LONGEST_CREDIT = 200


class DistrictsError(ValueError):
    """The file cannot be used; the text says which feature and what is wrong with it."""


@dataclass(frozen=True, eq=False)
class District:
    """One district as it stood from `since` to `until`, both days included; None where that is open."""

    name: str
    pcode: str
    since: dt.date | None
    until: dt.date | None
    geometry: Mapping[str, Any]

    def stood(self, day: dt.date) -> bool:
        """Whether it stood like this on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Areas:
    """What a map draws of districts: the state whose lines it shows, and by state which districts are filled."""

    lines: str
    filled: Mapping[str, tuple[int, ...]]


def districts_of(document: Mapping[str, Any]) -> tuple[tuple[District, ...], str]:
    """The districts of a GeoJSON document in its order, and whom it credits. DistrictsError when it is no such file."""
    features, credit = document.get("features"), document.get("credit")
    if not isinstance(features, list) or not isinstance(credit, str) or not 0 < len(credit) <= LONGEST_CREDIT:
        raise DistrictsError("is not a feature collection with a `credit`")
    return tuple(_district(place, feature) for place, feature in enumerate(features, 1)), credit


def _district(place: int, feature: Mapping[str, Any]) -> District:
    told = feature.get("properties") or {}
    geometry = feature.get("geometry") or {}
    name = told.get("name")
    if not isinstance(name, str) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise DistrictsError(f"feature {place} lacks a name or is no polygon")
    since, until = (_day(place, key, told.get(key)) for key in ("valid_from", "valid_to"))
    if since and until and since > until:
        raise DistrictsError(f"feature {place} ends before it begins")
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    wound = [[_wound(ring, clockwise=not hole) for hole, ring in enumerate(polygon)] for polygon in polygons]
    return District(name, str(told.get("pcode") or ""), since, until, {"type": "MultiPolygon", "coordinates": wound})


def _day(place: int, key: str, value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise DistrictsError(f"feature {place} has a {key} that is no day like 2026-01-31") from error


def _wound(ring: Sequence[Sequence[float]], *, clockwise: bool) -> list[Sequence[float]]:
    """Vega fills the outside of a ring that runs the other way; deck.gl does not mind."""
    twice = sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))
    return list(ring) if (twice < 0) is clockwise else list(reversed(ring))


def states(districts: Sequence[District]) -> tuple[str, ...]:
    """Every state of the boundaries, each by the day on which it began; the first has none."""
    begun = {district.since for district in districts if district.since}
    begun |= {district.until + dt.timedelta(days=1) for district in districts if district.until}
    return (FIRST, *(day.isoformat() for day in sorted(begun)))


def state_on(districts: Sequence[District], day: dt.date) -> str:
    """The state in which the boundaries were on a day."""
    return max((state for state in states(districts) if state != FIRST and state <= day.isoformat()), default=FIRST)


def layer_of(districts: Sequence[District], state: str) -> dict[str, Any]:
    """The districts of one state as GeoJSON; `n` is a district's place in the file."""
    first = min((district.since for district in districts if district.since), default=dt.date.max)
    day = first - dt.timedelta(days=1) if state == FIRST else dt.date.fromisoformat(state)
    features = [
        {"type": "Feature", "properties": {"n": place, "name": district.name}, "geometry": district.geometry}
        for place, district in enumerate(districts)
        if district.stood(day)
    ]
    return {"type": "FeatureCollection", "features": features}


def areas_of(districts: Sequence[District], incidents: pd.DataFrame, last: dt.date) -> Areas | None:
    """The lines as they stood on the last day, and each district in which an incident known only to it fell.

    A district is filled as it stood on the day of the incident, and only where name or P-code are those of the file.
    None where there is no file.
    """
    if not districts:
        return None
    known = incidents[(incidents["geo_precision"] == DISTRICT).to_numpy(dtype=bool)]
    filled: dict[str, set[int]] = {}
    for name, start in zip(known["admin2"], known["start_date"], strict=True):
        if isinstance(name, str) and not pd.isna(start):
            day = start.date()
            found = {n for n, one in enumerate(districts) if name in {one.name, one.pcode} and one.stood(day)}
            filled.setdefault(state_on(districts, day), set()).update(found)
    return Areas(
        state_on(districts, last), {state: tuple(sorted(found)) for state, found in sorted(filled.items()) if found}
    )
