"""Three replicas behind the shipped proxy configuration, one PostgreSQL: spread, killed, published to, cut off."""

import contextlib
import getpass
import json
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.postgres import Server, running_server
from tests.serving import ROOT, free_port, started

pytestmark = pytest.mark.browser
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
SECONDS = 30
PACE = 0.25
"""Seconds between two questions of one reader: all together stay under the pace that the proxy allows one client."""
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True)
class Deployment:
    """The proxy's address, each replica's, the database behind them and the proxy's log of who answered what."""

    address: str
    replicas: dict[str, subprocess.Popen]
    database: Server
    log: Path

    def answered_by(self, path: str) -> list[str]:
        """The replicas that answered this path, in order."""
        lines = (line.split(" ", 1) for line in self.log.read_text().splitlines())
        return [f"http://{upstream.split(',')[-1].strip()}" for upstream, asked in lines if asked == path]


def ask(address: str, cookie: str | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def until(holds, seconds=SECONDS):
    """Wait until it holds; the last answer, whatever it is."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.2)
    return holds()


@contextlib.contextmanager
def proxied(folder: Path, replicas: list[str]) -> Iterator[tuple[str, Path]]:
    """nginx with deploy/nginx.conf as it is shipped, but for its ports and its cache's folder."""
    port, log = free_port(), folder / "access.log"
    shipped = (ROOT / "deploy" / "nginx.conf").read_text()
    for number, replica in enumerate(replicas, start=8501):
        shipped = shipped.replace(f"127.0.0.1:{number} ", f"{replica.removeprefix('http://')} ")
    shipped = shipped.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/cache/nginx", str(folder))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"user {getpass.getuser()}; daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events {}\nhttp {\n"
        f"log_format who '$upstream_addr $request_uri'; access_log {log} who;\n"
        f"{temporary}\n"
        f"include /etc/nginx/mime.types;\n{shipped}\n}}\n"
    )
    nginx = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        address = f"http://127.0.0.1:{port}"
        assert until(lambda: _answers(address)), (folder / "error.log").read_text()
        yield address, log
    finally:
        nginx.terminate()
        nginx.wait(SECONDS)


def _answers(address: str) -> bool:
    with contextlib.suppress(OSError):
        return ask(f"{address}/healthz")[0] == 200
    return False


@pytest.fixture(scope="module")
def deployment(tmp_path_factory) -> Iterator[Deployment]:
    if NGINX is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(running_server())
        settings = {
            "DATABASE_URL": f"{database.address}postgres",
            "BRIEFBOOK_SECRET": "s" * 40,
            "BRIEFBOOK_TRUST_PROXY": "yes",
        }
        command = [sys.executable, "-m", "uvicorn", "app:app", "--port", "{port}", "--log-level", "warning"]
        replicas = {}
        for _ in range(3):
            address, process = stack.enter_context(started(command, settings=settings))
            replicas[address] = process
        address, log = stack.enter_context(proxied(folder, list(replicas)))
        yield Deployment(address, replicas, database, log)


def test_readers_spread_over_the_replicas_and_each_stays_on_one(deployment):
    cookies = []
    for _ in range(30):
        _, headers, _ = ask(f"{deployment.address}/healthz?first")
        cookies.append(re.match(r"briefbook_replica=\w+", headers["set-cookie"]).group())
    first = deployment.answered_by("/healthz?first")
    assert set(first) == set(deployment.replicas)
    assert max(Counter(first).values()) < 25

    for _ in range(5):
        _, headers, _ = ask(f"{deployment.address}/healthz?again", cookies[0])
        assert "set-cookie" not in headers
    assert set(deployment.answered_by("/healthz?again")) == {first[0]}


def test_a_numbered_edition_is_answered_from_the_proxys_own_store_the_second_time(deployment):
    path = f"{deployment.address}/editions/1/briefing.html?district=gwadar"
    once, again = ask(path), ask(path)
    assert (once[1]["x-cache"], again[1]["x-cache"]) == ("MISS", "HIT")
    assert once[2] == again[2]
    assert "set-cookie" not in again[1]


@contextlib.contextmanager
def asked_meanwhile(deployment, paths):
    """Readers who ask for these, again and again, all the while; afterwards, each answer's status and path."""
    over, answers = threading.Event(), []

    def read(path):
        while not over.is_set():
            try:
                answers.append((ask(f"{deployment.address}{path}")[0], path))
            except OSError as error:
                answers.append((repr(error), path))
            over.wait(PACE)

    readers = [threading.Thread(target=read, args=(path,)) for path in paths]
    for reader in readers:
        reader.start()
    try:
        yield answers
    finally:
        over.set()
        for reader in readers:
            reader.join(SECONDS)


LOAD = ("/healthz", "/readyz", "/incidents.csv?district=gwadar", "/editions/1/incidents.geojson?district=kech")


def test_a_reader_whose_replica_is_killed_under_load_sees_the_same_view_on_another(deployment, browser):
    with browser.new_context() as window:
        page = window.new_page()
        answered = []  # by a frame, on each of its websockets in turn
        page.on("websocket", lambda socket: socket.on("framereceived", lambda _frame: answered.append(socket)))
        page.goto(f"{deployment.address}/incidents?district=gwadar")
        expect(page.locator(DONE)).to_be_attached(timeout=SECONDS * 1000)
        view = page.get_by_text("Filters: ").first
        told = view.inner_text()
        assert "Gwadar" in told

        home = deployment.answered_by("/incidents?district=gwadar")[-1]
        with asked_meanwhile(deployment, LOAD) as answers:
            until(lambda: len(answers) > 20)
            deployment.replicas[home].kill()
            deployment.replicas[home].wait(SECONDS)
            while len(set(answered)) < 2:
                page.wait_for_timeout(100)
        assert {status for status, _ in answers} == {200}, Counter(answers)
        expect(page.locator(DONE)).to_be_attached(timeout=SECONDS * 1000)
        assert page.get_by_text("Filters: ").first.inner_text() == told

        page.get_by_role("link", name="Casualties", exact=True).first.click()
        expect(page).to_have_url(re.compile("/casualties.*district=gwadar"), timeout=SECONDS * 1000)
        expect(page.locator(DONE)).to_be_attached(timeout=SECONDS * 1000)
        assert page.get_by_text("Filters: ").first.inner_text() == told
    for _ in range(20):
        assert ask(f"{deployment.address}/healthz")[0] == 200


def living(deployment):
    return [address for address, process in deployment.replicas.items() if process.poll() is None]


def newest(address):
    return json.loads(ask(f"{address}/healthz")[2])


def ready(address):
    """Whether readers may be sent there, what they are shown it from, and how the store is."""
    status, _, body = ask(f"{address}/readyz")
    told = json.loads(body)
    return status, told["shown_from"], told["store"]


def publish(deployment, folder):
    for shipped in (ROOT / "data").glob("*.xlsx"):
        shutil.copy(shipped, folder)
    book = openpyxl.load_workbook(folder / "reference.xlsx")
    about = next(row for row in book["About"].iter_rows() if row[0].value == "Title")
    about[1].value = "Another title"
    book.save(folder / "reference.xlsx")
    store = ["--database", f"{deployment.database.address}postgres"]
    call = [
        sys.executable,
        "-m",
        "utils.editions",
        *store,
        "publish",
        folder,
        "--author",
        "A. Analyst",
        "--note",
        "New",
    ]
    return subprocess.run(call, check=False, cwd=ROOT, capture_output=True, text=True)


def test_an_edition_published_on_one_is_seen_on_all(deployment, tmp_path):
    said = publish(deployment, tmp_path)
    assert said.returncode == 0, said.stderr
    assert until(lambda: {newest(address)["edition"] for address in living(deployment)} == {2}, 10), said.stdout


def test_reading_goes_on_from_memory_while_the_database_is_away(deployment, tmp_path):
    deployment.database.stop()
    try:
        assert until(lambda: {ready(address) for address in living(deployment)} == {(200, "memory", "away")})
        assert until(lambda: {newest(address)["status"] for address in living(deployment)} == {"without store"})
        status, _, body = ask(f"{deployment.address}/briefing.html")
        assert (status, b"<html" in body) == (200, True)
        said = publish(deployment, tmp_path)
        assert said.returncode != 0
        assert "nothing was changed" in said.stdout, said.stderr
    finally:
        deployment.database.start()
    assert until(lambda: {newest(address)["status"] for address in living(deployment)} == {"ok"})
