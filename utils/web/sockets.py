"""What a reader's websocket may send: from a page of this host, and only the messages that a reader's page needs.

Knows Streamlit's messages. It must not know pages or data. It rests on Streamlit internals: a test holds them.
"""

from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from utils.web.sizes import LARGEST_MESSAGE

PASSED_MESSAGES = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request")
"""What the pages send. Of the others, one empties the caches of all readers, one tells what Git knows of the server's
files, and some are for Streamlit's developers; one that a later Streamlit adds is not passed until it stands here."""

_TOO_BIG = 1009
_TEXT = 1003


def foreign(scope: Scope) -> bool:
    """Whether a page of another host opened the socket. Streamlit itself would let in any page of the same machine."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def without_unproven_cookies(scope: Scope) -> Scope:
    """The scope, without cookies when no origin is told: no browser does that, so nobody is signed in by it."""
    if "origin" in Headers(scope=scope):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != b"cookie"]}


def sieved(receive: Receive, send: Send) -> Receive:
    """What is received, without the messages that are not passed; what cannot be a message ends the connection."""

    async def receiving() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            content = message.get("bytes")
            if content is None or len(content) > LARGEST_MESSAGE:
                code = _TEXT if content is None else _TOO_BIG
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            if _passes(content):
                return message

    return receiving


def _passes(content: bytes) -> bool:
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return True  # what cannot be read is Streamlit's to refuse
    return message.WhichOneof("type") in PASSED_MESSAGES
