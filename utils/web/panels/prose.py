"""Sections of the briefing on screen: sentences with their source numbers, strips, tables, the list of sources.

Knows how a section looks. It must not know what it says.
"""

import time
from collections.abc import Iterable, Sequence

import streamlit as st

from utils.briefing.document import Grid, Section, Sentence, SourceNote
from utils.visuals.wording import count, sentence_case
from utils.web.markup import block, fold, link, plain, table
from utils.web.panels.provenance import provenance
from utils.web.view import View

SOURCES = "sources"
"""Where the list of sources stands on a page."""

OPEN = 5
"""So many sentences of a section stand open on a page; the others are folded, with their number."""

MOMENT = 0.3
"""Seconds in which a browser draws the answer, measured: without them it stood half a second to a second later."""

_STOOD = "answer_stood"

WHOLE = ("bottom-line", "judgements")
"""The sections that a page never folds: they are what it is opened for."""

LIMITS = frozenset(
    {
        "responses.warning",
        "exposure.limits",
        "money.covered",
        "outlook.confidence",
        "context.note",
        "gaps.coverage",
        "region.evidence",
    }
)
"""The rules whose sentences say what the others must not be taken for: they always stand open."""


def section(view: View, key: str, *, lead: bool = False) -> None:
    """One section's heading and sentences, then its strip of numbers; no heading over nothing."""
    part = view.briefing.section(key)
    if not part.sentences and not part.strips:
        return
    st.html(block(heading(part), told(view, part, lead=lead), _strip(part)))
    provenance(view, key)


def let_stand() -> None:
    """Wait a moment, once a session, so that what has been sent is drawn before more arrives.

    The browser's half of Streamlit begins to draw anew with each message: a page sent at once stands only as a whole.
    """
    if not st.session_state.get(_STOOD):
        st.session_state[_STOOD] = True
        time.sleep(MOMENT)


def heading(part: Section) -> str:
    """The heading of a section, to which the line of contents leads."""
    return f'<h2 id="{plain(part.key)}">{plain(part.heading)}</h2>'


def told(view: View, part: Section, *, lead: bool = False, most: int = OPEN) -> str:
    """The sentences of a section: the first and those that set limits open, the others folded with their number.

    About as many as `most` stand open; a single one is never folded.
    """
    groups = part.grouped
    limits = [place for place, group in enumerate(groups) if group[0].rule in LIMITS]
    others = [place for place in range(len(groups)) if place not in limits]
    room = len(groups) if part.key in WHOLE or len(groups) <= most + 1 else max(most - len(limits), 1)
    shown, left = sorted([*limits, *others[:room]]), others[room:]
    kind = "told lead" if lead else "told"
    parts = [f'<div class="{kind}">{"".join(_group(view, groups[place]) for place in shown)}</div>']
    if left:
        folded = "".join(_group(view, groups[place]) for place in left)
        parts.append(fold(sentence_case(count(len(left), "more sentence")), f'<div class="told">{folded}</div>'))
    return "".join(parts)


def section_table(view: View, key: str) -> None:
    """The table of one section, folded."""
    st.html(block(folded_grid(view, view.briefing.section(key).grid)))


def folded_grid(view: View, grid: Grid | None) -> str:
    """The table behind its title and the number of its rows."""
    return fold(f"{grid.title}: {count(len(grid.rows), 'row')}", grid_of(view, grid)) if grid and grid.rows else ""


def contents(view: View, *, after: str) -> None:
    """A line of links to the sections of the page that come after that one in the briefing."""
    keys = [key for part in view.briefing.parts for key in part.keys]
    below = keys[keys.index(after) + 1 :]
    parts = [(part.key, part.heading) for part in view.briefing.sections if part.key in below]
    parts += [(SOURCES, "Sources")] if view.briefing.sources else []
    links = "".join(f'<li><a href="#{key}">{plain(words)}</a></li>' for key, words in parts)
    with st.container(key="contents"):
        st.html(block(f'<nav class="contents" aria-label="Contents"><ul>{links}</ul></nav>'))


def _group(view: View, group: Sequence[Sentence]) -> str:
    """A sentence, and set in those that stand under it."""
    first, *under = (_paragraph(view, sentence) for sentence in group)
    return first + (f'<div class="under">{"".join(under)}</div>' if under else "")


def _paragraph(view: View, sentence: Sentence) -> str:
    label = f"<strong>{plain(sentence.label)}:</strong> " if sentence.label else ""
    return f"<p>{label}{plain(sentence.text)}{marks(view, sentence.sources)}</p>"


def marks(view: View, sources: Iterable[str]) -> str:
    """The numbers of the sources, each leading to its place in the list at the end of the page."""
    numbers = (view.footnotes.setdefault(name, len(view.footnotes) + 1) for name in sources)
    linked = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in numbers)
    return f"<sup>{linked}</sup>" if linked else ""


def _strip(part: Section) -> str:
    cells = "".join(
        f'<div><dt>{plain(strip.label)}</dt><dd class="n">{plain(strip.number)}</dd>'
        f'<dd class="why">{plain(strip.note)}</dd></div>'
        for strip in part.strips
    )
    return f'<dl class="strip">{cells}</dl>' if cells else ""


def grid_of(view: View, grid: Grid) -> str:
    """A table of the briefing with its title, its note and the numbers of its sources."""
    sources = grid.sources or ((),) * len(grid.rows)
    rows = []
    for row, cited in zip(grid.rows, sources, strict=True):
        cells = [plain(cell) for cell in row]
        rows.append([cells[0] + marks(view, cited), *cells[1:]])
    note = f'<p class="quiet">{plain(grid.note)}</p>' if grid.note else ""
    return table(grid.headings, rows, caption=grid.title) + note


def _detail(note: SourceNote) -> str:
    """Its grade, and whose text it passes on or in which language it is."""
    return plain(f" (grade {note.grade}{'; ' if note.detail else ''}{note.detail})")


def cited_sources(view: View) -> None:
    """The sources that this page has named, by their numbers, if it has named any. Call it last."""
    if not view.footnotes:
        return
    notes = [view.briefing.cite(name, number) for name, number in view.footnotes.items()]
    items = "".join(
        f'<li id="source-{note.number}"><span class="no">{note.number}.</span>'
        f"{link(note.url, note.citation) if note.url else plain(note.citation)}{_detail(note)}</li>"
        for note in notes
    )
    folded = fold(sentence_case(count(len(notes), "source")), f'<ol class="sources">{items}</ol>')
    st.html(block(f'<h2 id="{SOURCES}">Sources</h2>', folded))


def closing_notes(view: View) -> None:
    """The notes that end the briefing: boundaries, the use of AI. The disclaimer stands at the foot of every page."""
    notes = [(words, text) for words, text in view.briefing.closing if text != view.briefing.disclaimer]
    written = "".join(f'<p class="quiet"><b>{plain(words)}:</b> {plain(text)}</p>' for words, text in notes)
    st.html(block(f'<div class="told">{written}</div>'))
