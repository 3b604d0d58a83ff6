"""What is noted of each request and each run of a page: a number to find it by, how it ended, how long it took.

Knows requests by the template of their route. It must not note who asked, from where, nor what a query said.
"""

import logging
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from utils.web.answering import Answer
from utils.web.operations.numbers import PAGE_SECONDS, READERS, REQUEST_SECONDS, REQUESTS
from utils.web.settings import read_settings

_requests = logging.getLogger("briefbook.requests")
_pages = logging.getLogger("briefbook.pages")

REQUEST_ID = "x-request-id"
"""The header that answers carry, and that a proxy which is trusted may have set."""

GONE = 499
"""What is noted where the reader hung up in the middle of a request: no number of HTTP's, so no answer has it."""

UNROUTED = "none"
"""The route of what was turned away before any."""

_QUIET = ("/", "/healthz", "/readyz", "/metrics", "/_stcore/health", "/_stcore/host-config")
"""Routes of probes, and of the scripts of which a page takes dozens: counted, and not in the log."""

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
_AN_ID = re.compile(r"[\w-]{8,64}", re.ASCII)


class Attendance:
    """Middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "websocket":
            with READERS.track_inprogress():
                await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        number, began, status = _number(scope), time.perf_counter(), 500

        def amend(message: Message) -> None:
            nonlocal status
            status = message["status"]
            message["headers"] = [*message.get("headers", ()), (REQUEST_ID.encode(), number.encode())]

        try:
            await self._app(scope, receive, Answer(send, amend))
        except ClientDisconnect:  # the server says nothing to somebody who is gone, and logs nothing about it
            status = GONE
        finally:
            _note(scope, number, status, time.perf_counter() - began)


def _number(scope: Scope) -> str:
    """What the request is found by: the proxy's own where it is trusted, else a new one."""
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return given if read_settings().trust_proxy and _AN_ID.fullmatch(given) else secrets.token_hex(8)


def _note(scope: Scope, number: str, status: int, seconds: float) -> None:
    route, method = _route(scope), scope["method"] if scope["method"] in _METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(route).observe(seconds)
    edition, took = scope.get("state", {}).get("edition"), round(seconds * 1000)
    told = f", edition {edition}" if edition is not None else ""
    _requests.log(
        logging.DEBUG if route in _QUIET else logging.INFO,
        "%s %s %s in %s ms%s, request %s",
        method, route, status, took, told, number,
        extra={
            "request": number, "method": method, "route": route, "status": status, "ms": took, "edition": edition,
        },
    )  # fmt: skip


def _route(scope: Scope) -> str:
    """The route as it is declared, such as `/editions/{number}/briefing.pdf`; so there are only so many."""
    if "route" not in scope:
        return UNROUTED
    return str(getattr(scope["route"], "path", "")) or "/"


@dataclass
class Run:
    """One run of a page's script, and the edition that it turned out to show."""

    page: str
    edition: int | None = None


@contextmanager
def page_run(page: str) -> Iterator[Run]:
    """Time one run of that page, however it ends."""
    run, began = Run(page), time.perf_counter()
    try:
        yield run
    finally:
        seconds = time.perf_counter() - began
        PAGE_SECONDS.labels(page).observe(seconds)
        took, told = round(seconds * 1000), f", edition {run.edition}" if run.edition is not None else ""
        fields = {"page": page, "ms": took, "edition": run.edition}
        _pages.info("Page %s in %s ms%s", page, took, told, extra=fields)
