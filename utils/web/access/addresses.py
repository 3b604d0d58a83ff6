"""Where somebody may be sent after signing in, and where a request truly came from.

Knows paths and headers. It must not know who is asking. Forwarded headers are believed only when the setting says so.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection

LONGEST = 2000
_WITH_PORT = re.compile(r"^(?:([^:\[\]]+):\d+|\[([^\]]+)\](?::\d+)?)$")
"""An address as some proxies tell it, with the port of the connection: each would be a client of its own."""


def local_path(text: str | None, otherwise: str = "/") -> str:
    """The text when it is a path on this host, else `otherwise`.

    Refused: another host in any spelling that a browser follows (two slashes, a backslash), control characters, spaces.
    """
    path = re.sub(r"[^\x00-\x7f]+", lambda found: quote(found[0]), text or "")
    return path if len(path) <= LONGEST and re.fullmatch(r"/(?!/)[^\\\x00-\x20\x7f]*", path) else otherwise


def path_of_referer(headers: Mapping[str, str]) -> str | None:
    """Path and query of the page that the request came from, when that is a page of this host."""
    referer = urlsplit(headers.get("referer", ""))
    if not referer.netloc or referer.netloc != headers.get("host"):
        return None
    path = f"{referer.path or '/'}?{referer.query}" if referer.query else referer.path or "/"
    return local_path(path, "") or None


def is_secure(scheme: str, headers: Mapping[str, str], *, trust_proxy: bool) -> bool:
    """Whether the reader's browser speaks https."""
    forwarded = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip() if trust_proxy else ""
    return (forwarded or scheme) in ("https", "wss")


def client_of(host: str, headers: Mapping[str, str], *, trust_proxy: bool) -> str:
    """Who is trying, for counting: the address that the nearest proxy saw, or the one that is connected."""
    forwarded = headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if trust_proxy else ""
    return _WITH_PORT.sub(r"\1\2", forwarded) or host


def client_of_connection(connection: HTTPConnection, *, trust_proxy: bool) -> str:
    """Who asks, for counting."""
    host = connection.client.host if connection.client else "unknown"
    return client_of(host, connection.headers, trust_proxy=trust_proxy)


def comes_from_here(headers: Mapping[str, str]) -> bool:
    """Whether a form was sent by a page of this host, as far as the browser tells. One that tells nothing passes."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin is None or urlsplit(origin).netloc == headers.get("host")
