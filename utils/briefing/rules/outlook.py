"""What comes next: the futures with their likelihoods, on what they rest, and what would change them.

Knows which of it is told. It must not know how a likelihood is worked out. The outlook is about the whole record: no
filter narrows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from utils.analysis.evidence_matrix import Matrix
from utils.analysis.figures import Coverage, Figure
from utils.analysis.indicators import Indicator
from utils.analysis.likelihood import Scale, bounded, scale_named
from utils.analysis.outlook import NOT_KNOWN, Outlook, Shift, outlook_of_edition
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.briefing.rules.counted import counted, names_in_numbers
from utils.briefing.rules.evidence import matrix_in, told_apart
from utils.briefing.rules.horizons import not_judged
from utils.briefing.rules.judgements import judgements, ledger_in
from utils.briefing.rules.starting_values import few_known, ground, set_by
from utils.briefing.what_ifs import flip
from utils.editions.edition import Edition
from utils.tables.about import About
from utils.visuals import chances, wording

__all__ = [
    "confidence",
    "few_known",
    "futures_table",
    "ground",
    "how_likely",
    "ledger_in",
    "likelihoods",
    "matrix_in",
    "outlook",
    "outlook_in",
    "tried_out",
    "what_would_change",
]

TRIED = "As tried out"
"""What stands before each sentence that is not about the record."""

OWN = ("Analysts' own",)
"""The heading over the analysts' own likelihoods, which stands only where any is set."""

ALIKE = 9
"""Places of a probability to which two that move it alike agree."""

LEAST_KNOWN = 0.5
"""With fewer of the indicators known than this share, confidence is low."""


def outlook(material: Material) -> Iterator[Sentence]:
    """Likelihoods, their ground, the evidence, what would change them, confidence, and the ledger of judgements."""
    edition = material.selection.edition
    futures, matrix = outlook_in(edition), matrix_in(edition)
    if futures.scenarios:
        yield from likelihoods(material, futures)
        yield from told_apart(material, matrix)
        yield from what_would_change(futures)
        yield confidence(futures, matrix)
    else:
        yield Sentence("No future is on record, so none is weighed.", "outlook.none")
    yield from judgements(material)


def outlook_in(edition: Edition) -> Outlook:
    """The outlook of an edition, as of its own day."""
    return outlook_of_edition(edition)


def likelihoods(material: Material, futures: Outlook) -> Iterator[Sentence]:
    """Each future with word and number, the likeliest first, and on what that rests; or why there are none."""
    faults = tuple(Sentence(fault.text, "outlook.fault", quoted=True) for fault in futures.faults)
    if futures.likelihoods:
        yield how_likely(futures, material.about)
        yield from not_judged(material, futures.horizon, "outlook.passed")
        yield ground(material, futures)
        yield from counted(material, futures)
    yield from faults


def how_likely(futures: Outlook, about: About) -> Sentence:
    """Each future with word and number, by when and of what; those that cannot be told apart share one word."""
    scale = scale_named(about.likelihood_scale)
    told, figures = _leading(futures, scale)
    for scenario, p in sorted(futures.ranked, key=lambda pair: pair[0].remainder):  # what is left comes last
        place = futures.scenarios.index(scenario)
        if scenario.remainder:
            told.append(f"{scenario.name}, the rest, {chances.percent(p)}")
            figures.append(_probability(futures, p))
        elif place not in futures.level:
            told.append(f"{scenario.name} {chances.worded(scale, p)}")
            figures += [_probability(futures, p), _band(scale, p)]
    every = Figure(len(futures.scenarios), "futures", "count-futures", _ids(futures))
    opening = f"Of {wording.count(len(futures.scenarios), 'future')} that are taken to exclude each other"
    text = f"{opening}, {_by_when(futures)}for {about.theatre or 'the whole record'} as a whole: {'; '.join(told)}."
    text += " The filters do not change this." + ("" if futures.horizon else " No date is set by when.")
    return Sentence(text, "outlook.likelihoods", (every, *figures), (), _ids(futures))


def _by_when(futures: Outlook) -> str:
    day = futures.horizon
    if day is None:
        return ""
    return f"by {wording.day(day)}{' (which has passed)' if day < futures.as_of else ''} and "


def _leading(futures: Outlook, scale: Scale) -> tuple[list[str], list[Figure]]:
    """The likeliest future with its word; where others cannot be told apart from it, the word is that of them all."""
    names = [(futures.scenarios[place].name, futures.likelihoods[place]) for place in futures.level]
    if not names:
        return [], []
    figures = [_probability(futures, p) for _, p in names]
    if len(names) == 1:
        ((name, p),) = names
        return [f"{name} {chances.worded(scale, p)}"], [*figures, _band(scale, p)]
    alike = wording.listing([f"{name} ({chances.percent(p)})" for name, p in names])
    told = [f"{alike} cannot be told apart on today's warning signs"]
    if len(names) < sum(not scenario.remainder for scenario in futures.scenarios):
        together = sum(p for _, p in names)
        told.append(f"that it is one of these is {chances.worded(scale, together)}")
        figures += [_probability(futures, together), _band(scale, together)]
    return told, figures


