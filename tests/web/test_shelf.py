import os

import pytest

from tests.drawn import ABOUT, an_incident, files
from utils.web.settings import DATA_VARIABLE
from utils.web.shelf import current_shelf


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    put(tmp_path, files())
    return tmp_path


def put(folder, held):
    for name, content in held.items():
        (folder / name).write_bytes(content)
        os.utime(folder / name, ns=(1, hash(content) % 10**9))


@pytest.mark.usefixtures("folder")
def test_the_edition_is_read_once_while_its_files_stand():
    assert current_shelf() is current_shelf()
    assert current_shelf().edition.dataset.about.title == ABOUT["Title"]


def test_a_replaced_file_is_seen(folder):
    before = current_shelf()
    put(folder, files([an_incident(), an_incident(incident_id="N-2")]))
    after = current_shelf()
    assert len(after.edition.dataset.incidents) == 2
    assert after.edition.digest != before.edition.digest


def test_a_folder_without_files_still_gives_a_shelf(folder):
    for path in folder.glob("*.xlsx"):
        path.unlink()
    assert current_shelf().edition.dataset.incidents.empty


def test_a_torn_base_map_is_told_and_everything_else_stands(folder):
    (folder / "reference").mkdir()
    (folder / "reference" / "base.json").write_text("{")
    shelf = current_shelf()
    assert "base.json" in shelf.base_fault
    assert len(shelf.edition.dataset.incidents) == 1
