"""Signing in and out over plain HTTP, with the one-time token or by way of the identity provider.

Knows forms, cookies and redirects. It must not know what the signed-in may do.
"""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import parse_qs

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from utils.editions.lines import Deed
from utils.web.access import forms, provider
from utils.web.access.addresses import client_of_connection, comes_from_here, is_secure, local_path
from utils.web.access.attempts import Attempts
from utils.web.access.console import announce
from utils.web.access.cookies import (
    FORM,
    SESSION_SECONDS,
    SIGNED_IN,
    is_form_field,
    open_session,
    write_form_field,
    write_session,
)
from utils.web.access.identity import ended, session_of, user_of
from utils.web.access.passage import wanted_cookie
from utils.web.access.tokens import OneTimeToken
from utils.web.failures import log_failure
from utils.web.settings import Settings, read_settings
from utils.web.stores import current_store, now

LARGEST_FORM = 16 * 1024
WRONG = "That is not the token that stands on the console now. Each works only once."
STALE = "This form is too old or was not sent by this page. Please try again."


@dataclass(frozen=True)
class Door:
    """What signing in rests on: the token, the wrong tries, the clocks, and the settings."""

    token: OneTimeToken
    attempts: Attempts = field(default_factory=Attempts)
    now: Callable[[], float] = time.time
    ticking: Callable[[], float] = time.monotonic
    settings: Callable[[], Settings] = read_settings
    noted: Callable[[str], object] = str  # told who came in; by itself nothing comes of it

    def routes(self) -> list[Route]:
        """The addresses of signing in and out."""
        return [
            Route("/signin", self.ask, methods=["GET"]),
            Route("/signin", self.sign_in, methods=["POST"]),
            Route("/signin/with/{provider}", self.leave_for_provider, methods=["GET"]),
            Route("/signout", self.ask_to_leave, methods=["GET"]),
            Route("/signout", self.sign_out, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """The sign-in page. A token in the address fills the form in and is not used up."""
        wanted = local_path(request.query_params.get("next"))
        user = user_of(request.cookies, settings=self.settings(), now=self.now())
        if provider.is_configured():
            return _page(forms.provider_page(provider.providers(), wanted, user))
        if user.signed_in:
            return _page(forms.signed_in_page(user, wanted))
        self.token.refresh()
        return self._form(request, forms.Filled(wanted, token=request.query_params.get("token", "")))

    async def sign_in(self, request: Request) -> Response:
        """A redirect to where the reader wanted to go, with the cookie; else the form again with what was wrong."""
        if provider.is_configured():
            return RedirectResponse("/signin", 303)
        given = await _fields(request)
        name = " ".join("".join(c if c.isprintable() else " " for c in given.get("name", "")).split())
        filled = forms.Filled(local_path(given.get("next")), name[: forms.NAME_LENGTH], given.get("token", "").strip())
        if not self._is_ours(request, given):
            return self._form(request, replace(filled, fault=STALE), 403)
        if not name or len(name) > forms.NAME_LENGTH:
            fault = f"Please give a name of 1 to {forms.NAME_LENGTH} characters."
            return self._form(request, replace(filled, fault=fault), 400)
        client = self._client(request)
        if wait := self.attempts.wait(client, self.ticking()):
            return self._too_many(request, filled, wait)
        if not self.token.spend(filled.token):
            self.attempts.record(client, self.ticking())
            return self._form(request, replace(filled, token="", fault=WRONG), 403)
        return await self._opened(request, filled)

    async def _opened(self, request: Request, filled: forms.Filled) -> Response:
        await anyio.to_thread.run_sync(self.noted, filled.name)
        answer = RedirectResponse(filled.wanted, 303, headers={"cache-control": "no-store"})
        value = write_session(open_session(filled.name, self.now()), self.settings().secret)
        self._set_cookie(request, answer, SIGNED_IN, value, SESSION_SECONDS)
        return answer

    def _too_many(self, request: Request, filled: forms.Filled, wait: int) -> Response:
        fault = f"There were too many wrong tries. Please wait {wait} seconds."
        answer = self._form(request, replace(filled, fault=fault), 429)
        answer.headers["retry-after"] = str(wait)
        return answer

    async def leave_for_provider(self, request: Request) -> Response:
        """A redirect to the identity provider that remembers where the reader wanted to go."""
        name = request.path_params["provider"]
        if not provider.is_configured() or name not in provider.providers():
            return RedirectResponse("/signin", 303)
        answer = RedirectResponse(provider.login_address(name), 303, headers={"cache-control": "no-store"})
        answer.raw_headers.append((b"set-cookie", wanted_cookie(local_path(request.query_params.get("next"))).encode()))
        return answer

    async def ask_to_leave(self, request: Request) -> Response:
        """The page that asks whether to sign out."""
        return self._leaving(request, 200, None)

    async def sign_out(self, request: Request) -> Response:
        """A redirect to the first page, with the session ended here and its cookie taken back."""
        if not self._is_ours(request, await _fields(request)):
            return self._leaving(request, 403, STALE)
        if session := session_of(request.cookies, self.settings(), self.now()):
            ended.add(session, self.now())
        answer = RedirectResponse("/", 303, headers={"cache-control": "no-store"})
        answer.delete_cookie(SIGNED_IN, path="/", httponly=True, samesite="lax")
        return answer

    def _leaving(self, request: Request, status: int, fault: str | None) -> Response:
        user = user_of(request.cookies, settings=self.settings(), now=self.now())
        leave = "/auth/logout" if provider.is_configured() else None
        browser = _browser(request)
        text = forms.sign_out_page(field=self._field(browser), user=user, leave=leave, fault=fault)
        return self._with_browser(request, _page(text, status), browser)

    def _form(self, request: Request, filled: forms.Filled, status: int = 200) -> Response:
        browser = _browser(request)
        text = forms.token_page(self._field(browser), filled)
        return self._with_browser(request, _page(text, status), browser)

    def _field(self, browser: str) -> str:
        return write_form_field(browser, self.settings().secret, self.now())

    def _with_browser(self, request: Request, answer: Response, browser: str) -> Response:
        """The answer with the cookie that its form's field is bound to."""
        self._set_cookie(request, answer, FORM, browser, SESSION_SECONDS)
        return answer

    def _is_ours(self, request: Request, given: dict[str, str]) -> bool:
        """Whether the form was sent from our own page, in the browser that it was written for."""
        own = is_form_field(given.get("form"), request.cookies.get(FORM), self.settings().believed_secrets, self.now())
        return own and comes_from_here(request.headers)

    def _client(self, request: Request) -> str:
        return client_of_connection(request, trust_proxy=self.settings().trust_proxy)

    def _set_cookie(self, request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
        secure = is_secure(request.url.scheme, request.headers, trust_proxy=self.settings().trust_proxy)
        answer.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=secure)


def _browser(request: Request) -> str:
    """The random mark of this browser, kept so that two open tabs can both be sent."""
    held = request.cookies.get(FORM, "")
    return held if re.fullmatch(r"[\w-]{24}", held, re.ASCII) else secrets.token_urlsafe(18)


def _page(text: str, status: int = 200) -> Response:
    """A page that no cache keeps: it holds a form of this moment, and perhaps a token."""
    return HTMLResponse(text, status, headers={"cache-control": "no-store"})


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a small form; nothing of one that is too large or is not text."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_FORM:
            return {}
    try:
        fields = parse_qs(content.decode(), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


@lru_cache(maxsize=1)
def door() -> Door:
    """The door of this process."""
    return Door(OneTimeToken(announce), noted=_note)


def _note(name: str) -> None:
    """Write it down; a store that cannot be reached keeps nobody out, for reading may go on without it."""
    try:
        current_store().record(Deed.SIGNED_IN, name, "the data desk", now())
    except Exception as error:  # noqa: BLE001  # whatever ails the database
        log_failure(error)


ROUTES = door().routes()
