"""What stands in deploy/ asks the app at addresses that it has, and waits until it may be given readers."""

import http.server
import os
import re
import subprocess
import sys
import threading
import time

import pytest

from tests.serving import ROOT
from utils.web.operations import probes

DEPLOYED = [path for path in sorted((ROOT / "deploy").iterdir()) if path.is_file()]


@pytest.mark.parametrize("file", DEPLOYED, ids=lambda path: path.name)
def test_every_probe_that_is_deployed_is_an_address_of_the_app(file):
    asked = set(re.findall(r"/(?:\w+z|metrics)\b", file.read_text()))
    assert asked <= {route.path for route in probes.ROUTES}


def test_compose_and_systemd_wait_for_readiness():
    texts = {path.name: path.read_text() for path in DEPLOYED}
    assert "/readyz" in texts["compose.yaml"]
    assert "deploy/wait-until-ready %i" in texts["briefbook@.service"]


def test_waiting_ends_when_the_replica_is_ready_and_not_before():
    asked = []

    class Replica(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200 if len(asked) > 2 else 503)
            self.end_headers()

        def log_message(self, *_):
            """Not in the test's output."""

    with http.server.HTTPServer(("127.0.0.1", 0), Replica) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.monotonic()
        subprocess.run(
            [ROOT / "deploy" / "wait-until-ready", str(server.server_port)],
            check=True,
            timeout=60,
            env={**os.environ, "PYTHON": sys.executable},
        )
        server.shutdown()
    assert asked == ["/readyz"] * 3
    assert time.monotonic() - began > 2