def what_would_change(futures: Outlook) -> Iterator[Sentence]:
    """The single changes that would move the likeliest future most, up and down; all of those that move it alike."""
    moves = moving_most(futures)
    if not moves:
        return
    first, now = futures.ranked[0]
    place = futures.scenarios.index(first)
    told = [f"to {chances.percent(alike[0].likelihoods[place])} if {_would(alike)}" for alike in moves]
    every = [shift for alike in moves for shift in alike]
    figures = [_probability(futures, p) for p in (now, *(alike[0].likelihoods[place] for alike in moves))]
    text = f"What would change this most: {first.name} would go from {chances.percent(now)} {wording.listing(told)}."
    names = names_in_numbers([shift.indicator for shift in every])
    yield Sentence(text, "outlook.change", (*figures, *names), (), tuple(s.indicator.indicator_id for s in every))


def _would(alike: tuple[Shift, ...]) -> str:
    """What would have to be otherwise; where several indicators do the same, any one of them."""
    held: dict[str, list[str]] = {}
    for shift in alike:
        held.setdefault(shift.state, []).append(f"“{shift.indicator.text}”")
    told = [f"{'any one of ' * (len(names) > 1)}{wording.listing(names)} were {state}" for state, names in held.items()]
    return " or ".join(told)


def moving_most(futures: Outlook) -> tuple[tuple[Shift, ...], ...]:
    """The shifts that take the likeliest future highest, and those that take it lowest: all that do so alike."""
    known = [shift for shift in futures.shifts if shift.state != NOT_KNOWN]
    if not known:
        return ()
    place = futures.scenarios.index(futures.ranked[0][0])
    reached = [round(shift.likelihoods[place], ALIKE) for shift in known]
    ends = dict.fromkeys((max(reached), min(reached)))
    return tuple(tuple(shift for shift, p in zip(known, reached, strict=True) if p == end) for end in ends)


def tried_out(shown: Outlook, about: About) -> Iterator[Sentence]:
    """What would follow from the states that a reader has set, each sentence under its own name: none is the record."""
    if not shown.flipped:
        return
    text = f"This is a what-if, not the record: {wording.listing([flip(one) for one in shown.flipped])}."
    yield Sentence(text, "outlook.tried", names_in_numbers(shown.flipped), (), _ids_of(shown.flipped), TRIED)
    if shown.likelihoods:
        yield from (replace(one, label=TRIED) for one in (how_likely(shown, about), *what_would_change(shown)))


def confidence(futures: Outlook, matrix: Matrix) -> Sentence:
    """How confident that is, by a rule that never says high, with its reasons in the same sentence."""
    reasons = []
    every, known = len(futures.indicators), len(futures.known)
    if known < LEAST_KNOWN * every:
        reasons.append(few_known(known, every))
    if matrix.comparisons and not matrix.comparisons[0].apart:
        reasons.append("the evidence does not tell the two best fitting futures apart")
    if not matrix.rows:
        reasons.append("no evidence was held against the futures")
    if len(futures.level) > 1:
        reasons.append("one sign more or fewer would put another future first")
    level = "low" if reasons else "moderate"
    why = (
        wording.listing(reasons) if reasons else "most warning signs are known and the evidence tells the futures apart"
    )
    figure = Figure(known, "indicators", "known-indicators", _known(futures), Coverage(known, every))
    return Sentence(f"Confidence in this is {level}: {why}.", "outlook.confidence", (figure,))


def futures_table(material: Material, futures: Outlook) -> Grid | None:
    """The futures as rows: starting value, likelihood, its word, reach, and the analysts' own where any is set."""
    if not futures.likelihoods:
        return None
    scale = scale_named(material.about.likelihood_scale)
    headings = ("Future", "Starting value", "Likelihood", "In words", "When one sign changes", *OWN[: futures.owned])
    rows = tuple(_future_row(futures, scale, place) for place in range(len(futures.scenarios)))
    sources = tuple(material.citations.strongest(scenario.source_ids) for scenario in futures.scenarios)
    note = (
        "The futures exclude each other and sum to 100 before rounding. Percentages are never given as 0 or 100. The "
        f"words are those of {scale.name}: {_bands(scale)}. {set_by(futures)}"
    )
    title = f"Futures and their likelihoods{f', {TRIED.lower()}' if futures.flipped else ''}"
    return Grid(title, headings, rows, sources, note)


def _bands(scale: Scale) -> str:
    """Every word of the scale with its range."""
    return wording.listing([f"{band.word} {wording.number_range(band.low, band.high)} %" for band in scale.bands])


def _future_row(futures: Outlook, scale: Scale, place: int) -> tuple[str, ...]:
    scenario, probability = futures.scenarios[place], futures.likelihoods[place]
    told = (
        scenario.name,
        chances.percent((scenario.prior or 0.0) / 100),
        chances.percent_on(scale, probability),
        chances.told(futures, scale, place),
        chances.percent_range(*futures.reach(place)),
    )
    own = "none" if scenario.own is None else chances.percent(scenario.own / 100)
    return (*told, own) if futures.owned else told


def _probability(futures: Outlook, probability: float) -> Figure:
    held = round(100 * bounded(probability))
    known = len(futures.known)
    return Figure(held, "percent", "scenario-likelihood", _known(futures), Coverage(known, len(futures.indicators)))


def _band(scale: Scale, probability: float) -> Figure:
    band = scale.band(probability)
    return Figure(None, "percent", f"band-of-{scale.name}", low=band.low, high=band.high)


def _ids(futures: Outlook) -> tuple[str, ...]:
    return tuple(scenario.scenario_id for scenario in futures.scenarios)


def _known(futures: Outlook) -> tuple[str, ...]:
    return _ids_of(futures.known)


def _ids_of(some: Iterable[Indicator]) -> tuple[str, ...]:
    return tuple(one.indicator_id for one in some)
