"""A briefing as a Word document, for those who must edit it: styles, real tables, linked source numbers.

Knows python-docx. It must not know what a briefing says. The same briefing gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt, RGBColor

from utils.briefing import references
from utils.briefing.characters import visible
from utils.briefing.columns import numeric, widths
from utils.briefing.document import Briefing, Grid, Section
from utils.briefing.drawings import Drawings, draw
from utils.briefing.imprint import NOWHERE, Imprint
from utils.briefing.packing import repacked
from utils.briefing.pixels import png_of
from utils.briefing.references import Numbers, Reference
from utils.briefing.word_marks import bookmark, field, head_row, keep_row, link_inside, link_outside, on_black
from utils.visuals.palette import SHARING_COLOURS

_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_WIDE = Inches(6.5)
_LABEL_SIZE, _TABLE_SIZE, _SMALL_SIZE = Pt(12), Pt(8), Pt(8.5)


def render_word(briefing: Briefing, imprint: Imprint = NOWHERE, drawings: Drawings | None = None) -> bytes:
    """The briefing as .docx. `drawings` are its pictures when they have been drawn before."""
    return _Writer(briefing, draw(briefing) if drawings is None else drawings).written(imprint)


class _Writer:
    def __init__(self, briefing: Briefing, drawings: Drawings) -> None:
        self._briefing = briefing
        self._drawings = drawings
        self._numbers = Numbers(briefing)
        self._document: Any = Document()

    def written(self, imprint: Imprint) -> bytes:
        self._describe()
        self._edges()
        self._opening(imprint)
        for section in self._briefing.sections:
            self._section(section)
        self._sources()
        for heading, text in self._briefing.closing:
            self._paragraph(text, label=heading, size=_SMALL_SIZE)
        content = io.BytesIO()
        self._document.save(content)
        return repacked(content.getvalue())

    def _describe(self) -> None:
        properties, briefing = self._document.core_properties, self._briefing
        properties.title, properties.subject = visible(briefing.heading)[:255], briefing.edition_line[:255]
        properties.author = properties.last_modified_by = "Briefbook"
        properties.comments, properties.language, properties.revision = "", "en", 1
        day = briefing.date
        properties.created = properties.modified = dt.datetime(day.year, day.month, day.day) if day else _EPOCH  # noqa: DTZ001  # Word's dates have no zone

    def _edges(self) -> None:
        """The label on top and at the foot of every page, with edition and page number below."""
        page = self._document.sections[0]
        page.left_margin = page.right_margin = Inches(0.9)
        self._label(page.header.paragraphs[0])
        foot = page.footer.paragraphs[0]
        told = visible(f"{self._briefing.heading} · {self._briefing.edition_line} · Page ")
        foot.add_run(told).font.size = _SMALL_SIZE
        field(foot, "PAGE")
        foot.add_run(" of ").font.size = _SMALL_SIZE
        field(foot, "NUMPAGES")
        self._label(page.footer.add_paragraph())

    def _label(self, paragraph: Any) -> None:  # noqa: ANN401  # python-docx's own types are not public
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(self._briefing.label)
        run.bold, run.font.size = True, _LABEL_SIZE
        run.font.color.rgb = RGBColor.from_string(SHARING_COLOURS[self._briefing.label].removeprefix("#"))
        on_black(run)

    def _opening(self, imprint: Imprint) -> None:
        briefing = self._briefing
        self._document.add_heading(visible(briefing.heading), level=0)
        self._paragraph(f"{briefing.period} · {briefing.issued} · {briefing.edition_line}")
        for name, chosen in briefing.filter_lines:
            self._paragraph(chosen, label=name)
        for line in briefing.told_first:
            self._paragraph("", label=line)
        if imprint.address:
            link_outside(self._paragraph(f"{imprint.line} "), imprint.address, imprint.address)

    def _section(self, section: Section) -> None:
        self._document.add_heading(visible(section.heading), level=1)
        for strip in section.strips:
            self._paragraph(f"{strip.number} ({strip.note})" if strip.note else strip.number, label=strip.label)
        for sentence in section.sentences:
            style = "List Bullet 2" if sentence.under else "List Bullet"
            told = self._paragraph(sentence.text, label=sentence.label, style=style)
            self._marks(told, sentence.sources)
        for picture in section.pictures:
            note = self._briefing.boundary_note if section.key == "map" else ""
            self._document.add_heading(visible(picture.title), level=2)
            self._paragraph(picture.subtitle, size=_SMALL_SIZE)
            image = io.BytesIO(png_of(self._drawings[picture.name]))
            shape = self._document.add_picture(image, width=_WIDE)
            about = shape._inline.docPr  # noqa: SLF001  # python-docx has no other way to give alt text
            about.set("descr", visible(f"{picture.alt} {note}".strip()))
            about.set("name", visible(picture.title))
        if section.grid and section.grid.rows:
            self._grid(section.grid)

    def _paragraph(self, text: str, *, label: str = "", style: str | None = None, size: Pt | None = None) -> Any:  # noqa: ANN401
        paragraph = self._document.add_paragraph(style=style)
        if label:
            paragraph.add_run(visible(f"{label}: " if text else label)).bold = True
        run = paragraph.add_run(visible(text))
        if size is not None:
            run.font.size = size
        return paragraph

    def _marks(self, paragraph: Any, sources: Iterable[str]) -> None:  # noqa: ANN401
        """The numbers of the sources, raised, each leading to its place in the list."""
        for place, number in enumerate(self._numbers.of(sources)):
            if place:
                paragraph.add_run(", ").font.superscript = True
            link_inside(paragraph, f"source_{number}", str(number))

    def _grid(self, grid: Grid) -> None:
        self._document.add_heading(visible(grid.title), level=2)
        if grid.note:
            self._paragraph(grid.note, size=_SMALL_SIZE)
        table = self._document.add_table(rows=1, cols=len(grid.headings), style="Table Grid")
        right = numeric(grid)
        self._cells(table.rows[0], grid.headings, right, bold=True)
        head_row(table.rows[0])
        parts = widths(grid) if grid.prose else []
        for column, part in zip(table.columns, parts, strict=False):
            column.width = int(_WIDE * part / sum(parts))
        for cells, cited in zip(grid.rows, grid.sources or ((),) * len(grid.rows), strict=True):
            row = table.add_row()
            self._cells(row, cells, right)
            self._marks(row.cells[0].paragraphs[0], cited)
            keep_row(row)

    def _cells(self, row: Any, texts: Iterable[str], right: list[bool], *, bold: bool = False) -> None:  # noqa: ANN401
        for cell, text, flush in zip(row.cells, texts, right, strict=True):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(visible(text))
            run.bold, run.font.size = bold or None, _TABLE_SIZE
            if flush:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _sources(self) -> None:
        if not self._briefing.sources:
            return
        self._document.add_heading(references.HEADING, level=1)
        for reference in references.references(self._briefing):
            self._source(reference)

    def _source(self, reference: Reference) -> None:
        paragraph = self._document.add_paragraph()
        bookmark(paragraph, reference.number, f"source_{reference.number}", f"{reference.number}. ")
        if reference.url:
            link_outside(paragraph, reference.url, visible(reference.citation))
        else:
            paragraph.add_run(visible(reference.citation))
        paragraph.add_run(visible(reference.rest))
