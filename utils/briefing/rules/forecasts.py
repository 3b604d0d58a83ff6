"""The key judgements about what comes next: the likeliest future and the least likely one, of the whole record.

Knows how a likelihood becomes a judgement. It must not know how likelihoods and scores are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utils.analysis.evidence_matrix import Matrix
from utils.analysis.figures import Coverage, Figure
from utils.analysis.likelihood import Scale, bounded, scale_named
from utils.analysis.outlook import Outlook
from utils.briefing.document import Judgement, Sentence
from utils.briefing.material import Material
from utils.briefing.rules import outlook
from utils.briefing.rules.horizons import by_when
from utils.visuals import chances, wording


def _opening(material: Material, futures: Outlook) -> str:
    """Of what and by when: the futures are those of the theatre, whatever is selected."""
    whole = f"For {material.about.theatre or 'the whole record'} as a whole"
    return f"{whole}, {by_when(material, futures.horizon)}," if futures.horizon else f"{whole},"


def leading(material: Material, futures: Outlook, matrix: Matrix) -> Judgement:
    """The likeliest future; or, where others cannot be told apart from it, that one of them comes."""
    scale = scale_named(material.about.likelihood_scale)
    first = [(futures.scenarios[place], futures.likelihoods[place]) for place in futures.level] or futures.ranked[:1]
    names, p = " or ".join(one.name for one, _ in first), sum(p for _, p in first)
    text = f"{_opening(material, futures)} {names} is {chances.worded(scale, p)}"
    if len(first) > 1:
        text += "; today's evidence does not tell which of them"
    ids = tuple(one.scenario_id for one, _ in first)
    claim = Sentence(f"{text}.", "judgements.leading", _numbers(futures, scale, p), (), ids)
    return Judgement(claim, outlook.confidence(futures, matrix), _ground(material, futures), estimated=True)


def least(material: Material, futures: Outlook, matrix: Matrix) -> Iterator[Judgement]:
    """The least likely of the futures that were judged, when it is not one of the likeliest."""
    judged = [(one, p) for one, p in futures.ranked if not one.remainder]
    if len(judged) < 2 or futures.scenarios.index(judged[-1][0]) in futures.level:
        return
    scale = scale_named(material.about.likelihood_scale)
    last, p = judged[-1]
    text = f"{_opening(material, futures)} {last.name} is {chances.worded(scale, p)}."
    claim = Sentence(text, "judgements.least", _numbers(futures, scale, p), (), (last.scenario_id,))
    place = futures.scenarios.index(last)
    score = matrix.score(place)
    against = [row for row in matrix.rows if row.against(place)]
    count = Figure(len(against), "rows", "rows-against", tuple(row.evidence_id for row in against))
    every = Figure(len(matrix.rows), "rows", "count-evidence")
    some = wording.number(len(against)) if against else "none"
    why = (
        f"of {wording.count(len(matrix.rows), 'piece')} of evidence, {some} "
        f"{'speak' if len(against) > 1 else 'speaks'} against it."
        if matrix.rows
        else "no evidence was held against it; its starting value and the warning signs alone make it so."
    )
    sources = material.citations.strongest(name for row in against for name in row.source_ids)
    reason = Sentence(why, "judgements.least-why", (count, every, score), sources, count.basis)
    yield Judgement(claim, _least_confidence(futures, matrix, place, scale), reason, estimated=True)


def _least_confidence(futures: Outlook, matrix: Matrix, place: int, scale: Scale) -> Sentence:
    """Low where little is known, one sign moves it to another word, or no evidence sets it apart; else moderate."""
    every, known = len(futures.indicators), len(futures.known)
    low, high = (bounded(end) for end in futures.reach(place))
    reasons = [outlook.few_known(known, every)] if known < outlook.LEAST_KNOWN * every else []
    if scale.band(low) != scale.band(high):
        ends = " and ".join(wording.number(round(100 * end)) for end in (low, high))
        reasons.append(f"a change in a single sign moves this to anywhere between {ends} %")
    best = matrix.ranked[0] if matrix.ranked else place
    if place not in matrix.ranked or best == place:
        reasons.append("no evidence sets it apart")
    elif not matrix.compared(best, place).apart:
        reasons.append(f"the evidence does not tell it apart from {matrix.scenarios[best].name}")
    held = f"most warning signs are known and the evidence tells it apart from {matrix.scenarios[best].name}"
    text = f"Confidence in this is {'low' if reasons else 'moderate'}: {wording.listing(reasons) if reasons else held}."
    figures = (
        Figure(known, "indicators", "known-indicators", (), Coverage(known, every)),
        Figure(None, "percent", "reach", low=round(100 * low), high=round(100 * high)),
    )
    return Sentence(text, "judgements.least-confidence", figures)


def _numbers(futures: Outlook, scale: Scale, p: float) -> tuple[Figure, ...]:
    band = scale.band(min(p, 1.0))
    coverage = Coverage(len(futures.known), len(futures.indicators))
    held = Figure(round(100 * p), "percent", "scenario-likelihood", (), coverage)
    return held, Figure(None, "percent", f"band-of-{scale.name}", low=band.low, high=band.high)


def _ground(material: Material, futures: Outlook) -> Sentence:
    return replace(outlook.ground(material, futures), rule="judgements.leading-why")
