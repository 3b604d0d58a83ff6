"""What stands behind a section: for each sentence its rule, its figures, and the rows, cells and sources they rest on.

Knows how provenance is shown. It must not know how a sentence was written.
"""

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from utils.analysis.figures import Figure
from utils.briefing.document import Section, Sentence
from utils.editions.edition import Edition
from utils.visuals import wording
from utils.web.markup import block, link, plain, table
from utils.web.view import View

_OPENED = "what_stands_behind"

SHOWN_ROWS = 30
"""So many rows of a sentence are named with their cells; of the others their number."""


def provenance(view: View, key: str) -> None:
    """Under a page's first section a quiet button; pressed, what stands behind each sentence opens under every section.

    One button, for a reader waits longer for every widget of a page, and nearly always none is pressed.
    """
    view.sections.setdefault(key)
    opened = st.session_state.get(_OPENED, False)
    if key == next(iter(view.sections)):
        words = "Hide what stands behind the sentences" if opened else "What stands behind each sentence"
        st.button(words, type="tertiary", key=f"{_OPENED}_button", on_click=_turn)
    if opened:
        part = view.briefing.section(key)
        headings = ("Says", "Rule", "Figures", "Rows and cells", "Sources")
        st.html(block(table(headings, [_row(view, *told) for told in _told(part)])))


def _turn() -> None:
    st.session_state[_OPENED] = not st.session_state.get(_OPENED, False)


def _told(part: Section) -> Iterable[tuple[str, Sentence]]:
    for strip in part.strips:
        rule = f"{part.key}.{strip.figure.method}"
        yield f"{strip.label}: {strip.number}", Sentence("", rule, (strip.figure,), (), strip.figure.basis)
    for sentence in part.sentences:
        yield sentence.text, sentence


def _row(view: View, says: str, sentence: Sentence) -> tuple[str, ...]:
    names = tuple(dict.fromkeys([*sentence.rows, *(name for figure in sentence.figures for name in figure.basis)]))
    cited = [view.briefing.cite(name, 0) for name in sentence.sources]
    return (
        plain(says),
        f"<code>{plain(sentence.rule)}</code>",
        "<br>".join(plain(_figure(figure)) for figure in sentence.figures) or plain("none: words of the edition"),
        _rows(view.shelf.edition, names),
        "<br>".join(link(note.url, note.citation) if note.url else plain(note.citation) for note in cited),
    )


def _figure(figure: Figure) -> str:
    """The number with its unit, its method, and how many rows could speak."""
    if figure.value is not None:
        number = wording.number(figure.value)
    elif figure.low is not None:
        number = wording.number_range(figure.low, figure.high)
    else:
        number = wording.NOT_KNOWN
    spoke = f", {figure.coverage.known} of {figure.coverage.of} rows" if figure.coverage.of else ""
    return f"{number} {figure.unit} ({figure.method}{spoke})"


def _rows(edition: Edition, names: tuple[str, ...]) -> str:
    cells = _cells(edition)
    shown = [f"{plain(name)} <small>{plain(cells.get(name, ''))}</small>" for name in names[:SHOWN_ROWS]]
    more = len(names) - len(shown)
    return "<br>".join([*shown, *([plain(f"and {wording.number(more)} more")] if more else [])])


@lru_cache(maxsize=4)
def _cells(edition: Edition) -> dict[str, str]:
    """Of every row of the edition the cell of its id, by that id."""
    return {
        name: read.address(index)
        for read in edition.dataset.tables.values()
        for index, name in enumerate(read.frame[read.table.id_column.key].tolist())
    }
