"""The whole way through an identity provider: a small one of our own on loopback, and Streamlit's own routes."""

import hashlib
import re
import threading
import time
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx2
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from tests.serving import free_port
from utils.web.access.cookies import SIGNED_IN, open_session, write_session
from utils.web.access.identity import user_of_scope
from utils.web.access.passage import Passage
from utils.web.access.signin import ROUTES
from utils.web.settings import read_settings
from utils.web.shield import Shield

UPLOAD = "/_stcore/upload_file/session/file"
KEY = "of the session that Authlib keeps its state in"


class Provider:
    """Discovery, authorize, token (RS256) and keys; it signs in whoever comes, with the claims of the test."""

    def __init__(self, address):
        self.address, self.claims, self.asked, self.signing = address, {}, {}, None
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )

    async def discovery(self, _request):
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        addresses = {name: f"{self.address}/{path}" for name, path in ends.items()}
        how = {"code_challenge_methods_supported": ["S256"], "id_token_signing_alg_values_supported": ["RS256"]}
        return JSONResponse({"issuer": self.address, **addresses, **how})

    async def authorize(self, request):
        self.asked = dict(request.query_params)
        query = urlencode({"code": "once", "state": self.asked["state"]})
        return RedirectResponse(f"{self.asked['redirect_uri']}?{query}", 302)

    async def token(self, request):
        form = parse_qs((await request.body()).decode())
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        assert urlsafe_b64encode(digest).decode().rstrip("=") == self.asked["code_challenge"]
        now = int(time.time())
        fixed = {"iss": self.address, "aud": "briefbook", "nonce": self.asked["nonce"], "iat": now, "sub": "7f"}
        claims = {**fixed, "exp": now + 3600, **self.claims}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing or self.key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": token})

    async def jwks(self, _request):
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture(scope="module")
def running():
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(provider.app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield provider
    server.should_exit = True
    thread.join(10)


async def who(request):
    user = user_of_scope(request.scope)
    return PlainTextResponse(f"{user.name}: {user.role.value}")


async def taken(_request):
    return PlainTextResponse("taken")


@pytest.fixture
def browser(running, monkeypatch):
    """A browser before our app, with one provider and a list of analysts."""
    running.claims, running.signing = {"email": "ana@example.org", "email_verified": True}, None
    auth = {
        "redirect_uri": "https://here.example/oauth2callback",
        "cookie_secret": "a cookie secret of the test",
        "client_id": "briefbook",
        "client_secret": "x",
        "server_metadata_url": f"{running.address}/.well-known/openid-configuration",
    }
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": auth})
    monkeypatch.setenv("BRIEFBOOK_ANALYSTS", "ana@example.org")
    routes = [*ROUTES, Route("/who", who), Route(UPLOAD, taken, methods=["PUT"]), *create_auth_routes("")]
    around = [Middleware(Shield), Middleware(Passage), Middleware(SessionMiddleware, secret_key=KEY)]
    app = Starlette(routes=routes, middleware=around)
    return TestClient(app, base_url="https://here.example", follow_redirects=False)


def signed_in(browser, start, headers=None):
    """The answer of the callback, after the whole way from `start` through the provider."""
    answer = browser.get(start, headers=headers)
    while "/authorize" not in answer.headers["location"]:
        answer = browser.get(answer.headers["location"])
    back = httpx2.get(answer.headers["location"]).headers["location"]
    return browser.get(back)


def test_the_sign_in_page_leads_through_the_provider_and_back_to_the_wanted_page(browser):
    page = browser.get("/signin?next=/desk%3Fdraft%3D7%26district%3Da").text
    assert "One-time token" not in page
    start = re.search(r'href="(/signin/with/[^"]+)"', page).group(1)
    answer = signed_in(browser, start)
    assert answer.headers["location"] == "/desk?draft=7&district=a"
    assert browser.get("/who").text == "ana@example.org: analyst"


def test_a_page_that_asks_streamlit_itself_is_gone_back_to(browser):
    login = browser.get("/signin/with/default").headers["location"]
    answer = signed_in(browser, login, {"referer": "https://here.example/incidents?district=a"})
    assert answer.headers["location"] == "/incidents?district=a"


def test_the_cookies_of_streamlit_are_secure_over_https(browser):
    lines = signed_in(browser, "/signin/with/default").headers.get_list("set-cookie")
    assert {line.partition("=")[0] for line in lines} >= {"_streamlit_user", "_streamlit_user_tokens"}
    assert [line for line in lines if "; secure" not in line.casefold()] == []


@pytest.mark.parametrize(
    ("claims", "shown", "upload"),
    [
        ({"email": "bo@example.org"}, "bo@example.org: signed-in reader", 403),
        ({"email_verified": False}, "ana@example.org: signed-in reader", 403),
        ({}, "ana@example.org: analyst", 200),
    ],
)
def test_only_a_listed_and_verified_address_opens_the_upload(browser, running, claims, shown, upload):
    running.claims = {**running.claims, **claims}
    signed_in(browser, "/signin/with/default")
    assert browser.get("/who").text == shown
    assert browser.put(UPLOAD, content=b"x").status_code == upload


def test_an_upload_that_another_site_starts_is_not_the_analysts(browser):
    signed_in(browser, "/signin/with/default")
    assert browser.put(UPLOAD, content=b"x", headers={"origin": "https://evil.example"}).status_code == 403


def test_when_the_providers_token_has_ended_so_has_the_signing_in(browser, monkeypatch):
    signed_in(browser, "/signin/with/default")
    later = time.time() + 3601
    monkeypatch.setattr(time, "time", lambda: later)
    assert browser.get("/who").text == ": visitor"


def test_the_one_time_token_is_off_and_its_cookie_counts_no_longer(browser):
    browser.cookies.set(SIGNED_IN, write_session(open_session("Bo", time.time()), read_settings().secret))
    assert browser.get("/who").text == ": visitor"
    answer = browser.post("/signin", data={"name": "Bo", "token": "x"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


def test_signing_out_is_streamlits_own(browser):
    signed_in(browser, "/signin/with/default")
    assert 'href="/auth/logout"' in browser.get("/signout").text
    answer = browser.get("/auth/logout")
    assert urlsplit(answer.headers["location"]).path == "/"
    assert browser.get("/who").text == ": visitor"


def test_a_provider_that_is_not_ours_leads_back_to_the_choice(browser):
    assert browser.get("/signin/with/other").headers["location"] == "/signin"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another signing in"},
        {"aud": "another program"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
        {"exp": None},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_was_made_for_something_else_signs_nobody_in(browser, running, claims):
    running.claims = {**running.claims, **claims}
    answer = signed_in(browser, "/signin/with/default")
    assert browser.get("/who").text == ": visitor"
    assert "Traceback" not in answer.text


def test_a_token_that_somebody_else_signed_signs_nobody_in(browser, running):
    running.signing = RSAKey.generate_key(2048, {"kid": "one"})
    signed_in(browser, "/signin/with/default")
    assert browser.get("/who").text == ": visitor"


def callback_of(browser):
    """Where the provider sends the browser back to."""
    answer = browser.get("/signin/with/default")
    while "/authorize" not in answer.headers["location"]:
        answer = browser.get(answer.headers["location"])
    return httpx2.get(answer.headers["location"]).headers["location"]


@pytest.mark.parametrize("change", [("state=", "state=x"), ("state=", "other=")])
def test_a_callback_whose_state_was_changed_signs_nobody_in(browser, change):
    browser.get(callback_of(browser).replace(*change))
    assert browser.get("/who").text == ": visitor"


def test_a_callback_in_a_browser_that_did_not_ask_signs_nobody_in(browser):
    """Else somebody could sign a reader in as themselves, and see what is uploaded."""
    back = callback_of(browser)
    other = TestClient(browser.app, base_url="https://here.example", follow_redirects=False)
    other.get(back)
    assert other.get("/who").text == ": visitor"


def test_a_cookie_that_was_changed_or_of_another_origin_is_nobodys(browser):
    signed_in(browser, "/signin/with/default")
    assert browser.get("/who", headers={"origin": "https://evil.example"}).text == ": visitor"
    value = browser.cookies["_streamlit_user"]
    browser.cookies.delete("_streamlit_user")
    browser.cookies.set("_streamlit_user", value[:40] + ("A" if value[40] != "A" else "B") + value[41:])
    assert browser.get("/who").text == ": visitor"


def test_where_to_go_after_signing_in_is_never_another_host(browser):
    for wanted in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = signed_in(browser, f"/signin/with/default?next={quote(wanted, safe='')}")
        assert answer.headers["location"] == "/", wanted
