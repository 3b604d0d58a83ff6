"""Where incidents lie, as points that a map may draw, and which incidents it must not draw.

Knows incidents and how exactly their places are known. It must not know any map library or colour.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from utils.analysis.figures import ids_of
from utils.tables.placing import EARTH_KM
from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording

EXACT, TOWN, DISTRICT, PROVINCE = GEO_PRECISIONS.labels
CELL = "square"
"""In place of a precision: what is counted by squares of the map, however exactly it is known."""

DRAWN = (DISTRICT, TOWN, EXACT)
"""What a map draws, in the order of drawing: the vaguer lies below the sharper."""

KNOWN_TO = MappingProxyType(
    {
        EXACT: "the spot itself is known",
        TOWN: "the town is known, the spot is not",
        DISTRICT: "only the district is known",
    }
)
AT = MappingProxyType({EXACT: "at", TOWN: "in or near", DISTRICT: "somewhere in"})
"""How a place is named after a number of incidents, by how exactly it is known."""

MOST_TYPES, LONGEST_SUMMARY = 3, 120
"""Under the pointer so many event types are named, and so much is said of a single incident."""

ONLY_PROVINCE, NO_POINT = "known only to the province", "without a point"
TOWN_WIDE = 15
"""Kilometres: points known to the town, and nearer to each other than this, cannot be told apart."""

MOST_IDS = 40
"""So many incidents of a site are named in the table; the rows have them all."""

MOST_BOXED = 4
"""So many lines are in the box of those known only to their province."""

DIGITS = 4
"""Of a degree: about ten metres."""


@dataclass(frozen=True)
class Site:
    """Incidents at one place, known to the same precision. Its id is made of its precision and point.

    `radius` is that of its mark in pixels where that does not follow from how many they are.
    """

    site_id: str
    latitude: float
    longitude: float
    precision: str
    label: str
    tooltip: str
    incident_ids: tuple[str, ...]
    radius: float | None = None

    @property
    def incidents(self) -> int:
        """How many incidents it stands for."""
        return len(self.incident_ids)


@dataclass(frozen=True)
class Sites:
    """Every site to draw, vaguer first, larger first; `beside` holds the ids that are not drawn, by the reason.

    `provinces` counts those known only to their province, by its name, the most first: they stand in a box.
    """

    drawn: tuple[Site, ...]
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provinces: Mapping[str, int] = field(default_factory=dict)

    @property
    def incidents(self) -> int:
        """How many incidents are drawn."""
        return sum(site.incidents for site in self.drawn)

    @property
    def beside_text(self) -> str:
        """How many incidents are not drawn and why, as a sentence; empty when all are drawn."""
        reasons = [f"{wording.number(len(ids))} {reason}" for reason, ids in self.beside.items()]
        if not reasons:
            return ""
        return f"Not drawn: {wording.listing(reasons)}."

    @property
    def boxed(self) -> tuple[tuple[str, int], ...]:
        """Each province with how many are known only to it, the most first; the last few together."""
        named = tuple(self.provinces.items())
        if len(named) <= MOST_BOXED:
            return named
        rest = named[MOST_BOXED - 1 :]
        return (*named[: MOST_BOXED - 1], (f"{wording.number(len(rest))} more", sum(total for _, total in rest)))

    @property
    def frame(self) -> pd.DataFrame:
        """The sites as the table that says the same as the map."""
        rows = [
            (site.label, site.incidents, site.precision, site.latitude, site.longitude, _named(site.incident_ids))
            for site in sorted(self.drawn, key=lambda site: (-site.incidents, site.label, site.site_id))
        ]
        columns = ["Place", "Incidents", "Place known to", "Latitude", "Longitude", "Incident ids"]
        return pd.DataFrame(rows, columns=columns)

    def within(self, box: tuple[float, float, float, float], reason: str) -> "Sites":
        """The sites in the box (west, south, east, north); the others stand beside, for the reason given."""
        west, south, east, north = box
        inside = tuple(s for s in self.drawn if west <= s.longitude <= east and south <= s.latitude <= north)
        outside = tuple(name for site in self.drawn if site not in inside for name in site.incident_ids)
        beside = MappingProxyType({**self.beside, **({reason: outside} if outside else {})})
        return Sites(inside, beside, self.provinces)

    def site(self, site_id: str) -> Site | None:
        """The site of that id, or None when nothing is drawn under it."""
        return next((site for site in self.drawn if site.site_id == site_id), None)


def _named(ids: Sequence[str]) -> str:
    more = f" and {wording.number(len(ids) - MOST_IDS)} more" if len(ids) > MOST_IDS else ""
    return ", ".join(ids[:MOST_IDS]) + more


def sites_of(incidents: pd.DataFrame) -> Sites:
    """The incidents by place, as exactly as it is known: one site a spot, a town or a district.

    Those known only to the province, or without a point, stand beside.
    """
    drawn, besides = placed(incidents)
    sites = sorted(_sites(drawn), key=lambda site: (DRAWN.index(site.precision), -site.incidents, site.site_id))
    return replace(besides, drawn=tuple(sites))


def placed(incidents: pd.DataFrame) -> tuple[pd.DataFrame, Sites]:
    """The incidents that may be drawn, and all that stands beside them."""
    pointless = (incidents["latitude"].isna() | incidents["longitude"].isna()).to_numpy(dtype=bool)
    vague = (incidents["geo_precision"] == PROVINCE).to_numpy(dtype=bool)
    reasons = {ONLY_PROVINCE: vague, NO_POINT: pointless & ~vague}
    beside = {reason: ids_of(incidents.loc[rows, "incident_id"]) for reason, rows in reasons.items() if rows.any()}
    provinces = Counter(incidents.loc[vague, "admin1"].dropna().astype("str"))
    besides = Sites((), MappingProxyType(beside), MappingProxyType(dict(provinces.most_common())))
    return incidents[~(pointless | vague)], besides


def _sites(incidents: pd.DataFrame) -> Iterator[Site]:
    places = [_Place(*row) for row in incidents[list(_Place._fields)].itertuples(index=False, name=None)]
    groups: dict[tuple[str, object], list[_Place]] = {}
    for precision in DRAWN:
        for key, place in _keyed([place for place in places if place.geo_precision == precision]):
            groups.setdefault((precision, key), []).append(place)
    for (precision, _), members in groups.items():
        yield _site(precision, members)


_Point: TypeAlias = tuple[float, float]


class _Place(NamedTuple):
    incident_id: str
    latitude: float
    longitude: float
    geo_precision: str
    admin1: str
    admin2: str | float
    place: str | float
    start_date: pd.Timestamp
    date_precision: str
    event_type: str
    summary: str | float

    @property
    def point(self) -> _Point:
        return round(self.latitude, DIGITS), round(self.longitude, DIGITS)


def _keyed(places: Sequence[_Place]) -> Iterator[tuple[object, _Place]]:
    """Each place with what it is counted under: its spot; its town, so far as that is known; its district."""
    town = _towns(Counter(place.point for place in places if place.geo_precision != EXACT))
    for place in places:
        if place.geo_precision == EXACT:
            yield place.point, place
        elif place.geo_precision == DISTRICT and isinstance(place.admin2, str):
            yield place.admin2, place
        else:
            yield town[place.point], place


def _towns(counted: Mapping[_Point, int]) -> dict[_Point, _Point]:
    """For each point the nearest of those most often recorded that lie more than a town's width from one another."""
    if not counted:
        return {}
    points = sorted(counted, key=lambda point: (-counted[point], point))
    globe = _on_globe(points)
    tree, near = cKDTree(globe), 2 * math.sin(TOWN_WIDE / EARTH_KM / 2)
    covered = np.zeros(len(points), dtype=bool)
    centres: list[int] = []
    for index in range(len(points)):
        if not covered[index]:
            centres.append(index)
            covered[tree.query_ball_point(globe[index], near)] = True
    _, nearest = cKDTree(globe[centres]).query(globe)
    return {point: points[centres[at]] for point, at in zip(points, nearest.tolist(), strict=True)}


