"""Clocks that jump: the order of editions, what readers see and how long a sign-in lasts do not go astray."""

import datetime as dt
import time

import pytest

from tests.drawn import an_incident, files
from tests.editions.published import NOON, begun, drafted, incident_ids, row
from tests.web.test_shelf import folder as _folder
from tests.web.test_shelf import publish
from utils.editions.history import row_history
from utils.editions.recipes import Upload
from utils.tables import schema
from utils.tables.dataset import assemble
from utils.web import shelf
from utils.web.access.attempts import PER_CLIENT, WINDOW_SECONDS, Attempts
from utils.web.access.cookies import SESSION_SECONDS, open_session, read_session, write_session
from utils.web.shelf import current_shelf, shelf_of_draft

folder = _folder
LONG_AGO, FAR_AHEAD = dt.datetime(1999, 12, 31, tzinfo=dt.UTC), dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
SECRET = "s" * 40


@pytest.mark.parametrize("moment", [LONG_AGO, FAR_AHEAD])
def test_editions_keep_the_order_of_their_numbers_whatever_the_clock_said(store, moment):
    begun(store, row(1))
    drafted(store, "d-1", row(1), row(2))
    assert store.publish("d-1", "Bo", moment) == 2
    drafted(store, "d-2", row(3))
    assert store.publish("d-2", "Bo", NOON) == 3
    assert [line.at for line in store.listing()] == [NOON, moment, NOON]
    assert incident_ids(store.edition(store.latest_number())) == ["N-3"]
    assert [event.edition.number for event in row_history(store, schema.INCIDENTS, "N-2")] == [2, 3]
    assert [line.subject for line in store.audit(most=1)] == ["edition 3"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("jump", [-400 * 86400, 400 * 86400])
def test_a_newer_edition_is_seen_whatever_becomes_of_the_clock(monkeypatch, jump):
    monkeypatch.setattr(shelf, "ASKED_EVERY", 0.05)
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    true = time.time
    monkeypatch.setattr(time, "time", lambda: true() + jump)
    store.publish("draft", "Ann", NOON)
    time.sleep(0.1)
    assert current_shelf().edition.number == 2


@pytest.mark.usefixtures("folder")
def test_a_draft_that_is_saved_again_while_the_clock_stands_still_is_shown_as_it_is_now():
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    assert len(shelf_of_draft("draft").edition.dataset.incidents) == 2
    held = files([an_incident(incident_id=f"N-{number}") for number in range(3)])
    moment = store.draft("draft").changed_at
    store.save_draft("draft", Upload(held, *assemble(held)), "Ann", moment)
    assert len(shelf_of_draft("draft").edition.dataset.incidents) == 3


def test_a_sign_in_ends_when_the_clock_says_so_and_a_forged_end_does_not_count():
    cookie = write_session(open_session("Ana", 1_000_000.0), SECRET)
    assert read_session(cookie, [SECRET], 1_000_000.0 + SESSION_SECONDS - 1)
    assert read_session(cookie, [SECRET], 1_000_000.0 + SESSION_SECONDS + 1) is None
    assert read_session(cookie, [SECRET], 1_000_000.0 - 86400)  # a clock set back locks nobody out


def test_the_door_opens_again_by_a_clock_that_only_goes_forward():
    attempts = Attempts()
    for _ in range(PER_CLIENT):
        attempts.record("192.0.2.1", 100.0)
    assert attempts.wait("192.0.2.1", 100.0) == WINDOW_SECONDS
    assert attempts.wait("192.0.2.1", 100.0 + WINDOW_SECONDS) == 0
