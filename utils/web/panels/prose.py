"""Sections of the briefing on screen: sentences with their source numbers, strips, tables, the list of sources.

Knows how a section looks. It must not know what it says.
"""

from collections.abc import Iterable, Sequence

import streamlit as st

from utils.briefing.document import Grid, Section, Sentence, SourceNote
from utils.web.markup import block, link, plain, table
from utils.web.panels.provenance import provenance
from utils.web.view import View


def section(view: View, key: str, *, lead: bool = False) -> None:
    """One section's heading and sentences, then its strip of numbers; no heading over nothing."""
    part = view.briefing.section(key)
    if not part.sentences and not part.strips:
        return
    sentences = "".join(_group(view, group) for group in part.grouped)
    wrapped = f'<div class="lead">{sentences}</div>' if lead else sentences
    st.html(block(f"<h2>{plain(part.heading)}</h2>", wrapped, _strip(part)))
    provenance(view, key)


def section_table(view: View, key: str) -> None:
    """The table of one section."""
    st.html(block(_grid(view, view.briefing.section(key).grid)))


def section_with_table(view: View, key: str) -> None:
    """One section's heading and sentences, and its table if it has one."""
    section(view, key)
    section_table(view, key)


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


def _grid(view: View, grid: Grid | None) -> str:
    if grid is None or not grid.rows:
        return ""
    sources = grid.sources or ((),) * len(grid.rows)
    rows = []
    for row, cited in zip(grid.rows, sources, strict=True):
        cells = [plain(cell) for cell in row]
        rows.append([cells[0] + marks(view, cited), *cells[1:]])
    note = f'<p class="quiet">{plain(grid.note)}</p>' if grid.note else ""
    return f"<h3>{plain(grid.title)}</h3>" + table(grid.headings, rows) + note


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
    st.html(block("<h2>Sources</h2>", f'<ol class="sources">{items}</ol>'))


def closing_notes(view: View) -> None:
    """The notes that end the briefing: boundaries, the use of AI."""
    told = "".join(
        f'<p class="quiet"><b>{plain(heading)}:</b> {plain(text)}</p>' for heading, text in view.briefing.closing
    )
    st.html(block(told))
