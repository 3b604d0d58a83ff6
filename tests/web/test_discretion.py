import logging
import re
from pathlib import Path

import pytest
import uvicorn

from utils.web.discretion import LOGGERS, keep_readers_out_of_the_log

ACCESS = '%s - "%s %s HTTP/%s" %d'
SOCKET = '%s - "WebSocket %s" [accepted]'


@pytest.fixture
def logged(caplog):
    """What stands in the log after uvicorn wrote a line."""
    keep_readers_out_of_the_log()

    def line(name, message, *parts):
        caplog.set_level(logging.INFO, name)
        logging.getLogger(name).info(message, *parts)
        return caplog.messages[-1]

    return line


@pytest.mark.parametrize("query", ["next=/desk&token=abc123", "district=alder", "q=ana@example.org&token=abc123", "?"])
def test_what_was_asked_for_is_logged_by_its_path_alone_and_by_whom_not_at_all(logged, query):
    said = logged("uvicorn.access", ACCESS, "203.0.113.9:5", "GET", f"/signin?{query}", "1.1", 200)
    assert said == '- - "GET /signin?… HTTP/1.1" 200'


def test_a_websocket_names_nobody_either(logged):
    assert logged("uvicorn.error", SOCKET, "[2001:db8::9]:5", "/_stcore/stream?a=b") == (
        '- - "WebSocket /_stcore/stream?…" [accepted]'
    )


def test_other_lines_are_as_they_were(logged):
    assert logged("uvicorn.error", "Started server process [%s]", "7") == "Started server process [7]"
    assert logged("uvicorn.error", "Really?") == "Really?"


def test_the_log_is_filtered_once_however_often_it_is_asked_for():
    keep_readers_out_of_the_log()
    before = [list(logging.getLogger(name).filters) for name in LOGGERS]
    keep_readers_out_of_the_log()
    assert [logging.getLogger(name).filters for name in LOGGERS] == before


@pytest.mark.parametrize("module", ["http/h11_impl.py", "websockets/websockets_impl.py"])
def test_uvicorn_still_writes_its_lines_as_the_filter_knows_them(module):
    """The filter rests on it: the client comes first, then a dash and the rest in quotation marks."""
    text = (Path(uvicorn.__file__).parent / "protocols" / module).read_text()
    for place in (found.start() for found in re.finditer(r"get_client_addr\(", text)):
        before = text[max(0, place - 160) : place]
        assert "'%s - \"" in before or "import" in before, before
