"""What travels packed: who can unpack it, how it is packed, and what is left as it is.

Knows gzip and the header that asks for it. It must not know what is packed, nor where that is kept.
"""

import gzip
import hashlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

PACKED_ALREADY = ("docx", "xlsx", "zip")
"""The ends of the names of what packing makes no smaller by a twentieth."""


class Unpacked:
    """Middleware before Streamlit's own packing: what is packed already goes out as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http" and scope["path"].rpartition(".")[2] in PACKED_ALREADY:
            asked = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": asked}
        await self._app(scope, receive, send)


def takes_gzip(headers: Headers) -> bool:
    """Whether the browser says that it can unpack, and does not say that it will not."""
    for part in headers.get("accept-encoding", "").split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if name.lower() == "gzip":
            return weight.strip("0.") != "" or not weight
    return False


def pack(content: bytes) -> bytes:
    """The content packed. Without the hour the same content is the same on every replica."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def tag_of(content: bytes) -> str:
    """The ETag of the very bytes: packed and plain have one each."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
