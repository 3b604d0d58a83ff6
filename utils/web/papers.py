"""The documents of every edition over plain HTTP: the newest ones, and each edition's under an address that stays.

Knows addresses, caching and who may read. It must not know what a document says, nor how it is made.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlencode

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from utils.analysis.filters import Ignored, from_query
from utils.briefing.naming import file_name
from utils.briefing.pdf import PAPERS
from utils.briefing.what_ifs import read_what_ifs
from utils.web import pace
from utils.web.access.addresses import client_of_connection, is_secure
from utils.web.access.identity import user_of_scope
from utils.web.failures import log_failure
from utils.web.packing import PACKED_ALREADY, takes_gzip
from utils.web.press import FORMS, Document, Order, document_of, file_of, kept, packed_of
from utils.web.settings import read_settings
from utils.web.shelf import DRAFT, EDITION, Shelf, Source
from utils.web.standing import Closed, asked_shelf, is_open

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_KEPT = "private, no-store"
SHORTLY = "public, max-age=60"
"""Of what shows a new edition soon after it is published."""

_HOST = re.compile(r"[\w.-]{1,253}(:\d{1,5})?|\[[\da-fA-F:]{2,45}\](:\d{1,5})?", re.ASCII)
NOTICE = "briefbook-notice"
"""The header that names where what is shown comes from, while that is not surely the newest edition in the store."""

NOT_FOLLOWED = "briefbook-not-followed"
"""The header that names what of a query the edition could not follow, itself written as a query."""

_LONGEST_TOLD, _LONGEST_WAY = 2_000, 3_500
"""So many characters of a header hold what was not followed, and where to: a proxy takes an answer whose headers pass
4,096 for a replica that is broken, and sends nobody there for a while."""

SUMMARY = "summary"
"""What the parameter `length` of a PDF may be; anything else is the whole."""

FORMER = ("briefing.zip",)
"""Names under which a form was served before: an address that was given out goes on to work."""

_AT_ONCE, _MOST_WAITING, _BUSY_SECONDS = 2, 400, 30
"""So many documents are made at once, and so many requests wait for their turn."""

_MOST_OF_ONE = _MOST_WAITING // 2
"""So many of them may be one client's: two hundred readers behind one address. As many places are left to others."""

_places: Counter[str] = Counter()
_setting = anyio.CapacityLimiter(_AT_ONCE)
_threads = anyio.CapacityLimiter(_AT_ONCE)


async def paper(request: Request) -> Response:
    """The document of the edition and filters in the address. What the edition cannot follow is named in the answer."""
    query = _query(request)
    shelf = await _asked(request, query)
    if isinstance(shelf, Response):
        return shelf
    form = request.url.path.rpartition(".")[2]
    filters, ignored = from_query(query, shelf.options)
    tried, passed_over = read_what_ifs(query, shelf.edition, filters)
    order = _order(request, Order(form, filters, (*ignored, *passed_over), tried, notice=_notice(request, shelf)))
    try:
        document = await _document(request, shelf, order)
        taken = await _as_taken(request, shelf, order, document)
    except _TooManyError as error:
        return _later(error)
    except Exception as error:  # noqa: BLE001  # whatever it was, the reader gets a sentence and the log the traceback
        return refusal(f"Sorry, the document could not be made. Reference {log_failure(error)}.", 500)
    headers = _headers(taken, shelf, order) | {"cache-control": _keeping(request, shelf)}
    if answered(request, taken.tag):
        return Response(status_code=304, headers=headers)
    if taken is not document:
        headers["content-encoding"] = "gzip"
    return Response(taken.content, media_type=FORMS[form].media_type, headers=headers)


async def _asked(request: Request, query: Mapping[str, Sequence[str]]) -> Shelf | Response:
    """What the reader asks for, or the answer that says why it is not to be had."""
    try:
        shelf = await anyio.to_thread.run_sync(asked_shelf, user_of_scope(request.scope), query)
    except Exception as error:  # noqa: BLE001  # whatever ails the store, the reader gets a sentence
        return refusal(f"Sorry, this edition cannot be read now. Reference {log_failure(error)}.", 503)
    if isinstance(shelf, Closed):
        return refusal(shelf.sentence, shelf.status)
    request.state.edition = shelf.edition.number
    return shelf


async def _document(request: Request, shelf: Shelf, order: Order) -> Document:
    """The document: one that is kept at once, however many others are being set; any other when there is room for it.

    Raises _TooManyError when this client had too many made, or too many wait. One that was made meanwhile is free.
    """
    if kept.find(shelf, order) is not None:
        return document_of(shelf, order)
    if _setting.statistics().tasks_waiting >= _MOST_WAITING:
        raise _TooManyError(503, _BUSY_SECONDS)
    settings = read_settings()
    client, most = client_of_connection(request, trust_proxy=settings.trust_proxy), settings.documents_per_minute
    if wait := pace.documents.left_to_wait(client, time.monotonic(), most):
        raise _TooManyError(429, wait)
    with _place(pace.neighbourhood(client), _MOST_OF_ONE if most else _MOST_WAITING):
        async with _setting:
            if kept.find(shelf, order) is not None:
                return document_of(shelf, order)
            if wait := pace.documents.wait(client, time.monotonic(), most):
                raise _TooManyError(429, wait)
            return await anyio.to_thread.run_sync(document_of, shelf, order, limiter=_threads)


