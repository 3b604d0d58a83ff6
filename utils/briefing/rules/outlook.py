"""What comes next: the futures with their likelihoods, on what they rest, what would change them, how judgements fared.

Knows which of it is told. It must not know how a likelihood is worked out. The outlook is about the whole record: no
filter narrows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utils.analysis import scoring
from utils.analysis.evidence_matrix import Comparison, Matrix, matrix_of
from utils.analysis.figures import Coverage, Figure
from utils.analysis.likelihood import Scale, bounded, scale_named
from utils.analysis.outlook import Outlook, Shift, outlook_of
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.editions.edition import Edition
from utils.tables.vocabularies import JUDGEMENT_STATUSES
from utils.visuals import chances, wording

MOST_SHIFTS = 2
"""So many changes that would move the first scenario most are told."""

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
    return outlook_of(edition.dataset.frame("scenarios"), edition.dataset.frame("indicators"), edition.as_of)


def matrix_in(edition: Edition) -> Matrix:
    """The evidence matrix of an edition."""
    return matrix_of(edition.dataset.frame("evidence"), outlook_in(edition).scenarios)


def ledger_in(edition: Edition) -> scoring.Ledger:
    """The judgements of an edition, as of its own day."""
    return scoring.ledger_of(edition.dataset.frame("judgements"), edition.as_of)


def likelihoods(material: Material, futures: Outlook) -> Iterator[Sentence]:
    """Each future with word and number, the likeliest first, and on what that rests; or why there are none."""
    faults = tuple(Sentence(fault.text, "outlook.fault", quoted=True) for fault in futures.faults)
    if futures.likelihoods:
        scale = scale_named(material.about.likelihood_scale)
        judged = [(scenario, p) for scenario, p in futures.ranked if not scenario.remainder]
        left = [(scenario, p) for scenario, p in futures.ranked if scenario.remainder]
        told = [f"{scenario.name} {chances.likely(scale, p)}, {chances.percent(p)}" for scenario, p in judged]
        told += [f"{scenario.name}, the rest, {chances.percent(p)}" for scenario, p in left]
        figures = [figure for _, p in judged for figure in (_probability(futures, p), _band(scale, p))]
        figures += [_probability(futures, p) for _, p in left]
        opening = f"Of {wording.count(len(told), 'future')} that are taken to exclude each other"
        text = f"{opening}: {'; '.join(told)}. No date is set by when."
        every = Figure(len(told), "futures", "count-futures", _ids(futures))
        yield Sentence(text, "outlook.likelihoods", (every, *figures), (), _ids(futures))
        yield ground(material, futures)
    yield from faults


def ground(material: Material, futures: Outlook) -> Sentence:
    """Whose priors they start from, set when, and how many indicators speak."""
    every, known = len(futures.indicators), futures.known
    by = wording.listing(sorted({s.prior_by or "somebody not named" for s in futures.scenarios}))
    days = sorted({s.prior_on for s in futures.scenarios if s.prior_on})
    on = f" on {wording.listing([wording.day(day) for day in days])}" if days else " on a day not recorded"
    verbs = "is known and moves" if len(known) == 1 else "are known and move"
    text = (
        f"They start from priors set{on} (by {by}); {wording.number(len(known))} of "
        f"{wording.count(every, 'indicator')} {verbs} them; what is not known moves nothing."
    )
    figure = Figure(len(known), "indicators", "known-indicators", _known(futures), Coverage(len(known), every))
    sources = material.citations.strongest(name for one in known for name in one.source_ids)
    return Sentence(text, "outlook.ground", (figure,), sources, _known(futures))


def told_apart(material: Material, matrix: Matrix) -> Iterator[Sentence]:
    """What the evidence holds against each future, and whether it tells the two least contradicted ones apart."""
    if len(matrix.ranked) < 2:
        return
    scores = {place: matrix.score(place) for place in matrix.ranked}
    told = [f"{matrix.scenarios[place].name} {wording.number(score.value)}" for place, score in scores.items()]
    rows = wording.count(len(matrix.rows), "row")
    text = (
        f"{wording.sentence_case(rows)} of evidence, held against each future, leave these scores, where the one "
        f"nearest zero fits best: {wording.listing(told)}. {_apart(matrix, matrix.comparisons[0])}"
    )
    figures = (
        *scores.values(),
        *_against(matrix, matrix.comparisons[0]),
        Figure(len(matrix.rows), "rows", "count-evidence", tuple(row.evidence_id for row in matrix.rows)),
    )
    sources = material.citations.strongest(name for row in matrix.rows for name in row.source_ids)
    yield Sentence(text, "outlook.evidence", figures, sources, tuple(row.evidence_id for row in matrix.rows))


def _apart(matrix: Matrix, comparison: Comparison) -> str:
    first, second = (matrix.scenarios[place].name for place in comparison.places)
    one, other = (wording.number(count) for count in comparison.against)
    counted = f"{one} {_rows(comparison.against[0])} more against {first}, {other} more against {second}"
    if comparison.apart:
        return f"The evidence tells {first} and {second} apart: {counted}."
    return f"{first} and {second} cannot be told apart on this evidence: {counted}."


def _rows(total: int) -> str:
    return "row weighs" if total == 1 else "rows weigh"


def _against(matrix: Matrix, comparison: Comparison) -> tuple[Figure, ...]:
    every = len(matrix.rows)
    return tuple(Figure(n, "rows", "weighs-more-against", (), Coverage(n, every)) for n in comparison.against)


def apart_in_words(matrix: Matrix) -> tuple[str, ...]:
    """For every two judged futures, whether the evidence tells them apart, a sentence each."""
    return tuple(_apart(matrix, comparison) for comparison in matrix.comparisons)


def what_would_change(futures: Outlook) -> Iterator[Sentence]:
    """The single changes that would move the likeliest future most, up and down."""
    moves = moving_most(futures)
    if not moves:
        return
    first, now = futures.ranked[0]
    place = futures.scenarios.index(first)
    told = [
        f"to {chances.percent(shift.likelihoods[place])} if “{shift.indicator.text}” were {shift.state}"
        for shift in moves
    ]
    figures = [_probability(futures, p) for p in (now, *(shift.likelihoods[place] for shift in moves))]
    text = f"What would change this most: {first.name} would go from {chances.percent(now)} {wording.listing(told)}."
    names = _names_in_numbers(moves)
    yield Sentence(text, "outlook.change", (*figures, *names), (), tuple(s.indicator.indicator_id for s in moves))


def moving_most(futures: Outlook) -> tuple[Shift, ...]:
    """The shifts that take the likeliest future highest and lowest; of equal ones the first of the table."""
    if not futures.shifts:
        return ()
    place = futures.scenarios.index(futures.ranked[0][0])
    known = [shift for shift in futures.shifts if shift.state in ("seen", "not seen")]
    if not known:
        return ()
    ends = (max(known, key=lambda s: s.likelihoods[place]), min(known, key=lambda s: s.likelihoods[place]))
    return tuple(dict.fromkeys(ends))[:MOST_SHIFTS]


def _names_in_numbers(moves: tuple[Shift, ...]) -> tuple[Figure, ...]:
    """Numbers that stand in the indicators' own words."""
    words = [word.strip("%.,") for shift in moves for word in shift.indicator.text.split()]
    return tuple(Figure(float(word), "as worded", "indicator-text") for word in words if word.isdigit())


