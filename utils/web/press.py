"""Where documents are made, each once for an edition, a choice and a form.

Knows which forms there are and what is worth keeping. It must not know addresses, nor how a form is set. Editions are
immutable, so nothing here can be stale; only the newest few are kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode
from weakref import ref

from utils.analysis.filters import Filters, Ignored, to_query
from utils.briefing.bundle import Origin, pack_evidence
from utils.briefing.drawings import Drawings, draw
from utils.briefing.html import render_html
from utils.briefing.imprint import FEED, Imprint, permanent_path
from utils.briefing.program import version
from utils.briefing.rendition import View
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs
from utils.visuals.palette import PAPER
from utils.web import keeping
from utils.web.briefings import briefing_of
from utils.web.operations.numbers import DOCUMENT_SECONDS, DOCUMENTS
from utils.web.packing import pack, tag_of
from utils.web.shelf import Shelf
from utils.web.view import query_string

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BRIEFING, EVIDENCE, ROWS = "briefing", "evidence", "incidents"
"""How the names of documents begin, by what is in them."""

MOST_BYTES = 128 * 1024 * 1024
"""So much of documents is kept in memory, their packed twins counted; the one used longest ago makes room."""


@dataclass(frozen=True)
class Order:
    """One document as it is asked for: its form (a key of FORMS), the choice, and who serves it.

    `origin` is scheme, host and path of the app, with a slash at its end; empty when that is not known. `paper` and
    `short`, the summary of two pages, are the PDF's. `notice` says what is amiss, at the top of what people read.
    """

    form: str
    filters: Filters
    ignored: tuple[Ignored, ...] = ()
    what_ifs: WhatIfs = AS_RECORDED
    origin: str = ""
    paper: str = "a4"
    short: bool = False
    notice: str = ""


@dataclass(frozen=True)
class Form:
    """One form: its name for people, what browsers are told that it is, whether they open it, and how it is made.

    `stem` is how the name of its file begins.
    """

    name: str
    stem: str
    media_type: str
    opened: bool
    make: Callable[[Shelf, Order], bytes]


@dataclass(frozen=True)
class Document:
    """A document's bytes and their ETag: data, base map, template and code may each change them.

    `packed` is its twin, once somebody asked for it.
    """

    content: bytes
    tag: str
    packed: Document | None = None

    @property
    def size(self) -> int:
        """The bytes that it takes, with its twin."""
        return len(self.content) + (self.packed.size if self.packed else 0)


class _Kept:
    """The documents used last, as many as fit; each is of an immutable shelf, which none of them keeps in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[ref[Shelf], Order], Document] = OrderedDict()

    def find(self, shelf: Shelf, order: Order) -> Document | None:
        with self._lock:
            key = (ref(shelf), order)
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, shelf: Shelf, order: Order, document: Document) -> None:
        with self._lock:
            self._held[ref(shelf), order] = document
            for key in [key for key in self._held if key[0]() is None]:
                del self._held[key]
            while len(self._held) > 1 and sum(held.size for held in self._held.values()) > MOST_BYTES:
                self._held.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._held.clear()


kept = _Kept()
"""Of this process."""

_packing = threading.Lock()


def document_of(shelf: Shelf, order: Order) -> Document:
    """The document. The same edition and order give the same bytes."""
    found = kept.find(shelf, order)
    DOCUMENTS.labels(order.form, "built" if found is None else "kept").inc()
    if found is None:
        with DOCUMENT_SECONDS.labels(order.form).time():
            content = FORMS[order.form].make(shelf, order)
        found = Document(content, tag_of(content))
        kept.put(shelf, order, found)
    return found


def packed_of(shelf: Shelf, order: Order, document: Document) -> Document:
    """The document's packed twin, made once; of those who ask for it at once one packs it, and the others wait."""
    with _packing:
        plain = kept.find(shelf, order) or document
        if plain.packed is not None:
            return plain.packed
        content = pack(plain.content)
        packed = Document(content, tag_of(content))
        kept.put(shelf, order, replace(plain, packed=packed))
        return packed


def file_of(form: str) -> str:
    """The name of the form's file, as addresses have it: `briefing.pdf`, `evidence.zip`."""
    return f"{FORMS[form].stem}.{form}"


