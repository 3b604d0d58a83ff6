"""A briefing as PDF: the template, the pictures as vectors, and every word handed over as data.

Knows Typst. It must not know what a briefing says. No clock and no system font is asked: the same briefing gives the
same bytes on any day and machine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import typst

from utils.briefing.document import Briefing, Grid, Section, SourceNote
from utils.visuals import wording
from utils.visuals.drawing import FONTS, svg_of
from utils.visuals.palette import SHARING_COLOURS
from utils.visuals.theme import untitled

TEMPLATE = Path(__file__).with_name("template.typ")
EPOCH = 0
"""Asked of Typst in place of its clock."""

LEADS, SMALL = ("bottom-line",), ("method",)
"""Sections that are set large, and those set small."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters without a form of their own, which no paper can show."""


class SettingError(Exception):
    """The PDF could not be set as it should be; the text says what Typst warned of."""


def render_pdf(briefing: Briefing) -> bytes:
    """The briefing as an accessible PDF (PDF/UA-1, and PDF/A-2a when it is dated)."""
    inputs = {"briefing": json.dumps(_shown(_payload(briefing)), ensure_ascii=False)}
    standards = ["ua-1", "a-2a"] if briefing.date else ["ua-1"]
    try:
        return _set(inputs, standards)
    except typst.TypstError:
        # A cell may hold a script that no shipped font has, which the standards refuse. A box in its place, in a
        # document that is still tagged, serves a reader better than none. Any other error comes again.
        return _set(inputs, [])


def _set(inputs: dict[str, str], standards: list[Any]) -> bytes:
    content, warnings = typst.compile_with_warnings(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs=inputs,
        ignore_system_fonts=True,
        font_paths=_fonts(),
        pdf_standards=standards,
        timestamp=EPOCH,
    )
    if warnings:
        raise SettingError("; ".join(warning.message for warning in warnings))
    return bytes(content)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _payload(briefing: Briefing) -> dict[str, Any]:
    numbers = {note.source_id: note.number for note in briefing.sources}
    drawings = iter(svg_of([untitled(picture.spec) for section in briefing.sections for picture in section.pictures]))
    return {
        "label": briefing.label,
        "label_colour": SHARING_COLOURS[briefing.label],
        "title": briefing.title,
        "description": f"{briefing.period}. {briefing.edition_line}.",
        "period": briefing.period,
        "edition_line": briefing.edition_line,
        "date": _date(briefing.date),
        "filters": briefing.filter_lines,
        "ignored": briefing.ignored,
        "sections": [_section(briefing, section, numbers, drawings) for section in briefing.sections],
        "sources": [_source(note) for note in briefing.sources],
        "disclaimer": briefing.disclaimer,
    }


def _section(briefing: Briefing, section: Section, numbers: dict[str, int], drawings: Iterator[str]) -> dict[str, Any]:
    note = f" {briefing.boundary_note}" if section.key == "map" and briefing.boundary_note else ""
    return {
        "heading": section.heading,
        "lead": section.key in LEADS,
        "small": section.key in SMALL,
        "strips": [{"label": s.label, "number": s.number, "note": s.note} for s in section.strips],
        "sentences": [
            {"label": s.label, "text": s.text, "sources": _numbers(s.sources, numbers)} for s in section.sentences
        ],
        "pictures": [
            {"title": p.title, "subtitle": p.subtitle, "alt": p.alt + note, "svg": next(drawings)}
            for p in section.pictures
        ],
        "grid": section.grid and _grid(section.grid, numbers),
    }


def _grid(grid: Grid, numbers: dict[str, int]) -> dict[str, Any]:
    rows = zip(grid.rows, grid.sources, strict=True)
    return {
        "title": grid.title,
        "headings": grid.headings,
        "rows": [{"cells": cells, "sources": _numbers(sources, numbers)} for cells, sources in rows],
        "note": grid.note,
    }


def _source(note: SourceNote) -> dict[str, Any]:
    host = urlsplit(note.url).hostname if note.url else None
    details = (f"Grade {note.grade}", wording.sentence_case(note.detail), host)
    rest = ". ".join(detail for detail in details if detail)
    return {"number": note.number, "citation": note.citation, "url": note.url, "rest": f". {rest}."}


def _numbers(sources: Iterable[str], numbers: dict[str, int]) -> list[int]:
    return sorted(numbers[source] for source in sources)


def _date(date: dt.date | None) -> dict[str, int] | None:
    return {"year": date.year, "month": date.month, "day": date.day} if date else None


def _shown(value: object) -> object:
    """The same with a sign in place of every character that has no form of its own."""
    if isinstance(value, str):
        return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items()}
    return [_shown(part) for part in value] if isinstance(value, list | tuple) else value
