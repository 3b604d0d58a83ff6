"""Disks that are full or read-only: a sentence for whoever writes, nothing changed, and reading goes on."""

import os

import pytest
import sqlalchemy as sa

from tests.editions.published import begun, drafted, incident_ids, later, published, row, upload
from utils.editions import databases
from utils.editions.ailments import Ailment
from utils.editions.lines import State
from utils.editions.refusals import UnreachableError
from utils.editions.store import Store


def sqlite_on(folder):
    return Store(f"sqlite:///{folder}/editions.sqlite")


def with_pragma(store, pragma):
    """From now on every connection of the store begins with that pragma."""

    def set_it(connection, _record):
        connection.execute(pragma)

    store.database.close()
    sa.event.listen(store.database.engine, "connect", set_it)
    return lambda: (sa.event.remove(store.database.engine, "connect", set_it), store.database.close())


def refused(deed, ailment):
    with pytest.raises(UnreachableError) as told:
        deed()
    assert told.value.ailment is ailment
    assert told.value.sentence == f"The database cannot be used now, and nothing was changed. {ailment.value}"


def state(store):
    return store.listing(), store.audit(), store.drafts(None), incident_ids(store.edition(store.latest_number()))


def test_a_file_that_cannot_grow_is_told_and_publishing_goes_on_when_there_is_room(tmp_path):
    store = begun(sqlite_on(tmp_path), row(1))
    store.new_draft("d-1", 1, "Ada", later(1))
    before = state(store)
    with store.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    make_room = with_pragma(store, f"PRAGMA max_page_count = {pages + 1}")
    refused(lambda: store.save_draft("d-1", upload(row(1), row(2)), "Ada", later(2)), Ailment.FULL)
    assert state(store) == before
    make_room()
    store.save_draft("d-1", upload(row(1), row(2)), "Ada", later(2))
    assert store.publish("d-1", "Bo", later(3)) == 2


def test_a_full_disk_is_told_and_publishing_goes_on_when_there_is_room(small_disk):
    store = begun(sqlite_on(small_disk), row(1))
    digest = drafted(store, "d-1", row(1), row(2))
    before, filler = state(store), small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        filler.write_bytes(b"x" * 12 * 1024 * 1024)
    refused(lambda: [store.publish("d-1", "Bo", later(3 + n)) for n in range(9)], Ailment.FULL)
    assert state(store) == before
    assert sqlite_on(small_disk).edition(1).digest == store.edition(1).digest, "a start on a full disk"
    filler.unlink()
    assert store.publish("d-1", "Bo", later(3), seen=digest) == 2


def test_every_edition_is_read_when_started_on_a_read_only_disk(small_disk, remounted):
    store = begun(sqlite_on(small_disk), row(1))
    published(store, "d-1", row(1), row(2))
    before = state(store)
    store.close()
    remounted(small_disk, "ro")
    again = sqlite_on(small_disk)
    assert state(again) == before
    refused(lambda: again.roll_back(1, "Bo", later(5), ""), Ailment.READ_ONLY)
    again.close()


def test_what_another_process_writes_is_seen_by_one_that_may_not_write_there(tmp_path, monkeypatch):
    begun(sqlite_on(tmp_path), row(1)).close()
    monkeypatch.setattr(databases.os, "access", lambda *_: False)
    reader = sqlite_on(tmp_path)
    assert reader.latest_number() == 1
    monkeypatch.undo()
    writer = sqlite_on(tmp_path)
    published(writer, "d-1", row(1), row(2))
    assert state(reader) == state(writer)
    assert reader.latest_number() == 2
    refused(lambda: reader.new_draft("d", 1, "Ada", later(1)), Ailment.READ_ONLY)
    reader.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into any folder")
def test_every_edition_is_read_from_a_folder_that_may_not_be_written_while_another_has_it_open(tmp_path):
    store = begun(sqlite_on(tmp_path), row(1))
    before = state(store)
    tmp_path.chmod(0o555)
    try:
        again = sqlite_on(tmp_path)
        assert state(again) == before
        refused(lambda: again.new_draft("d", 1, "Ada", later(1)), Ailment.READ_ONLY)
    finally:
        tmp_path.chmod(0o755)


def test_a_store_that_may_only_be_read_says_so(store):
    begun(store, row(1))
    drafted(store, "d-1", row(2))
    before = state(store)
    if store.database.engine.dialect.name == "sqlite":
        mend = with_pragma(store, "PRAGMA query_only = ON")
    else:  # as a standby that took over is, or a server whose operator has closed it
        mend = closed_to_writers(store)
    refused(lambda: store.publish("d-1", "Bo", later(3)), Ailment.READ_ONLY)
    assert state(store) == before
    mend()
    assert store.publish("d-1", "Bo", later(3)) == 2


def closed_to_writers(store):
    name = store.database.engine.url.database

    def set_it(value):
        with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET default_transaction_read_only = off")
            connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")
        store.database.close()

    set_it("on")
    return lambda: set_it("off")


STATES = {"53100": Ailment.FULL, "XX001": Ailment.DAMAGED, "53300": Ailment.BUSY, "58030": Ailment.FAILING}


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("code", STATES)
def test_what_postgresql_says_in_the_middle_of_publishing_is_told_by_its_code(store, code):
    begun(store, row(1))
    drafted(store, "d-1", row(2))
    before = state(store)
    with store.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '{code}'; END $$"
        )
        connection.exec_driver_sql("CREATE TRIGGER fails BEFORE INSERT ON audit EXECUTE FUNCTION fails()")
    refused(lambda: store.publish("d-1", "Bo", later(3)), STATES[code])
    assert state(store) == before
    assert store.draft("d-1").state is State.OPEN
