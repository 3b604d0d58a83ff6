import asyncio
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from utils.web import pace, shield
from utils.web.access.cookies import SIGNED_IN, open_session, write_session
from utils.web.access.roles import Role, User
from utils.web.headers import document_policy, page_policy
from utils.web.settings import read_settings
from utils.web.shield import UPLOAD_FRAMING, Shield
from utils.web.sizes import LARGEST_BODY, LARGEST_HEADERS, LONGEST_QUERY

POLICY = page_policy(("self",))
UPLOAD = "/_stcore/upload_file/session/file"


async def hello(_request):
    return PlainTextResponse("hello")


async def length(request):
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def reading(_scope, receive, _send):
    await receive()


def answered(app, scope):
    """The beginning of the answer to somebody whose file may not be read at all."""
    sent = []

    async def receive():
        raise AssertionError("read")

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent[0]


@pytest.fixture
def client():
    methods = ["GET", "PUT", "POST", "DELETE"]
    routes = [Route(UPLOAD, length, methods=["PUT"]), Route("/{path:path}", hello, methods=methods)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Shield)]))


@pytest.fixture
def analyst(client, monkeypatch):
    """A signed-in analyst, on a server that takes 1 MB."""
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "1")
    value = write_session(open_session("Ana", time.time()), read_settings().secret)
    client.cookies.set(SIGNED_IN, value)
    return client


@pytest.mark.parametrize("path", ["/", "/incidents", "/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_doors_that_tell_too_much_are_closed(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_a_visitor_can_upload_nothing(client, method):
    answer = client.request(method, UPLOAD, content=b"x")
    assert answer.status_code == 403
    assert "/signin" in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_visitors_file_is_refused_before_a_byte_of_it_is_read():
    scope = {"type": "http", "scheme": "http", "path": UPLOAD, "method": "PUT", "headers": []}
    assert answered(Shield(reading), scope)["status"] == 403


@pytest.mark.parametrize(
    ("role", "method", "status"),
    [
        (Role.ANALYST, "PUT", 200),
        (Role.ANALYST, "DELETE", 200),
        (Role.ANALYST, "POST", 403),
        (Role.MEMBER, "PUT", 403),
        (Role.MEMBER, "DELETE", 403),
        (Role.VISITOR, "PUT", 403),
    ],
)
def test_only_an_analyst_uploads_and_takes_back(client, monkeypatch, role, method, status):
    monkeypatch.setattr(shield, "user_of_scope", lambda _scope: User("Ana", role, "test"))
    assert client.request(method, UPLOAD, content=b"xyz").status_code == status


def test_the_cookie_of_the_sign_in_opens_the_upload(analyst):
    assert analyst.put(UPLOAD, content=b"xyz").text == "3 bytes"


MB = 1024 * 1024


@pytest.mark.parametrize(("size", "status"), [(MB, 200), (MB + UPLOAD_FRAMING, 200), (MB + UPLOAD_FRAMING + 1, 413)])
@pytest.mark.parametrize("told", [True, False], ids=["length told", "length not told"])
def test_a_file_is_taken_up_to_the_limit_whatever_its_length_is_said_to_be(analyst, size, status, told):
    def parts():
        for start in range(0, size, 65_536):
            yield b"x" * min(65_536, size - start)

    answer = analyst.put(UPLOAD, content=b"x" * size if told else parts())
    assert answer.status_code == status


def test_a_file_that_is_too_large_is_told_the_limit_and_the_setting(analyst):
    answer = analyst.put(UPLOAD, content=b"x" * 2 * MB)
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.text
    assert "BRIEFBOOK_UPLOAD_MB" in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_length_that_lies_is_counted_all_the_same(analyst):
    answer = analyst.put(UPLOAD, content=b"x" * 2 * MB, headers={"content-length": "10"})
    assert answer.status_code == 413


def test_a_file_that_says_it_is_too_large_is_refused_before_a_byte_of_it_is_read(monkeypatch):
    monkeypatch.setattr(shield, "user_of_scope", lambda _scope: User("Ana", Role.ANALYST, "test"))
    scope = {
        "type": "http",
        "scheme": "http",
        "path": UPLOAD,
        "method": "PUT",
        "headers": [(b"content-length", b"300000000")],
    }
    assert answered(Shield(reading), scope)["status"] == 413


def test_of_a_file_that_is_too_large_no_more_is_read_than_the_limit(monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "1")
    monkeypatch.setattr(shield, "user_of_scope", lambda _scope: User("Ana", Role.ANALYST, "test"))
    read, sent = [], []

    async def app(_scope, receive, _send):
        for _ in range(1000):
            await receive()

    async def receive():
        read.append(65_536)
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "scheme": "http", "path": UPLOAD, "method": "PUT", "headers": []}
    asyncio.run(Shield(app)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert sum(read) <= MB + 2 * UPLOAD_FRAMING


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/base/_stcore/metrics",
        "/a/b/_stcore/agent/openapi.json",
        "/_stcore/metrics/",
        "/%5Fstcore/metrics",
    ],
)
def test_no_spelling_and_no_mounting_opens_a_closed_door(client, path):
    assert client.get(path).status_code == 404


def test_mounted_below_a_path_an_upload_is_guarded_all_the_same(client):
    assert client.put(f"/base{UPLOAD}", content=b"x").status_code == 403


def test_documents_and_forms_of_ours_carry_the_policy_that_runs_no_script(client):
    for path in ("/briefing.html", "/editions/1/briefing.html", "/signin", "/signin/with/x", "/signout"):
        assert client.get(path).headers["content-security-policy"] == document_policy(("self",)), path
    for path in ("/", "/incidents", "/briefing.pdf", "/signings"):
        assert client.get(path).headers["content-security-policy"] == POLICY, path


