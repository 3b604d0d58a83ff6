"""The app as a reader meets it: started as a process of its own, opened in Debian's Chromium."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
START_SECONDS = 90


def chromium_path() -> str:
    """Where the machine's Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise FileNotFoundError("Chromium is not installed: make test installs it when run as root on Debian")
    return found


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(
    command: list[str] | None = None,
    *,
    data: Path | None = None,
    log: Path | None = None,
    settings: dict[str, str] | None = None,
) -> Iterator[str]:
    """The address of a running app, stopped afterwards. Without a command it is started as `make run` does.

    Its store is a new one, unless the settings name a database.
    """
    with started(command, data=data, log=log, settings=settings) as (address, _process):
        yield address


@contextlib.contextmanager
def started(
    command: list[str] | None = None,
    *,
    data: Path | None = None,
    log: Path | None = None,
    settings: dict[str, str] | None = None,
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """As `served`, with the process, for a test that kills it."""
    port = free_port()
    run = command or [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}"]
    store = tempfile.TemporaryDirectory()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{store.name}/editions.sqlite", **(settings or {})}
    environment |= {"BRIEFBOOK_DATA": str(data)} if data else {}
    output = log.open("w") if log else subprocess.DEVNULL
    process = subprocess.Popen(
        [part.format(port=port) for part in run], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, process)
        yield address, process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        store.cleanup()


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the app stopped with status {process.returncode} before it answered")
        if _answers(f"{address}/_stcore/health"):
            return
        time.sleep(0.1)
    raise TimeoutError(f"the app did not answer within {START_SECONDS} s")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
