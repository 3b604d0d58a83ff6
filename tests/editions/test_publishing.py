import multiprocessing
import os
import signal

import pytest
import sqlalchemy as sa

from tests.editions.published import begun, drafted, incident_ids, later, row
from utils.editions.lines import Deed, State
from utils.editions.refusals import DraftClosedError
from utils.editions.store import Store


def publish_until(url, draft, moment):
    """The exit status of a process that publishes the draft, killed by -9 before its nth statement or its commit."""
    publisher = multiprocessing.get_context("fork").Process(target=_publish_until, args=(url, draft, moment))
    publisher.start()
    publisher.join(60)
    return publisher.exitcode


def _publish_until(url, draft, moment):
    store = Store(url)
    left = iter(range(1, moment))

    def die_in_time(*_details):
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(store.database.engine, "before_cursor_execute", die_in_time)
    sa.event.listen(store.database.engine, "commit", die_in_time)
    store.publish(draft, "Bo", later(3))


def test_publishing_killed_at_any_moment_leaves_the_edition_and_the_draft(store, url):
    begun(store, row(1))
    digest = drafted(store, "d-1", row(1), row(2))
    before = store.listing(), store.audit(), store.draft("d-1")
    moments = 0
    while publish_until(url, "d-1", moments + 1) == -signal.SIGKILL:
        moments += 1
        again = Store(url)
        assert (again.listing(), again.audit(), again.draft("d-1")) == before, moments
        assert incident_ids(again.draft_edition("d-1")) == ["N-1", "N-2"]
        again.close()
    assert moments > 8  # every statement, and the commit
    assert store.latest_number() == 2
    assert store.edition(2).digest == digest
    assert store.draft("d-1").state is State.PUBLISHED
    assert [line.deed for line in store.audit(most=1)] == [Deed.PUBLISHED]


def test_one_who_waits_for_a_killed_publisher_publishes(store, url):
    begun(store, row(1))
    drafted(store, "d-1", row(2))
    drafted(store, "d-2", row(3))
    assert publish_until(url, "d-1", 8) == -signal.SIGKILL
    assert store.publish("d-2", "Cy", later(4)) == 2


def test_publishing_twice_by_a_double_click_makes_one_edition(store):
    begun(store, row(1))
    drafted(store, "d-1", row(2))
    assert store.publish("d-1", "Bo", later(3)) == 2
    with pytest.raises(DraftClosedError, match="published"):
        store.publish("d-1", "Bo", later(3))
    assert store.latest_number() == 2
