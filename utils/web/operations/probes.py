"""What machines ask a process: whether it lives, whether readers may be sent to it, and its numbers.

Knows what is shown and from where. It must not know how an edition is read, and makes nobody wait for the store.
"""

import hmac

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from utils.visuals import drawing
from utils.web.operations.numbers import (
    DRAWING_ALIVE,
    EDITION,
    EDITION_DAMAGED,
    READY,
    STORE_REACHABLE,
    exposition,
)
from utils.web.settings import read_settings
from utils.web.shelf import Shelf, Source, glanced_shelf
from utils.web.standing import is_open

_NOT_KEPT = {"cache-control": "no-store"}
_STATUS = {Source.STORE: "ok", Source.EARLIER: "earlier edition"}

_threads = anyio.CapacityLimiter(1)
"""Of the probes alone: they are answered also while every other thread waits for something."""


async def health(_request: Request) -> Response:
    """That the process answers, and what it serves: whoever restarts it on this need not know the store's state."""
    shelf = await _glanced()
    told: dict[str, object] = {"status": _STATUS.get(shelf.source, "without store")}
    if is_open(shelf):  # of a restricted edition nobody is told that there is one
        told |= {"edition": shelf.edition.number, "digest": shelf.edition.digest}
    return JSONResponse(told, headers=_NOT_KEPT)


async def readiness(_request: Request) -> Response:
    """Whether readers may be sent here, and what each part of it is at; 503 while not."""
    shelf = await _glanced()
    told = {
        "ready": is_ready(shelf),
        **({"edition": shelf.edition.number} if is_open(shelf) else {}),
        "shown_from": shelf.source.value,
        "store": "away" if shelf.is_without_store else "reachable",
        "drawing": "alive" if drawing.is_alive() else "not running; started when a document is asked for",
    }
    return JSONResponse(told, 200 if told["ready"] else 503, headers=_NOT_KEPT)


async def metrics(request: Request) -> Response:
    """The numbers, for whoever has the token; without such a setting there is no such address."""
    token = read_settings().metrics_token
    if token is None:
        return PlainTextResponse("Not found", 404)
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return PlainTextResponse("The token is missing or wrong.", 401, {"www-authenticate": "Bearer"})
    shelf = await _glanced()
    EDITION.set(shelf.edition.number)
    STORE_REACHABLE.set(not shelf.is_without_store)
    EDITION_DAMAGED.set(shelf.source is Source.EARLIER)
    READY.set(is_ready(shelf))
    DRAWING_ALIVE.set(drawing.is_alive())
    return Response(exposition(), media_type="text/plain; version=0.0.4; charset=utf-8", headers=_NOT_KEPT)


async def _glanced() -> Shelf:
    return await anyio.to_thread.run_sync(glanced_shelf, limiter=_threads)


def is_ready(shelf: Shelf) -> bool:
    """Whether it shows an edition that the store gave, now or before: the data folder may be long out of date."""
    return shelf.source is not Source.FOLDER


ROUTES = [
    Route("/healthz", health),
    Route("/readyz", readiness),
    Route("/metrics", metrics),
]
