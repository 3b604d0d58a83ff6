"""SQLite files that are damaged, at a start and while running: told, never written over, and reading goes on."""

import threading
import time

import pytest

from tests.drawn import an_incident
from tests.editions.published import begun, drafted, later, row
from tests.web.test_shelf import folder as _folder
from tests.web.test_shelf import publish
from utils.editions.ailments import Ailment
from utils.editions.refusals import UnreachableError
from utils.editions.store import Store
from utils.web.shelf import Source, current_shelf, shelf_of, shelf_of_draft

folder = _folder


def spoil(file):
    """All but the first page is overwritten, as by a disk that lost its way; what was still in the log is gone."""
    size = file.stat().st_size
    with file.open("r+b") as held:
        held.seek(4096)
        held.write(b"\xa5" * (size - 4096))
    for beside in (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if beside.exists():
            beside.write_bytes(b"")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store" / "editions.sqlite"


@pytest.mark.parametrize("how", ["no database at all", "damaged inside", "cut short"])
def test_a_file_that_is_damaged_is_told_at_the_start_and_left_as_it_is(file, how):
    store = begun(Store(f"sqlite:///{file}"), row(1))
    store.close()
    if how == "no database at all":
        file.write_bytes(b"These are notes, not editions. " * 400)
    elif how == "damaged inside":
        spoil(file)
    else:
        file.write_bytes(file.read_bytes()[:6000])
    held = file.read_bytes()
    with pytest.raises(UnreachableError) as told:
        Store(f"sqlite:///{file}").edition(1)
    assert told.value.ailment is Ailment.DAMAGED
    assert "restore it from a backup" in told.value.sentence
    assert file.read_bytes() == held


def test_a_file_that_is_damaged_while_running_is_told_to_whoever_publishes(file):
    store = begun(Store(f"sqlite:///{file}"), row(1))
    drafted(store, "d-1", row(2))
    store.close()
    spoil(file)
    with pytest.raises(UnreachableError) as told:
        store.publish("d-1", "Bo", later(3))
    assert told.value.ailment is Ailment.DAMAGED


@pytest.mark.usefixtures("folder")
def test_readers_read_on_from_memory_while_the_file_is_damaged(tmp_path):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    store.publish("draft", "Ann", later(1))
    before = current_shelf().edition
    store.close()
    spoil(tmp_path / "editions.sqlite")
    shown = current_shelf()
    assert (shown.edition, shown.source) == (before, Source.MEMORY)
    assert "is damaged (reference" in shown.fault and "Nothing can be published now." in shown.fault


@pytest.mark.usefixtures("folder")
def test_a_start_on_a_damaged_file_shows_the_data_folder_and_says_that_it_may_be_old(tmp_path):
    (tmp_path / "editions.sqlite").write_bytes(b"These are notes, not editions. " * 400)
    shown = current_shelf()
    assert shown.source is Source.FOLDER
    assert "is damaged" in shown.fault and "may not be the newest edition" in shown.fault


@pytest.mark.usefixtures("folder")
def test_while_the_store_is_away_no_reader_waits_for_it_and_it_is_found_again(monkeypatch):
    store = publish(an_incident())
    asked, answer, whole = threading.Event(), threading.Event(), store.latest_number

    def slow_to_fail():
        asked.set()
        answer.wait(20)
        raise UnreachableError("no route")

    monkeypatch.setattr(store, "latest_number", lambda: 1 / 0)
    assert current_shelf().source is Source.MEMORY
    monkeypatch.setattr(store, "latest_number", slow_to_fail)
    began = time.monotonic()
    assert current_shelf().source is Source.MEMORY
    assert asked.wait(20) and time.monotonic() - began < 2
    answer.set()
    monkeypatch.setattr(store, "latest_number", whole)
    end = time.monotonic() + 20
    while current_shelf().source is not Source.STORE and time.monotonic() < end:
        time.sleep(0.05)
    assert (current_shelf().source, current_shelf().fault) == (Source.STORE, None)


@pytest.mark.usefixtures("folder")
def test_while_the_store_is_away_old_editions_come_from_memory_or_are_refused_at_once(monkeypatch):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    store.publish("draft", "Ann", later(1))
    before = shelf_of(1)
    monkeypatch.setattr(store, "latest_number", lambda: 1 / 0)
    monkeypatch.setattr(store, "edition", lambda _number: pytest.fail("asked in vain"))
    monkeypatch.setattr(store, "draft", lambda _name: pytest.fail("asked in vain"))
    assert current_shelf().source is Source.MEMORY
    assert shelf_of(1) is before
    with pytest.raises(UnreachableError):
        shelf_of(7)
    with pytest.raises(UnreachableError):
        shelf_of_draft("draft")
