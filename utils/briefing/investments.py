"""The section on investments: what lies near them, the money in them, and the pictures of both.

Knows the order of its sentences and which pictures go with them. It must not know any wording.
"""

from __future__ import annotations

from utils.analysis.foreigners import attacks_of
from utils.analysis.routes import Route
from utils.briefing.document import Section
from utils.briefing.material import Material
from utils.briefing.rules import exposure, money
from utils.visuals.exposure import series_picture
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture

KEY, HEADING = "investments", "Investments and exposure"


def investments(material: Material, routes: tuple[Route, ...], look: Look) -> Section:
    """The section, its pictures made when they are asked for."""
    sentences = (*exposure.exposure(material, routes), *money.money(material, routes))
    grid = exposure.exposure_table(material, routes)
    return Section(KEY, HEADING, sentences, grid, draw=lambda: _pictures(material, look))


def _pictures(material: Material, look: Look) -> tuple[Picture, ...]:
    """The series by year; what lies near the projects stands in the table."""
    edition = material.selection.edition
    attacks = attacks_of(edition, material.selection.filters, edition.as_of)
    return (series_picture(attacks, look),) if attacks.groups else ()
