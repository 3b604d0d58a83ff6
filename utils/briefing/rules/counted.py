"""What this edition's own rows say of indicators that no analyst has set: counted, and what follows or stays open.

Knows how a count is worded. It must not know how it was made, nor how a likelihood follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from utils.analysis.figures import Figure
from utils.analysis.indicators import Indicator
from utils.analysis.likelihood import bounded
from utils.analysis.outlook import Outlook
from utils.analysis.readings import Gap, Reading
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import chances, wording


def counted(material: Material, futures: Outlook) -> Iterator[Sentence]:
    """Which states are computed, which counts leave a state open and why, and what would follow otherwise."""
    if futures.computed:
        told = [
            f"“{one.text}” {one.standing}, with {reading_in_words(reading)}" for one, reading in _read(futures.computed)
        ]
        text = f"No analyst has set these, so they are computed from this edition's rows: {'; '.join(told)}."
        yield _sentence(material, text, "outlook.computed", futures.computed)
        yield _otherwise(futures.as_typed, "Without what is computed", "outlook.as-typed")
    for gap in Gap:
        some = tuple(one for one, reading in _read(futures.indicators) if reading.gap is gap and one.unset)
        if some:
            yield _left_open(material, some, gap)
    if futures.thin:
        these = "that sign" if len(futures.thin) == 1 else "those signs"
        yield _otherwise(futures.at_its_word, f"If {these} were truly absent", "outlook.at-its-word")


def _read(indicators: Iterable[Indicator]) -> list[tuple[Indicator, Reading]]:
    return [(one, one.reading) for one in indicators if one.reading]


def _left_open(material: Material, some: Sequence[Indicator], gap: Gap) -> Sentence:
    if gap is Gap.THIN:
        return _sentence(material, _too_thin(material, some), "outlook.left-open", some)
    told = [f"“{one.text}”: {reading_in_words(reading)}" for one, reading in _read(some)]
    text = f"Counted in this edition's rows but left open, as {gap}: {'; '.join(told)}."
    return _sentence(material, text, "outlook.left-open", some)


def _too_thin(material: Material, some: Sequence[Indicator]) -> str:
    """Which signs were not seen in a time of which too little is recorded to call them absent."""
    told = [f"“{one.text}” ({_found(reading)})" for one, reading in _read(some)]
    dense_to = material.about.dense_to
    ended = dense_to is not None and all(dense_to < reading.end for _, reading in _read(some))
    since = f" after {wording.day(dense_to)}" if ended and dense_to else ""
    verbs = ("was", "it is") if len(some) == 1 else ("were", "they are")
    return (
        f"{wording.sentence_case(wording.count(len(some), 'sign'))} {verbs[0]} not seen, but the record is too thin"
        f"{since} to say that {verbs[1]} absent: {'; '.join(told)}."
    )


def _found(reading: Reading) -> str:
    """What was counted, and over which days."""
    if reading.value is None:
        return f"no count of {reading.unit[1]}"
    return f"{wording.count(reading.value, *reading.unit)} in the {reading.days} days to {wording.day(reading.end)}"


def reading_in_words(reading: Reading) -> str:
    """What was counted, over which days, and from which number on it is seen or what was usual."""
    if reading.value is None:
        return _found(reading)
    found = _found(reading)
    if reading.threshold is None:
        return f"{found} (limit {wording.number(_limit(reading))})"
    before = ""
    if reading.held_before is not None and reading.earlier is not None and reading.earlier.earlier:
        every = wording.count(len(reading.earlier.earlier), "earlier period")
        before = f"; so it was in {wording.number(reading.held_before)} of {every}"
    return f"{found} (seen from {wording.number(reading.threshold)} on{before})"


def counted_beside(one: Indicator) -> str:
    """What this edition's rows say beside what an analyst set, and which holds; or why nothing is counted."""
    reading = one.reading
    if reading is None:
        return "No measure is named for it, so nothing is counted." if one.unset else ""
    told = f"Counted in this edition: {reading_in_words(reading)}"
    if reading.gap:
        return (
            f"{told}; it says nothing, as {reading.gap}." if not one.unset else f"{told}; left open, as {reading.gap}."
        )
    if one.unset:
        return f"{told}: {reading.state}, which holds while no analyst has set it."
    agrees = "as the analyst says" if reading.state == one.recorded else "otherwise than the analyst says, who wins"
    return f"{told}: {reading.state}, {agrees}."


def _limit(reading: Reading) -> float | None:
    return round(reading.earlier.limit, 1) if reading.earlier else None


def _otherwise(other: Outlook, opening: str, rule: str) -> Sentence:
    """The likelihoods under other states, as numbers alone: a try, not a judgement."""
    told = [
        f"{scenario.name}{'' if n else ' would be'} at {chances.percent(p)}"
        for n, (scenario, p) in enumerate(other.ranked)
    ]
    figures = tuple(Figure(round(100 * bounded(p)), "percent", "scenario-likelihood") for _, p in other.ranked)
    return Sentence(f"{opening}, {wording.listing(told)}.", rule, figures)


def _sentence(material: Material, text: str, rule: str, some: Sequence[Indicator]) -> Sentence:
    figures = [figure for _, reading in _read(some) for figure in reading.figures]
    rows = tuple(dict.fromkeys(name for _, reading in _read(some) for name in reading.basis))
    incidents = material.selection.edition.dataset.incidents
    sources = material.sources_of(incidents[incidents["incident_id"].isin(rows).to_numpy()])
    count = Figure(len(some), "indicators", "counted-indicators", tuple(one.indicator_id for one in some))
    return Sentence(text, rule, (count, *figures, *names_in_numbers(some)), sources, rows)


def names_in_numbers(some: Iterable[Indicator]) -> tuple[Figure, ...]:
    """Numbers that stand in the indicators' own words."""
    words = [word.strip("%.,") for one in some for word in one.text.split()]
    return tuple(Figure(float(word), "as worded", "indicator-text") for word in words if word.isdigit())
