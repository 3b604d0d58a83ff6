"""An unauthenticated client walks every route and page of a running app whose one edition is not open to all.

A process of its own, because only there Streamlit's routes, its middleware and its websocket stand as they are served.
"""

import json
import sys
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import app as served_app
from tests.drawn import an_incident, files
from tests.serving import ROOT, served
from utils.web.papers import FORMER
from utils.web.press import FORMS, file_of

INSIDE = "Quillfeather"
PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))
NAMES = (*map(file_of, FORMS), *FORMER)
ANALYSTS_ONLY, CLOSED, SIGN_IN_FIRST, NOTHING = 403, 404, 403, 404

WALK = {
    **{f"/{name}": SIGN_IN_FIRST for name in NAMES},
    **{f"/editions/{{number}}/{name}": SIGN_IN_FIRST for name in NAMES},
    **{f"/latest/{name}": SIGN_IN_FIRST for name in NAMES},
    "/editions": 307,
    "/editions/{number:int}": 307,
    "/editions/{number:int}/": 307,
    "/latest": 307,
    "/latest/": 307,
    "/editions/{rest:path}": NOTHING,
    "/latest/{rest:path}": NOTHING,
    "/editions.atom": NOTHING,
    "/base/{digest}/{name}": NOTHING,
    "/healthz": 200,
    "/readyz": 200,
    "/metrics": CLOSED,
    "/signin": 200,
    "/signin/with/{provider}": 303,
    "/signout": 200,
    "/desk/templates/{name}": NOTHING,
    "/desk/codebook/{name}": NOTHING,
    "/desk/drafts/{draft}/problems.csv": ANALYSTS_ONLY,
    "/desk/drafts/{draft}/marked/{name}": ANALYSTS_ONLY,
    "/desk/editions/{number:int}/files/{sha256}/{name}": ANALYSTS_ONLY,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/_stcore/metrics": CLOSED,
    "/_stcore/agent/openapi.json": CLOSED,
    "/_stcore/agent/mcp": CLOSED,
    "/_stcore/agent/interact": CLOSED,
    "/_stcore/stream": "a websocket",
    "/_stcore/upload_file/{session_id}/{file_id}": 200,  # the app's page: nothing is read back from there
    "/_stcore/bidi-components/{path:path}": NOTHING,
    "/component/{path:path}": NOTHING,
    "/media/{file_id:path}": NOTHING,
    "/auth/login": 302,
    "/auth/logout": 302,
    "/oauth2callback": 302,
    "": "Streamlit's own page and scripts",
}
"""What a visitor is answered by GET on every route. One that is added fails until it stands here."""

POSTED = {"/signin": 403, "/signout": 403}
"""Where something may be sent at all: both refuse a form that is not theirs."""


@pytest.fixture(scope="module")
def routes():
    starlette = served_app.app._build_starlette_app()
    yield [route.path for route in starlette.routes]
    Runtime._instance = None


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A running app whose edition is for its recipients' organisations only."""
    data = tmp_path_factory.mktemp("data")
    held = files([an_incident(summary=INSIDE, place=INSIDE)], about={"Label": "TLP:AMBER", "Title": INSIDE})
    for name, content in held.items():
        (data / name).write_bytes(content)
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", "{port}", "--no-proxy-headers"]
    log = tmp_path_factory.mktemp("log") / "log.txt"
    with served(command, data=data, log=log) as running:
        yield running
    logged = log.read_text()
    assert "Traceback" not in logged, logged
    assert "127.0.0.1:" not in logged.replace("http://127.0.0.1:", "")
    assert "secret-of-a-query" not in logged


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def ask(address, path, method="GET", content=None, headers=None):
    """Status, headers and body of an answer, wherever it would lead."""
    request = urllib.request.Request(address + path, method=method, data=content, headers=headers or {})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def filled(path):
    """The path with something in place of its parameters."""
    for name, value in {"{number:int}": "1", "{number}": "1", "{rest:path}": "nothing/here"}.items():
        path = path.replace(name, value)
    return "/".join("x" if part.startswith("{") else part for part in path.split("/")) + "?q=secret-of-a-query"


def test_every_route_of_the_app_is_walked(routes):
    assert set(routes) == set(WALK)


def test_a_visitor_gets_nothing_of_the_edition_by_any_route(address):
    for path, status in WALK.items():
        if isinstance(status, int):
            answered, headers, body = ask(address, filled(path))
            assert answered == status, (path, answered)
            assert INSIDE.encode() not in body, path
            assert headers["content-security-policy"], path
            assert headers["access-control-allow-origin"] is None, path
            for cookie in (line for line in headers.get_all("set-cookie", []) if "Max-Age=0" not in line):
                assert "samesite=lax" in cookie.casefold() and "path=/" in cookie.casefold(), cookie
                assert "httponly" in cookie.casefold() or cookie.startswith(XSRF_COOKIE_NAME), cookie


def test_a_visitor_can_change_nothing_by_any_route_and_any_method(address):
    for path in WALK:
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            if path.startswith("/_stcore/stream"):
                continue
            answered, _, _ = ask(address, filled(path or "/"), method, b"x")
            expected = POSTED.get(path) if method == "POST" else None
            assert answered == expected if expected else answered in (308, 403, 404, 405), (method, path, answered)


def test_no_page_of_another_host_is_allowed_to_read_or_send_anything(address):
    for path in (
        "/",
        "/_stcore/health",
        "/_stcore/host-config",
        "/healthz",
        "/briefing.html",
        "/media/x",
        "/component/x/y",
    ):
        for method in ("GET", "OPTIONS"):
            _, headers, _ = ask(address, path, method, headers={"Origin": "https://evil.example"})
            assert headers["access-control-allow-origin"] is None, path
    assert json.loads(ask(address, "/_stcore/host-config")[2])["allowedOrigins"] == []


def run(address, page, cookie=None):
    """Everything that a page of that name sends over the websocket in one run."""
    message, told = BackMsg(), []
    message.rerun_script.page_name = page
    message.rerun_script.query_string = "district=alder"
    headers = {"Origin": address} | ({"Cookie": cookie} if cookie else {})
    with connect(
        address.replace("http", "ws") + "/_stcore/stream", additional_headers=headers, max_size=None
    ) as socket:
        socket.send(message.SerializeToString())
        while "scriptFinished" not in (told[-1] if told else {}):
            told.append(MessageToDict(ForwardMsg.FromString(socket.recv(60))))
    return json.dumps(told)


@pytest.mark.parametrize("page", ["", *PAGES, "nothing"])
def test_a_visitor_gets_nothing_of_the_edition_by_any_page(address, page):
    told = run(address, page, cookie="briefbook_user=forged; _streamlit_user=forged")
    assert INSIDE not in told
    path = page if page not in ("briefing", "nothing") else ""
    wanted = "/desk" if page == "desk" else f"/{path}?district=alder"
    assert f"signin?next={quote(wanted, safe='')}" in told, told[-300:]
    assert "fileUploader" not in told and "Traceback" not in told


def test_no_page_of_another_host_opens_the_websocket(address):
    for origin in ("https://evil.example", "http://localhost:3000", "null"):
        with pytest.raises(InvalidStatus) as refused:
            connect(address.replace("http", "ws") + "/_stcore/stream", additional_headers={"Origin": origin})
        assert refused.value.response.status_code == 403
