"""How much violence lies near projects and along routes: plain counts by distance and time, and a score that fades.

Knows incidents, projects and routes in space and time. It must not know money, nor how exposure is worded or drawn.
Methods: the project's method note M3 (docs/method.md); what is drawn at random stands in `precision`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

import numpy as np
import pandas as pd

from utils.analysis.ages import Ages, ages_of
from utils.analysis.figures import Coverage, Figure
from utils.analysis.filters import Filters
from utils.analysis.nearness import Indices, Numbers, Site, line_site, point_site, positions, tree_of, within
from utils.analysis.precision import Drawn, Events, Placed, draw, ring_of, surroundings_of
from utils.analysis.routes import Route, stretches_of
from utils.analysis.selection import Mask, select
from utils.editions.edition import Edition
from utils.tables.cells import EARLIEST
from utils.tables.vocabularies import EVENT_TYPES, GEO_PRECISIONS, SITE_PRECISIONS

BANDS = ((0, 5), (5, 20), (20, 50))
"""Kilometres from a project, each from its first to its second number."""

WINDOWS = (30, 90, 365)
"""Days up to and with the day counted back from."""

BATTLES, EXPLOSIONS, CIVILIANS, _PROTESTS, RIOTS, _STRATEGIC = EVENT_TYPES.labels
WEIGHTS: Mapping[str, float] = {BATTLES: 1.0, EXPLOSIONS: 1.0, CIVILIANS: 1.0, RIOTS: 0.5}
"""What an incident of each type weighs in the score; types that are not here are no violence and are not counted."""

FADED = 0.01
"""An incident that has faded below this share of its weight no longer adds to a score."""

ON_LINE, SPOT_OF_LINE, AT_POINT, NOWHERE = "line", "spot of a line", "point", "no point"
"""How a project is placed: by its schematic line, by one spot of a line nobody drew, by its point, or not at all."""

PROVINCE, CORRIDOR = GEO_PRECISIONS.labels[-1], SITE_PRECISIONS.labels[-1]

CONSTANTS = (
    ("Distance bands", "0–5, 5–20 and 20–50 km", "our choice"),
    ("Windows", "30, 90 and 365 days", "our choice"),
    ("Weight of an incident", "1; riots ½; protests and strategic developments none", "ACLED's types; weights ours"),
    ("Score", "sum of weight × e^(−distance / 10 km) × ½^(age / 90 days)", "our choice; both can be moved"),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


@dataclass(frozen=True)
class Yardstick:
    """What counts as near (km) and recent (days), and how a score fades: to 37 % over `decay` km, to half over days."""

    radius: int = 20
    window: int = 365
    decay: int = 10
    half_life: int = 90


@dataclass(frozen=True, eq=False)
class Exposure:
    """What lies near the projects of an edition, and along the routes.

    `projects` has a row a project: project_id, placed (how it is placed), around (id and km of each incident of the
    yardstick's window within the widest band, nearest first), near (those of its radius) and a count for each window
    and band (`count_name`), missing where it has no place. `routes` has the same by route.

    `counted` holds the ids of every violent incident with a usable place, `recent` of those in the yardstick's window,
    `undated` of those that may or may not lie in it, `vague` of violent ones known only to a province, `other` of those
    that are no violence.
    """

    as_of: dt.date
    yardstick: Yardstick
    projects: pd.DataFrame
    routes: pd.DataFrame
    counted: tuple[str, ...]
    recent: tuple[str, ...]
    vague: tuple[str, ...]
    undated: tuple[str, ...]
    other: tuple[str, ...]
    drawing: Callable[[], Drawn]

    @cached_property
    def drawn(self) -> Drawn:
        """What the draws say of each project, in the order of `projects`; made when first asked for."""
        return self.drawing()

    def of(self, project_ids: Collection[str]) -> pd.DataFrame:
        """The rows of some projects, in their order here."""
        return self.projects[self.projects["project_id"].isin(list(project_ids)).to_numpy(dtype=bool)]

    def exposed(self, project_ids: Collection[str]) -> Figure:
        """How many of some projects have an incident near, of those that have a place."""
        rows = self.of(project_ids)
        basis = tuple(rows.loc[[len(names) > 0 for names in rows["near"]], "project_id"])
        placed = int((rows["placed"] != NOWHERE).sum())
        return Figure(len(basis), "projects", "exposed-projects", basis, Coverage(placed, len(rows)))

    def incidents_near(self, project_ids: Collection[str]) -> Figure:
        """How many incidents lie near at least one of some projects, each counted once."""
        basis = tuple(dict.fromkeys(name for names in self.of(project_ids)["near"] for name in names))
        every = len(self.counted) + len(self.vague)
        return Figure(len(basis), "incidents", "incidents-near", basis, Coverage(len(self.counted), every))


def count_name(window: int, band: tuple[int, int]) -> str:
    """The name of the column that counts a window and a band."""
    return f"days_{window}_km_{band[0]}_{band[1]}"


def exposure_of(
    edition: Edition, filters: Filters, routes: tuple[Route, ...], as_of: dt.date, yardstick: Yardstick
) -> Exposure:
    """Exposure on that day to the incidents that the filters keep, their period aside."""
    return _exposure(edition, replace(filters, start=EARLIEST, end=as_of), routes, yardstick)


@lru_cache(maxsize=16)
def _exposure(edition: Edition, filters: Filters, routes: tuple[Route, ...], yardstick: Yardstick) -> Exposure:
    every = select(edition, filters).incidents
    violent = every["event_type"].isin(list(WEIGHTS)).to_numpy(dtype=bool)
    placeless = (every["geo_precision"] == PROVINCE) | every["latitude"].isna() | every["longitude"].isna()
    vague = placeless.to_numpy(dtype=bool)
    incidents = every[violent & ~vague]
    record = _Record(incidents, ages_of(incidents, filters.end), yardstick)
    projects = _placed(edition.dataset.frame("projects"), routes)
    return Exposure(
        filters.end,
        yardstick,
        _frame(
            [{"project_id": p.project_id, "placed": p.placed, **record.around(p.site)} for p in projects], "project_id"
        ),
        _frame([{"name": route.name, **record.around(line_site([route.line]))} for route in routes], "name"),
        tuple(incidents["incident_id"]),
        tuple(incidents.loc[record.ages.within(yardstick.window), "incident_id"]),
        tuple(every.loc[violent & vague, "incident_id"]),
        tuple(incidents.loc[record.ages.perhaps(yardstick.window), "incident_id"]),
        tuple(every.loc[~violent, "incident_id"]),
        partial(record.draw, edition, projects),
    )


def _frame(rows: Sequence[Mapping[str, object]], first: str) -> pd.DataFrame:
    counts = [count_name(window, band) for window in WINDOWS for band in BANDS]
    frame = pd.DataFrame(
        rows, columns=[first, *(["placed"] if first == "project_id" else []), "near", "around", *counts]
    )
    return frame.astype(dict.fromkeys(counts, "Int64"))


@dataclass(frozen=True, eq=False)
class _Project:
    project_id: str
    placed: str
    site: Site | None
    reach: float
    district: str | None


def _placed(projects: pd.DataFrame, routes: Sequence[Route]) -> list[_Project]:
    columns = ["project_id", "longitude", "latitude", "geo_precision", "admin2"]
    found = []
    for project_id, longitude, latitude, precision, admin2 in projects[columns].itertuples(index=False, name=None):
        lines = stretches_of(routes, project_id)
        district = admin2 if isinstance(admin2, str) else None
        site, placed = None, NOWHERE
        if lines:
            site, placed = line_site(lines), ON_LINE
        elif precision != PROVINCE and pd.notna(longitude) and pd.notna(latitude):
            site, placed = point_site(longitude, latitude), SPOT_OF_LINE if precision == CORRIDOR else AT_POINT
        found.append(_Project(project_id, placed, site, ring_of(precision), district))
    return found


class _Record:
    """The violent incidents in space and time, ready to be looked up from any site."""

    def __init__(self, incidents: pd.DataFrame, ages: Ages, yardstick: Yardstick) -> None:
        self.ages, self._yardstick = ages, yardstick
        self._ids = incidents["incident_id"].to_numpy(dtype=object)
        self._points = positions(incidents["longitude"], incidents["latitude"])
        self._rings = np.array([ring_of(precision) for precision in incidents["geo_precision"]], float)
        self._weights = np.array([WEIGHTS[kind] for kind in incidents["event_type"]], float)
        self._tree = tree_of(self._points)

    def around(self, site: Site | None) -> dict[str, object]:
        """The ids near the site and a count for each window and band; missing for what has no place."""
        if site is None:
            return {"near": (), "around": ()}
        reach = max(BANDS[-1][1], self._yardstick.radius)
        index, far = within(self._tree, self._points, site, reach)
        oldest = self.ages.oldest[index]
        counts = {
            count_name(window, (low, high)): int(((oldest < window) & _between(far, low, high)).sum())
            for window in WINDOWS
            for low, high in BANDS
        }
        recent = oldest < self._yardstick.window
        nearest_first: Indices = np.argsort(far[recent], kind="stable")
        around = tuple(zip(self._ids[index[recent][nearest_first]], far[recent][nearest_first].tolist(), strict=True))
        near = tuple(name for name, away in around if away <= self._yardstick.radius)
        return {"near": near, "around": around, **counts}

    def draw(self, edition: Edition, projects: Sequence[_Project]) -> Drawn:
        """What the draws say of each project."""
        yardstick = self._yardstick
        fading, recent = self.ages.fading(yardstick.half_life), self.ages.within(yardstick.window)
        lasting = (fading >= FADED) | recent
        surroundings = surroundings_of(edition.dataset.places)
        weights: Numbers = self._weights * fading
        events = Events(self._points[lasting], self._rings[lasting], weights[lasting], recent[lasting])
        placed = [Placed(p.site, p.reach, surroundings.get(p.district)) for p in projects]
        return draw(placed, events, radius=yardstick.radius, decay=yardstick.decay)


def by_place(exposure: Exposure, projects: pd.DataFrame) -> pd.DataFrame:
    """By district, and by line for projects that are one: the incidents of the window by distance.

    label, project_ids, and a count for each band under the window's `count_name`: of the distances to the nearest of
    the place's projects, so that each incident counts once a place. Projects without a district share the label None.
    Those with most incidents first, by band.
    """
    window = exposure.yardstick.window
    rows = exposure.of(projects["project_id"]).merge(projects[["project_id", "name", "admin2"]], on="project_id")
    districts = rows["admin2"].astype("object")
    labels = rows["name"].astype("object").where((rows["placed"] == ON_LINE).to_numpy(), districts)
    counted = []
    for label, part in rows.groupby(labels, dropna=False, sort=True):
        closest: dict[str, float] = {}
        for name, far in (pair for around in part["around"] for pair in around):
            closest[name] = min(far, closest.get(name, far))
        away = np.array(list(closest.values()), float)
        counts = {count_name(window, band): int(_between(away, *band).sum()) for band in BANDS}
        shown = label if isinstance(label, str) else None
        counted.append({"label": shown, "project_ids": tuple(part["project_id"]), **counts})
    bands = [count_name(window, band) for band in BANDS]
    frame = pd.DataFrame(counted, columns=["label", "project_ids", *bands])
    return frame.sort_values(bands, ascending=False, kind="stable", ignore_index=True)


def _between(far: Numbers, low: int, high: int) -> Mask:
    """A band holds its far end; the first holds the spot itself too."""
    inside: Mask = ((far > low) | (low == 0)) & (far <= high)
    return inside
