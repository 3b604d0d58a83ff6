"""The one map of a view: which incidents it is held to, where they lie, and the layers over them, on screen and paper.

Knows which layer is made of what. It must not know sessions, nor how a map is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from utils.analysis.counts import days_of, in_steps
from utils.analysis.exposure import exposure_of
from utils.analysis.projects import projects_of
from utils.analysis.responses import register_of
from utils.analysis.routes import Route
from utils.analysis.selection import Selection
from utils.analysis.waves import Wave, waves
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.document import Section
from utils.briefing.map_choice import ALL_AS_USUAL, MapChoice, in_words, passed_over
from utils.briefing.material import Material
from utils.briefing.rules import places
from utils.briefing.what_ifs import WhatIfs
from utils.visuals.bins import map_sites
from utils.visuals.districts import areas_of
from utils.visuals.framing import Box
from utils.visuals.geography import Base
from utils.visuals.kinds import kinds_overlay
from utils.visuals.overlays import KINDS, PROJECTS, RESPONSES, WAVES, Overlay
from utils.visuals.palette import Look
from utils.visuals.paper_map import OUTSIDE, map_picture
from utils.visuals.pictures import Picture
from utils.visuals.project_marks import marks_of, project_overlay, ring_overlay, route_overlay
from utils.visuals.response_marks import response_overlay
from utils.visuals.sites import CELL, Sites
from utils.visuals.toll_rings import toll_overlay
from utils.visuals.wave_links import wave_overlay
from utils.visuals.wording import sentence_case


@dataclass(frozen=True, eq=False)
class Shown:
    """What the map shows of the `whole` view: the incidents to which it is held, their sites, and the layers over them.

    The layers are made when first asked for.
    """

    whole: Selection
    held: Selection
    sites: Sites
    choice: MapChoice = ALL_AS_USUAL
    routes: tuple[Route, ...] = ()
    yardstick: Yardstick = USUAL

    @property
    def squares(self) -> bool:
        """Whether the incidents are counted by squares: layers that need single sites are then not drawn."""
        return any(site.precision == CELL for site in self.sites.drawn)

    @property
    def drawn(self) -> MapChoice:
        """What of the choice is drawn."""
        return self.choice.in_squares if self.squares else self.choice

    @property
    def passed_over(self) -> str:
        """The layers that were chosen and are not drawn, and why; empty where all are."""
        return f"{sentence_case(passed_over(self.choice))}." if self.drawn != self.choice else ""

    @property
    def words(self) -> str:
        """The choice as it is printed; empty where all is as usual."""
        return in_words(self.choice, self.whole.filters, squares=self.squares)

    @cached_property
    def overlays(self) -> tuple[Overlay, ...]:
        """The layers, in the order of drawing."""
        return tuple(_overlays(self))


def shown(
    selection: Selection, choice: MapChoice, box: Box, routes: tuple[Route, ...], yardstick: Yardstick = USUAL
) -> Shown:
    """What the map of that box shows of the selection as the reader has chosen; the yardstick sets the circles."""
    held = in_steps(selection, choice.starts)
    return Shown(selection, held, map_sites(held.incidents, box).within(box, OUTSIDE), choice, routes, yardstick)


def shown_in(material: Material, choice: MapChoice, routes: tuple[Route, ...], yardstick: Yardstick = USUAL) -> Shown:
    """The same of a briefing, which has the sites of its whole view already."""
    if choice.step is not None:
        return shown(material.selection, choice, material.box, routes, yardstick)
    return Shown(material.selection, material.selection, material.sites, choice, routes, yardstick)


def _overlays(found: Shown) -> Iterator[Overlay]:
    drawn, held, sites = found.drawn, found.held, found.sites
    lowest, highest = _projects(found) if PROJECTS.key in drawn.layers else ((), ())
    yield from lowest
    if WAVES.key in drawn.layers:
        yield wave_overlay(sites, _touching(held, waves(found.whole).found))
    if KINDS.key in drawn.layers:
        yield kinds_overlay(sites, held.incidents)
    if drawn.toll is not None:
        yield toll_overlay(sites, held.incidents, drawn.toll)
    if RESPONSES.key in drawn.layers:
        yield response_overlay(register_of(_of_those_days(found)).frame)
    yield from highest


def _projects(found: Shown) -> tuple[tuple[Overlay, ...], tuple[Overlay, ...]]:
    """What is drawn on the project map too: routes and circles, to lie under all others, and projects, to lie over."""
    edition, filters, yardstick = found.whole.edition, found.whole.filters, found.yardstick
    projects = projects_of(edition, filters)
    exposure = exposure_of(edition, filters, found.routes, yardstick.until or edition.as_of, yardstick)
    marks = marks_of(projects.every)
    rings = ring_overlay(marks, exposure.exposed_points(projects.home["project_id"]), yardstick)
    return (route_overlay(found.routes), rings), (project_overlay(marks),)


def _touching(held: Selection, found: Sequence[Wave]) -> list[Wave]:
    """The waves of the whole view of which an attack is held: a wave does not end where a step does."""
    ids = frozenset(held.incident_ids)
    return [wave for wave in found if not ids.isdisjoint(wave.incident_ids)]


def _of_those_days(found: Shown) -> Selection:
    """The view held to the days of its step: a measure has days of its own, and belongs to no incident."""
    if not found.choice.starts:
        return found.whole
    start, end = days_of(found.whole.filters, found.choice.starts)
    return replace(found.whole, filters=replace(found.whole.filters, start=start, end=end))


def where(material: Material, base: Base, look: Look, what_ifs: WhatIfs) -> Section:
    """The map of a briefing, with what it draws in a sentence; the picture is made when it is asked for."""
    found = shown_in(material, what_ifs.map, base.routes, what_ifs.yardstick)
    said = places.on_the_map(material, found.sites, found.words)
    return Section("map", "Where", (said,), draw_map=lambda: (_picture(material, found, base, look, what_ifs),))


def _picture(material: Material, found: Shown, base: Base, look: Look, what_ifs: WhatIfs) -> Picture:
    filters = material.selection.filters
    return map_picture(
        found.sites,
        base,
        look,
        material.box,
        boundary_note=material.about.boundary_note or "",
        boundaries=what_ifs.boundaries,
        overlays=found.overlays,
        areas=areas_of(base.districts, found.held.incidents, filters.end),
        chosen=found.words,
    )
