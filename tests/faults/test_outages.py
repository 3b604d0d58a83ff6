"""A database that is away, silent or stuck: nobody waits for ever, nothing is half done, and it is said why."""

import multiprocessing
import os
import signal
import socket
import threading
import time

import pytest
import sqlalchemy as sa

from tests.editions.published import begun, drafted, incident_ids, later, row
from tests.postgres import running_server
from utils.editions import databases
from utils.editions.ailments import Ailment
from utils.editions.refusals import UncertainError, UnreachableError
from utils.editions.store import Store


def test_a_server_that_goes_and_comes_back_is_used_again_without_a_restart():
    with running_server() as server:
        store = begun(Store(f"{server.address}postgres"), row(1))
        drafted(store, "d-1", row(2))
        server.stop()
        for deed in (store.latest_number, lambda: store.publish("d-1", "Bo", later(3))):
            with pytest.raises(UnreachableError, match="nothing was changed") as told:
                deed()
            assert told.value.ailment is Ailment.AWAY
        with pytest.raises(UnreachableError):
            Store(f"{server.address}postgres")
        server.start()
        assert store.publish("d-1", "Bo", later(3)) == 2
        store.close()


def test_a_server_that_does_not_even_say_no_is_given_up_soon(monkeypatch):
    monkeypatch.setattr(databases, "CONNECTING", 2)  # the least that libpq takes
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        with pytest.raises(UnreachableError) as told:
            Store(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/nothing")
    assert told.value.ailment is Ailment.AWAY
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_reader_does_not_wait_for_ever_for_a_table_that_is_locked(store, monkeypatch):
    begun(store, row(1))
    monkeypatch.setattr(databases, "PATIENCE", 1)
    with store.database.engine.begin() as other:
        other.execute(sa.text("LOCK TABLE editions IN ACCESS EXCLUSIVE MODE"))
        other.execute(
            sa.text("SET LOCAL idle_in_transaction_session_timeout = '20s'")
        )  # so that the test ends by all means
        with pytest.raises(UnreachableError) as told:
            store.latest_number()
    assert told.value.ailment is Ailment.AWAY
    assert store.latest_number() == 1


def hold_the_pen(url, held):
    """Take the pen, say so, and fall silent."""
    store = Store(url)
    with store.database.writing() as connection:
        connection.execute(sa.select(1))
        held.set()
        os.kill(os.getpid(), signal.SIGSTOP)


@pytest.fixture
def stuck_writer(url, store):
    """A process that was stopped in the middle of its writing."""
    begun(store, row(1))
    held = multiprocessing.get_context("fork").Event()
    writer = multiprocessing.get_context("fork").Process(target=hold_the_pen, args=(url, held))
    writer.start()
    assert held.wait(30)
    yield writer
    writer.kill()
    writer.join(30)


def impatient(store, seconds, monkeypatch):
    """The same store with so little patience."""
    monkeypatch.setattr(databases, "PATIENCE", seconds)
    return Store(store.database.engine.url.render_as_string(hide_password=False))


def test_who_waits_for_a_stuck_writer_is_told_reads_on_and_publishes_when_it_is_gone(store, stuck_writer, monkeypatch):
    waiting = impatient(store, 1, monkeypatch)
    with pytest.raises(UnreachableError, match="Others have been writing for too long") as told:
        waiting.roll_back(1, "Bo", later(3), "")
    assert told.value.ailment is Ailment.BUSY
    assert incident_ids(waiting.edition(1)) == ["N-1"]
    stuck_writer.kill()
    stuck_writer.join(30)
    waiting.new_draft("d-1", 1, "Ada", later(4))
    waiting.close()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_postgresql_takes_the_pen_from_a_writer_that_fell_silent(url, store, monkeypatch):
    begun(store, row(1))
    monkeypatch.setattr(databases, "SILENCE", 1)
    held = multiprocessing.get_context("fork").Event()
    writer = multiprocessing.get_context("fork").Process(target=hold_the_pen, args=(url, held))
    writer.start()
    try:
        assert held.wait(30)
        store.new_draft("d-1", 1, "Ada", later(4))  # waits a second, and not the writer's life
        assert [draft.id for draft in store.drafts()] == ["d-1"]
    finally:
        writer.kill()
        writer.join(30)


def test_writers_of_one_process_wait_without_a_connection_so_that_readers_find_one(store, monkeypatch):
    begun(store, row(1))
    monkeypatch.setattr(databases, "PATIENCE", 20)
    inside, go_on = threading.Event(), threading.Event()

    def write_slowly():
        with store.database.writing():
            inside.set()
            assert go_on.wait(20)

    writers = [threading.Thread(target=write_slowly) for _ in range(40)]
    for writer in writers:
        writer.start()
    assert inside.wait(20)
    began = time.monotonic()
    assert [store.latest_number() for _ in range(5)] == [1] * 5
    assert time.monotonic() - began < 5
    assert store.database.engine.pool.checkedout() == 1
    go_on.set()
    for writer in writers:
        writer.join(20)
    assert not any(writer.is_alive() for writer in writers)


def test_whoever_takes_their_time_over_a_row_s_history_holds_no_connection(store):
    begun(store, row(1))
    story = store.versions("incidents")
    next(story)
    assert store.database.engine.pool.checkedout() == 0


def test_readers_beyond_the_last_connection_are_told_rather_than_shown_a_mistake(store):
    begun(store, row(1))
    engine = store.database.engine
    engine.pool._timeout = 0.1
    most = databases.CONNECTIONS["pool_size"] + databases.CONNECTIONS["max_overflow"]
    held = [engine.connect() for _ in range(most)]
    with pytest.raises(UnreachableError) as told:
        store.latest_number()
    assert told.value.ailment is Ailment.BUSY
    for connection in held:
        connection.close()
    assert store.latest_number() == 1


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_loss_at_the_moment_of_keeping_is_called_uncertain_and_what_stands_is_whole(store):
    begun(store, row(1))
    drafted(store, "d-1", row(2))
    engine = store.database.engine

    def lose(connection):
        own = connection.connection.driver_connection.info.backend_pid
        with sa.create_engine(engine.url).connect() as other:
            # waits there for its end: pg_stat_activity, asked again in one transaction, gives its first answer for ever
            assert other.execute(sa.select(sa.func.pg_terminate_backend(own, 20_000))).scalar()

    sa.event.listen(engine, "commit", lose)
    with pytest.raises(UncertainError, match="look into the history"):
        store.publish("d-1", "Bo", later(3))
    sa.event.remove(engine, "commit", lose)
    assert store.latest_number() == 1
    assert store.publish("d-1", "Bo", later(3)) == 2


def test_two_hundred_who_ask_at_once_are_all_answered(store):
    begun(store, row(1))
    together, answers = threading.Barrier(200), []

    def ask():
        together.wait(60)
        answers.append((store.latest_number(), store.line_of(1).number))

    readers = [threading.Thread(target=ask) for _ in range(200)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert answers == [(1, 1)] * 200
