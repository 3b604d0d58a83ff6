"""What every answer carries and what is never let in: headers, closed doors, messages that would harm others.

Knows HTTP and Streamlit's doors. It must not know pages or data. It rests on Streamlit internals: a test holds them.
"""

import contextlib
import hashlib
from base64 import b64encode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from utils.web.access.identity import user_of_scope
from utils.web.access.roles import Action
from utils.web.settings import read_settings

INLINE_SCRIPT_HASH = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
"""Of the one inline script in Streamlit's index.html."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' 'wasm-unsafe-eval' '{INLINE_SCRIPT_HASH}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)

CLOSED = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")
UPLOADS = "/_stcore/upload_file/"
UPLOAD_FRAMING = 64 * 1024
"""Bytes that a form may add around the file in it."""
REFUSED_MESSAGES = ("clear_cache", "set_run_on_save")
"""What any socket could send and thereby empty every reader's cache."""


def script_hash(script: str) -> str:
    """The CSP source expression of an inline script."""
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()


class Shield:
    """Middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "websocket":
            await self._app(scope, _sieved(receive), send)
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].startswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, _with_headers(send))
        elif scope["path"].startswith(UPLOADS) and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await self._upload(scope, receive, _with_headers(send))
        else:
            await self._app(scope, receive, _with_headers(send))

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file in, or its removal, when an analyst sends it; stop reading as soon as it is too large."""
        if scope["method"] not in ("PUT", "DELETE") or not user_of_scope(scope).may(Action.UPLOAD):
            await PlainTextResponse("Only a signed-in analyst may upload. Sign in at /signin.", 403)(
                scope, receive, send
            )
            return
        settings = read_settings()
        sentence = (
            f"This file is larger than {settings.upload_mb} MB, the most that may be uploaded here. "
            "Split it, or ask the operator to raise BRIEFBOOK_UPLOAD_MB."
        )
        most, begun = settings.upload_bytes + UPLOAD_FRAMING, False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            _refuse_long(Headers(scope=scope).get("content-length"), most)
            await self._app(scope, _counted(receive, most), sending)
        except _TooLargeError:
            if begun:
                raise
            await PlainTextResponse(sentence, 413, {"connection": "close"})(scope, receive, send)


class _TooLargeError(Exception):
    """More bytes were sent than may be uploaded."""


def _refuse_long(length: str | None, most: int) -> None:
    """Whatever is not a plain number is left to be counted as it comes."""
    if length is not None and length.isdecimal() and int(length) > most:
        raise _TooLargeError


def _counted(receive: Receive, most: int) -> Receive:
    """What is received, until it is more than it may be."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _TooLargeError
        return message

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *HEADERS]
        await send(message)

    return sending


def _sieved(receive: Receive) -> Receive:
    async def receiving() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or not message.get("bytes"):
                return message
            if _kind(message["bytes"]) not in REFUSED_MESSAGES:
                return message

    return receiving


def _kind(payload: bytes) -> str | None:
    message = BackMsg()
    with contextlib.suppress(Exception):  # what cannot be read is Streamlit's to refuse
        message.ParseFromString(payload)
    kind: str | None = message.WhichOneof("type")
    return kind
