"""The lines of docs/deploy.md on backing up and restoring, run as they stand there."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.editions.published import begun, published, row
from tests.postgres import SUPERUSER, running_server
from tests.serving import ROOT
from utils.briefing.__main__ import main as document
from utils.editions.__main__ import main as editions
from utils.editions.store import Store

BLOCK = re.compile(r"^```sh (\w+ \w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTED = dict(BLOCK.findall((ROOT / "docs" / "deploy.md").read_text()))


def documented(deed, folder, url, programs=None):
    """Run the documented lines in that folder."""
    path = os.pathsep.join(filter(None, [str(programs or ""), os.environ["PATH"]]))
    environment = {**os.environ, "PATH": path, "DATABASE_URL": url}
    subprocess.run(
        ["/bin/bash", "-euc", DOCUMENTED[deed]], check=True, cwd=folder, env=environment, capture_output=True
    )


def filled(url):
    """Two editions in the store of that address."""
    store = Store(url)
    published(begun(store, row(1)), "d", row(1), row(2))
    store.close()


@pytest.fixture
def told(capsys, tmp_path):
    """The digests of all editions at an address, and the bytes of the first one's document."""

    def asked(url):
        assert editions(["--database", url, "list"]) == 0
        listed = capsys.readouterr().out
        paper = tmp_path / "paper.pdf"
        assert document(["--database", url, "--edition", "1", "--out", str(paper)]) == 0
        return listed, paper.read_bytes()

    return asked


def test_a_restored_sqlite_file_gives_the_same_digests_and_the_same_bytes(told, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    url = f"sqlite:///{here}/editions.sqlite"
    filled(url)
    before = told(url)

    documented("backup sqlite", here, url)
    shutil.copy(here / "backup.sqlite", there)
    (there / "editions.sqlite-wal").write_bytes(b"of another life")
    documented("restore sqlite", there, url)
    assert told(f"sqlite:///{there}/editions.sqlite") == before


def test_a_restored_postgresql_dump_gives_the_same_digests_and_the_same_bytes(told, tmp_path):
    with running_server() as server:
        url = f"postgresql://{SUPERUSER}@127.0.0.1:{server.port}/"
        filled(f"{url}postgres")
        before = told(f"{url}postgres")
        documented("backup postgresql", tmp_path, f"{url}postgres", server.programs)
        subprocess.run([server.programs / "createdb", "--maintenance-db", f"{url}postgres", "restored"], check=True)
        documented("restore postgresql", tmp_path, f"{url}restored", server.programs)
        assert told(f"{url}restored") == before


ANOTHER_MACHINE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
    "HOME": "/nonexistent",
}
"""A clock fourteen hours ahead, a language in which I and i are no pair, another order of sets, nobody at home."""


def test_a_backup_restored_on_another_machine_gives_the_same_digests_and_the_same_bytes(told, tmp_path):
    here, there = tmp_path / "here", tmp_path / "somewhere else" / "entirely"
    here.mkdir()
    there.mkdir(parents=True)
    url = f"sqlite:///{here}/editions.sqlite"
    filled(url)
    listed, paper = told(url)
    documented("backup sqlite", here, url)
    shutil.move(here / "backup.sqlite", there)
    shutil.rmtree(here)
    documented("restore sqlite", there, url)

    store = ["--database", f"sqlite:///{there}/editions.sqlite"]
    environment = {**os.environ, **ANOTHER_MACHINE, "PYTHONPATH": str(ROOT)}

    def run(module, *arguments):
        call = [sys.executable, "-m", module, *store, *arguments]
        return subprocess.run(call, check=True, cwd=there, env=environment, capture_output=True).stdout.decode()

    assert run("utils.editions", "list") == listed
    base = ["--reference", str(ROOT / "data" / "reference")]
    run("utils.briefing", "--edition", "1", "--out", "paper.pdf", *base)
    assert (there / "paper.pdf").read_bytes() == paper


@pytest.mark.parametrize("deed", ["backup sqlite", "restore sqlite", "backup postgresql", "restore postgresql"])
def test_every_deed_is_documented(deed):
    assert DOCUMENTED[deed].strip()
