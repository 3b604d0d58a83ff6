"""Coordinated attacks in words: what was linked, over how many districts, and whether chance alone brings it.

Knows how a wave is worded. It must not know how waves are found.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.episodes import LEAST_DISTRICTS
from utils.analysis.figures import Coverage, Figure
from utils.analysis.synchrony import HIT_DAYS
from utils.analysis.waves import Named, Wave, Waves
from utils.analysis.waves import waves as find_waves
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.space_time import space_time
from utils.visuals import wording

MOST = 3
"""More waves than these are counted, not told."""


def waves(material: Material) -> Iterator[Sentence]:
    """The widest waves, the named operations beside them, and what could not be used."""
    if material.selection.empty:
        return
    found = find_waves(material.selection)
    if not found.found:
        yield none_found(material, found)
    for wave in found.found[:MOST]:
        yield one_wave(material, wave)
    left_over = max(0, len(found.found) - MOST) + found.narrower
    if left_over:
        verb = "is" if left_over == 1 else "are"
        text = f"{wording.sentence_case(wording.count(left_over, 'narrower episode'))} {verb} not told here."
        yield Sentence(text, "waves.more", (Figure(left_over, "episodes", "left-over"),))
    yield from (named_operation(material, named) for named in found.named)
    yield from space_time(material)
    yield from left_out(found)


def none_found(material: Material, found: Waves) -> Sentence:
    """That no episode in three districts or more was found among the attacks that can make one."""
    least = Figure(LEAST_DISTRICTS, "districts", "least-districts")
    used = Figure(
        len(found.used), "attacks", "attacks-used", found.used, Coverage(len(found.used), len(material.incidents))
    )
    text = (
        f"Among {wording.count(len(found.used), 'attack')} dated to the day and placed in a district, no linked "
        f"attacks in {wording.number(least.value)} districts or more are found."
    )
    return Sentence(text, "waves.none", (least, used))


def one_wave(material: Material, wave: Wave) -> Sentence:
    """One episode: when, how many, by whom, where, how far apart; and what chance alone brings."""
    attacks = wording.count(len(wave.incident_ids), "linked attack")
    who = f" by {wording.listing(wave.actors, 2)}" if wave.actors else ", perpetrator not identified,"
    places = f"{wording.count(wave.places, 'place')} in {wording.count(len(wave.districts), 'district')}"
    within = f"within {wording.number(wave.hours)} hours"
    span = f", up to {wording.number(round(wave.span_km))} km apart" if wave.span_km is not None else ""
    text = f"{wording.span(wave.first, wave.last)}: {attacks}{who} at {places} {within}{span}; {_chance(wave)}."
    left = Figure(max(0, len(wave.actors) - 2), "others", "left-over")
    return Sentence(
        text, "waves.found", (*_figures(wave), left), _sources(material, wave.incident_ids), wave.incident_ids
    )


def _figures(wave: Wave) -> tuple[Figure, ...]:
    """The wave's figures as they are printed: the chance to three decimals; and the hours of the test."""
    hours = Figure(HIT_DAYS * 24, "hours", "hit-together")
    return hours, *(
        Figure(round(f.value, 3), f.unit, f.method, f.basis, f.coverage) if f.unit == "chance" and f.value else f
        for f in wave.figures
    )


def _chance(wave: Wave) -> str:
    if wave.chance is None:
        return "too few attacks around it to say what chance alone brings"
    together = f"{wording.number(wave.together)} districts within {wording.number(HIT_DAYS * 24)} hours"
    number = f"{wave.chance:.3f}".rstrip("0")
    if wave.rare:
        return f"shifted by chance, the districts' own series seldom bring {together} (probability {number})"
    return f"shifted by chance, the districts' own series often bring {together} (probability {number})"


def named_operation(material: Material, named: Named) -> Sentence:
    """A named operation beside what was found: that it was named is a fact of its own, whatever the test says."""
    dated = wording.count(named.dated, "attack")
    every = len(named.incident_ids)
    figures = (
        Figure(named.within, "attacks", "named-in-wave", named.incident_ids, Coverage(named.dated, every)),
        Figure(named.dated, "attacks", "named-dated", named.incident_ids, Coverage(named.dated, every)),
    )
    known = f"{dated} of {named.name} dated to the day and placed in a district"
    if named.wave is None:
        text = f"Of {known}, none is part of a wave that was found; that it was named is a fact of its own."
    else:
        verb = "belongs" if named.within == 1 else "belong"
        days = wording.span(named.wave.first, named.wave.last)
        text = f"Of {known}, {wording.number(named.within)} {verb} to the wave of {days}."
    return Sentence(text, "waves.named", figures, _sources(material, named.incident_ids), named.incident_ids)


def left_out(found: Waves) -> Iterator[Sentence]:
    """How many attacks are known too coarsely to be linked."""
    if found.left_out:
        figure = Figure(len(found.left_out), "attacks", "too-coarse-for-waves", found.left_out)
        verb = "is" if len(found.left_out) == 1 else "are"
        count = wording.sentence_case(wording.count(len(found.left_out), "attack"))
        text = f"{count} {verb} dated more coarsely than a day, or without a district, and cannot be used here."
        yield Sentence(text, "waves.left-out", (figure,), (), found.left_out)


def _sources(material: Material, ids: tuple[str, ...]) -> tuple[str, ...]:
    return material.sources_of(material.incidents[material.incidents["incident_id"].isin(ids).to_numpy()])
