"""How fast a document is handed out that has been made before: without a socket, by the routes themselves.

Run by `make bench`; never part of the test suite. Absolute times drift with the machine; quote the ratios to `healthz`,
the least that any answer takes.
"""

import asyncio
import statistics
import time

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from utils.web import papers, settings
from utils.web.operations import probes

ROUNDS = 300
QUERY = b"from=2026-01-01&to=2026-06-02&district=gwadar"
CASES = {
    "floor (healthz)": ("/healthz", False),
    "PDF from cache": ("/editions/1/briefing.pdf", False),
    "PDF, not modified": ("/editions/1/briefing.pdf", True),
    "web page from cache": ("/editions/1/briefing.html", False),
    "GeoJSON from cache": ("/editions/1/incidents.geojson", False),
}
MOST_MS = {"PDF from cache": 5.0, "PDF, not modified": 2.0}
PAGES_A_SECOND = 300


@pytest.fixture
def app(settings_of_the_tests, monkeypatch):
    """The settings are read once, as in a running app."""
    settings_of_the_tests.cache_clear()
    monkeypatch.setattr(settings, "_of_this_process", settings_of_the_tests)
    return Starlette(routes=[*papers.ROUTES, *probes.ROUTES])


async def _asked(app, path, tag=None):
    """The status of one answer, all of which is received."""
    told = {}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        told.setdefault("status", message.get("status"))

    headers = [
        (b"host", b"desk.example"),
        (b"accept-encoding", b"gzip"),
        *([(b"if-none-match", tag.encode())] if tag else []),
    ]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": QUERY,
        "headers": headers,
        "scheme": "http",
        "server": ("desk.example", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
        "app": app,
    }
    await app(scope, receive, send)
    return told["status"]


async def _measured(app, tags):
    """Milliseconds of CPU for each case, the cases in turn."""
    times = {name: [] for name in CASES}
    for number in range(ROUNDS + 1):
        for name, (path, known) in CASES.items():
            start = time.process_time()
            status = await _asked(app, path, tags[path] if known else None)
            assert status == (304 if known else 200)
            if number:  # the first round makes the documents
                times[name].append((time.process_time() - start) * 1000)
    return times


def test_what_has_been_made_before_is_handed_out_at_once(app):
    client = TestClient(app, base_url="http://desk.example")
    paths = {path for path, _ in CASES.values()}
    tags = {path: client.get(f"{path}?{QUERY.decode()}").headers.get("etag") for path in paths}
    medians = {name: statistics.median(times) for name, times in asyncio.run(_measured(app, tags)).items()}
    floor = medians["floor (healthz)"]
    for name, milliseconds in medians.items():
        print(f"{name:24} {milliseconds:6.2f} ms of CPU, {milliseconds / floor:4.1f} x the floor")
    assert {name: medians[name] < most for name, most in MOST_MS.items()} == dict.fromkeys(MOST_MS, True)
    assert 1000 / medians["web page from cache"] > PAGES_A_SECOND