def _on_globe(points: Sequence[_Point]) -> npt.NDArray[np.float64]:
    """Points on a globe of radius 1, whose straight distances order as the ways over its surface."""
    latitude, longitude = np.radians(np.array(points)).T
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )


def _site(precision: str, places: Sequence[_Place]) -> Site:
    """The site of places that are counted together; its point is the one most often recorded among them."""
    counted = Counter(place.point for place in places)
    latitude, longitude = min(counted, key=lambda point: (-counted[point], point))
    label = _label(places, precision)
    site_id = f"{precision}_{latitude:.{DIGITS}f}_{longitude:.{DIGITS}f}"
    told = _tooltip(places, label, precision)
    return Site(site_id, latitude, longitude, precision, label, told, tuple(place.incident_id for place in places))


def _label(places: Sequence[_Place], precision: str) -> str:
    """The district where only that is known; else the one place that all are reported from, or what they share."""
    districts = list(dict.fromkeys(place.admin2 for place in places if isinstance(place.admin2, str)))
    if precision == DISTRICT and districts:
        return f"{wording.listing(districts)} district"
    reported = list(dict.fromkeys(place.place for place in places if isinstance(place.place, str)))
    if len(reported) == 1:
        return reported[0]
    shared = _shared_name(reported)
    return shared or wording.listing(districts or list(dict.fromkeys(place.admin1 for place in places)))


