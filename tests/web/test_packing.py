from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipResponder
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

import app as served_app
from utils.web import papers, press
from utils.web.packing import PACKED_ALREADY, pack, takes_gzip
from utils.web.press import FORMS, file_of
from utils.web.shelf import current_shelf

TEXT = b"Unknown stays unknown. " * 1_000
PACKED = {"accept-encoding": "gzip"}
PLAIN = {"accept-encoding": "identity"}
ADDRESS = "/editions/1/briefing.html"

every_form = pytest.mark.parametrize("form", FORMS)
every_packed_form = pytest.mark.parametrize("form", [form for form in FORMS if form not in PACKED_ALREADY])


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Documents of one text: what is asked here is how they travel."""
    press.kept.clear()
    for form, kind in FORMS.items():
        monkeypatch.setitem(press.FORMS, form, replace(kind, make=lambda _shelf, order: order.form.encode() + TEXT))
    yield
    press.kept.clear()


@pytest.fixture
def client():
    """Documents behind what stands before them in the app, Streamlit's packing too."""
    middleware = [*served_app.app._user_middleware, Middleware(SelectiveGZipMiddleware)]
    return TestClient(Starlette(routes=papers.ROUTES, middleware=middleware))


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("GZIP", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_browser_is_believed_about_what_it_can_unpack(said, taken):
    assert takes_gzip(Headers({"accept-encoding": said})) is taken


@every_form
def test_streamlit_packs_no_document_anew(client, monkeypatch, form):
    packed = []
    monkeypatch.setattr(GZipResponder, "_compress_body", lambda _self, body, _more: packed.append(body) or body)
    assert client.get(f"/editions/1/{file_of(form)}", headers=PACKED).status_code == 200
    assert packed == []


@every_packed_form
def test_the_packed_document_unpacks_to_the_plain_one_and_has_a_tag_of_its_own(client, form):
    address = f"/editions/1/{file_of(form)}"
    plain, packed = client.get(address, headers=PLAIN), client.get(address, headers=PACKED)
    assert packed.content == plain.content == form.encode() + TEXT
    assert (packed.headers["content-encoding"], plain.headers.get("content-encoding")) == ("gzip", None)
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) == len(plain.content)
    assert packed.headers["etag"] != plain.headers["etag"]
    for name in ("cache-control", "content-type", "content-disposition"):
        assert packed.headers[name] == plain.headers[name], name
    assert {packed.headers["vary"], *plain.headers["vary"].split(", ")} == {"Accept-Encoding"}


@pytest.mark.parametrize("form", PACKED_ALREADY)
def test_what_is_packed_by_its_nature_goes_out_as_it_is(client, form):
    answer = client.get(f"/editions/1/{file_of(form)}", headers=PACKED)
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(form.encode() + TEXT)


@pytest.mark.parametrize("held", [PACKED, PLAIN])
def test_whoever_can_unpack_and_holds_either_document_is_sent_nothing(client, held):
    tag = client.get(ADDRESS, headers=held).headers["etag"]
    again = client.get(ADDRESS, headers=PACKED | {"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == "Accept-Encoding"


def test_a_cache_that_holds_the_packed_document_alone_is_sent_the_plain_one_for_those_who_cannot_unpack(client):
    tag = client.get(ADDRESS, headers=PACKED).headers["etag"]
    answer = client.get(ADDRESS, headers=PLAIN | {"if-none-match": tag})
    assert (answer.status_code, answer.content) == (200, b"html" + TEXT)


def test_a_head_request_is_told_of_the_packed_document(client):
    asked, told = client.get(ADDRESS, headers=PACKED), client.head(ADDRESS, headers=PACKED)
    assert told.content == b""
    for name in ("content-encoding", "content-length", "etag", "vary"):
        assert told.headers[name] == asked.headers[name], name


def test_a_document_is_packed_once_and_only_when_somebody_takes_it_so(client, monkeypatch):
    packed = []
    monkeypatch.setattr(press, "pack", lambda content: packed.append(len(content)) or pack(content))
    client.get(ADDRESS, headers=PLAIN)
    assert packed == []
    for _ in range(3):
        client.get(ADDRESS, headers=PACKED)
    assert packed == [len(b"html" + TEXT)]


def test_those_who_found_no_packed_document_at_the_same_moment_are_given_the_same():
    shelf = current_shelf()
    order = press.Order("html", shelf.options.home)
    plain = press.document_of(shelf, order)
    assert press.packed_of(shelf, order, plain) is press.packed_of(shelf, order, plain)


def test_the_packed_document_counts_towards_what_is_kept(monkeypatch):
    content = b"x" * 1_000
    monkeypatch.setattr(press, "MOST_BYTES", 2_010)
    shelf = current_shelf()
    orders = [press.Order(form, shelf.options.home) for form in ("html", "csv")]
    for order in orders:
        press.kept.put(shelf, order, press.Document(content, '"tag"'))
    assert press.kept.find(shelf, orders[0]) is not None
    press.packed_of(shelf, orders[1], press.kept.find(shelf, orders[1]))
    assert [press.kept.find(shelf, order) is not None for order in orders] == [False, True]
