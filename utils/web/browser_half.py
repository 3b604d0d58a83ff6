"""The browser's half of Streamlit, sent packed: each file is packed once, and answered from memory from then on.

With the page goes word which scripts its text needs, so that text need not wait for what comes after it.
Knows which files Streamlit ships for browsers. It must not know pages or data. Streamlit sends them plain, lest it pack
them anew for every reader; kept, they take 2 MB and spare a reader of the first page 4.
"""

import json
import mimetypes
import threading
from pathlib import Path

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util
from streamlit.web.server.starlette.starlette_server_config import STATIC_ASSET_CACHE_MAX_AGE_SECONDS

from utils.web.answering import Answer
from utils.web.packing import pack, tag_of, takes_gzip
from utils.web.papers import answered

FOLDER = "/static"
"""Where the files lie whose names change with their content; the page itself and the manifest lie above."""

PACKED = (".js", ".css", ".svg", ".json")
"""Texts; fonts and pictures are packed already."""

TEXT = "/components/elements/Html/Html.tsx"
"""Where Streamlit keeps the element that all our text is shown by, which it loads when it meets the first of them."""

_SMALLEST = 1024
_FOREVER = f"public, immutable, max-age={STATIC_ASSET_CACHE_MAX_AGE_SECONDS}"


class BrowserHalf:
    """Middleware before Streamlit's own files. A name that is not one of them is left to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = packable(Path(file_util.get_static_dir()))
        self._early = early(Path(file_util.get_static_dir()))
        self._kept: dict[Path, Response] = {}
        self._packing = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        file = self._files.get(_below(scope))
        if file is None:
            await self._app(scope, receive, _announcing(send, self._early))
        elif scope["method"] != "GET" or "range" in (asked := Headers(scope=scope)) or not takes_gzip(asked):
            await self._app(scope, receive, _varying(send))
        else:
            packed = self._kept.get(file)
            if packed is None:
                packed = await anyio.to_thread.run_sync(self._pack, file)
            known = answered(Request(scope), packed.headers["etag"])
            await (_not_modified(packed) if known else packed)(scope, receive, send)

    def _pack(self, file: Path) -> Response:
        """The packed file as an answer; of those who ask for it at once one packs it, and the others wait."""
        with self._packing:
            if file not in self._kept:
                self._kept[file] = _answer(file)
            return self._kept[file]


def _below(scope: Scope) -> str:
    """The path below the address at which a proxy has put the app."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def packable(folder: Path) -> dict[str, Path]:
    """The files of Streamlit's folder that are worth packing, by the path under which they are asked for."""
    found = ((folder / FOLDER.lstrip("/")).rglob("*")) if folder.is_dir() else ()
    return {
        f"/{file.relative_to(folder).as_posix()}": file
        for file in found
        if file.suffix in PACKED and file.stat().st_size >= _SMALLEST
    }


def early(folder: Path) -> str:
    """The header that names the scripts of our text which the page itself does not name; empty when there are none."""
    listed = folder / "manifest.json"
    manifest = json.loads(listed.read_text("utf-8")) if listed.is_file() else {}
    needed = [name for name in manifest if name.endswith(TEXT)]
    needed += [name for entry in needed for name in manifest[entry].get("imports", ())]
    known = manifest.get("index.html", {}).get("imports", ())
    files = [manifest[name]["file"] for name in needed if name not in known]
    return ", ".join(f"<./{file}>; rel=modulepreload; crossorigin" for file in files)


def _answer(file: Path) -> Response:
    content = pack(file.read_bytes())
    headers = {
        "cache-control": _FOREVER,
        "content-encoding": "gzip",
        "etag": tag_of(content),
        "vary": "Accept-Encoding",
    }
    return Response(content, media_type=mimetypes.guess_type(file.name)[0], headers=headers)


def _not_modified(packed: Response) -> Response:
    return Response(status_code=304, headers={name: packed.headers[name] for name in ("cache-control", "etag", "vary")})


def _announcing(send: Send, scripts: str) -> Send:
    """Only Streamlit's page is a file of HTML: it alone says when it was last modified."""

    def amend(message: Message) -> None:
        headers = MutableHeaders(raw=message.setdefault("headers", []))
        if scripts and headers.get("content-type", "").startswith("text/html") and "last-modified" in headers:
            headers.append("link", scripts)

    return Answer(send, amend)


def _varying(send: Send) -> Send:
    """A cache on the way must not give the plain file to those who take the packed one, nor the other way round."""

    def amend(message: Message) -> None:
        MutableHeaders(raw=message.setdefault("headers", [])).add_vary_header("Accept-Encoding")

    return Answer(send, amend)
