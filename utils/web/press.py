"""Where documents are made, each once for an edition, a choice and a form.

Knows which forms there are and what is worth keeping. It must not know addresses, nor how a form is set. Editions are
immutable, so nothing here can be stale; only the newest few are kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import urlencode

from utils.analysis.filters import Filters, Ignored, to_query
from utils.briefing.bundle import Origin, pack_evidence
from utils.briefing.document import Briefing
from utils.briefing.drawings import Drawings, draw
from utils.briefing.html import render_html
from utils.briefing.imprint import Imprint
from utils.briefing.pdf import Setup, render_pdf
from utils.briefing.summary import summary_of
from utils.briefing.word import render_word
from utils.visuals.palette import PAPER
from utils.web.briefings import briefing_of
from utils.web.settings import ROOT
from utils.web.shelf import Shelf
from utils.web.view import query_string

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Order:
    """One document as it is asked for: its form (a key of FORMS), the choice, and who serves it.

    `origin` is scheme, host and path of the app, with a slash at its end; empty when that is not known. `paper` and
    `short`, the summary of two pages, are the PDF's.
    """

    form: str
    filters: Filters
    ignored: tuple[Ignored, ...] = ()
    origin: str = ""
    paper: str = "a4"
    short: bool = False


@dataclass(frozen=True)
class Form:
    """One form: its name for people, what browsers are told that it is, whether they open it, and how it is made."""

    name: str
    media_type: str
    opened: bool
    make: Callable[[Shelf, Order], bytes]


@lru_cache(maxsize=64)
def document_of(shelf: Shelf, order: Order) -> bytes:
    """The document. The same edition and order give the same bytes."""
    return FORMS[order.form].make(shelf, order)


def permanent(shelf: Shelf, filters: Filters, form: str, origin: str = "") -> str:
    """Where the document of that edition and choice stays, below the origin; empty for a draft, which stays nowhere."""
    if shelf.edition.draft:
        return ""
    return f"{origin}editions/{shelf.edition.number}/briefing.{form}?{urlencode(to_query(filters), doseq=True)}"


def _imprint(shelf: Shelf, order: Order) -> Imprint:
    return Imprint(permanent(shelf, order.filters, "html", order.origin) if order.origin else "")


@lru_cache(maxsize=32)
def _drawings(shelf: Shelf, filters: Filters, ignored: tuple[Ignored, ...]) -> Drawings:
    """The pictures, the same in every form."""
    return draw(briefing_of(shelf, filters, ignored, PAPER.name))


def _parts(shelf: Shelf, order: Order) -> tuple[Briefing, Drawings]:
    briefing = briefing_of(shelf, order.filters, order.ignored, PAPER.name)
    return briefing, _drawings(shelf, order.filters, order.ignored)


def _pdf(shelf: Shelf, order: Order) -> bytes:
    briefing, drawings = _parts(shelf, order)
    setup = Setup(order.paper, order.short, _imprint(shelf, order))
    return render_pdf(summary_of(briefing) if order.short else briefing, setup, drawings)


def _html(shelf: Shelf, order: Order) -> bytes:
    briefing, drawings = _parts(shelf, order)
    others = [(form.name, suffix) for suffix, form in FORMS.items() if suffix != order.form] if order.origin else []
    beside = [(name, _address(shelf, order, suffix)) for name, suffix in others]
    return render_html(briefing, _imprint(shelf, order), beside, drawings)


def _address(shelf: Shelf, order: Order, suffix: str) -> str:
    """Where another form of the same view is: where it stays, so that the page is the same from whichever address."""
    stays = permanent(shelf, order.filters, suffix, order.origin)
    return stays or f"{order.origin}briefing.{suffix}?{query_string(shelf, order.filters)}"


def _docx(shelf: Shelf, order: Order) -> bytes:
    briefing, drawings = _parts(shelf, order)
    return render_word(briefing, _imprint(shelf, order), drawings)


def _zip(shelf: Shelf, order: Order) -> bytes:
    """The evidence, with the PDF as it is when asked for alone."""
    briefing, _ = _parts(shelf, order)
    pdf = document_of(shelf, replace(order, form="pdf"))
    return pack_evidence(shelf.edition, order.filters, briefing, pdf, Origin(_imprint(shelf, order), _version()))


@cache
def _version() -> str:
    """The program's own version."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


FORMS: Mapping[str, Form] = {
    "pdf": Form("PDF", "application/pdf", opened=True, make=_pdf),
    "html": Form("Web page", "text/html; charset=utf-8", opened=True, make=_html),
    "docx": Form("Word", _DOCX, opened=False, make=_docx),
    "zip": Form("Evidence bundle", "application/zip", opened=False, make=_zip),
}
