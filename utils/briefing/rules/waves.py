"""Coordinated attacks in words: what was linked, over how many districts, and whether chance alone brings it.

Knows how a wave is worded. It must not know how waves are found.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.episodes import LEAST_DISTRICTS
from utils.analysis.figures import Coverage, Figure
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.synchrony import HIT_DAYS, SHIFTS
from utils.analysis.waves import Named, Wave, Waves
from utils.analysis.waves import waves as find_waves
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.space_time import space_time
from utils.visuals import wording

TRIES = SHIFTS + 1
"""The record itself counts as one try, so that a chance is never told as none."""

MOST = 3
"""More waves than these are counted, not told."""


def waves(material: Material) -> Iterator[Sentence]:
    """The widest waves, the named operations beside them, and what could not be used."""
    if material.selection.empty:
        return
    found = material.waves
    narrow = _narrow(material)
    if not found.found and not narrow:
        yield none_found(material, found)
    for wave in found.found[:MOST]:
        yield one_wave(material, wave)
    left_over = max(0, len(found.found) - MOST) + found.narrower
    if left_over:
        verb = "is" if left_over == 1 else "are"
        text = f"{wording.sentence_case(wording.count(left_over, 'narrower episode'))} {verb} not told here."
        yield Sentence(text, "waves.more", (Figure(left_over, "episodes", "left-over"),))
    if narrow:
        yield from of_the_whole(material)
    else:
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


def _narrow(material: Material) -> bool:
    """Whether the filters leave too few districts for any wave to run over."""
    return bool(material.incidents["admin2"].nunique() < LEAST_DISTRICTS)


def of_the_whole(material: Material) -> Iterator[Sentence]:
    """Which of the selected attacks belong to a wave of the whole record; and that none can be looked for in so few."""
    filters = material.selection.filters
    whole = select(material.selection.edition, Filters(filters.start, filters.end))
    held = set(material.selection.incident_ids)
    known = set()
    for wave in find_waves(whole).found:
        ours = tuple(name for name in wave.incident_ids if name in held)
        if ours and wave.rare:
            known |= set(ours)
            yield _in_a_wave(material, wave, ours)
    if not known:
        least = Figure(LEAST_DISTRICTS, "districts", "least-districts")
        districts = Figure(material.incidents["admin2"].nunique(), "districts", "districts-selected")
        text = (
            f"Waves run over at least {wording.number(least.value)} districts and cannot be looked for in "
            f"{wording.count(int(districts.value or 0), 'district')}."
        )
        yield Sentence(text, "waves.too-narrow", (least, districts))


def _in_a_wave(material: Material, wave: Wave, ours: tuple[str, ...]) -> Sentence:
    verb = "attack here belongs" if len(ours) == 1 else "of these attacks belong"
    text = (
        f"{wording.number(len(ours))} {verb} to the wave of {wording.span(wave.first, wave.last)} in "
        f"{wording.count(len(wave.districts), 'district')} (found without the filters)."
    )
    districts = Figure(len(wave.districts), "districts", "wave", wave.incident_ids)
    figures = (Figure(len(ours), "attacks", "in-a-wave", ours), districts)
    return Sentence(text, "waves.of-the-whole", figures, _sources(material, ours), ours)


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
    """The wave's figures as they are printed: the chance as so many of so many tries; and the hours of the test."""
    hours = Figure(HIT_DAYS * 24, "hours", "hit-together")
    return (hours, *(f for f in wave.figures if f.unit != "chance"), *odds_figures(wave))


def _chance(wave: Wave) -> str:
    if wave.chance is None:
        return "there are too few attacks around it to say what chance alone brings"
    together = f"{wording.number(wave.together)} districts"
    return (
        f"if each district's attacks fell at random times, {together} would be hit within "
        f"{wording.number(HIT_DAYS * 24)} hours {odds(wave)}"
    )


def odds(wave: Wave) -> str:
    """How often chance alone brings so many districts together: about once in 1,000 tries."""
    often = round((wave.chance or 0.0) * TRIES)
    return f"about {'once' if often <= 1 else f'{wording.number(often)} times'} in {wording.number(TRIES)} tries"


def odds_figures(wave: Wave) -> tuple[Figure, ...]:
    """The numbers of those odds; none where the wave was not tested."""
    if wave.chance is None:
        return ()
    covered = Coverage(len(wave.incident_ids), len(wave.incident_ids))
    often = Figure(round(wave.chance * TRIES), "tries", "shift-test", wave.incident_ids, covered)
    return often, Figure(TRIES, "tries", "shift-test", wave.incident_ids, covered)


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
