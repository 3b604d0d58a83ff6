import asyncio
import importlib.resources
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg

from utils.web.shield import INLINE_SCRIPT_HASH, POLICY, REFUSED_MESSAGES, Shield, script_hash


async def hello(_request):
    return PlainTextResponse("hello")


@pytest.fixture
def client():
    routes = [Route("/{path:path}", hello, methods=["GET", "PUT", "POST", "DELETE"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Shield)]))


@pytest.mark.parametrize("path", ["/", "/incidents", "/_stcore/metrics", "/_stcore/upload_file/a/b"])
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_doors_that_tell_too_much_are_closed(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nothing_can_be_uploaded(client, method):
    assert client.request(method, "/_stcore/upload_file/session/file").status_code == 403


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
