"""What the app answers over plain HTTP: the briefing as PDF, the base map's layers, and whether it is well.

Knows addresses and caching. It must not know what a briefing says.
"""

import hashlib
import json
from functools import lru_cache

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from utils.analysis.filters import DIMENSIONS, Filters, from_query
from utils.tables.vocabularies import slug
from utils.visuals.geography import Base
from utils.visuals.screen_map import dashed_borders
from utils.web.access.identity import user_of_scope
from utils.web.briefings import pdf_of
from utils.web.failures import log_failure
from utils.web.shelf import current_shelf
from utils.web.standing import Closed, asked_shelf, is_open

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_KEPT = "private, no-store"
_drawing = anyio.CapacityLimiter(2)


async def briefing_pdf(request: Request) -> Response:
    """The briefing of the edition and filters in the query. What the edition cannot follow is printed in it."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    shelf = await anyio.to_thread.run_sync(asked_shelf, user_of_scope(request.scope), query)
    if isinstance(shelf, Closed):
        return PlainTextResponse(shelf.sentence, 403 if shelf.sign_in else 404)
    filters, ignored = from_query(query, shelf.options)
    try:
        content = await anyio.to_thread.run_sync(pdf_of, shelf, filters, ignored, limiter=_drawing)
    except Exception as error:  # noqa: BLE001  # whatever it was, the reader gets a sentence and the log the traceback
        reference = log_failure(error)
        return PlainTextResponse(f"Sorry, the PDF could not be made. Reference {reference}.", 500)
    tag = _tag(content)
    headers = {
        "etag": tag,
        "cache-control": _ASK_AGAIN if is_open(shelf) else _NOT_KEPT,
        "content-disposition": f'inline; filename="{file_name(shelf.edition.as_of.isoformat(), filters)}"',
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/pdf", headers=headers)


def file_name(as_of: str, filters: Filters) -> str:
    """A name that tells two downloads apart: the as-of date and the first choices."""
    chosen = [slug(value) for dimension in DIMENSIONS for value in filters.chosen(dimension)]
    return "-".join(["briefing", as_of, *chosen[:3]]).encode("ascii", "ignore").decode()[:120] + ".pdf"


async def base_layer(request: Request) -> Response:
    """One layer of the base map, under an address that changes with its content."""
    base = current_shelf().base
    layers = _layers(base)
    name = request.path_params["name"]
    if request.path_params["digest"] != base.digest or name not in layers:
        return PlainTextResponse("Not found", 404)
    return Response(layers[name], media_type="application/geo+json", headers={"cache-control": _FOREVER})


@lru_cache(maxsize=2)
def _layers(base: Base) -> dict[str, bytes]:
    layers = {"countries": base.countries, "provinces": base.provinces, "borders": dashed_borders(base)}
    return {f"{name}.geojson": json.dumps(layer, separators=(",", ":")).encode() for name, layer in layers.items()}


async def health(_request: Request) -> Response:
    """Whether the process answers, what it serves, and whether it can ask the store."""
    shelf = await anyio.to_thread.run_sync(current_shelf)
    edition, status = shelf.edition, "ok" if shelf.fault is None else "without store"
    return JSONResponse({"status": status, "edition": edition.number, "digest": edition.digest})


def _tag(content: bytes) -> str:
    """Of the bytes themselves: data, base map, template and code may each change them."""
    return '"' + hashlib.sha256(content).hexdigest()[:32] + '"'


ROUTES = [
    Route("/briefing.pdf", briefing_pdf),
    Route("/base/{digest}/{name}", base_layer),
    Route("/healthz", health),
]
