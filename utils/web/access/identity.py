"""Who is asking: the same answer from a plain request and from within a Streamlit run.

Knows cookies and where they come from. It must not know what the user then does.
"""

import threading
import time
from collections.abc import Mapping

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import Scope

from utils.web.access import provider
from utils.web.access.cookies import SIGNED_IN, Session, read_session
from utils.web.access.roles import VISITOR, Role, User
from utils.web.settings import Settings, read_settings

HOW = "one-time token"


class Ended:
    """The sessions that were signed out before their end, so that other tabs do not go on with them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}

    def add(self, session: Session, now: float) -> None:
        """End this session; those that have ended by themselves are forgotten."""
        with self._lock:
            self._until = {number: until for number, until in self._until.items() if until > now}
            self._until[session.number] = session.until

    def __contains__(self, session: Session) -> bool:
        return session.number in self._until


ended = Ended()
"""Of this process: another replica believes a copied cookie until its own end."""


def user_of(
    cookies: Mapping[str, str], *, origin: str | None = None, settings: Settings | None = None, now: float | None = None
) -> User:
    """The user whose cookies these are; a visitor when they tell nothing that holds now."""
    told, moment = settings or read_settings(), time.time() if now is None else now
    if provider.is_configured():
        return provider.user_from_claims(provider.claims_in(cookies, origin), told, moment)
    session = session_of(cookies, told, moment)
    return User(session.name, Role.ANALYST, HOW) if session else VISITOR


def session_of(cookies: Mapping[str, str], settings: Settings, now: float) -> Session | None:
    """The session opened with a one-time token, if it stands."""
    session = read_session(cookies.get(SIGNED_IN), settings.believed_secrets, now)
    return None if session is None or session in ended else session


def user_of_scope(scope: Scope) -> User:
    """The user of one request or websocket."""
    connection = HTTPConnection(scope)
    return user_of(connection.cookies, origin=connection.headers.get("origin"))


def current_user() -> User:
    """The user of this Streamlit run. Asked anew in each run, so that an ended session ends here too."""
    if provider.is_configured():
        return provider.user_from_claims(dict(st.user), read_settings(), time.time())
    return user_of(st.context.cookies)
