"""The sign-in cookie: who signed in and until when, signed, so that every replica with the same secret believes it.

What is written is signed with one secret; what is read may be signed with any of several, so that one can be replaced.
Knows signing and ends. It must not know roles or pages. The end is inside the signed text, checked at each reading.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

SIGNED_IN = "briefbook_user"
FORM = "briefbook_form"
SESSION_SECONDS = 12 * 3600
FORM_SECONDS = 3600


@dataclass(frozen=True)
class Session:
    """One signing-in: the name given, an id of its own, and its end in seconds since 1970."""

    name: str
    number: str
    until: float


def open_session(name: str, now: float) -> Session:
    """A session that begins now."""
    return Session(name, secrets.token_urlsafe(12), now + SESSION_SECONDS)


def write_session(session: Session, secret: str) -> str:
    """The cookie's value."""
    text = _signer([secret], SIGNED_IN).dumps([session.name, session.number, session.until])
    return str(text)


def read_session(value: str | None, believed: Sequence[str], now: float) -> Session | None:
    """The session in the cookie; None when there is none, it was not signed by us, or it has ended."""
    content = _read(value, believed, SIGNED_IN)
    if content is None:
        return None
    session = Session(*content)
    return session if session.until > now else None


def write_form_field(browser: str, secret: str, now: float) -> str:
    """The hidden field that a form carries, for the browser with this cookie, for an hour."""
    return str(_signer([secret], FORM).dumps([browser, now + FORM_SECONDS]))


def is_form_field(value: str | None, browser: str | None, believed: Sequence[str], now: float) -> bool:
    """Whether the field was written for this browser and still holds."""
    content = _read(value, believed, FORM)
    return content is not None and bool(browser) and content[0] == browser and content[1] > now


def _signer(believed: Sequence[str], purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(list(believed), salt=f"briefbook {purpose}")


def _read(value: str | None, believed: Sequence[str], purpose: str) -> list[Any] | None:
    if not value:
        return None
    try:
        content: list[Any] = _signer(believed, purpose).loads(value)
    except BadSignature:
        return None
    return content
