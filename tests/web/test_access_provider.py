import json

import pytest
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from utils.web.access import provider
from utils.web.access.roles import VISITOR, Role
from utils.web.settings import SettingError, read_settings

SECRET = "a cookie secret of the test"  # noqa: S105  # of the test
AUTH = {
    "redirect_uri": "https://here.example/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "briefbook",
    "client_secret": "x",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}
NOW = 1_000_000.0
CLAIMS = {"is_logged_in": True, "email": "ana@example.org", "exp": NOW + 60}
SETTINGS = read_settings({}, {"analysts": "ana@example.org,@desk.example", "analyst_claim": "realm.roles=desk"})


@pytest.fixture
def configure(monkeypatch):
    def configured(auth):
        monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": auth} if auth is not None else {})

    return configured


def user(**changed):
    return provider.user_from_claims({**CLAIMS, **changed}, SETTINGS, NOW)


def test_without_an_auth_section_there_is_no_provider(configure):
    configure(None)
    assert not provider.is_configured()
    assert provider.providers() == ()
    provider.check_provider()


def test_one_provider_or_several_are_found_in_the_auth_section(configure):
    configure(AUTH)
    assert provider.is_configured()
    assert provider.providers() == ("default",)
    named = {key: AUTH[key] for key in provider.SHARED_KEYS}
    own = {key: AUTH[key] for key in provider.OWN_KEYS}
    configure({**named, "alpha": own, "beta": own})
    assert provider.providers() == ("alpha", "beta")
    provider.check_provider()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"redirect_uri": ""}, "needs redirect_uri"),
        ({"cookie_secret": ""}, "needs cookie_secret"),
        ({"cookie_secret": "short"}, "at least 16"),
        ({"redirect_uri": "https://here.example/"}, "/oauth2callback"),
        ({"client_secret": ""}, "default in .auth. needs client_secret"),
        ({"server_metadata_url": ""}, "needs server_metadata_url"),
    ],
)
def test_an_incomplete_auth_section_stops_the_start_with_what_is_missing(configure, change, told):
    configure({**AUTH, **change})
    with pytest.raises(SettingError, match=told):
        provider.check_provider()


def test_an_auth_section_without_any_provider_stops_the_start(configure):
    configure({key: AUTH[key] for key in provider.SHARED_KEYS})
    with pytest.raises(SettingError, match="names no provider"):
        provider.check_provider()


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({}, Role.ANALYST),
        ({"email": "Ana@Example.ORG"}, Role.ANALYST),
        ({"email": "bo@desk.example"}, Role.ANALYST),
        ({"email": "bo@example.org"}, Role.MEMBER),
        ({"email": "bo@sub.desk.example"}, Role.MEMBER),
        ({"email": "bo@desk.example.evil.example"}, Role.MEMBER),
        ({"email": "@desk.example@evil.example"}, Role.MEMBER),
        ({"email": "desk.example"}, Role.MEMBER),
        ({"email": None}, Role.MEMBER),
        ({"email_verified": False}, Role.MEMBER),
        ({"email_verified": "false"}, Role.MEMBER),
        ({"email_verified": True}, Role.ANALYST),
        ({"email": "bo@x.org", "realm": {"roles": ["reader", "desk"]}}, Role.ANALYST),
        ({"email": "bo@x.org", "realm": {"roles": "desk"}}, Role.ANALYST),
        ({"email": "bo@x.org", "realm.roles": ["desk"]}, Role.ANALYST),
        ({"email": "bo@x.org", "realm": {"roles": "desktop"}}, Role.MEMBER),
        ({"email": "bo@x.org", "realm": {"roles": {"desk": True}}}, Role.MEMBER),
        ({"email": "bo@x.org", "realm": "desk"}, Role.MEMBER),
    ],
)
def test_the_list_or_the_claim_makes_an_analyst_and_nothing_else_does(claims, role):
    assert user(**claims).role is role


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": NOW}, {"exp": NOW - 1}, {"exp": None}, {"exp": "9999999999"}, {"exp": float("inf")},
        {"is_logged_in": False}, {"is_logged_in": "yes"}, {"is_logged_in": None},
    ],
)  # fmt: skip
def test_who_is_not_signed_in_until_a_known_end_is_a_visitor(claims):
    assert user(**claims) == VISITOR


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Ana Lys"}, "ana@example.org"),
        ({"email": "", "preferred_username": "ana", "name": "Ana Lys"}, "ana"),
        ({"email": "", "sub": "7f"}, "7f"),
    ],
)
def test_history_keeps_the_most_telling_name_the_provider_gives(claims, name):
    assert user(**claims).name == name


def signed(claims, secret=SECRET):
    return {USER_COOKIE_NAME: create_signed_value(secret, USER_COOKIE_NAME, json.dumps(claims)).decode()}


ORIGIN = {"origin": "https://here.example", "is_logged_in": True, "email": "ana@example.org"}


@pytest.mark.parametrize("origin", [None, "https://here.example"])
def test_streamlits_own_cookie_is_believed(configure, origin):
    configure(AUTH)
    assert provider.claims_in(signed(ORIGIN), origin)["email"] == "ana@example.org"


@pytest.mark.parametrize(
    ("cookies", "origin"),
    [
        ({}, None),
        ({USER_COOKIE_NAME: "forged"}, None),
        (signed(ORIGIN, "another secret of 27 letters"), None),
        (signed(ORIGIN), "https://evil.example"),
        (signed({**ORIGIN, "origin": "https://evil.example"}), None),
    ],
)
def test_a_cookie_of_another_secret_or_host_tells_nothing(configure, cookies, origin):
    configure(AUTH)
    assert provider.claims_in(cookies, origin) == {}


def test_a_cookie_in_parts_is_put_together(configure):
    configure(AUTH)
    text = json.dumps({**ORIGIN, "groups": ["g" * 40] * 200})
    parts = {USER_COOKIE_NAME: "chunks-2", f"{USER_COOKIE_NAME}_1": text[:4000], f"{USER_COOKIE_NAME}_2": text[4000:]}
    cookies = {name: create_signed_value(SECRET, name, part).decode() for name, part in parts.items()}
    assert len(provider.claims_in(cookies, None)["groups"]) == 200
    assert provider.claims_in({name: cookies[name] for name in list(cookies)[:2]}, None) == {}


def test_signing_in_starts_at_streamlits_own_address(configure):
    configure(AUTH)
    assert provider.login_address("default").startswith("/auth/login?provider=")


def test_the_streamlit_internals_that_this_rests_on_are_there():
    assert USER_COOKIE_NAME == "_streamlit_user"
    assert callable(starlette_websocket._get_signed_cookie_with_chunks)
    assert callable(starlette_websocket._parse_decoded_user_cookie)
    assert starlette_auth_routes._ROUTE_AUTH_LOGIN == "auth/login"
    assert starlette_auth_routes._ROUTE_AUTH_LOGOUT == "auth/logout"
    assert starlette_auth_routes._ROUTE_OAUTH_CALLBACK == "oauth2callback"
