"""A briefing as one page that needs nothing else: no script and no second request; for screens and readers aloud.

Knows HTML. It must not know what a briefing says. Every word is escaped; links are http(s) or lead within the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from utils.briefing import references
from utils.briefing.characters import visible
from utils.briefing.columns import numeric
from utils.briefing.document import Briefing, Grid, Section, Sentence, Strip
from utils.briefing.drawings import Drawings, draw
from utils.briefing.feed import MEDIA_TYPE
from utils.briefing.imprint import NOWHERE, Imprint
from utils.briefing.pdf import LEADS, SMALL
from utils.briefing.references import Numbers, Reference
from utils.briefing.typeface import faces
from utils.briefing.vectors import inline, looks
from utils.visuals.palette import SHARING_COLOURS
from utils.visuals.pictures import Picture

STYLE = Path(__file__).with_name("page.css")
AS_TABLE = ("project-map", "pair-map")
"""More maps than one would make the page too heavy for a slow line: their tables stand for them."""

Link = tuple[str, str]
"""Words and address."""

_UNSAID = re.compile("</(?:td|th|tr|li|dt|dd)>")
"""Ends that a browser knows by itself: 13 kB of a long briefing. Cells cannot hold one, for their text is escaped."""


def render_html(
    briefing: Briefing,
    imprint: Imprint = NOWHERE,
    beside: Sequence[Link] = (),
    drawings: Drawings | None = None,
    feed: str = "",
) -> bytes:
    """The briefing as a page in UTF-8. `beside` are links to the other documents of the same view.

    `drawings` are its pictures when they have been drawn before; `feed` is the address of the feed of editions.
    """
    page = _Page(briefing, draw(briefing) if drawings is None else drawings)
    body = _UNSAID.sub("", "".join((page.head(beside), page.contents(), page.main(), page.foot(imprint))))
    properties = looks()
    style = (
        f"{faces()}:root{{{properties['light']}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{properties['dark']}}}}}{STYLE.read_text('utf-8')}"
    )
    followed = f'<link rel="alternate" type="{MEDIA_TYPE}" title="Editions" href="{_text(feed)}">' if feed else ""
    whole = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{_text(briefing.heading)}</title><meta name="description" content="{_text(briefing.edition_line)}">'
        f"{followed}<style>{style}</style></head><body>{body}</body></html>\n"
    )
    return whole.encode()


def _text(words: object) -> str:
    return escape(visible(str(words)))


class _Page:
    """One page in the making; it remembers where each source was used, so that the list can lead back there."""

    def __init__(self, briefing: Briefing, drawings: Drawings) -> None:
        self._briefing = briefing
        self._drawings = drawings
        self._numbers = Numbers(briefing)
        self._uses: Counter[int] = Counter()

    def head(self, beside: Sequence[Link]) -> str:
        briefing = self._briefing
        chosen = "".join(f"<div><dt>{_text(n)}</dt><dd>{_text(c)}</dd></div>" for n, c in briefing.filter_lines)
        ignored = "".join(f"<p><strong>{_text(line)}</strong></p>" for line in briefing.told_first)
        links = " · ".join(f'<a href="{_text(address)}">{_text(words)}</a>' for words, address in beside)
        others = f'<p class="beside quiet">{links}</p>' if links else ""
        return (
            '<a class="skip" href="#content">To the text</a>'
            f"<header>{self._label()}<h1>{_text(briefing.heading)}</h1>"
            f'<p class="quiet">{" · ".join(map(_text, (briefing.period, briefing.issued, briefing.edition_line)))}</p>'
            f'<dl class="chosen">{chosen}</dl>{ignored}'
            f"{others}</header>"
        )

    def _label(self) -> str:
        label = self._briefing.label
        return f'<p class="tlp"><b style="color:{SHARING_COLOURS[label]}">{_text(label)}</b></p>'

    def contents(self) -> str:
        parts = [(section.key, section.heading) for section in self._briefing.sections]
        parts += [("sources", references.HEADING)] if self._briefing.sources else []
        entries = "".join(f'<li><a href="#{key}">{_text(heading)}</a></li>' for key, heading in parts)
        return f'<nav class="contents" aria-label="Contents"><ol>{entries}</ol></nav>'

    def main(self) -> str:
        sections = "".join(self._section(section) for section in self._briefing.sections)
        return f'<main id="content">{sections}{self._sources()}</main>'

    def _section(self, section: Section) -> str:
        pictures = "".join(self._figure(picture, section.key) for picture in section.pictures)
        return (
            f'<section aria-labelledby="{section.key}"><h2 id="{section.key}">{_text(section.heading)}</h2>'
            f"{_strips(section.strips)}{self._prose(section)}{pictures}"
            f"{self._grid(section.grid) if section.grid and section.grid.rows else ''}</section>"
        )

    def _prose(self, section: Section) -> str:
        if not section.sentences:
            return ""
        if section.key in (*LEADS, *SMALL):
            kind = "lead" if section.key in LEADS else "small"
            return f'<div class="{kind}">{"".join(f"<p>{self._sentence(one)}</p>" for one in section.sentences)}</div>'
        return _list([self._group(group) for group in section.grouped])

    def _group(self, group: Sequence[Sentence]) -> str:
        """A sentence, and in a list of its own those that stand under it."""
        first, *under = (self._sentence(sentence) for sentence in group)
        return first + (_list(under) if under else "")

    def _sentence(self, sentence: Sentence) -> str:
        label = f"<strong>{_text(sentence.label)}:</strong> " if sentence.label else ""
        return label + _text(sentence.text) + self._marks(sentence.sources)

    def _marks(self, sources: Iterable[str]) -> str:
        """The numbers of the sources, each leading to the list and known to it."""
        marks = []
        for number in self._numbers.of(sources):
            self._uses[number] += 1
            here = f"use-{number}-{self._uses[number]}"
            marks.append(f'<a id="{here}" href="#source-{number}" role="doc-noteref">{number}</a>')
        return f"<sup>{', '.join(marks)}</sup>" if marks else ""

    def _figure(self, picture: Picture, key: str) -> str:
        title, subtitle = _text(picture.title), _text(picture.subtitle)
        caption = f'<figcaption><b>{title}</b><span class="quiet">{subtitle}</span></figcaption>'
        if picture.name in AS_TABLE:
            return f"<figure>{caption}{_twin(picture)}</figure>"
        note = self._briefing.boundary_note if key == "map" else ""
        drawn = inline(visible(self._drawings[picture.name]), visible(f"{picture.alt} {note}".strip()))
        return (
            f"<figure>{caption}"
            f'<div class="drawn" tabindex="0" role="group" aria-label="{_text(picture.title)}">{drawn}</div>'
            f"{_twin(picture)}</figure>"
        )

    def _grid(self, grid: Grid) -> str:
        sources = grid.sources or ((),) * len(grid.rows)
        rows = [
            [_text(cells[0]) + self._marks(cited), *map(_text, cells[1:])]
            for cells, cited in zip(grid.rows, sources, strict=True)
        ]
        note = f'<p class="quiet">{_text(grid.note)}</p>' if grid.note else ""
        return f"<h3>{_text(grid.title)}</h3>{note}{_table(grid.title, grid.headings, rows, numeric(grid))}"

    def _sources(self) -> str:
        items = "".join(self._source(reference) for reference in references.references(self._briefing))
        if not items:
            return ""
        heading = f'<h2 id="sources">{references.HEADING}</h2>'
        return f'<section aria-labelledby="sources">{heading}<ol class="sources">{items}</ol></section>'

    def _source(self, reference: Reference) -> str:
        number, citation = reference.number, _text(reference.citation)
        named = f'<a href="{_text(reference.url)}" rel="noreferrer">{citation}</a>' if reference.url else citation
        back = " ".join(
            f'<a href="#use-{number}-{use}" role="doc-backlink" aria-label="Use {use}">↩</a>'
            for use in range(1, self._uses[number] + 1)
        )
        return f'<li id="source-{number}">{named}<span class="quiet">{_text(reference.rest)}</span> {back}</li>'

    def foot(self, imprint: Imprint) -> str:
        briefing = self._briefing
        address = _text(imprint.address)
        stays = f'<p class="quiet">{imprint.line} <a href="{address}">{address}</a></p>' if address else ""
        notes = "".join(
            f'<p class="quiet"><b>{_text(heading)}:</b> {_text(text)}</p>' for heading, text in briefing.closing
        )
        return f'<footer>{notes}<p class="quiet">{_text(briefing.edition_line)}</p>{stays}{self._label()}</footer>'


def _list(items: Iterable[str]) -> str:
    return f'<ul class="told">{"".join(f"<li>{one}</li>" for one in items)}</ul>'


def _strips(strips: Sequence[Strip]) -> str:
    cells = "".join(
        f'<div><dt>{_text(strip.label)}</dt><dd class="n">{_text(strip.number)}</dd>'
        f'<dd class="why">{_text(strip.note)}</dd></div>'
        for strip in strips
    )
    return f'<dl class="strip">{cells}</dl>' if cells else ""


def _twin(picture: Picture) -> str:
    """The picture's rows, folded."""
    rows = [[_text(value) for value in row] for row in picture.twin.itertuples(index=False)]
    if not rows:
        return ""
    headings = [str(name) for name in picture.twin.columns]
    table = _table(picture.title, headings, rows, [False] * len(headings))
    return f"<details><summary>The same as a table</summary>{table}</details>"


def _table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """A table of cells that are markup already; the first column names the row."""
    kinds = [' class="r"' if flush else "" for flush in right]
    head = "".join(f'<th scope="col"{kind}>{_text(name)}</th>' for name, kind in zip(headings, kinds, strict=True))
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row[1:], kinds[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{_text(title)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
