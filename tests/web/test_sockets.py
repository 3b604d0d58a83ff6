import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from utils.web.sizes import LARGEST_MESSAGE
from utils.web.sockets import PASSED_MESSAGES, foreign, sieved, without_unproven_cookies

KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
KEPT_OUT = {"clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"}
"""Those that Streamlit 1.67 knows and no page of ours sends."""


def a_message(kind):
    message, field = BackMsg(), BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return message.SerializeToString()


def received(*messages):
    """What gets through of these, and what was sent to the other side."""
    waiting = [*messages, {"type": "websocket.disconnect", "code": 1000}]
    passed, sent = [], []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    async def all_of_them():
        receiving = sieved(receive, send)
        while not passed or passed[-1]["type"] != "websocket.disconnect":
            passed.append(await receiving())

    asyncio.run(all_of_them())
    return passed, sent


def test_every_message_that_streamlit_knows_is_either_passed_or_kept_out_on_purpose():
    assert set(PASSED_MESSAGES) | KEPT_OUT == set(KINDS)
    assert not set(PASSED_MESSAGES) & KEPT_OUT


@pytest.mark.parametrize("kind", KINDS)
def test_no_reader_can_empty_the_caches_of_all_or_ask_what_git_knows(kind):
    passed, _ = received({"type": "websocket.receive", "bytes": a_message(kind)})
    assert len(passed) == (1 if kind in KEPT_OUT else 2)


def test_a_message_that_says_nothing_is_not_passed():
    assert len(received({"type": "websocket.receive", "bytes": b""})[0]) == 1


def test_what_cannot_be_read_is_left_to_streamlit():
    assert len(received({"type": "websocket.receive", "bytes": b"\xff" * 9})[0]) == 2


@pytest.mark.parametrize(
    ("message", "code"),
    [({"bytes": b"x" * (LARGEST_MESSAGE + 1)}, 1009), ({"text": "hello"}, 1003), ({"bytes": None, "text": ""}, 1003)],
)
def test_a_message_that_is_too_large_or_is_text_ends_the_connection_before_it_is_read(message, code):
    passed, sent = received({"type": "websocket.receive", **message})
    assert [one["type"] for one in passed] == ["websocket.disconnect"]
    assert sent == [{"type": "websocket.close", "code": code}]


def a_socket(**headers):
    return {
        "type": "websocket",
        "headers": [(name.encode(), value.encode()) for name, value in {"host": "here:8501", **headers}.items()],
    }


@pytest.mark.parametrize(
    ("origin", "refused"),
    [
        ("http://here:8501", False),
        ("https://here:8501", False),
        ("http://here:3000", True),
        ("http://localhost:3000", True),
        ("https://share.streamlit.io", True),
        ("https://here:8501.evil.example", True),
        ("null", True),
        ("", True),
    ],
)
def test_only_a_page_of_this_host_and_port_opens_a_socket(origin, refused):
    assert foreign(a_socket(origin=origin)) is refused


def test_a_socket_that_tells_no_origin_is_a_visitors_whatever_its_cookies():
    assert not foreign(a_socket())
    assert without_unproven_cookies(a_socket(cookie="a=b"))["headers"] == [(b"host", b"here:8501")]
    proven = a_socket(cookie="a=b", origin="http://here:8501")
    assert without_unproven_cookies(proven) == proven
