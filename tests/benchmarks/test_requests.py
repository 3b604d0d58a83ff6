"""How many documents a second one process hands out over real sockets, from memory, beside `healthz`, its least answer.

Run by `make bench`; never part of the test suite. The client is a process of its own on kept connections; no request
waits for another of its connection. Quote the ratios, which are of the server's processor time. Where the server is
busy for less than nearly all of a core, something else than its work holds the answers up.
"""

import json
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.load.__main__ import SERVED
from tests.load.watched import taken
from tests.serving import started

ROUNDS, SECONDS, CONNECTIONS = 3, 2.0, 8
STARTED = {"as deployed": SERVED, "as by make run": None}
CLIENT = Path(__file__).with_name("asking.py")
FLOOR = "healthz"
PAGE, PDF = "/editions/1/briefing.html", "/editions/1/briefing.pdf"
PACKED, KNOWN = "Accept-Encoding: gzip, deflate, br\r\n", "If-None-Match: {tag}\r\n"
CASES = {
    FLOOR: ("/healthz", "", "200"),
    "web page": (PAGE, "", "200"),
    "web page, packed as browsers ask": (PAGE, PACKED, "200"),
    "web page, not modified": (PAGE, PACKED + KNOWN, "304"),
    "PDF": (PDF, "", "200"),
    "PDF, as browsers ask": (PDF, PACKED, "200"),
    "PDF, not modified": (PDF, PACKED + KNOWN, "304"),
}
"""Path, headers beside the host's, and the status that is due."""


def requests_of(address):
    """The bytes of each request, with the tag of the document that is now in memory."""
    tags = {}
    for path in {path for path, _, _ in CASES.values()}:
        with urllib.request.urlopen(f"{address}{path}", timeout=120) as answer:
            tags[path] = answer.headers.get("etag", "")
    host = urlsplit(address).netloc
    return {
        name: f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers.format(tag=tags[path])}\r\n".encode()
        for name, (path, headers, _) in CASES.items()
    }


def one_round(address, process, request, status):
    """What the client counted in its seconds, and the processor time that the server took meanwhile."""
    call = [sys.executable, CLIENT, str(urlsplit(address).port), str(CONNECTIONS), str(SECONDS)]
    before = taken(process.pid).seconds
    run = subprocess.run(call, input=request, check=True, capture_output=True)
    told = json.loads(run.stdout)
    assert set(told) - {"requests", "bytes", "seconds", "processor"} == {status}, told
    return told | {"server": taken(process.pid).seconds - before}


def each(rounds, of, over="requests"):
    """The median over the rounds of one count beside another."""
    return statistics.median(told[of] / told[over] for told in rounds)


@pytest.mark.parametrize("way", STARTED)
def test_documents_from_memory_over_sockets(way):
    rounds = {name: [] for name in CASES}
    with started(STARTED[way]) as (address, process):
        for number in range(ROUNDS + 1):
            for name, request in requests_of(address).items():
                told = one_round(address, process, request, CASES[name][2])
                if number:  # the first round warms both sides
                    rounds[name].append(told)
    print(f"\n{way}: {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:g} s in turn")
    print(f"{'':33} requests/s  ms until whole  ms of processor  x {FLOOR}      kB  server busy  client busy")
    for name, every in rounds.items():
        print(
            f"{name:33} {1 / each(every, 'seconds'):10.0f}  {1000 * CONNECTIONS * each(every, 'seconds'):13.1f}  "
            f"{1000 * each(every, 'server'):15.2f}  {each(every, 'server') / each(rounds[FLOOR], 'server'):9.2f}  "
            f"{each(every, 'bytes') / 1000:6.1f}  {each(every, 'server', 'seconds'):11.2f}  "
            f"{each(every, 'processor', 'seconds'):11.2f}"
        )
