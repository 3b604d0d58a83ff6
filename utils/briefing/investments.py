"""The sections on investments: what lies near them, and the money in them.

Knows the order of its sentences and which pictures go with them. It must not know any wording.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from utils.analysis.exposure import exposure_of
from utils.analysis.filters import Filters
from utils.analysis.foreigners import attacks_of
from utils.analysis.projects import projects_of
from utils.analysis.routes import Route
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.document import Section
from utils.briefing.material import Material
from utils.briefing.rules import exposure, foreigners, money
from utils.editions.edition import Edition
from utils.visuals.bins import map_sites
from utils.visuals.borders import DOTTED, Boundaries
from utils.visuals.foreigners import series_picture
from utils.visuals.geography import Base
from utils.visuals.palette import Look
from utils.visuals.paper_map import OUTSIDE
from utils.visuals.pictures import Picture
from utils.visuals.projects import ProjectMap

NEAR, MONEY = "investments", "money"
"""The keys of the two sections."""


def investments(
    material: Material, base: Base, look: Look, yardstick: Yardstick = USUAL, boundaries: Boundaries = DOTTED
) -> tuple[Section, Section]:
    """What lies near the projects, its picture made when it is asked for; then the money."""
    selection = material.selection
    places = replace(selection.filters, start=dt.date.min, end=dt.date.max)
    near, sums = _written(_Asked(selection.edition, places, base.routes, yardstick, material))
    drawn = partial(_map, material, base, look, yardstick, boundaries)
    return replace(near, draw=partial(_series, material, look), draw_map=drawn), sums


@dataclass(frozen=True)
class _Asked:
    """All that the words of the two sections hang on: the period of the choice is not among it, but in `until`."""

    edition: Edition
    places: Filters
    routes: tuple[Route, ...]
    yardstick: Yardstick
    material: Material = field(compare=False, repr=False)


@lru_cache(maxsize=8)
def _written(asked: _Asked) -> tuple[Section, Section]:
    """The words of the two sections, the same for every period of an edition."""
    material, routes, yardstick = asked.material, asked.routes, asked.yardstick
    sentences = (*exposure.exposure(material, routes, yardstick), *foreigners.foreigners(material))
    near = Section(NEAR, "Investments and exposure", sentences, exposure.exposure_table(material, routes, yardstick))
    return near, Section(MONEY, "Money in projects", tuple(money.money(material, routes, yardstick)))


def _series(material: Material, look: Look) -> tuple[Picture, ...]:
    """Attacks on foreign nationals by year."""
    edition = material.selection.edition
    attacks = attacks_of(edition, material.selection.filters, edition.as_of)
    return (series_picture(attacks, look),) if attacks.groups else ()


def _map(
    material: Material, base: Base, look: Look, yardstick: Yardstick, boundaries: Boundaries
) -> tuple[Picture, ...]:
    """The map of projects and routes."""
    selection = material.selection
    edition, until = selection.edition, yardstick.until or selection.edition.as_of
    projects = projects_of(edition, selection.filters)
    if projects.every.empty:
        return ()
    found = exposure_of(edition, selection.filters, base.routes, until, yardstick)
    incidents = edition.dataset.incidents
    recent = incidents[incidents["incident_id"].isin(found.recent).to_numpy(dtype=bool)]
    exposed = found.exposed_points(projects.home["project_id"])
    sites = map_sites(recent, material.box).within(material.box, OUTSIDE)
    drawn = ProjectMap(sites, projects.every, base.routes, exposed, yardstick)
    note = material.about.boundary_note or ""
    return (drawn.picture(base, look, material.box, boundary_note=note, boundaries=boundaries),)
