"""The ledger of judgements: each with its indicator, how it fared and on what; scores when there are enough.

Knows how a judgement is shown. It must not know how one is scored.
"""

import streamlit as st

from utils.analysis import evidence_matrix, indicators, likelihood, outlook, readings, scenarios, scoring
from utils.analysis.scoring import Judgement, Ledger, Scores
from utils.briefing.rules.judgements import ledger_in, scored_in_words
from utils.tables.vocabularies import JUDGEMENT_STATUSES
from utils.visuals import chances
from utils.visuals.wording import day, number, partial_day, sentence_case
from utils.web.markup import block, plain, table
from utils.web.panels.rows import source_links
from utils.web.view import View

SEALED = 12
"""So many signs of a seal are shown: enough to see that it changed."""

CONSTANTS = (
    *likelihood.CONSTANTS,
    *scenarios.CONSTANTS,
    *indicators.CONSTANTS,
    *readings.CONSTANTS,
    *outlook.CONSTANTS,
    *evidence_matrix.CONSTANTS,
    *scoring.CONSTANTS,
)


def judgements(view: View) -> None:
    """How the judgements on record fared, in numbers, then each of them."""
    ledger = ledger_in(view.shelf.edition)
    st.html(block("<h2>How judgements fared</h2>", _summary(ledger)))
    if ledger.scores is not None:
        st.html(block(_scores(ledger.scores)))
    if ledger.judgements:
        sources = source_links(view.shelf.edition.dataset)
        headings = ("Judgement", "How it fared", "On what", "Made", "Likelihood given", "Cell", "Sources")
        st.html(block(table(headings, [_row(view, ledger, one, sources) for one in ledger.judgements])))


def _summary(ledger: Ledger) -> str:
    if not ledger.judgements:
        return "<p>No judgement is on record.</p>"
    every = len(ledger.judgements)
    cells = "".join(
        f'<div><dt>{plain(sentence_case(entry.label))}</dt><dd class="n">{number(ledger.fared(entry.label).value)}</dd>'
        f'<dd class="why">of {number(every)}. {plain(entry.meaning)}.</dd></div>'
        for entry in JUDGEMENT_STATUSES.entries
    )
    as_of = f"As of {day(ledger.as_of)}. {scored_in_words(ledger)}"
    return f'<p>{plain(as_of)}</p><dl class="strip">{cells}</dl>'


def _scores(scores: Scores) -> str:
    rows = [
        (
            plain(chances.percent_range(held.low, held.high)),
            plain(chances.percent(held.said)),
            plain(f"{held.true} of {held.total}"),
            plain(chances.percent_range(*held.interval)),
        )
        for held in scores.calibration
    ]
    skill = "not to be worked out" if scores.skill is None else f"{scores.skill:.2f}"
    told = (
        f"Brier score {scores.brier.value:.2f} (0 best, 2 worst), logarithmic score {scores.logarithmic.value:.2f} "
        f"(0 best), skill against always giving the share that came true: {skill}."
    )
    headings = ("Given between", "Given on average", "Came true", "95 percent interval of the share")
    return f"<p>{plain(told)}</p>" + table(headings, rows, caption="Calibration", style="twin")


def _row(view: View, ledger: Ledger, one: Judgement, sources: dict[str, str]) -> tuple[str, ...]:
    address = view.shelf.edition.dataset.tables["judgements"].address_of(one.sheet_row, one.origin)
    indicator = f'<br><span class="quiet">{plain(f"Would show: {one.indicator}")}</span>' if one.indicator else ""
    note = f'<br><span class="quiet">{plain(one.note)}</span>' if one.note else ""
    status_on = one.status_on or ledger.as_of
    due = f"; due {partial_day(one.due_on)}" if one.due_on else ""
    return (
        plain(one.text) + indicator,
        f'{plain(sentence_case(one.status))}<br><span class="quiet">{plain(day(status_on))}</span>',
        plain(one.basis) + note,
        f'{plain(one.author)}<br><span class="quiet">{plain(day(one.made_on) + due)}</span>',
        _given(one),
        f'{plain(one.judgement_id)}<br><span class="quiet">{plain(address)}</span>',
        "<br>".join(sources[name] for name in one.source_ids),
    )


def _given(one: Judgement) -> str:
    """The author's own word and number, and the seal of a forecast with a number: it tells whether it was changed."""
    if one.likelihood is None:
        return plain(one.word or "none")
    told = " ".join(part for part in (one.word, chances.percent(one.likelihood / 100)) if part)
    return f'{plain(told)}<br><span class="quiet">sealed {plain(one.seal[:SEALED])}</span>'


def constants() -> None:
    """Every constant that the numbers of this page hang on, with its source."""
    rows = [(plain(name), plain(value), plain(source)) for name, value, source in CONSTANTS]
    with st.expander("Constants behind these numbers", key="outlook_constants"):
        st.html(block(table(("Constant", "Value", "Source"), rows, style="twin")))