def permanent(shelf: Shelf, filters: Filters, form: str, origin: str = "", what_ifs: WhatIfs = AS_RECORDED) -> str:
    """Where the document of that edition and choice stays, below the origin; empty for a draft, which stays nowhere."""
    if shelf.edition.draft:
        return ""
    query = {**to_query(filters), **what_ifs.query}
    return f"{origin}{permanent_path(shelf.edition.number, file_of(form), query)}"


def following(filters: Filters, form: str, origin: str = "", what_ifs: WhatIfs = AS_RECORDED) -> str:
    """Where the document of that choice is for whichever edition is the newest, below the origin."""
    return f"{origin}latest/{file_of(form)}?{urlencode({**to_query(filters), **what_ifs.query}, doseq=True)}"


def document_query(shelf: Shelf, filters: Filters, what_ifs: WhatIfs) -> str:
    """The query string under which a document of that shelf, choice and what-ifs is made as it is now."""
    tried = urlencode(what_ifs.query, doseq=True)
    return f"{query_string(shelf, filters)}{'&' if tried else ''}{tried}"


def _imprint(shelf: Shelf, order: Order) -> Imprint:
    return Imprint(permanent(shelf, order.filters, "html", order.origin, order.what_ifs) if order.origin else "")


@keeping.kept(32)
def _drawings(shelf: Shelf, filters: Filters, ignored: tuple[Ignored, ...], what_ifs: WhatIfs) -> Drawings:
    """The pictures, the same in every form."""
    return draw(briefing_of(shelf, filters, ignored, PAPER.name, what_ifs))


def _view(shelf: Shelf, order: Order) -> View:
    filters, ignored = order.filters, order.ignored
    briefing = briefing_of(shelf, filters, ignored, PAPER.name, order.what_ifs)
    if order.notice:
        briefing = replace(briefing, notices=(order.notice,))
    drawn = partial(_drawings, shelf, filters, ignored, order.what_ifs)
    return View(shelf.edition, filters, briefing, _imprint(shelf, order), order.paper, order.short, lambda _: drawn())


def _rendered(shelf: Shelf, order: Order) -> bytes:
    """The document as it is wherever it is made."""
    return _view(shelf, order).render(order.form)


def _html(shelf: Shelf, order: Order) -> bytes:
    """The page, with links to the other documents beside it."""
    view = _view(shelf, order)
    others = [suffix for suffix in FORMS if suffix != order.form] if order.origin else []
    beside = [(FORMS[suffix].name, _address(shelf, order, suffix)) for suffix in others]
    feed = f"{order.origin}{FEED}" if order.origin else ""
    return render_html(view.briefing, view.imprint, beside, view.drawings, feed)


def _address(shelf: Shelf, order: Order, suffix: str) -> str:
    """Where another form of the same view is: where it stays, so that the page is the same from whichever address."""
    stays = permanent(shelf, order.filters, suffix, order.origin, order.what_ifs)
    return stays or f"{order.origin}{file_of(suffix)}?{document_query(shelf, order.filters, order.what_ifs)}"


def _zip(shelf: Shelf, order: Order) -> bytes:
    """The evidence, with the PDF as it is when asked for alone."""
    view = _view(shelf, order)
    pdf = document_of(shelf, replace(order, form="pdf")).content
    return pack_evidence(view.edition, view.filters, view.briefing, pdf, Origin(view.imprint, version()))


FORMS: Mapping[str, Form] = {
    "pdf": Form("PDF", BRIEFING, "application/pdf", opened=True, make=_rendered),
    "html": Form("Web page", BRIEFING, "text/html; charset=utf-8", opened=True, make=_html),
    "docx": Form("Word", BRIEFING, _DOCX, opened=False, make=_rendered),
    "zip": Form("Evidence bundle", EVIDENCE, "application/zip", opened=False, make=_zip),
    "geojson": Form("Incidents as GeoJSON", ROWS, "application/geo+json", opened=False, make=_rendered),
    "csv": Form("Incidents as CSV", ROWS, "text/csv; charset=utf-8", opened=False, make=_rendered),
    "xlsx": Form("Incidents as Excel", ROWS, _XLSX, opened=False, make=_rendered),
}
"""Every form, by the end of its file's name."""
