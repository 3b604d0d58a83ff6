"""The middleware in the very order of app.py: what one of them raises is answered by the one that knows what it is."""

import logging

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import app as served_app
from utils.web.operations.attendance import GONE
from utils.web.sizes import LARGEST_BODY


async def length(request):
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def broken(_request):
    raise KeyError("a mistake of ours")


@pytest.fixture
def guarded():
    """Two routes behind what stands before every route of the app."""
    routes = [Route("/length", length, methods=["POST"]), Route("/broken", broken)]
    return Starlette(routes=routes, middleware=served_app.app._user_middleware)


def parts(size):
    """A body that does not tell its length."""
    for start in range(0, size, 65_536):
        yield b"x" * min(65_536, size - start)


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)])
def test_a_body_that_tells_no_length_is_refused_as_too_large_and_is_no_failure_of_ours(guarded, caplog, size, status):
    answer = TestClient(guarded).post("/length", content=parts(size))
    assert answer.status_code == status
    assert "Failure" not in caplog.text


def test_what_fails_is_answered_in_a_sentence(guarded, caplog):
    assert TestClient(guarded).get("/broken").status_code == 500
    assert "Failure" in caplog.text


def test_a_reader_who_hangs_up_in_the_middle_of_a_request_is_no_failure_of_ours(guarded, caplog):
    caplog.set_level(logging.INFO, "briefbook.requests")
    told = iter([{"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"}])
    sent = []

    async def receive():
        return next(told)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/length", "scheme": "http", "query_string": b"", "headers": [],
        "server": ("testserver", 80), "client": ("192.0.2.1", 1), "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    anyio.run(guarded, scope, receive, send)
    assert sent == []
    assert "Failure" not in caplog.text
    assert [record.status for record in caplog.records if record.name == "briefbook.requests"] == [GONE]
