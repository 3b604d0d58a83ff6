"""The two sections that look beyond the incidents: what states say of each other, and what comes next.

Knows which sentences, tables and pictures stand in them. It must not know any wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from utils.analysis.likelihood import scale_named
from utils.analysis.outlook import Outlook
from utils.analysis.stances import parties, signals_between, who_to_whom
from utils.briefing.document import Section
from utils.briefing.material import Material
from utils.briefing.rules import outlook as outlook_rules
from utils.briefing.rules import region as region_rules
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs
from utils.editions.edition import Edition
from utils.visuals import wording
from utils.visuals.borders import DOTTED, Boundaries
from utils.visuals.geography import Base
from utils.visuals.outlook import likelihood_picture
from utils.visuals.pair_map import pair_picture
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.signals import signals_picture


def region(material: Material, base: Base, look: Look, boundaries: Boundaries = DOTTED) -> Section:
    """What states and others say of each other in the selection's period."""
    return Section(
        "region",
        "What others say",
        tuple(region_rules.region(material)),
        region_rules.accusation_table(material),
        draw=lambda: _signals(material, look),
        draw_map=lambda: _pairs(material, base, look, boundaries),
    )


def outlook(material: Material, look: Look, what_ifs: WhatIfs = AS_RECORDED) -> Section:
    """What comes next, over the whole record; then what is tried out, in words, table and picture."""
    edition = material.selection.edition
    tried = what_ifs.outlook(edition)
    written = _outlook(_Asked(edition, what_ifs.states, material))
    return replace(written, draw=lambda: _likelihoods(material, tried, look))


@dataclass(frozen=True)
class _Asked:
    """All that the words of the outlook hang on: no filter is among it."""

    edition: Edition
    states: tuple[tuple[str, str], ...]
    material: Material = field(compare=False, repr=False)


@lru_cache(maxsize=8)
def _outlook(asked: _Asked) -> Section:
    """The words of the outlook, the same for every choice in an edition."""
    material, tried = asked.material, WhatIfs(states=asked.states).outlook(asked.edition)
    sentences = (*outlook_rules.outlook(material), *outlook_rules.tried_out(tried, material.about))
    return Section("outlook", "What comes next", sentences, outlook_rules.futures_table(material, tried))


def _of_the_period(material: Material) -> pd.DataFrame:
    filters = material.selection.filters
    return signals_between(material.selection.edition.dataset.frame(region_rules.TABLE), filters.start, filters.end)


def _signals(material: Material, look: Look) -> tuple[Picture, ...]:
    """Each signal on its day."""
    signals, filters = _of_the_period(material), material.selection.filters
    period = wording.span(filters.start, filters.end)
    if signals.empty:
        return ()
    counts = material.counts
    return (signals_picture(signals, counts, parties(signals), look, period=period, named=material.named),)


def _pairs(material: Material, base: Base, look: Look, boundaries: Boundaries) -> tuple[Picture, ...]:
    """Who signals to whom, on the map."""
    signals = _of_the_period(material)
    if signals.empty:
        return ()
    note = material.about.boundary_note or ""
    return (pair_picture(who_to_whom(signals), base, look, boundary_note=note, boundaries=boundaries),)


def _likelihoods(material: Material, futures: Outlook, look: Look) -> tuple[Picture, ...]:
    scale = scale_named(material.about.likelihood_scale)
    return (likelihood_picture(futures, scale, look),) if futures.likelihoods else ()
