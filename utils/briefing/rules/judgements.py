"""How judgements on record fared, and whether they can be scored.

Knows how a ledger is worded. It must not know how a score is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utils.analysis import scoring
from utils.analysis.figures import Figure
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.editions.edition import Edition
from utils.tables.vocabularies import JUDGEMENT_STATUSES
from utils.visuals import wording


def ledger_in(edition: Edition) -> scoring.Ledger:
    """The judgements of an edition, as of its own day."""
    return scoring.ledger_of(edition.dataset.frame("judgements"), edition.as_of)


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


def reworded(material: Material, before: Edition) -> Iterator[Sentence]:
    """Judgements that say something else than when they were issued: what they said then, and what they say now."""
    found = scoring.reworded(ledger_in(before), ledger_in(material.selection.edition))
    for one in found:
        text = (
            f"Judgement {one.before.judgement_id} says something else than in edition {wording.number(before.number)}: "
            f"then {_as_issued(one.before)}, now {_as_issued(one.after)}."
        )
        sources = material.citations.strongest(one.after.source_ids)
        yield Sentence(text, "outlook.reworded", (), sources, (one.after.judgement_id,), quoted=True)


def _as_issued(one: scoring.Judgement) -> str:
    number = "" if one.likelihood is None else f", {wording.number(one.likelihood)} %"
    due = f", due {wording.partial_day(one.due_on)}" if one.due_on else ""
    return f"“{one.text}” ({one.author}, {wording.day(one.made_on)}{f', {one.word}' if one.word else ''}{number}{due})"


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
