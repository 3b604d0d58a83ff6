"""A PostgreSQL server of the tests' own, on loopback, gone with them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SERVERS = (Path("/usr/lib/postgresql/15/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin")))
SUPERUSER = "briefbook"


def server_programs() -> Path | None:
    """Where PostgreSQL's programs lie: Debian keeps them off the path; elsewhere they are on it."""
    found = shutil.which("initdb")
    folders = (*SERVERS, *((Path(found).parent,) if found else ()))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@dataclass(frozen=True)
class Server:
    """A server in a folder of its own, which can be stopped and started again on its port."""

    programs: Path
    home: Path
    port: int

    @property
    def address(self) -> str:
        """What SQLAlchemy calls it; a database's name is added."""
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/"

    def create(self) -> None:
        """Lay out its files."""
        self._run("initdb", "--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C", "--no-sync")

    def start(self) -> None:
        """Listen; returns when it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.home} -c fsync=off"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.home / "log"), "start")

    def stop(self) -> None:
        """Go away at once, as a machine that loses its power does."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        asked: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            asked = {"user": "postgres", "group": "postgres", "extra_groups": []}
        call = [self.programs / program, "-D", self.home / "data", *arguments]
        subprocess.run(call, check=True, capture_output=True, cwd=self.home, timeout=120, **asked)


@contextmanager
def running_server() -> Iterator[Server]:
    """A fresh server. Without PostgreSQL the test is skipped."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="briefbook-pg-") as folder:
        server = Server(programs, Path(folder), _free_port())
        if os.geteuid() == 0:
            shutil.chown(server.home, "postgres", "postgres")
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a fresh server, to which a database's name is added. Without PostgreSQL the test is skipped."""
    with running_server() as server:
        yield server.address


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