def confidence(futures: Outlook, matrix: Matrix) -> Sentence:
    """How confident that is, by a rule that never says high, with its reasons in the same sentence."""
    reasons = []
    every, known = len(futures.indicators), len(futures.known)
    if known < LEAST_KNOWN * every:
        few = "none is" if not known else "only 1 is" if known == 1 else f"only {wording.number(known)} are"
        reasons.append(f"of {wording.count(every, 'indicator')} {few} known")
    if matrix.comparisons and not matrix.comparisons[0].apart:
        reasons.append("the evidence does not tell the two best fitting futures apart")
    if not matrix.rows:
        reasons.append("no evidence was held against the futures")
    level = "low" if reasons else "moderate"
    why = wording.listing(reasons) if reasons else "most indicators are known and the evidence tells the futures apart"
    figure = Figure(known, "indicators", "known-indicators", _known(futures), Coverage(known, every))
    return Sentence(f"Confidence in this is {level}: {why}.", "outlook.confidence", (figure,))


def judgements(material: Material) -> Iterator[Sentence]:
    """How the judgements on record fared, and whether they can be scored."""
    ledger = ledger_in(material.selection.edition)
    every = len(ledger.judgements)
    if not every:
        return
    fared = {status: ledger.fared(status) for status in JUDGEMENT_STATUSES.labels}
    told = [f"{wording.number(figure.value)} {status}" for status, figure in fared.items() if figure.value]
    by = wording.listing(sorted({one.author for one in ledger.judgements}), most=2)
    total = f"Of {wording.count(every, 'judgement')} by {by}" if every > 1 else f"Of the one judgement by {by}"
    text = f"{total}, as of {wording.day(ledger.as_of)}: {wording.listing(told)}. {scored_in_words(ledger)}"
    numbered, settled = len(ledger.numbered), len(ledger.settled)
    figures = (
        *fared.values(),
        Figure(numbered, "judgements", "with-a-number", tuple(one.judgement_id for one in ledger.numbered)),
        Figure(settled, "judgements", "settled", tuple(one.judgement_id for one, _ in ledger.settled)),
        Figure(scoring.TOO_FEW, "judgements", "fewest-to-score"),
        *((brier_rounded(ledger.scores),) if ledger.scores else ()),
    )
    sources = material.citations.strongest(name for one in ledger.judgements for name in one.source_ids)
    yield Sentence(text, "outlook.judgements", figures, sources, tuple(one.judgement_id for one in ledger.judgements))


