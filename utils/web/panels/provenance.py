"""What stands behind a section: for each sentence its rule, its figures, and the rows, cells and sources they rest on.

Knows how provenance is shown. It must not know how a sentence was written.
"""

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from utils.analysis.figures import Figure
from utils.briefing.document import Section, Sentence
from utils.editions.edition import Edition
from utils.tables.schema import INCIDENTS
from utils.tables.typed import TypedTable
from utils.visuals import wording
from utils.web.markup import NOTHING, block, link, plain
from utils.web.panels.share import form_link
from utils.web.view import View

_OPENED = "what_stands_behind"

SHOWN_ROWS = 30
"""So many rows of a sentence are named with their cells; of the others their number, and where they are found."""


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
        st.html(block(*(_behind(view, *told) for told in _told(part))))


def _turn() -> None:
    st.session_state[_OPENED] = not st.session_state.get(_OPENED, False)


def _told(part: Section) -> Iterable[tuple[str, Sentence]]:
    for strip in part.strips:
        rule = f"{part.key}.{strip.figure.method}"
        yield f"{strip.label}: {strip.number}", Sentence("", rule, (strip.figure,), (), strip.figure.basis)
    for sentence in part.sentences:
        yield sentence.text, sentence


def _behind(view: View, says: str, sentence: Sentence) -> str:
    """A sentence and under it what it rests on, one thing below the other: half a page has no room for columns."""
    cited = [view.briefing.cite(name, 0) for name in sentence.sources]
    things = {
        "Rule": f"<code>{plain(sentence.rule)}</code>",
        "Figures": "<br>".join(plain(_figure(figure)) for figure in sentence.figures)
        or plain("none: words of the edition"),
        "Rows and cells": _rows(view, sentence),
        "Sources": "<br>".join(link(note.url, note.citation) if note.url else plain(note.citation) for note in cited),
    }
    listed = "".join(f"<dt>{plain(words)}</dt><dd>{thing or NOTHING}</dd>" for words, thing in things.items())
    return f'<div class="behind"><p>{plain(says)}</p><dl>{listed}</dl></div>'


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


def _rows(view: View, sentence: Sentence) -> str:
    """Its rows with their cells; of those beyond SHOWN_ROWS their number and the way to a file that holds them."""
    edition, names = view.shelf.edition, _names(sentence)
    shown = [f"{plain(name)} <small>{plain(_address(edition, sentence, name))}</small>" for name in names[:SHOWN_ROWS]]
    beyond = names[SHOWN_ROWS:]
    if beyond:
        shown.append(f"and {wording.number(len(beyond))} more; the rows of this view: {_files(view, beyond)}")
    return "<br>".join(shown)


def _names(sentence: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*sentence.rows, *(name for figure in sentence.figures for name in figure.basis)]))


def _files(view: View, names: Iterable[str]) -> str:
    """The incidents of this view as CSV; where rows of other tables are meant, the evidence bundle, which has both."""
    homes = _homes(view.shelf.edition)
    tables = {homes[name][0].table.name for name in names if name in homes}
    return form_link(view, "csv" if tables == {INCIDENTS.name} else "zip")


def _address(edition: Edition, sentence: Sentence, name: str) -> str:
    """The cells of that row that its figures were read from; where they count or weigh whole rows, so is it said."""
    found = _homes(edition).get(name)
    if found is None:
        return ""
    read, index = found
    keys = dict.fromkeys(key for figure in sentence.figures if name in figure.basis for key in figure.columns)
    first, *others = read.holding(index, keys) or [f"{read.cell(index)} and its row"]
    home = read.origin(index)
    number = "this draft" if edition.draft else f"edition {edition.number}"
    return ", ".join([home.file, f"{home.sheet}!{first}", *others, number])


@lru_cache(maxsize=4)
def _homes(edition: Edition) -> dict[str, tuple[TypedTable, int]]:
    """Of every row of the edition, by its id, the table and the place in it."""
    return {
        name: (read, index)
        for read in edition.dataset.tables.values()
        for index, name in enumerate(read.frame[read.table.id_column.key].tolist())
    }
