"""The evidence over the futures: whether it tells them apart, and every row with its fits, grade, cell and sources.

Knows how a fit is shown. It must not know how marks are counted.
"""

import pandas as pd
import streamlit as st

from utils.analysis.evidence_matrix import FIT_VALUES, EvidenceRow, Matrix
from utils.briefing.rules.evidence import apart_in_words, matrix_in
from utils.visuals.grades import spelled
from utils.visuals.outlook import scores_picture
from utils.visuals.wording import MINUS, count, listing, number, partial_day
from utils.web.markup import block, plain, table
from utils.web.panels.pictures import picture
from utils.web.panels.rows import page_of, source_links
from utils.web.view import View

FIT_MARKS = dict(zip(FIT_VALUES, ("++", "+", "0", MINUS, MINUS * 2), strict=True))
"""A mark before each fit's words, so that a column can be scanned."""

NOTE = (
    "After Heuer's analysis of competing hypotheses: what counts is what speaks against a future. Rows depend on each "
    "other, so the test by which two futures are told apart is the least to ask. A row whose fits are all alike says "
    "nothing between the futures, however strong it is."
)


def evidence(view: View) -> None:
    """What the evidence holds against each future, whether it tells them apart, and every row of it."""
    matrix = matrix_in(view.shelf.edition)
    told = (*apart_in_words(matrix), *_without_weak_rows(matrix))
    st.html(block("<h2>What the evidence says</h2>", *(f"<p>{plain(text)}</p>" for text in told)))
    picture(scores_picture(matrix, view.look))
    if matrix.rows:
        st.html(block(f'<p class="quiet">{plain(NOTE)}</p>'))
        _rows(view, matrix)


def _without_weak_rows(matrix: Matrix) -> tuple[str, ...]:
    """The scores over the well graded rows alone, when there are others."""
    weak = len(matrix.rows) - len(matrix.trusted.rows)
    if not weak:
        return ()
    trusted = matrix.trusted
    scores = [f"{matrix.scenarios[place].name} {number(trusted.score(place).value)}" for place in matrix.ranked]
    return (f"Without the {count(weak, 'row')} graded below C3 or not graded, the scores are: {listing(scores)}.",)


def _rows(view: View, matrix: Matrix) -> None:
    ordered = matrix.by_diagnosticity
    places = page_of(pd.DataFrame({"place": range(len(ordered))}), key="evidence_rows")["place"]
    names = [matrix.scenarios[place].name for place in matrix.places]
    sources = source_links(view.shelf.edition.dataset)
    rows = [_row(view, matrix, ordered[place], sources) for place in places]
    caption = (
        f"Evidence, the rows that tell most first. {FIT_MARKS['strongly consistent']} to {MINUS * 2}: from strongly "
    )
    caption += "consistent to strongly inconsistent; apart: how many steps lie between a row's fits, 0 to 4."
    headings = ("Evidence", *names, "Apart", "Grade and cell", "Sources")
    st.html(block(table(headings, rows, caption=caption)))


def _row(view: View, matrix: Matrix, row: EvidenceRow, sources: dict[str, str]) -> tuple[str, ...]:
    address = view.shelf.edition.dataset.tables["evidence"].address_of(row.sheet_row, row.origin)
    note = f'<br><span class="quiet">{plain(row.note)}</span>' if row.note else ""
    return (
        f"{plain(partial_day(row.date))}: {plain(row.statement)}{note}",
        *(_fit(row.fits[place]) for place in matrix.places),
        plain(row.diagnosticity),
        f'{plain(spelled(row.grade))}<br><span class="quiet">{plain(row.evidence_id)}: {plain(address)}</span>',
        "<br>".join(sources[name] for name in row.source_ids),
    )


def _fit(fit: str | None) -> str:
    if fit is None:
        return plain("not judged")
    return f'<strong>{FIT_MARKS[fit]}</strong> <span class="quiet">{plain(fit)}</span>'
