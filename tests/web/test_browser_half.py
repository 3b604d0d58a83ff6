import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from utils.web import browser_half
from utils.web.browser_half import BrowserHalf, packable

SHIPPED = Path(file_util.get_static_dir())
SCRIPTS = sorted(
    (file for name, file in packable(SHIPPED).items() if name.endswith(".js")), key=lambda file: file.stat().st_size
)
SCRIPT = SCRIPTS[len(SCRIPTS) // 2]
ASKED = f"/{SCRIPT.relative_to(SHIPPED).as_posix()}"
PLAIN = {"accept-encoding": "identity"}


@pytest.fixture
def client():
    routes = create_streamlit_static_assets_routes(base_url=None)
    return TestClient(Starlette(routes=routes, middleware=[Middleware(BrowserHalf)]))


def test_a_script_goes_out_packed_and_is_the_script(client):
    answer = client.get(ASKED)
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < SCRIPT.stat().st_size
    assert answer.content == SCRIPT.read_bytes()


def test_packed_and_plain_differ_in_nothing_but_the_packing(client):
    packed, plain = client.get(ASKED), client.get(ASKED, headers=PLAIN)
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    for name in ("cache-control", "content-type", "vary"):
        assert packed.headers[name] == plain.headers[name], name
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["etag"] != plain.headers["etag"]


def test_who_holds_the_packed_script_is_sent_nothing(client):
    tag = client.get(ASKED).headers["etag"]
    again = client.get(ASKED, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_a_script_is_packed_once(client, monkeypatch):
    packed = []
    monkeypatch.setattr(browser_half, "pack", lambda content: packed.append(len(content)) or content)
    for _ in range(3):
        client.get(ASKED, headers={"accept-encoding": "gzip", "if-none-match": "*"})
    assert packed == [SCRIPT.stat().st_size]


def test_a_part_of_a_script_is_a_part_of_the_plain_one(client):
    answer = client.get(ASKED, headers={"range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (206, SCRIPT.read_bytes()[:10])


def test_the_page_itself_is_asked_for_anew_each_time(client):
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_with_the_page_goes_word_of_the_scripts_that_its_text_needs(client):
    named = re.findall(r"<\./(static/js/[^>]+)>; rel=modulepreload", client.get("/").headers["link"])
    assert any("/Html." in name for name in named)
    assert all((SHIPPED / name).is_file() for name in named)
    page = (SHIPPED / "index.html").read_text()
    assert not [name for name in named if name in page]


def test_scripts_announce_no_others(client):
    assert "link" not in client.get(ASKED).headers


@pytest.mark.parametrize("path", ["/static/js/../../index.html", "/static/js/none.js", "/static/%2e%2e/index.html"])
def test_no_name_but_a_shipped_file_is_answered_packed(client, path):
    assert "content-encoding" not in client.get(path).headers
