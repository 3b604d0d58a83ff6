import asyncio
import importlib.resources
import re
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg

from utils.web import shield
from utils.web.access.cookies import SIGNED_IN, open_session, write_session
from utils.web.access.roles import Role, User
from utils.web.settings import read_settings
from utils.web.shield import INLINE_SCRIPT_HASH, POLICY, REFUSED_MESSAGES, UPLOAD_FRAMING, Shield, script_hash

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
    scope = {"type": "http", "path": UPLOAD, "method": "PUT", "headers": []}
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
    scope = {"type": "http", "path": UPLOAD, "method": "PUT", "headers": [(b"content-length", b"300000000")]}
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

    asyncio.run(Shield(app)({"type": "http", "path": UPLOAD, "method": "PUT", "headers": []}, receive, send))
    assert sent[0]["status"] == 413
    assert sum(read) <= MB + 2 * UPLOAD_FRAMING


def test_the_policy_allows_no_other_host_and_no_eval():
    assert not re.search(r"https?:|\*|'unsafe-eval'", POLICY)


def test_the_one_allowed_inline_script_is_streamlits_own():
    index = importlib.resources.files("streamlit") / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", index.read_text(encoding="utf-8"), re.DOTALL)
    assert [script_hash(script) for script in scripts] == [INLINE_SCRIPT_HASH]


def test_the_refused_messages_are_messages_that_streamlit_knows():
    assert set(REFUSED_MESSAGES) <= {field.name for field in BackMsg.DESCRIPTOR.fields}


def test_no_reader_can_empty_the_caches_of_all():
    clear, rerun = BackMsg(clear_cache=True), BackMsg()
    rerun.rerun_script.query_string = "a=b"
    sent = [{"type": "websocket.receive", "bytes": message.SerializeToString()} for message in (clear, rerun)]
    passed = []

    async def app(_scope, receive, _send):
        passed.append(await receive())

    async def receive():
        return sent.pop(0)

    asyncio.run(Shield(app)({"type": "websocket"}, receive, None))
    assert [BackMsg.FromString(message["bytes"]).WhichOneof("type") for message in passed] == ["rerun_script"]
