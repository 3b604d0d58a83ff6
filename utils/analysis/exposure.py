"""How much violence lies near projects and along routes: plain counts by distance and time, and a score that fades.

Knows incidents, projects and routes in space and time. It must not know money, nor how exposure is worded or drawn.
Methods: the project's method note M3 (docs/method.md); what is drawn at random stands in `precision`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd

from utils.analysis.ages import Ages, ages_of
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.filters import Filters
from utils.analysis.keeping import answered_once
from utils.analysis.nearness import Indices, Numbers, Site, length, line_site, point_site, positions, tree_of, within
from utils.analysis.precision import Drawn, Placed, draw, surroundings_of
from utils.analysis.rings import RINGS, ring_of
from utils.analysis.routes import Route, stretches_of
from utils.analysis.selection import select
from utils.analysis.spots import Events
from utils.analysis.yardsticks import BANDS, USUAL, WINDOWS, Yardstick
from utils.editions.edition import Edition
from utils.tables.cells import EARLIEST
from utils.tables.vocabularies import EVENT_TYPES, SITE_PRECISIONS

BATTLES, EXPLOSIONS, CIVILIANS, _PROTESTS, RIOTS, _STRATEGIC = EVENT_TYPES.labels
WEIGHTS: Mapping[str, float] = {BATTLES: 1.0, EXPLOSIONS: 1.0, CIVILIANS: 1.0, RIOTS: 0.5}
"""What an incident of each type weighs in the score; types that are not here are no violence and are not counted."""

FADED = 0.01
"""An incident that has faded below this share of its weight no longer adds to a score."""

ON_LINE, SPOT_OF_LINE, AT_POINT, NOWHERE = "line", "spot of a line", "point", "no point"
"""How a project is placed: by its schematic line, by one spot of a line nobody drew, by its point, or not at all."""

*_, PROVINCE, CORRIDOR = SITE_PRECISIONS.labels
CONSTANTS = (
    ("Distance bands", "0–5, 5–20 and 20–50 km", "our choice"),
    ("Near", f"within {USUAL.radius} km in {USUAL.window} days", "our choice; both can be moved"),
    ("Windows", "30, 90 and 365 days", "our choice"),
    ("Weight of an incident", "1; riots ½; protests and strategic developments none", "ACLED's types; weights ours"),
    (
        "Score",
        f"sum of weight × e^(−distance / {USUAL.decay} km) × ½^(age / {USUAL.half_life} days)",
        "our choice; both can be moved",
    ),
)
"""Name, value and source of what is set here, for the method page and the briefing."""


@dataclass(frozen=True, eq=False)
class Around:
    """The incidents within the widest distance that anyone asks for, nearest first: rows of the record, and km."""

    rows: Indices
    far: Numbers


@dataclass(frozen=True, eq=False)
class Exposure:
    """What lies near the projects of an edition, and along the routes.

    `projects` has a row a project: project_id, placed (how it is placed), near (ids of the incidents within the
    yardstick's radius and window, nearest first) and a count for each window and band (`count_name`), missing where it
    has no place. `routes` has the same by route, with name and km (its length).

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
    around: tuple[Around, ...]
    oldest: Numbers

    @cached_property
    def drawn(self) -> Drawn:
        """What the draws say of each project, in the order of `projects`; made when first asked for."""
        return self.drawing()

    def of(self, project_ids: Collection[str]) -> pd.DataFrame:
        """The rows of some projects, in their order here."""
        return self.projects[self.projects["project_id"].isin(list(project_ids)).to_numpy(dtype=bool)]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.projects["project_id"].tolist())}

    @cached_property
    def _near(self) -> list[tuple[str, ...]]:
        return self.projects["near"].tolist()

    @cached_property
    def _placed(self) -> list[bool]:
        return (self.projects["placed"] != NOWHERE).tolist()

    def _near_by_project(self, project_ids: Collection[str], window: int | None) -> dict[str, tuple[str, ...]]:
        """What lies near each of some projects, in their order here; in the yardstick's window when none is given."""
        wanted = set(project_ids)
        places = {name: place for name, place in self._rows.items() if name in wanted}
        return {n: self._near[place] if window is None else self.near(place, window) for n, place in places.items()}

    def exposed(self, project_ids: Collection[str], window: int | None = None) -> Figure:
        """How many of some projects have an incident near, of those that have a place; in the yardstick's window."""
        near = self._near_by_project(project_ids, window)
        basis = tuple(name for name, ids in near.items() if ids)
        placed = sum(self._placed[self._rows[name]] for name in near)
        return Figure(len(basis), "projects", "exposed-projects", basis, Coverage(placed, len(near)))

    def exposed_points(self, project_ids: Collection[str]) -> tuple[str, ...]:
        """Those exposed of some projects whose nearness is to one point; that of a line is to all of the line."""
        exposed = self.of(self.exposed(project_ids).basis)
        return tuple(exposed.loc[(exposed["placed"] != ON_LINE).to_numpy(dtype=bool), "project_id"])

    def near(self, place: int, window: int) -> tuple[str, ...]:
        """The ids of the incidents near the project of that row in the last so many days, nearest first."""
        around = self.around[place]
        kept = (around.far <= self.yardstick.radius) & (self.oldest[around.rows] < window)
        return tuple(self.counted[row] for row in around.rows[kept].tolist())

    def incidents_near(self, project_ids: Collection[str], window: int | None = None) -> Figure:
        """How many incidents lie near at least one of some projects, each counted once; in the yardstick's window."""
        near = self._near_by_project(project_ids, window)
        basis = tuple(dict.fromkeys(name for names in near.values() for name in names))
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


