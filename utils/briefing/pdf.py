"""A briefing as PDF: the template, the pictures as vectors, and every word handed over as data.

Knows Typst. It must not know what a briefing says. No clock and no system font is asked: the same briefing gives the
same bytes on any day and machine.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from utils.briefing import references
from utils.briefing.characters import all_visible
from utils.briefing.columns import numeric, widths
from utils.briefing.document import Briefing, Grid, Section, Sentence
from utils.briefing.drawings import Drawings, draw
from utils.briefing.imprint import NOWHERE, Imprint
from utils.briefing.references import Numbers
from utils.visuals.drawing import FONTS
from utils.visuals.palette import PAPER, SHARING_COLOURS

TEMPLATE = Path(__file__).with_name("template.typ")
EPOCH = 0
"""Asked of Typst in place of its clock."""

LEADS, SMALL = ("bottom-line",), ("method",)
"""Sections that are set large, and those set small."""

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""The sizes of paper by the names that addresses give them, as Typst calls them."""


class SettingError(Exception):
    """The PDF could not be set as it should be; the text says what Typst warned of."""


@dataclass(frozen=True)
class Setup:
    """How the PDF is set: on which paper (a key of PAPERS), how tightly, and with which imprint in its foot."""

    paper: str = "a4"
    compact: bool = False
    imprint: Imprint = NOWHERE


A4 = Setup()


def render_pdf(briefing: Briefing, setup: Setup = A4, drawings: Drawings | None = None) -> bytes:
    """The briefing as an accessible PDF (PDF/UA-1, and PDF/A-2a when it is dated).

    `drawings` are its pictures when they have been drawn before. Raises SettingError when Typst warns.
    """
    payload = _payload(briefing, setup, draw(briefing) if drawings is None else drawings)
    inputs = {"briefing": json.dumps(all_visible(payload), ensure_ascii=False)}
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
        font_paths=fonts(),
        pdf_standards=standards,
        timestamp=EPOCH,
    )
    if warnings:
        raise SettingError("; ".join(warning.message for warning in warnings))
    return bytes(content)


@cache
def fonts() -> typst.Fonts:
    """The shipped fonts and no others."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _payload(briefing: Briefing, setup: Setup, drawings: Drawings) -> dict[str, Any]:
    numbers = Numbers(briefing)
    return {
        "paper": PAPERS[setup.paper],
        "compact": setup.compact,
        "look": {"ink": PAPER.ink, "muted": PAPER.muted, "grid": PAPER.grid, "accent": PAPER.accent},
        "label": briefing.label,
        "label_colour": SHARING_COLOURS[briefing.label],
        "title": briefing.heading,
        "description": f"{briefing.period}. {briefing.edition_line}.",
        "period": briefing.period,
        "issued": briefing.issued,
        "edition_line": briefing.edition_line,
        "date": _date(briefing.date),
        "filters": briefing.filter_lines,
        "ignored": briefing.told_first,
        "imprint": _imprint(setup.imprint),
        "sections": [_section(briefing, section, numbers, drawings) for section in briefing.sections],
        "sources_heading": references.HEADING,
        "sources": [asdict(reference) for reference in references.references(briefing)],
        "closing": briefing.closing,
    }


def _imprint(imprint: Imprint) -> dict[str, str] | None:
    if not imprint.address:
        return None
    return {"line": imprint.line, "address": imprint.address, "code": imprint.code, "alt": imprint.code_alt}


def _section(briefing: Briefing, section: Section, numbers: Numbers, drawings: Drawings) -> dict[str, Any]:
    note = f" {briefing.boundary_note}" if section.key == "map" and briefing.boundary_note else ""
    return {
        "heading": section.heading,
        "lead": section.key in LEADS,
        "small": section.key in SMALL,
        "strips": [{"label": s.label, "number": s.number, "note": s.note} for s in section.strips],
        "sentences": [[_sentence(one, numbers) for one in group] for group in section.grouped],
        "pictures": [
            {
                "title": p.title,
                "subtitle": p.subtitle,
                "alt": p.alt + note,
                "svg": drawings[p.name],
            }
            for p in section.pictures
        ],
        "grid": section.grid and _grid(section.grid, numbers),
    }


def _sentence(sentence: Sentence, numbers: Numbers) -> dict[str, Any]:
    return {"label": sentence.label, "text": sentence.text, "sources": numbers.of(sentence.sources)}


def _grid(grid: Grid, numbers: Numbers) -> dict[str, Any]:
    rows = zip(grid.rows, grid.sources or ((),) * len(grid.rows), strict=True)
    return {
        "title": grid.title,
        "headings": grid.headings,
        "widths": widths(grid),
        "numeric": numeric(grid),
        "rows": [{"cells": cells, "sources": numbers.of(sources)} for cells, sources in rows],
        "note": grid.note,
        "prose": bool(grid.prose),
    }


def _date(date: dt.date | None) -> dict[str, int] | None:
    return {"year": date.year, "month": date.month, "day": date.day} if date else None