def scored_in_words(ledger: scoring.Ledger) -> str:
    """The score, or that there are too few to judge and why, in one sentence."""
    if ledger.scores is not None:
        number = f"{brier_rounded(ledger.scores).value:.2f}"
        return f"The {len(ledger.settled)} that are settled and carry a number have a Brier score of {number}."
    if not ledger.numbered:
        few = f"fewer than {scoring.TOO_FEW} settled ones are too few to judge"
        return f"No judgement carries a probability, so none can be scored; {few}."
    numbered, settled = wording.number(len(ledger.numbered)), wording.number(len(ledger.settled))
    return f"With a probability: {numbered}, of which settled: {settled}; too few to judge."


def brier_rounded(scores: scoring.Scores) -> Figure:
    """The Brier score as it is printed, to two places."""
    return replace(scores.brier, value=round(scores.brier.value or 0.0, 2))


def futures_table(material: Material) -> Grid | None:
    """The futures as rows: prior, likelihood in number and words, reach, the analysts' own."""
    futures = outlook_in(material.selection.edition)
    if not futures.likelihoods:
        return None
    scale = scale_named(material.about.likelihood_scale)
    headings = ("Future", "Prior", "Likelihood", "In words", "When one indicator changes", "Analysts' own")
    rows = tuple(_future_row(futures, scale, place) for place in range(len(futures.scenarios)))
    sources = tuple(material.citations.strongest(scenario.source_ids) for scenario in futures.scenarios)
    note = (
        "The futures exclude each other and sum to 100 before rounding. Percentages are never given as 0 or 100. The "
        f"words are those of {scale.name}."
    )
    return Grid("Futures and their likelihoods", headings, rows, sources, note)


def _future_row(futures: Outlook, scale: Scale, place: int) -> tuple[str, ...]:
    scenario, probability = futures.scenarios[place], futures.likelihoods[place]
    return (
        scenario.name,
        chances.percent((scenario.prior or 0.0) / 100),
        chances.percent(probability),
        chances.likely(scale, probability),
        chances.percent_range(*futures.reach(place)),
        "none" if scenario.own is None else chances.percent(scenario.own / 100),
    )


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
    return tuple(one.indicator_id for one in futures.known)