@answered_once(16)
def _exposure(edition: Edition, filters: Filters, routes: tuple[Route, ...], yardstick: Yardstick) -> Exposure:
    every = select(edition, filters).incidents
    violent = every["event_type"].isin(list(WEIGHTS)).to_numpy(dtype=bool)
    placeless = (every["geo_precision"] == PROVINCE) | every["latitude"].isna() | every["longitude"].isna()
    vague = placeless.to_numpy(dtype=bool)
    incidents = every[violent & ~vague]
    record = _Record(incidents, ages_of(incidents, filters.end), yardstick)
    projects = _placed(edition.dataset.frame("projects"), routes)
    around = [record.around(project.site) for project in projects]
    along = [record.around(line_site([route.line])) for route in routes]
    told = [
        {"project_id": p.project_id, "placed": p.placed} | record.told(a) for p, a in zip(projects, around, strict=True)
    ]
    lined = [
        {"name": r.name, "km": length(line_site([r.line]))} | record.told(a) for r, a in zip(routes, along, strict=True)
    ]
    counted, newest = record.ids, record.ages.within(yardstick.window)
    nothing = Around(np.zeros(0, np.int64), np.zeros(0))
    return Exposure(
        filters.end,
        yardstick,
        _frame(told, ["project_id", "placed"]),
        _frame(lined, ["name", "km"]),
        tuple(counted.tolist()),
        tuple(counted[newest].tolist()),
        ids_of(every.loc[violent & vague, "incident_id"]),
        tuple(counted[record.ages.perhaps(yardstick.window)].tolist()),
        tuple(every.loc[~violent, "incident_id"].tolist()),
        partial(record.draw, edition, projects),
        tuple(nothing if found is None else found for found in around),
        record.ages.oldest,
    )


def _frame(rows: Sequence[Mapping[str, object]], first: list[str]) -> pd.DataFrame:
    counts = [count_name(window, band) for window in WINDOWS for band in BANDS]
    return pd.DataFrame(rows, columns=[*first, "near", *counts]).astype(dict.fromkeys(counts, "Int64"))


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
        self.ids = incidents["incident_id"].to_numpy(dtype=object)
        self._points = positions(incidents["longitude"], incidents["latitude"])
        self._rings = incidents["geo_precision"].astype("object").map(RINGS).to_numpy(dtype=float)
        self._weights = incidents["event_type"].astype("object").map(WEIGHTS).to_numpy(dtype=float)
        self._tree = tree_of(self._points)

    def around(self, site: Site | None) -> Around | None:
        """What lies around the site; None for what has no place."""
        if site is None:
            return None
        index, far = within(self._tree, self._points, site, max(BANDS[-1][1], self._yardstick.radius))
        nearest_first: Indices = np.argsort(far, kind="stable")
        return Around(index[nearest_first], far[nearest_first])

    def told(self, around: Around | None) -> dict[str, object]:
        """The ids near the site and a count for each window and band; missing for what has no place."""
        if around is None:
            return {"near": ()}
        oldest = self.ages.oldest[around.rows]
        near = around.rows[(around.far <= self._yardstick.radius) & (oldest < self._yardstick.window)]
        window = np.searchsorted(WINDOWS, oldest, side="right")
        cells = np.bincount(
            window * (len(BANDS) + 1) + band_of(around.far), minlength=(len(WINDOWS) + 1) * (len(BANDS) + 1)
        )
        counts = cells.reshape(len(WINDOWS) + 1, -1)[:-1, :-1].cumsum(axis=0)
        named = {count_name(w, b): int(counts[i, j]) for i, w in enumerate(WINDOWS) for j, b in enumerate(BANDS)}
        return {"near": tuple(self.ids[near].tolist()), **named}

    def draw(self, edition: Edition, projects: Sequence[_Project]) -> Drawn:
        """What the draws say of each project."""
        yardstick = self._yardstick
        fading, recent = self.ages.fading(yardstick.half_life), self.ages.within(yardstick.window)
        lasting = (fading >= FADED) | recent
        surroundings = surroundings_of(edition.dataset.places)
        weights = np.asarray(self._weights * fading, float)
        events = Events(self._points[lasting], self._rings[lasting].astype(float), weights[lasting], recent[lasting])
        placed = [Placed(p.site, p.reach, surroundings.get(p.district)) for p in projects]
        return draw(placed, events, radius=yardstick.radius, decay=yardstick.decay)


def band_of(far: Numbers) -> Indices:
    """The place of each distance among the bands, their number for what lies beyond; a band holds its far end."""
    return np.searchsorted([high for _, high in BANDS], far, side="left")
