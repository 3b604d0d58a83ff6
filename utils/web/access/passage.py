"""The way to the identity provider and back: keeps where the reader wanted to go, and makes cookies Secure over https.

Knows headers of requests and answers. It must not know who signs in. Streamlit itself leads back to the first page.
"""

from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from utils.web.access.addresses import is_secure, local_path, path_of_referer
from utils.web.answering import Answer
from utils.web.settings import read_settings

LOGIN, CALLBACK, SIGN_IN = "/auth/login", "/oauth2callback", "/signin"
WANTED = "briefbook_next"
WANTED_SECONDS = 600


def wanted_cookie(path: str) -> str:
    """The Set-Cookie that remembers for ten minutes where to go after signing in."""
    return f"{WANTED}={quote(path, safe='/')}; Path=/; HttpOnly; SameSite=Lax; Max-Age={WANTED_SECONDS}"


class Passage:
    """Middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        def amend(message: Message) -> None:
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            _keep_wanted(scope, headers)
            _return_to_wanted(scope, headers)
            _secure_cookies(scope, headers)
            message["headers"] = headers.raw

        await self._app(scope, receive, Answer(send, amend))


def _keep_wanted(scope: Scope, answer: MutableHeaders) -> None:
    """A page that calls Streamlit's own login is where the reader wants to be; the sign-in page has said it itself."""
    if scope["path"] != LOGIN:
        return
    path = path_of_referer(Headers(scope=scope))
    if path is not None and path.partition("?")[0] != SIGN_IN:
        answer.append("set-cookie", wanted_cookie(path))


def _return_to_wanted(scope: Scope, answer: MutableHeaders) -> None:
    """Only when signing in succeeded: that is when the callback sets the user's cookie."""
    if scope["path"] != CALLBACK or USER_COOKIE_NAME not in _cookies_set(answer):
        return
    wanted = HTTPConnection(scope).cookies.get(WANTED)
    if wanted is not None:
        answer["location"] = local_path(unquote(wanted))
        answer.append("set-cookie", f"{WANTED}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")


def _cookies_set(answer: MutableHeaders) -> set[str]:
    """The names of the cookies that the answer gives a value."""
    held = [SimpleCookie(line) for line in answer.getlist("set-cookie")]
    return {name for jar in held for name, morsel in jar.items() if morsel.value and morsel["max-age"] != "0"}


def _secure_cookies(scope: Scope, answer: MutableHeaders) -> None:
    """Over https no cookie may ever travel plainly. Over http, Secure would only keep it from being stored."""
    lines = answer.getlist("set-cookie")
    if not lines:
        return
    if not is_secure(scope["scheme"], Headers(scope=scope), trust_proxy=read_settings().trust_proxy):
        return
    del answer["set-cookie"]
    for line in lines:
        answer.append("set-cookie", line if "; secure" in line.casefold() else f"{line}; Secure")
