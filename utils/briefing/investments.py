"""The sections on investments: what lies near them, and the money in them.

Knows the order of its sentences and which pictures go with them. It must not know any wording.
"""

from __future__ import annotations

from dataclasses import replace

from utils.analysis.foreigners import attacks_of
from utils.analysis.routes import Route
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.document import Briefing, Part, Section
from utils.briefing.material import Material
from utils.briefing.rules import exposure, foreigners, money
from utils.visuals.foreigners import series_picture
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture

NEAR, MONEY = "investments", "money"
"""The keys of the two sections."""


def investments(
    material: Material, routes: tuple[Route, ...], look: Look, yardstick: Yardstick = USUAL
) -> tuple[Section, Section]:
    """What lies near the projects, its picture made when it is asked for; then the money."""
    sentences = (*exposure.exposure(material, routes, yardstick), *foreigners.foreigners(material))
    grid = exposure.exposure_table(material, routes, yardstick)
    near = Section(NEAR, "Investments and exposure", sentences, grid, draw=lambda: _pictures(material, look))
    return near, Section(MONEY, "Money in projects", tuple(money.money(material, routes, yardstick)))


def tried_out(
    briefing: Briefing, material: Material, routes: tuple[Route, ...], look: Look, yardstick: Yardstick
) -> Briefing:
    """The briefing with its two sections on investments written by another yardstick."""
    tried = Part((NEAR, MONEY), lambda: investments(material, routes, look, yardstick))
    return replace(briefing, parts=tuple(tried if part.keys == tried.keys else part for part in briefing.parts))


def _pictures(material: Material, look: Look) -> tuple[Picture, ...]:
    """The series by year; what lies near the projects stands in the table."""
    edition = material.selection.edition
    attacks = attacks_of(edition, material.selection.filters, edition.as_of)
    return (series_picture(attacks, look),) if attacks.groups else ()