async def _as_taken(request: Request, shelf: Shelf, order: Order, document: Document) -> Document:
    """The document as its reader takes it: its packed twin, unless that is no smaller or they hold the plain one."""
    if order.form in PACKED_ALREADY or not takes_gzip(request.headers) or answered(request, document.tag):
        return document
    if document.packed is not None:
        return document.packed
    return await anyio.to_thread.run_sync(packed_of, shelf, order, document)


@contextmanager
def _place(client: str, most: int) -> Iterator[None]:
    """A place among those who wait, given back at the end. Raises _TooManyError when the client holds so many."""
    if _places[client] >= most:
        raise _TooManyError(429, _BUSY_SECONDS)
    _places[client] += 1
    try:
        yield
    finally:
        _places[client] -= 1
        if not _places[client]:
            del _places[client]


def _later(error: _TooManyError) -> Response:
    sentence = f"Too many documents are being made for now. Please try again in {error.wait} seconds."
    answer = refusal(sentence, error.status)
    answer.headers["retry-after"] = str(error.wait)
    return answer


class _TooManyError(Exception):
    """More documents were asked for than are made: by this client (429), or by all together (503)."""

    def __init__(self, status: int, wait: int) -> None:
        super().__init__(status, wait)
        self.status, self.wait = status, wait


def _headers(document: Document, shelf: Shelf, order: Order) -> dict[str, str]:
    form = FORMS[order.form]
    name = file_name(form.stem, shelf.edition.as_of.isoformat(), order.filters, order.form, short=order.short)
    headers = {
        "etag": document.tag,
        "content-disposition": f'{"inline" if form.opened else "attachment"}; filename="{name}"',
    }
    if order.form not in PACKED_ALREADY:
        headers["vary"] = "Accept-Encoding"
    if order.notice:
        headers[NOTICE] = shelf.source.value
    if order.ignored:
        headers[NOT_FOLLOWED] = _told(order.ignored)
    return headers


def _notice(request: Request, shelf: Shelf) -> str:
    """What must be told in the document: under a numbered address nothing, while it is that edition of the store."""
    settled = "number" in request.path_params and shelf.source is not Source.FOLDER
    return "" if settled or shelf.fault is None else shelf.fault


def _told(ignored: Sequence[Ignored]) -> str:
    """What was not followed, as a query: as much of it, in order, as a header may hold."""
    told = ""
    for one in ignored:
        more = f"{told}&{urlencode({one.parameter: one.value})}".lstrip("&")
        if len(more) > _LONGEST_TOLD:
            break
        told = more
    return told


def answered(request: Request, tag: str) -> bool:
    """Whether the reader holds this very answer already."""
    held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return tag in held or "*" in held


async def latest(request: Request) -> Response:
    """The way to the same document of the newest edition, where it stays. The query goes along.

    While it is not sure which is the newest, the way leads to where the document says so.
    """
    shelf = await _asked(request, {})
    if isinstance(shelf, Response):
        return shelf
    query = [(name, value) for name, value in request.query_params.multi_items() if name not in (EDITION, DRAFT)]
    name = request.url.path.rpartition("/")[2]
    where = f"../editions/{shelf.edition.number}/" if shelf.fault is None else "../"
    way = f"{where}{name}{'?' if query else ''}{urlencode(query)}"
    if len(way) > _LONGEST_WAY:
        return refusal("The address is too long to be followed to the newest edition.", 414)
    keeping = SHORTLY if is_open(shelf) and shelf.fault is None else _NOT_KEPT
    return Response(status_code=307, headers={"location": way, "cache-control": keeping})


def _query(request: Request) -> dict[str, list[str]]:
    """What the query asks for; a numbered address is of its own edition, whatever its query says."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    number = request.path_params.get("number")
    if number is None:
        return query
    asked = {name: values for name, values in query.items() if name != DRAFT}
    return {**asked, EDITION: [number]}


def _order(request: Request, order: Order) -> Order:
    """The order with the paper and length that the query asks for, where there are such, and with our own origin."""
    asked = request.query_params
    paper = asked.get("paper", "")
    of_pdf = order.form == "pdf"
    return replace(
        order,
        origin=origin_of(request),
        paper=paper if of_pdf and paper in PAPERS else order.paper,
        short=of_pdf and asked.get("length") == SUMMARY,
    )


def origin_of(request: Request) -> str:
    """The address of the app as the reader's browser names it; empty when that names no host as hosts are named."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    trusted = read_settings().trust_proxy
    secure = is_secure(request.url.scheme, request.headers, trust_proxy=trusted)
    return f"http{'s' if secure else ''}://{host}{request.scope.get('root_path', '')}/"


def refusal(sentence: str, status: int) -> Response:
    """Why the reader does not get what was asked for, in a sentence that nothing on the way keeps."""
    return PlainTextResponse(sentence, status, {"cache-control": _NOT_KEPT})


def _keeping(request: Request, shelf: Shelf) -> str:
    """How long a proxy or browser may keep the answer: for ever only what its address settles once for all."""
    if not is_open(shelf):
        return _NOT_KEPT
    compared = shelf.edition.parent is None or shelf.before is not None
    whole = shelf.fault is None and shelf.base_fault is None and compared
    return _FOREVER if whole and "number" in request.path_params else _ASK_AGAIN


def _routes() -> Iterator[Route]:
    for name in (*map(file_of, FORMS), *FORMER):
        yield Route(f"/{name}", paper)
        yield Route(f"/editions/{{number}}/{name}", paper)
        yield Route(f"/latest/{name}", latest)


ROUTES = list(_routes())
