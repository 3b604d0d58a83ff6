"""What every answer carries and what is never let in: headers, closed doors, what is too large, too often or foreign.

Knows HTTP and Streamlit's doors. It must not know pages or data. It rests on Streamlit internals: a test holds them.
"""

import re
import time

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from utils.web import pace
from utils.web.access.addresses import client_of_connection, is_secure
from utils.web.access.identity import user_of_scope
from utils.web.access.roles import Action
from utils.web.answering import Answer
from utils.web.headers import security_headers
from utils.web.settings import Settings, read_settings
from utils.web.sizes import LARGEST_BODY, TooLargeError, counted, refused
from utils.web.sockets import foreign, sieved, without_unproven_cookies

CLOSED = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")
UPLOADS = "/_stcore/upload_file/"
UPLOAD_FRAMING = 64 * 1024
"""Bytes that a form may add around the file in it."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Whoever asks under these names is on this machine, or lies to nobody but themselves."""

_OUR_PAGE = re.compile(r"\.html$|/sign(in|out)(/|$)")
_SIGNING_IN = re.compile(r"/signin(/|$)|/signout$|/auth/login$|/oauth2callback$")


class Shield:
    """Middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = read_settings()
        sending = _with_headers(scope, send, settings)
        if denial := _denied(scope, settings):
            await denial(scope, receive, sending)
        elif _door(scope).startswith(UPLOADS) and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await self._upload(scope, receive, sending, settings)
        else:
            sentence = f"The request is larger than {LARGEST_BODY} bytes, which is more than anything here asks for."
            await self._measured(scope, receive, sending, most=LARGEST_BODY, sentence=sentence)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = read_settings()
        denial = _denied(scope, settings)
        if denial is None and foreign(scope):
            denial = PlainTextResponse("Pages of other hosts may not open this app.", 403)
        if denial is None and (wait := _wait(pace.pages, scope, settings, settings.pages_per_minute)):
            denial = _too_often(wait)
        if denial is None:
            await self._app(without_unproven_cookies(scope), sieved(receive, send), send)
        else:
            await _refuse_socket(scope, receive, _with_headers(scope, send, settings), denial)

    async def _upload(self, scope: Scope, receive: Receive, send: Send, settings: Settings) -> None:
        """Let a file in, or its removal, when an analyst sends it; stop reading as soon as it is too large."""
        if scope["method"] not in ("PUT", "DELETE") or not user_of_scope(scope).may(Action.UPLOAD):
            await PlainTextResponse("Only a signed-in analyst may upload. Sign in at /signin.", 403)(
                scope, receive, send
            )
            return
        sentence = (
            f"This file is larger than {settings.upload_mb} MB, the most that may be uploaded here. "
            "Split it, or ask the operator to raise BRIEFBOOK_UPLOAD_MB."
        )
        await self._measured(scope, receive, send, most=settings.upload_bytes + UPLOAD_FRAMING, sentence=sentence)

    async def _measured(self, scope: Scope, receive: Receive, send: Send, *, most: int, sentence: str) -> None:
        answer = Answer(send)
        try:
            await self._app(scope, counted(scope, receive, most), answer)
        except TooLargeError:
            if answer.begun:
                raise
            await PlainTextResponse(sentence, 413, {"connection": "close"})(scope, receive, send)


def _door(scope: Scope) -> str:
    """The path from Streamlit's own part of it on, wherever the app is mounted; empty where there is none."""
    path: str = scope["path"]
    begins = path.find("/_stcore/")
    return path[begins:] if begins >= 0 else ""


def _denied(scope: Scope, settings: Settings) -> PlainTextResponse | None:
    """The answer to what nobody may ask; None where asking is in order."""
    if not _is_our_name(scope, settings):
        return PlainTextResponse("This server is not asked under that name.", 421)
    if too_long := refused(scope):
        status, sentence = too_long
        return PlainTextResponse(sentence, status, {"connection": "close"})
    if _door(scope).startswith(CLOSED):
        return PlainTextResponse("Not found", 404)
    if scope["type"] == "http" and _SIGNING_IN.search(scope["path"]):
        wait = _wait(pace.sign_ins, scope, settings, settings.sign_ins_per_minute)
        return _too_often(wait) if wait else None
    return None


def _is_our_name(scope: Scope, settings: Settings) -> bool:
    """Whether the request names a host that this server goes by; any does where the operator named none."""
    if not settings.hosts:
        return True
    name = re.sub(r":\d+$", "", Headers(scope=scope).get("host", "")).casefold().rstrip(".")
    below = (host[1:] for host in settings.hosts if host.startswith("*."))
    return name in (*LOOPBACK, *settings.hosts) or name.endswith(tuple(below))


def _wait(paced: pace.Pace, scope: Scope, settings: Settings, per_minute: int) -> int:
    client = client_of_connection(HTTPConnection(scope), trust_proxy=settings.trust_proxy)
    return paced.wait(client, time.monotonic(), per_minute)


def _too_often(wait: int) -> PlainTextResponse:
    """Why somebody has to wait, and how long."""
    sentence = f"There were too many requests from where you are. Please try again in {wait} seconds."
    return PlainTextResponse(sentence, 429, {"retry-after": str(wait), "cache-control": "no-store"})


async def _refuse_socket(scope: Scope, receive: Receive, send: Send, denial: PlainTextResponse) -> None:
    """As an answer over HTTP where the server can give one, else by closing before anything is accepted."""
    if "websocket.http.response" in scope.get("extensions", {}):
        await denial(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})


def _with_headers(scope: Scope, send: Send, settings: Settings) -> Send:
    secure = is_secure(scope["scheme"], Headers(scope=scope), trust_proxy=settings.trust_proxy)
    document = bool(_OUR_PAGE.search(scope["path"]))
    added = security_headers(settings.framing, document=document, secure=secure)

    def amend(message: Message) -> None:
        message["headers"] = [*message["headers"], *added]

    return Answer(send, amend)
