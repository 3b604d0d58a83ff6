import time

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from utils.web.access import identity, provider
from utils.web.access.cookies import SIGNED_IN, open_session, write_session
from utils.web.access.identity import Ended, current_user, user_of, user_of_scope
from utils.web.access.roles import VISITOR, Role, User
from utils.web.settings import read_settings

ANA = User("Ana", Role.ANALYST, "one-time token")


def cookie(name="Ana", at=None):
    session = open_session(name, time.time() if at is None else at)
    return {SIGNED_IN: write_session(session, read_settings().secret)}


def scope(cookies, kind="http"):
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"type": kind, "method": "GET", "path": "/", "headers": [(b"cookie", line.encode())]}


@pytest.fixture
def claims(monkeypatch):
    """A provider that says these claims of whoever asks, as Streamlit keeps them."""
    said = {"is_logged_in": True, "email": "bo@example.org", "exp": time.time() + 60}
    monkeypatch.setattr(provider, "is_configured", lambda: True)
    monkeypatch.setattr(provider, "claims_in", lambda *_: said)
    monkeypatch.setattr(st, "user", said)
    return said


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_request_and_a_websocket_tell_the_same_user(kind):
    assert user_of_scope(scope(cookie(), kind)) == ANA
    assert user_of_scope(scope({}, kind)) == VISITOR


def test_a_run_asks_the_cookies_of_its_connection(monkeypatch):
    monkeypatch.setattr(st, "context", type("Context", (), {"cookies": cookie()}))
    assert current_user() == ANA


def test_outside_a_connection_everybody_is_a_visitor():
    page = """
import streamlit as st
from utils.web.access.identity import current_user
st.text(current_user().role.value)
"""
    assert AppTest.from_string(page).run().text[0].value == "visitor"


def test_an_ended_session_is_a_visitor():
    assert user_of(cookie(at=time.time() - 13 * 3600)) == VISITOR


def test_with_a_provider_its_word_counts_in_requests_and_runs(claims):
    bo = User("bo@example.org", Role.MEMBER, provider.HOW)
    assert user_of_scope(scope({})) == current_user() == bo
    claims["exp"] = time.time() - 1
    assert user_of_scope(scope({})) == current_user() == VISITOR


def test_a_run_believes_streamlit_about_its_connection(claims, monkeypatch):
    monkeypatch.setattr(provider, "claims_in", lambda *_: {})
    assert current_user().name == claims["email"]


def test_with_a_provider_a_cookie_from_the_one_time_token_counts_no_longer(claims):
    claims.clear()
    assert user_of_scope(scope(cookie())) == VISITOR


def test_a_signed_out_session_is_forgotten_once_it_would_have_ended():
    ended, first, second = Ended(), open_session("Ana", 0.0), open_session("Bo", 50_000.0)
    ended.add(first, 10.0)
    assert first in ended
    assert second not in ended
    ended.add(second, 50_000.0)
    assert list(ended._until) == [second.number]
    assert identity.ended is not ended
