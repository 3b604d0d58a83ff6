import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from utils.web.access.passage import WANTED, Passage, wanted_cookie
from utils.web.settings import read_settings


async def login(_request):
    return RedirectResponse("https://login.example/authorize", 302)


async def callback(request):
    """As Streamlit answers: to the first page, with its cookie when signing in succeeded."""
    answer = RedirectResponse("/", 302)
    if request.query_params.get("state") == "good":
        answer.set_cookie("_streamlit_user", "signed")
    else:
        answer.delete_cookie("_streamlit_user")
    return answer


async def two_cookies(_request):
    answer = PlainTextResponse("hello")
    answer.set_cookie("one", "1", secure=True)
    answer.set_cookie("two", "2")
    return answer


def client(address="http://here"):
    routes = [Route("/auth/login", login), Route("/oauth2callback", callback), Route("/cookies", two_cookies)]
    app = Starlette(routes=routes, middleware=[Middleware(Passage)])
    return TestClient(app, base_url=address, follow_redirects=False)


def back_from(wanted, state="good"):
    browser = client()
    browser.headers["cookie"] = wanted_cookie(wanted).partition(";")[0]
    return browser.get("/oauth2callback", params={"state": state})


@pytest.mark.parametrize("page", ["/desk?draft=7&district=a", "/incidents", "/"])
def test_the_page_that_asked_is_gone_back_to(page):
    browser = client()
    kept = browser.get("/auth/login", headers={"referer": f"http://here{page}"}).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/"} <= set(kept.split("; "))
    answer = browser.get("/oauth2callback?state=good")
    assert answer.headers["location"] == page
    assert WANTED not in browser.cookies


@pytest.mark.parametrize(
    "referer", [None, "http://evil.example/desk", "http://here/signin?next=/desk", "http://here//x"]
)
def test_no_other_page_is_kept(referer):
    answer = client().get("/auth/login", headers={"referer": referer} if referer else {})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nx: y"])
def test_a_cookie_that_names_another_host_leads_to_the_first_page(wanted):
    assert back_from(wanted).headers["location"] == "/"


def test_a_failed_signing_in_leads_where_streamlit_says():
    answer = back_from("/desk", state="bad")
    assert answer.headers["location"] == "/"
    assert WANTED not in answer.headers["set-cookie"]


def test_signing_in_without_a_wanted_page_is_left_alone():
    assert client().get("/oauth2callback?state=good").headers["location"] == "/"


@pytest.mark.parametrize(("address", "secure"), [("https://here", True), ("http://here", False)])
def test_over_https_every_cookie_is_secure_once(address, secure):
    lines = client(address).get("/cookies").headers.get_list("set-cookie")
    assert [line.count("Secure") for line in lines] == [1, int(secure)]


@pytest.mark.parametrize(("trust", "secure"), [("yes", True), ("no", False)])
def test_a_proxys_word_on_https_counts_only_where_it_is_trusted(monkeypatch, trust, secure):
    monkeypatch.setenv("BRIEFBOOK_TRUST_PROXY", trust)
    assert read_settings().trust_proxy is secure
    lines = client().get("/cookies", headers={"x-forwarded-proto": "https"}).headers.get_list("set-cookie")
    assert ("Secure" in lines[1]) is secure
