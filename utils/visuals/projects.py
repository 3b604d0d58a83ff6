"""Projects and routes on the map: squares over the incidents, lines under them, and what they mean in words.

Knows projects, routes and the deck that the incidents are drawn on. It must not know exposure or money.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pydeck

from utils.analysis.nearness import positions
from utils.analysis.routes import Route
from utils.visuals import wording
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.palette import Look, rgb
from utils.visuals.screen_map import TYPEFACE, deck
from utils.visuals.sites import PROVINCE, TOWN_WIDE, Sites

TITLE = "Projects, routes and violent incidents"
SQUARE = "■"
SMALLEST, LARGEST, GROWTH = 15, 30, 4.5
WIDTHS: Mapping[str, float] = {"corridor": 6, "railway": 1.4}
ROAD = 2.6
"""Pixels: a corridor is a pale band, a railway a thin line, any other route a road between the two."""

NAMED = 6
"""So many projects of a mark are named under the pointer; the table has them all."""


@dataclass(frozen=True)
class Mark:
    """Projects so near to each other that a map of the theatre cannot tell them apart."""

    latitude: float
    longitude: float
    names: tuple[str, ...]


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
    return tuple(sorted(marks, key=lambda mark: (-len(mark.names), mark.names)))


def _mark(rows: pd.DataFrame) -> Mark:
    return Mark(float(rows["latitude"].iloc[0]), float(rows["longitude"].iloc[0]), tuple(rows["name"]))


def project_deck(  # noqa: PLR0913  # each is a choice of the page's
    sites: Sites, marks: Sequence[Mark], base: Base, look: Look, box: Box, *, base_url: str | None
) -> pydeck.Deck:
    """The map of the incidents with routes under and projects over them."""
    drawn = deck(sites, base, look, box, base_url=base_url)
    below = next(place for place, layer in enumerate(drawn.layers) if layer.id == "countries-names")
    drawn.layers[below:below] = [_routes(base.routes, look)]
    drawn.layers.extend(_squares(marks, look))
    return drawn


def _routes(routes: Sequence[Route], look: Look) -> pydeck.Layer:
    rows = [
        {
            "path": [[round(x, 3), round(y, 3)] for x, y in route.line],
            "width": WIDTHS.get(route.kind, ROAD),
            "colour": [*rgb(look.place), 70 if route.kind == "corridor" else 190],
            "tooltip": f"Schematic line ({route.kind})\n{route.name}",
        }
        for route in sorted(routes, key=lambda route: route.kind != "corridor")
    ]
    return pydeck.Layer(
        "PathLayer",
        data=rows,
        id="routes",
        pickable=True,
        get_path="path",
        get_width="width",
        width_units=pydeck.types.String("pixels"),
        get_color="colour",
        joint_rounded=True,
        cap_rounded=True,
    )


def _squares(marks: Sequence[Mark], look: Look) -> list[pydeck.Layer]:
    rows = [
        {
            "at": [round(mark.longitude, 4), round(mark.latitude, 4)],
            "name": SQUARE,
            "size": min(LARGEST, SMALLEST + GROWTH * (math.sqrt(len(mark.names)) - 1)),
            "number": wording.number(len(mark.names)) if len(mark.names) > 1 else "",
            "tooltip": _tooltip(mark),
        }
        for mark in marks
    ]
    shared: dict[str, Any] = {"data": rows, "get_position": "at", "font_family": pydeck.types.String(TYPEFACE)}
    squares = pydeck.Layer(
        "TextLayer",
        id="projects",
        pickable=True,
        get_text="name",
        get_size="size",
        get_color=list(rgb(look.ink)),
        character_set=pydeck.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16},
        outline_width=5,
        outline_color=[*rgb(look.surface), 255],
        **shared,
    )
    numbers = pydeck.Layer(
        "TextLayer",
        id="project-numbers",
        pickable=False,
        get_text="number",
        get_size=look.small_size - 2,
        get_color=list(rgb(look.surface)),
        font_weight=600,
        **shared,
    )
    return [squares, numbers]


def _tooltip(mark: Mark) -> str:
    told = "\n".join(mark.names[:NAMED])
    left = len(mark.names) - NAMED
    more = f"\nand {wording.count(left, 'other')}" if left > 0 else ""
    return f"{wording.count(len(mark.names), 'project')}\n{told}{more}"


def legend(marks: Sequence[Mark], routes: Sequence[Route], projects: pd.DataFrame) -> tuple[str, ...]:
    """What squares and lines mean, and how many projects are not drawn."""
    drawn = sum(len(mark.names) for mark in marks)
    said = ["Square: projects, with their number when more than one." if marks else "No project can be drawn."]
    if routes:
        said.append(
            "Lines: roads, and thinner railways; pale bands: corridors. They are drawn by hand, for showing only."
        )
    left = len(projects) - drawn
    said += [f"{wording.sentence_case(wording.count(left, 'project'))} without a point."] if left else []
    return tuple(said)


def alt_text(marks: Sequence[Mark], routes: Sequence[Route], sites: Sites) -> str:
    """The map in words: how many projects at how many places, where most, which routes, how many incidents."""
    drawn = sum(len(mark.names) for mark in marks)
    said = f"Map. {wording.count(drawn, 'project')} at {wording.count(len(marks), 'place')}"
    most = [
        f"{mark.names[0]} and {wording.count(len(mark.names) - 1, 'other')}" for mark in marks if len(mark.names) > 1
    ]
    said += f", most together: {wording.listing(most[:3])}." if most else "."
    said += f" Schematic routes: {wording.listing([route.name for route in routes])}." if routes else ""
    incidents = wording.sentence_case(wording.count(sites.incidents, "incident"))
    return f"{said} {incidents} at {wording.count(len(sites.drawn), 'place')}."


def twin(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects as the table that says the same as the map."""
    columns = {
        "name": "Project",
        "sector": "Sector",
        "status": "Status",
        "admin1": "Province",
        "admin2": "District",
        "geo_precision": "Place known to",
    }
    shown = projects[list(columns)].astype("object")
    return shown.where(shown.notna(), wording.NOT_KNOWN).rename(columns=columns)
