"""The one map of a view: which incidents it is held to, where they lie, and the layers over them, on screen and paper.

Knows which layer is made of what. It must not know sessions, nor how a map is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from utils.analysis.counts import in_steps
from utils.analysis.responses import register_of
from utils.analysis.routes import Route
from utils.analysis.selection import Selection
from utils.analysis.waves import waves
from utils.briefing.document import Section
from utils.briefing.map_choice import ALL_AS_USUAL, MapChoice, in_words
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
from utils.visuals.project_marks import marks_of, project_overlay, route_overlay
from utils.visuals.response_marks import response_overlay
from utils.visuals.sites import CELL, Sites
from utils.visuals.toll_rings import toll_overlay
from utils.visuals.wave_links import wave_overlay


@dataclass(frozen=True, eq=False)
class Shown:
    """What the map shows: the incidents to which it is held, their sites, and the layers, made when first asked for."""

    held: Selection
    sites: Sites
    choice: MapChoice = ALL_AS_USUAL
    routes: tuple[Route, ...] = ()

    @cached_property
    def overlays(self) -> tuple[Overlay, ...]:
        """The layers, in the order of drawing."""
        return tuple(_overlays(self.choice, self.held, self.sites, self.routes))


def shown(selection: Selection, choice: MapChoice, box: Box, routes: tuple[Route, ...]) -> Shown:
    """What the map of that box shows of the selection as the reader has chosen."""
    held = in_steps(selection, choice.starts)
    return Shown(held, map_sites(held.incidents, box).within(box, OUTSIDE), choice, routes)


def _overlays(choice: MapChoice, held: Selection, sites: Sites, routes: tuple[Route, ...]) -> Iterator[Overlay]:
    """The layers that were chosen; where incidents are counted by squares, only those that need no single site."""
    single = not any(site.precision == CELL for site in sites.drawn)
    if PROJECTS.key in choice.layers:
        yield route_overlay(routes)
    if WAVES.key in choice.layers and single:
        yield wave_overlay(sites, waves(held).found)
    if KINDS.key in choice.layers and single:
        yield kinds_overlay(sites, held.incidents)
    if choice.toll is not None and single:
        yield toll_overlay(sites, held.incidents, choice.toll)
    if RESPONSES.key in choice.layers:
        yield response_overlay(register_of(held).frame)
    if PROJECTS.key in choice.layers:
        yield project_overlay(marks_of(held.edition.dataset.frame("projects")))


def where(material: Material, base: Base, look: Look, what_ifs: WhatIfs) -> Section:
    """The map of a briefing, with what it draws in a sentence; the picture is made when it is asked for."""
    choice, selection = what_ifs.map, material.selection
    found = shown(selection, choice, material.box, base.routes) if choice != ALL_AS_USUAL else None
    held = found or Shown(selection, material.sites)
    said = places.on_the_map(material, held.sites, in_words(choice, selection.filters))
    return Section("map", "Where", (said,), draw_map=lambda: (_picture(material, held, base, look, what_ifs),))


def _picture(material: Material, held: Shown, base: Base, look: Look, what_ifs: WhatIfs) -> Picture:
    filters = material.selection.filters
    return map_picture(
        held.sites,
        base,
        look,
        material.box,
        boundary_note=material.about.boundary_note or "",
        boundaries=what_ifs.boundaries,
        overlays=held.overlays,
        areas=areas_of(base.districts, held.held.incidents, filters.end),
        chosen=in_words(what_ifs.map, filters),
    )
