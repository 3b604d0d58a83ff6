"""Projects, their routes and the circles of exposure as layers of the map, the same on screen and on paper.

Knows projects by stage, drawn lines, and how a layer is made up. It must not know exposure, money, nor any map library.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.analysis.nearness import positions
from utils.analysis.routes import Route
from utils.analysis.yardsticks import Yardstick
from utils.tables.placing import EARTH_KM
from utils.tables.vocabularies import PROJECT_STATUSES
from utils.visuals import wording
from utils.visuals.overlays import INK, PLACE, QUIET, KeyLine, Link, Overlay, Symbol
from utils.visuals.shapes import DIAMOND, DOWN, RING, SQUARE, UP
from utils.visuals.sites import PROVINCE, TOWN_WIDE

_PLANNED, _BUILDING, _BUILT, _IN_USE, _STALLED, _SHELVED = PROJECT_STATUSES.labels
STAGES: Mapping[str, tuple[str, ...]] = {
    SQUARE: (_BUILT, _IN_USE),
    UP: (_BUILDING,),
    DIAMOND: (_PLANNED,),
    DOWN: (_STALLED, _SHELVED),
}
"""The statuses that each shape stands for."""

SMALLEST, LARGEST, GROWTH, NUMBERED = 4.5, 10.0, 1.4, 3.0
"""Pixels: the radius of a mark for one project, the largest, its growth with the root of their number, and what a
number on it adds."""

NAMED = 6
"""So many projects of a mark are named under the pointer; the table has them all."""

ROUTES_KEY = "Road; thinner, a railway; broad and pale, a corridor: drawn by hand, for showing only"

WIDTHS: Mapping[str, float] = {"corridor": 5.0, "railway": 1.2}
ROAD, CIRCLE_WIDTH, CORNERS = 2.2, 1.2, 48
"""Pixels of a road and of a circle of exposure, and how many corners a circle has."""


@dataclass(frozen=True)
class Mark:
    """Projects so near to each other that a map of the theatre cannot tell them apart: id, name and status of each."""

    latitude: float
    longitude: float
    projects: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(name for _, name, _ in self.projects)


def marks_of(projects: pd.DataFrame) -> tuple[Mark, ...]:
    """The projects with a point, by place; those known only to a province have none. Most projects first."""
    known = projects["latitude"].notna() & projects["longitude"].notna() & (projects["geo_precision"] != PROVINCE)
    placed = projects[known.to_numpy(dtype=bool)]
    points = positions(placed["longitude"], placed["latitude"])
    groups: list[list[int]] = []
    for place in range(len(placed)):
        near = (group for group in groups if np.linalg.norm(points[group[0]] - points[place]) <= TOWN_WIDE)
        group = next(near, None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    marks = (_mark(placed.iloc[group]) for group in groups)
    return tuple(sorted(marks, key=lambda mark: (-len(mark.projects), mark.names)))


def _mark(rows: pd.DataFrame) -> Mark:
    told = tuple(rows[["project_id", "name", "status"]].itertuples(index=False, name=None))
    return Mark(float(rows["latitude"].iloc[0]), float(rows["longitude"].iloc[0]), told)


def project_overlay(marks: Sequence[Mark]) -> Overlay:
    """A shape for each stage that the projects of a place have reached, side by side, with its number."""
    symbols = tuple(symbol for mark in marks for symbol in _symbols(mark))
    held = {status for mark in marks for *_, status in mark.projects}
    lines = tuple(
        KeyLine(shape, INK, f"Project {' or '.join(statuses)}")
        for shape, statuses in STAGES.items()
        if held & set(statuses)
    )
    return Overlay("projects", symbols, (), lines, _said(marks))


def _said(marks: Sequence[Mark]) -> str:
    drawn = sum(len(mark.projects) for mark in marks)
    most = [
        f"{mark.names[0]} and {wording.count(len(mark.names) - 1, 'other')}" for mark in marks if len(mark.names) > 1
    ]
    together = f", most together: {wording.listing(most[:3])}" if most else ""
    return f"{wording.count(drawn, 'project')} at {wording.count(len(marks), 'place')}{together}."


def _symbols(mark: Mark) -> Iterator[Symbol]:
    """The stages of a place side by side, the first to the left."""
    held = {shape: [name for _, name, status in mark.projects if status in of] for shape, of in STAGES.items()}
    drawn = [(shape, names, _radius(len(names))) for shape, names in held.items() if names]
    across = -sum(radius for *_, radius in drawn)
    for shape, names, radius in drawn:
        number = wording.number(len(names)) if len(names) > 1 else ""
        told = _tooltip(names, " or ".join(STAGES[shape]))
        middle = round(across + radius, 1)
        yield Symbol(mark.longitude, mark.latitude, shape, INK, radius, told, middle, 0, number)
        across += 2 * radius


def _radius(total: int) -> float:
    grown = SMALLEST + GROWTH * (math.sqrt(total) - 1) + (NUMBERED if total > 1 else 0)
    return round(min(grown, LARGEST), 1)


def _tooltip(names: Sequence[str], stage: str) -> str:
    left = len(names) - NAMED
    more = [f"and {wording.count(left, 'other')}"] if left > 0 else []
    # a cell never comes first: the map runs a text that begins with @@= as an expression
    return "\n".join([f"{wording.count(len(names), 'project')} {stage}", *names[:NAMED], *more])


def route_overlay(routes: Sequence[Route]) -> Overlay:
    """The lines drawn by hand: corridors as bands under roads, railways thin."""
    ordered = sorted(routes, key=lambda route: route.kind != "corridor")
    links = tuple(
        Link(route.line, QUIET if route.kind == "corridor" else PLACE, WIDTHS.get(route.kind, ROAD), _of(route))
        for route in ordered
    )
    names = wording.listing([route.name for route in routes])
    key = (KeyLine("", PLACE, ROUTES_KEY),) if links else ()
    return Overlay("routes", (), links, key, f"Schematic routes: {names}." if names else "")


def _of(route: Route) -> str:
    return f"Schematic line ({route.kind})\n{route.name}"


def ring_overlay(marks: Sequence[Mark], exposed: Collection[str], yardstick: Yardstick) -> Overlay:
    """A circle as wide as near is around each place where a project of those ids stands.

    They are projects near whose point something happened: around a spot of a line a circle would show the wrong place.
    """
    reach = wording.number(yardstick.radius)
    links = tuple(
        Link(_circle(mark, yardstick.radius), INK, CIRCLE_WIDTH, f"Within {reach} km\n{_first(mark)}")
        for mark in marks
        if any(project_id in exposed for project_id, *_ in mark.projects)
    )
    if not links:
        return Overlay("exposure")
    near = f"with a violent incident that near in {_days(yardstick)}; lines have none"
    key = KeyLine(RING, INK, f"Circle: {reach} km around a project {near}")
    said = f"Circles: {reach} km around {wording.count(len(links), 'place')} of projects {near}."
    return Overlay("exposure", (), links, (key,), said)


def _days(yardstick: Yardstick) -> str:
    if yardstick.until is None:
        return f"the last {wording.count(yardstick.window, 'day')} of the record"
    return f"the {wording.count(yardstick.window, 'day')} to {wording.day(yardstick.until)}"


def _first(mark: Mark) -> str:
    left = len(mark.names) - 1
    return mark.names[0] + (f" and {wording.count(left, 'other')}" if left else "")


def _circle(mark: Mark, kilometres: float) -> tuple[tuple[float, float], ...]:
    up = math.degrees(kilometres / EARTH_KM)
    across = up / math.cos(math.radians(mark.latitude))
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS + 1)]
    return tuple(
        (round(mark.longitude + across * math.cos(turn), 4), round(mark.latitude + up * math.sin(turn), 4))
        for turn in turns
    )
