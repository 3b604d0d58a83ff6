import datetime as dt
import threading
import time

import pytest

from tests.drawn import ABOUT, an_incident, files
from utils.editions.recipes import Upload
from utils.editions.refusals import NoSuchDraftError, NoSuchEditionError, TornBlobError, UnreachableError
from utils.tables.dataset import assemble
from utils.tables.problems import Code
from utils.tables.storing import StoredTableError
from utils.web import shelf
from utils.web.briefings import briefing_of
from utils.web.settings import DATA_VARIABLE
from utils.web.shelf import Source, current_shelf, glanced_shelf, shelf_of, shelf_of_draft
from utils.web.stores import current_store

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/editions.sqlite")
    monkeypatch.setattr(shelf, "ASKED_EVERY", 0.0)
    put(data, files())
    return data


def put(folder, held):
    for name, content in held.items():
        (folder / name).write_bytes(content)


def publish(*incidents, **others):
    current_shelf()
    held = files(incidents, **others)
    dataset, problems = assemble(held)
    store = current_store()
    store.new_draft("draft", store.latest_number(), "Ann", AT)
    store.save_draft("draft", Upload(held, dataset, problems), "Ann", AT)
    return store


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lost", [False, True], ids=["by the store", "without a store"])
def test_the_data_folder_is_read_within_the_limits_that_the_operator_set(lost, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_LIMIT_ROWS", "1")
    if lost:
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    codes = {problem.code for problem in current_shelf().edition.problems}
    assert Code.SHEET_TOO_LONG in codes


@pytest.mark.usefixtures("folder")
def test_a_new_store_begins_with_the_data_folder_as_edition_one():
    assert current_shelf() is current_shelf()
    assert current_shelf().edition.number == 1
    assert current_shelf().edition.dataset.about.title == ABOUT["Title"]


def test_what_is_put_in_the_folder_later_is_not_published_by_itself(folder, caplog):
    before = current_shelf()
    put(folder, files([an_incident(), an_incident(incident_id="N-2")]))
    assert current_shelf() is before
    assert "not" not in caplog.text


@pytest.mark.usefixtures("folder")
def test_a_published_draft_is_seen_and_the_old_edition_stays_readable():
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    assert current_shelf().edition.number == 1
    assert len(shelf_of_draft("draft").edition.dataset.incidents) == 2
    assert shelf_of_draft("draft").pinned == (("draft", "draft"),)
    store.publish("draft", "Ann", AT)
    assert len(current_shelf().edition.dataset.incidents) == 2
    assert current_shelf().pinned == ()
    assert len(shelf_of(1).edition.dataset.incidents) == 1
    assert shelf_of(1).pinned == (("edition", "1"),)


@pytest.mark.usefixtures("folder")
def test_shelves_are_kept_so_that_their_briefings_can_be():
    publish(an_incident())
    assert shelf_of_draft("draft") is shelf_of_draft("draft")


@pytest.mark.usefixtures("folder")
def test_a_draft_begun_anew_from_a_later_edition_is_shown_with_that_edition():
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    held = files([an_incident(summary="Otherwise.")])
    store.new_draft("other", 1, "Bo", AT)
    upload = Upload(held, *assemble(held))
    store.save_draft("other", upload, "Bo", AT)
    assert shelf_of_draft("other").edition.parent == 1
    store.publish("draft", "Ann", AT)
    store.save_draft("other", upload, "Bo", AT + dt.timedelta(minutes=1), parent=2)
    assert (shelf_of_draft("other").edition.parent, shelf_of_draft("other").edition.number) == (2, 3)


@pytest.mark.usefixtures("folder")
def test_while_a_long_draft_is_opened_other_readers_do_not_wait(monkeypatch):
    store = publish(an_incident())
    shown = current_shelf()
    opening, opened = threading.Event(), threading.Event()
    read = store.draft_edition

    def slowly(name):
        opening.set()
        assert opened.wait(10)
        return read(name)

    monkeypatch.setattr(store, "draft_edition", slowly)
    reader = threading.Thread(target=shelf_of_draft, args=("draft",))
    reader.start()
    assert opening.wait(10)
    others = threading.Thread(target=lambda: [current_shelf(), shelf_of(1)])
    others.start()
    others.join(5)
    waited = others.is_alive()
    opened.set()
    reader.join(10)
    others.join(10)
    assert not waited
    assert current_shelf() is shown


@pytest.mark.usefixtures("folder")
def test_while_one_reader_asks_a_store_that_does_not_answer_others_read_on(monkeypatch):
    shown = current_shelf()
    store = current_store()
    asking, answered = threading.Event(), threading.Event()

    def never():
        asking.set()
        answered.wait(10)
        return 1

    monkeypatch.setattr(store, "latest_number", never)
    first = threading.Thread(target=current_shelf)
    first.start()
    assert asking.wait(10)
    seen = []
    second = threading.Thread(target=lambda: seen.append(current_shelf()))
    second.start()
    second.join(5)
    assert seen == [shown]
    answered.set()
    first.join(10)


@pytest.fixture
def silent(monkeypatch):
    """A store that takes a question and does not answer it before the event is set."""
    current_shelf()
    answered, opened = threading.Event(), current_store()
    monkeypatch.setattr(opened, "latest_number", lambda: answered.wait(10) and 1)
    yield answered
    answered.set()


def seen_after(answered):
    """What is shown once the store has answered."""
    answered.set()
    for _ in range(100):
        if not glanced_shelf().is_without_store:
            break
        time.sleep(0.05)
    return glanced_shelf()


@pytest.mark.usefixtures("folder")
def test_a_store_that_takes_a_question_and_never_answers_is_taken_for_away_until_it_does(silent, monkeypatch):
    monkeypatch.setattr(shelf, "WAITED", 0.2)
    assert glanced_shelf().source is Source.STORE
    time.sleep(0.3)
    held = glanced_shelf()
    assert held.source is Source.MEMORY
    assert "cannot be reached" in held.fault
    assert glanced_shelf() is held, "and it is told once"
    with pytest.raises(UnreachableError):
        shelf_of(7)
    assert seen_after(silent).source is Source.STORE


@pytest.mark.usefixtures("folder")
def test_where_no_thread_is_to_be_had_readers_read_on_and_the_store_is_asked_again_later(monkeypatch, caplog):
    shown = current_shelf()

    class NoThread(threading.Thread):
        def start(self):
            raise RuntimeError("can't start new thread")

    with monkeypatch.context() as without_threads:
        without_threads.setattr(shelf.threading, "Thread", NoThread)
        assert current_shelf() is shown
    assert "can't start new thread" in caplog.text
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    assert current_shelf().edition.number == 2


@pytest.mark.usefixtures("folder")
def test_an_edition_is_read_once_whoever_asks_for_it_and_stays_at_hand_while_the_store_is_away(monkeypatch):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    read, asked = store.edition, []
    monkeypatch.setattr(store, "edition", lambda number: asked.append(number) or read(number))
    store.publish("draft", "Ann", AT)
    newest = current_shelf()
    first = shelf_of(1)
    assert asked == [2], "the first was the newest before"
    monkeypatch.setattr(store, "latest_number", lambda: 1 / 0)
    assert current_shelf().edition is newest.edition
    assert shelf_of(1) is first
    assert (first.edition.number, first.pinned) == (1, (("edition", "1"),))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("error", [StoredTableError("a column that is no date"), TornBlobError("0" * 64)])
def test_an_edition_whose_forerunner_cannot_be_read_is_whole_all_the_same(monkeypatch, caplog, error):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    store.publish("draft", "Ann", AT)
    shelf._keeper.cache_clear()
    read = store.edition

    def torn(number):
        if number == 1:
            raise error
        return read(number)

    monkeypatch.setattr(store, "edition", torn)
    held = current_shelf()
    assert (held.edition.number, held.source, held.before) == (2, Source.STORE, None)
    assert type(error).__name__ in caplog.text


@pytest.mark.usefixtures("folder")
def test_while_the_store_is_away_what_changed_since_the_edition_before_is_still_told(monkeypatch):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    store.publish("draft", "Ann", AT)
    assert current_shelf().edition.number == 2

    def away(*_):
        raise UnreachableError("no route")

    for question in ("latest_number", "edition"):
        monkeypatch.setattr(store, question, away)
    shelf = current_shelf()
    briefing = briefing_of(shelf, shelf.options.home, (), "light")
    told = " ".join(sentence.text for sentence in briefing.section("since").sentences)
    assert "1 then, 2 now" in told


@pytest.mark.usefixtures("folder")
def test_what_is_not_there_is_told():
    with pytest.raises(NoSuchEditionError):
        shelf_of(9)
    with pytest.raises(NoSuchDraftError):
        shelf_of_draft("nothing")


def test_a_folder_without_files_still_gives_a_shelf(folder):
    for path in folder.glob("*.xlsx"):
        path.unlink()
    assert current_shelf().edition.dataset.incidents.empty


def test_a_torn_base_map_is_told_and_everything_else_stands(folder):
    (folder / "reference").mkdir()
    (folder / "reference" / "base.json").write_text("{")
    held = current_shelf()
    assert "base.json" in held.base_fault
    assert len(held.edition.dataset.incidents) == 1


@pytest.mark.usefixtures("folder")
def test_when_the_store_is_lost_reading_goes_on_from_memory(monkeypatch, caplog):
    before = current_shelf()
    monkeypatch.setattr(shelf, "current_store", lambda: 1 / 0)
    lost = current_shelf()
    assert lost.edition is before.edition
    assert "Nothing can be published" in lost.fault
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.undo()


@pytest.mark.usefixtures("folder")
def test_a_store_that_cannot_be_opened_leaves_the_data_folder_to_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    held = current_shelf()
    assert len(held.edition.dataset.incidents) == 1
    assert "cannot be reached" in held.fault
