"""A PostgreSQL server of the tests' own, on loopback, gone with them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a fresh server, to which a database's name is added. Without PostgreSQL the test is skipped."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="briefbook-pg-") as folder:
        home, port = Path(folder), _free_port()
        asked: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            asked = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(home, "postgres", "postgres")

        def run(program: str, *arguments: str) -> None:
            call = [programs / program, "-D", home / "data", *arguments]
            subprocess.run(call, check=True, capture_output=True, cwd=home, timeout=120, **asked)

        run("initdb", "--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        run("pg_ctl", "-w", "-o", options, "-l", str(home / "log"), "start")
        try:
            yield f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{port}/"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
