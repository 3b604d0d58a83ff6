"""The key judgements about what comes next: the likeliest future and the least likely one, of the whole record.

Knows how a likelihood becomes a judgement. It must not know how likelihoods and scores are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utils.analysis.evidence_matrix import Matrix
from utils.analysis.figures import Coverage, Figure
from utils.analysis.likelihood import Scale, scale_named
from utils.analysis.outlook import Outlook
from utils.briefing.document import Judgement, Sentence
from utils.briefing.material import Material
from utils.briefing.rules import outlook
from utils.visuals import chances, wording


def _opening(material: Material, futures: Outlook) -> str:
    """Of what and by when: the futures are those of the theatre, whatever is selected."""
    whole = f"For {material.about.theatre or 'the whole record'} as a whole"
    return f"{whole}, by {wording.day(futures.horizon)}" if futures.horizon else whole


def leading(material: Material, futures: Outlook, matrix: Matrix) -> Judgement:
    """The likeliest future; or, where others cannot be told apart from it, that one of them comes."""
    scale = scale_named(material.about.likelihood_scale)
    first = [(futures.scenarios[place], futures.likelihoods[place]) for place in futures.level] or futures.ranked[:1]
    names, p = " or ".join(one.name for one, _ in first), sum(p for _, p in first)
    text = f"{_opening(material, futures)}, {names} is {chances.likely(scale, p)}, {chances.percent(p)}"
    if len(first) > 1:
        text += " together; today's evidence does not tell which of them"
    ids = tuple(one.scenario_id for one, _ in first)
    claim = Sentence(f"{text}.", "judgements.leading", _numbers(futures, scale, p), (), ids)
    return Judgement(claim, outlook.confidence(futures, matrix), _ground(material, futures))


def least(material: Material, futures: Outlook, matrix: Matrix) -> Iterator[Judgement]:
    """The least likely of the futures that were judged, when it is not one of the likeliest."""
    judged = [(one, p) for one, p in futures.ranked if not one.remainder]
    if len(judged) < 2 or futures.scenarios.index(judged[-1][0]) in futures.level:
        return
    scale = scale_named(material.about.likelihood_scale)
    last, p = judged[-1]
    text = f"{_opening(material, futures)}, {last.name} is {chances.likely(scale, p)}, {chances.percent(p)}."
    claim = Sentence(text, "judgements.least", _numbers(futures, scale, p), (), (last.scenario_id,))
    place = futures.scenarios.index(last)
    score = matrix.score(place)
    against = [row for row in matrix.rows if row.against(place)]
    count = Figure(len(against), "rows", "rows-against", tuple(row.evidence_id for row in against))
    every = Figure(len(matrix.rows), "rows", "count-evidence")
    why = (
        f"of {wording.count(len(matrix.rows), 'row')} of evidence, {wording.number(len(against))} "
        f"{'speaks' if len(against) == 1 else 'speak'} against it (score {wording.number(score.value)})."
        if matrix.rows
        else "no evidence was held against it; its prior and the indicators alone make it so."
    )
    sources = material.citations.strongest(name for row in against for name in row.source_ids)
    reason = Sentence(why, "judgements.least-why", (count, every, score), sources, count.basis)
    yield Judgement(claim, _least_confidence(matrix, place), reason)


def _least_confidence(matrix: Matrix, place: int) -> Sentence:
    """Moderate where the evidence tells that future from the best fitting one, low where it does not."""
    if place not in matrix.ranked or matrix.ranked[0] == place:
        return Sentence("Confidence in this is low: no evidence sets it apart.", "judgements.least-confidence")
    best = matrix.ranked[0]
    apart = matrix.compared(best, place).apart
    told = "tells it apart" if apart else "does not tell it apart"
    level = "moderate" if apart else "low"
    text = f"Confidence in this is {level}: the evidence {told} from {matrix.scenarios[best].name}."
    return Sentence(text, "judgements.least-confidence")


def _numbers(futures: Outlook, scale: Scale, p: float) -> tuple[Figure, ...]:
    band = scale.band(min(p, 1.0))
    coverage = Coverage(len(futures.known), len(futures.indicators))
    held = Figure(round(100 * p), "percent", "scenario-likelihood", (), coverage)
    return held, Figure(None, "percent", f"band-of-{scale.name}", low=band.low, high=band.high)


def _ground(material: Material, futures: Outlook) -> Sentence:
    told = outlook.ground(material, futures)
    return replace(told, text=told.text.replace("They start", "the futures start", 1), rule="judgements.leading-why")