@pytest.mark.parametrize(
    ("address", "forwarded", "trust", "told"),
    [
        ("https://testserver", None, "no", True),
        ("http://testserver", "https", "yes", True),
        ("http://testserver", "https", "no", False),
        ("http://testserver", None, "yes", False),
    ],
)
def test_browsers_are_told_to_stay_with_https_only_where_it_is_spoken(monkeypatch, address, forwarded, trust, told):
    monkeypatch.setenv("BRIEFBOOK_TRUST_PROXY", trust)
    app = Starlette(routes=[Route("/", hello)], middleware=[Middleware(Shield)])
    headers = {"x-forwarded-proto": forwarded} if forwarded else {}
    answer = TestClient(app, base_url=address).get("/", headers=headers)
    assert ("strict-transport-security" in answer.headers) is told


def test_who_may_frame_the_app_is_a_setting(client, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_FRAMING", "self, https://intranet.example")
    headers = client.get("/").headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://intranet.example")
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("briefbook.example", 200),
        ("BRIEFBOOK.example:8443", 200),
        ("a.desk.example", 200),
        ("127.0.0.1:8501", 200),
        ("[::1]:8501", 200),
        ("desk.example", 421),
        ("evil.example", 421),
        ("briefbook.example.evil.example", 421),
        ("", 421),
    ],
)
def test_where_hosts_are_named_the_server_is_asked_under_no_other(client, monkeypatch, host, status):
    monkeypatch.setenv("BRIEFBOOK_HOSTS", "briefbook.example, *.desk.example")
    assert client.get("/", headers={"host": host}).status_code == status


def test_where_no_host_is_named_any_does(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 200


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 414)])
def test_an_address_is_followed_up_to_a_length(client, more, status):
    assert client.get("/?" + "q" * (LONGEST_QUERY + more)).status_code == status


def test_headers_are_taken_up_to_a_size(client):
    assert client.get("/", headers={"x-long": "q" * (LARGEST_HEADERS // 2)}).status_code == 200
    assert client.get("/", headers={"x-long": "q" * LARGEST_HEADERS}).status_code == 431


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("told", [True, False], ids=["length told", "length not told"])
def test_no_route_but_the_upload_reads_a_large_body(method, told):
    app = Starlette(routes=[Route("/", length, methods=["GET", "POST", "DELETE"])], middleware=[Middleware(Shield)])
    for size, status in ((LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)):
        content = b"x" * size if told else iter([b"x" * size])
        assert TestClient(app).request(method, "/", content=content).status_code == status


@pytest.fixture
def at_once(monkeypatch):
    """No pace was ever used, and each gives four at once."""
    for name in ("pages", "documents", "sign_ins"):
        monkeypatch.setattr(pace, name, pace.Pace())
        monkeypatch.setenv(f"BRIEFBOOK_{name.upper()}_PER_MINUTE", "1")


@pytest.mark.usefixtures("at_once")
def test_signing_in_has_a_pace_for_each_client_and_reading_goes_on(client, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_TRUST_PROXY", "yes")
    paths = ("/signin", "/signin/with/x", "/auth/login", "/oauth2callback", "/signout")
    answers = [client.get(path, headers={"x-forwarded-for": "1.2.3.4"}) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert 50 <= int(answers[-1].headers["retry-after"]) <= 60
    assert client.get("/signin", headers={"x-forwarded-for": "1.2.3.5"}).status_code == 200
    assert client.get("/", headers={"x-forwarded-for": "1.2.3.4"}).status_code == 200


async def greeting(socket):
    await socket.accept()
    await socket.send_text(socket.headers.get("cookie", "no cookie"))
    await socket.close()


@pytest.fixture
def sockets():
    return TestClient(Starlette(routes=[WebSocketRoute("/_stcore/stream", greeting)], middleware=[Middleware(Shield)]))


def opened(sockets, **headers):
    with sockets.websocket_connect("/_stcore/stream", headers=headers) as socket:
        return socket.receive_text()


def refused(sockets, **headers):
    with (
        pytest.raises(WebSocketDenialResponse) as denial,
        sockets.websocket_connect("/_stcore/stream", headers=headers),
    ):
        pass
    return denial.value


def test_a_page_of_this_host_opens_a_socket_and_is_known_by_its_cookies(sockets):
    assert opened(sockets, origin="http://testserver", cookie="a=b") == "a=b"
    assert opened(sockets, cookie="a=b") == "no cookie"


def test_a_page_of_another_host_opens_none(sockets):
    answer = refused(sockets, origin="http://localhost:3000", cookie="a=b")
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (403, "nosniff")


def test_a_socket_is_not_opened_under_another_name_nor_with_an_address_without_end(sockets, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_HOSTS", "briefbook.example")
    assert refused(sockets, host="evil.example", origin="http://evil.example").status_code == 421
    assert (
        refused(sockets, host="localhost", origin="http://localhost", x_long="q" * LARGEST_HEADERS).status_code == 431
    )


@pytest.mark.usefixtures("at_once")
def test_opening_pages_has_a_pace_for_each_client(sockets):
    assert {opened(sockets) for _ in range(4)} == {"no cookie"}
    answer = refused(sockets)
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


def test_a_server_that_cannot_answer_a_socket_closes_it_before_it_is_open():
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        raise AssertionError("read")

    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "scheme": "ws",
        "headers": [(b"origin", b"https://evil.example")],
    }
    asyncio.run(Shield(reading)(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]
