"""The two sections that look beyond the incidents: what states say of each other, and what comes next.

Knows which sentences, tables and pictures stand in them. It must not know any wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from utils.analysis.likelihood import scale_named
from utils.analysis.outlook import Outlook
from utils.analysis.stances import parties, signals_between
from utils.briefing.document import Section
from utils.briefing.material import Material
from utils.briefing.rules import outlook as outlook_rules
from utils.briefing.rules import region as region_rules
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs
from utils.editions.edition import Edition
from utils.visuals import wording
from utils.visuals.outlook import likelihood_picture
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.signals import signals_picture


def region(material: Material, look: Look) -> Section:
    """What states and others say of each other in the selection's period."""
    return Section(
        "region",
        "What others say",
        tuple(region_rules.region(material)),
        region_rules.accusation_table(material),
        draw=lambda: _signals(material, look),
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


def _signals(material: Material, look: Look) -> tuple[Picture, ...]:
    filters = material.selection.filters
    frame = material.selection.edition.dataset.frame(region_rules.TABLE)
    signals = signals_between(frame, filters.start, filters.end)
    period = wording.span(filters.start, filters.end)
    return (
        ()
        if signals.empty
        else (signals_picture(signals, material.counts, parties(signals), look, period=period, named=material.named),)
    )


def _likelihoods(material: Material, futures: Outlook, look: Look) -> tuple[Picture, ...]:
    scale = scale_named(material.about.likelihood_scale)
    return (likelihood_picture(futures, scale, look),) if futures.likelihoods else ()
