"""The documents of every edition over plain HTTP: the newest ones, and each edition's under an address that stays.

Knows addresses, caching and who may read. It must not know what a document says, nor how it is made.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from utils.analysis.filters import DIMENSIONS, Filters, from_query
from utils.briefing.pdf import PAPERS
from utils.tables.vocabularies import slug
from utils.web.access.addresses import is_secure
from utils.web.access.identity import user_of_scope
from utils.web.failures import log_failure
from utils.web.press import FORMS, Order, document_of
from utils.web.settings import read_settings
from utils.web.shelf import DRAFT, EDITION, Shelf
from utils.web.standing import Closed, asked_shelf, is_open

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_KEPT = "private, no-store"
_LONGEST_NAME = 120
_HOST = re.compile(r"[\w.-]{1,253}(:\d{1,5})?|\[[\da-fA-F:]{2,45}\](:\d{1,5})?", re.ASCII)
SUMMARY = "summary"
"""What the parameter `length` of a PDF may be; anything else is the whole."""

_setting = anyio.CapacityLimiter(2)


async def paper(request: Request) -> Response:
    """The document of the edition and filters in the address. What the edition cannot follow is printed in it."""
    query = _query(request)
    shelf = await anyio.to_thread.run_sync(asked_shelf, user_of_scope(request.scope), query)
    if isinstance(shelf, Closed):
        return _refusal(shelf.sentence, 403 if shelf.sign_in else 404)
    form = request.url.path.rpartition(".")[2]
    filters, ignored = from_query(query, shelf.options)
    order = _order(request, Order(form, filters, ignored))
    try:
        content = await anyio.to_thread.run_sync(document_of, shelf, order, limiter=_setting)
    except Exception as error:  # noqa: BLE001  # whatever it was, the reader gets a sentence and the log the traceback
        return _refusal(f"Sorry, the document could not be made. Reference {log_failure(error)}.", 500)
    tag = _tag(content)
    kind = FORMS[form]
    headers = {
        "etag": tag,
        "cache-control": _keeping(request, shelf),
        "content-disposition": f"{'inline' if kind.opened else 'attachment'}; filename="
        f'"{file_name(shelf.edition.as_of.isoformat(), filters, form)}"',
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind.media_type, headers=headers)


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
        origin=_origin(request),
        paper=paper if of_pdf and paper in PAPERS else order.paper,
        short=of_pdf and asked.get("length") == SUMMARY,
    )


def _origin(request: Request) -> str:
    """The address of the app as the reader's browser names it; empty when that names no host as hosts are named."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    trusted = read_settings().trust_proxy
    secure = is_secure(request.url.scheme, request.headers, trust_proxy=trusted)
    return f"http{'s' if secure else ''}://{host}{request.scope.get('root_path', '')}/"


def _refusal(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, {"cache-control": _NOT_KEPT})


def _keeping(request: Request, shelf: Shelf) -> str:
    """How long a proxy or browser may keep the answer: for ever only what its address settles once for all."""
    if not is_open(shelf):
        return _NOT_KEPT
    whole = shelf.fault is None and shelf.base_fault is None
    return _FOREVER if whole and "number" in request.path_params else _ASK_AGAIN


def file_name(as_of: str, filters: Filters, form: str) -> str:
    """A name that tells two downloads apart: the as-of date and the first choices."""
    chosen = [slug(value) for dimension in DIMENSIONS for value in filters.chosen(dimension)]
    name = "-".join(["briefing", as_of, *chosen[:3]])
    return f"{name.encode('ascii', 'ignore').decode()[:_LONGEST_NAME]}.{form}"


def _tag(content: bytes) -> str:
    """Of the bytes themselves: data, base map, template and code may each change them."""
    return '"' + hashlib.sha256(content).hexdigest()[:32] + '"'


ROUTES = [
    route
    for form in FORMS
    for route in (Route(f"/briefing.{form}", paper), Route(f"/editions/{{number}}/briefing.{form}", paper))
]