def _shared_name(reported: Sequence[str]) -> str:
    """The part between commas that most of the reported places have in common, such as the town after a street."""
    parts = Counter(part.strip() for text in reported for part in dict.fromkeys(text.split(",")))
    often = [part for part, times in parts.items() if times > len(reported) / 2]
    return max(often, key=lambda part: (parts[part], part), default="")


def _tooltip(places: Sequence[_Place], label: str, precision: str) -> str:
    """How many and where, when, of which type, how exactly known; of a single incident what happened."""
    # a cell never comes first: the map runs a text that begins with @@= as an expression
    said = [f"{wording.count(len(places), 'incident')} {AT[precision]} {label}"]
    said += [when_told([(p.start_date, p.date_precision) for p in places])]
    kinds = Counter(str(place.event_type) for place in places if isinstance(place.event_type, str))
    said += [types_told(kinds)]
    if len(places) == 1 and isinstance(places[0].summary, str):
        said.append(f"“{textwrap.shorten(places[0].summary, LONGEST_SUMMARY, placeholder=' …')}”")
    return "\n".join(part for part in (*said, f"{wording.sentence_case(KNOWN_TO[precision])}.") if part)


def when_told(dated: Sequence[tuple[pd.Timestamp, str]]) -> str:
    """First to last day, a single one no more exactly than it is known, and how many are not known to the day."""
    known = [(when.date(), precision) for when, precision in dated if not pd.isna(when)]
    if not known:
        return ""
    if len(known) == 1:
        return wording.sentence_case(wording.dated(*known[0]))
    days = [when for when, _ in known]
    coarse = sum(precision != "day" for _, precision in known)
    vague = f"; {wording.number(coarse)} of them not dated to the day" if coarse else ""
    return wording.span(min(days), max(days)) + vague


def types_told(counted: Mapping[str, int]) -> str:
    """The event types, most first, each with its number when there are several incidents."""
    ranked = sorted(counted, key=lambda kind: (-counted[kind], kind))
    alone = sum(counted.values()) == 1
    named = [kind if alone else f"{kind} {wording.number(counted[kind])}" for kind in ranked]
    return f"Type: {wording.listing(named, MOST_TYPES)}" if named else ""
