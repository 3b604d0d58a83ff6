"""Where documents are made, each once for an edition, a choice and a form.

Knows which forms there are and what is worth keeping. It must not know addresses, nor how a form is set. Editions are
immutable, so nothing here can be stale; only the newest few are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from utils.analysis.filters import Filters, Ignored
from utils.briefing.document import Briefing
from utils.briefing.pdf import render_pdf
from utils.visuals.palette import PAPER
from utils.web.briefings import briefing_of
from utils.web.shelf import Shelf


@dataclass(frozen=True)
class Order:
    """One document as it is asked for: its form (a key of FORMS) and the choice."""

    form: str
    filters: Filters
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form of document: what browsers are told that it is, whether they open it or save it, and how it is made."""

    media_type: str
    opened: bool
    make: Callable[[Shelf, Order], bytes]


@lru_cache(maxsize=64)
def document_of(shelf: Shelf, order: Order) -> bytes:
    """The document. The same edition and order give the same bytes."""
    return FORMS[order.form].make(shelf, order)


def _briefing(shelf: Shelf, order: Order) -> Briefing:
    return briefing_of(shelf, order.filters, order.ignored, PAPER.name)


def _pdf(shelf: Shelf, order: Order) -> bytes:
    return render_pdf(_briefing(shelf, order))


FORMS: Mapping[str, Form] = {"pdf": Form("application/pdf", opened=True, make=_pdf)}
