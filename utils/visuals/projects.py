"""Projects, routes and exposure over the violent incidents, as a map on screen and on paper, and in words.

Knows which layers belong on it. It must not know how exposure is measured, nor how a map is drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd
from pydeck import Deck

from utils.analysis.routes import Route
from utils.analysis.yardsticks import Yardstick
from utils.visuals import wording
from utils.visuals.borders import DOTTED, Boundaries
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.overlays import Overlay
from utils.visuals.palette import Look
from utils.visuals.paper_map import map_picture
from utils.visuals.pictures import Picture
from utils.visuals.project_marks import STAGES, Mark, marks_of, project_overlay, ring_overlay, route_overlay
from utils.visuals.screen_map import SIZE, deck
from utils.visuals.sites import Sites
from utils.visuals.theme import Sheet, layered, spec_of
from utils.visuals.thinning import thinned

TITLE = "Projects, routes and violent incidents"
NAME = "project-map"


@dataclass(frozen=True, eq=False)
class ProjectMap:
    """What the map shows: the incidents' sites, projects, routes, and circles around those exposed by the yardstick."""

    sites: Sites
    projects: pd.DataFrame
    routes: tuple[Route, ...]
    exposed: Collection[str]
    yardstick: Yardstick

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The projects by place."""
        return marks_of(self.projects)

    @cached_property
    def overlays(self) -> tuple[Overlay, ...]:
        """The layers, the lowest first."""
        rings = ring_overlay(self.marks, self.exposed, self.yardstick)
        return route_overlay(self.routes), rings, project_overlay(self.marks)

    @property
    def alt_text(self) -> str:
        """The map in words: how many projects at how many places, where most, which routes, how many incidents."""
        incidents = wording.sentence_case(wording.count(self.sites.incidents, "incident"))
        routes, rings, projects = (overlay.said for overlay in self.overlays)
        said = " ".join(part for part in (projects, routes, rings) if part)
        return f"Map. {said} {incidents} at {wording.count(len(self.sites.drawn), 'place')}."

    def deck(  # noqa: PLR0913  # each is a choice of the page's
        self,
        base: Base,
        look: Look,
        box: Box,
        *,
        base_url: str | None,
        boundaries: Boundaries = DOTTED,
        size: tuple[float, float] = SIZE,
    ) -> Deck:
        """The map on screen, fitted into so many pixels."""
        choices: dict[str, Any] = {"size": size, "boundaries": boundaries, "overlays": self.overlays}
        return deck(self.sites, base, look, box, base_url=base_url, **choices)

    def picture(
        self, base: Base, look: Look, box: Box, *, boundary_note: str, boundaries: Boundaries = DOTTED
    ) -> Picture:
        """The map on paper."""
        *told_above, projects = self.overlays
        overlays = [*(replace(overlay, lines=()) for overlay in told_above), projects]
        drawn = map_picture(
            self.sites, base, look, box, boundary_note=boundary_note, boundaries=boundaries, overlays=overlays
        )
        subtitle = " ".join(self.legend[1:])
        heading = spec_of(layered(), Sheet(TITLE, subtitle, 0), look)["title"]
        spec = {**drawn.spec, "title": heading, "layer": thinned(drawn.spec["layer"], box)}
        return replace(
            drawn, name=NAME, title=TITLE, subtitle=subtitle, alt=self.alt_text, twin=twin(self.projects), spec=spec
        )

    @property
    def legend(self) -> tuple[str, ...]:
        """What shapes, lines and circles mean, and how many projects are not drawn."""
        said = [_shapes(self.marks)]
        if self.routes:
            said.append("Lines: roads, thinner railways and broad corridors, drawn by hand, for showing only.")
        said += [self.overlays[1].said] if self.overlays[1].said else []
        left = len(self.projects) - sum(len(mark.projects) for mark in self.marks)
        said += [f"{wording.sentence_case(wording.count(left, 'project'))} without a point."] if left else []
        return tuple(said)


def _shapes(marks: Sequence[Mark]) -> str:
    if not marks:
        return "No project can be drawn."
    names = dict(zip(STAGES, ("square", "triangle", "diamond", "triangle upside down"), strict=True))
    told = [f"{names[shape]}, {' or '.join(statuses)}" for shape, statuses in STAGES.items()]
    return f"Projects, with their number when more than one: {'; '.join(told)}."


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
