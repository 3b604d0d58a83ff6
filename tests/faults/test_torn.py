"""Kept bytes that are no longer what they were: refused by name; readers see the last whole edition, and are told."""

import re

import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.drawn import an_incident, files
from tests.editions.test_store import damage
from tests.web.test_shelf import AT, put
from tests.web.test_shelf import folder as _folder
from utils.editions.recipes import Upload
from utils.editions.records import EDITION_TABLES
from utils.tables.dataset import assemble
from utils.web import papers, shelf
from utils.web.operations import probes
from utils.web.settings import ROOT
from utils.web.shelf import Source, current_shelf, shelf_of
from utils.web.stores import current_store

folder = _folder
TOLD = "Edition 2, the newest, is damaged in the store and is not shown. This is edition 1"


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[*probes.ROUTES, *papers.ROUTES]))


def publish(*incidents):
    """One more edition, of these incidents."""
    current_shelf()
    held, store = files(incidents), current_store()
    name = f"draft-{store.latest_number()}"
    store.new_draft(name, store.latest_number(), "Ann", AT)
    store.save_draft(name, Upload(held, *assemble(held)), "Ann", AT)
    store.publish(name, "Ann", AT)
    return store


def tear(store, number):
    """The edition's own table of incidents, spoilt."""
    kept = EDITION_TABLES.c
    asked = sa.select(kept.sha256).where(kept.edition == number, kept.name == "incidents")
    with store.database.reading() as connection:
        sha256 = connection.execute(asked).scalar_one()
    damage(store, [sha256])
    return sha256


@pytest.fixture
def torn(folder):
    """Edition 2, published and spoilt before anybody has seen it."""
    del folder
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    tear(store, 2)
    return store


def test_the_last_whole_edition_is_shown_with_the_reason(torn, caplog):
    del torn
    shown = current_shelf()
    assert (shown.edition.number, shown.source) == (1, Source.EARLIER)
    assert TOLD in shown.fault
    assert "TornBlobError" in caplog.text
    assert current_shelf() is shown, "kept: what was drawn for it need not be drawn again"


def test_several_that_are_damaged_are_all_passed_over(torn):
    publish(an_incident(), an_incident(incident_id="N-3"))
    tear(torn, 3)
    assert current_shelf().edition.number == 1
    assert current_shelf().fault.startswith("Edition 3, the newest,")


def test_a_damaged_edition_is_not_read_anew_for_every_reader(torn, monkeypatch):
    read, edition = [], torn.edition
    current_shelf()
    monkeypatch.setattr(torn, "edition", lambda number: read.append(number) or edition(number))
    for _ in range(5):
        current_shelf()
    assert 2 not in read


def test_it_is_shown_when_it_was_restored(torn, monkeypatch):
    assert current_shelf().edition.number == 1
    whole = torn.edition(1)
    monkeypatch.setattr(torn, "edition", lambda number: whole if number == 1 else restored)
    restored = whole.__class__(2, whole.digest, whole.dataset, parent=1)
    monkeypatch.setattr(shelf, "LOOKED_AT_EVERY", 0.0)
    assert (current_shelf().edition.number, current_shelf().fault) == (2, None)


def test_the_page_says_so(torn):
    del torn
    page = AppTest.from_file(str(ROOT / "utils" / "web" / "frame.py"), default_timeout=120).run()
    told = " ".join(warning.value for warning in page.warning)
    assert "is damaged in the store and is not shown" in told.replace("\\", "")


def test_documents_of_the_newest_say_so_and_those_of_a_numbered_edition_stay_as_they_are(client, torn):
    del torn
    before = client.get("/editions/1/briefing.html").content
    asked = client.get("/briefing.html")
    assert TOLD in asked.text
    assert (asked.headers[papers.NOTICE], asked.headers["cache-control"]) == (Source.EARLIER.value, "no-cache")
    assert client.get("/editions/1/briefing.html").content == before
    assert TOLD.encode() not in before


def test_latest_leads_to_where_it_is_said(client, torn):
    del torn
    led = client.get("/latest/briefing.html?district=alder", follow_redirects=False)
    assert (led.headers["location"], led.headers["cache-control"]) == (
        "../briefing.html?district=alder",
        "private, no-store",
    )
    assert TOLD in client.get("/latest/briefing.html").text


def test_the_damaged_edition_itself_is_refused_by_the_name_of_its_bytes(client, folder):
    del folder
    sha256 = tear(publish(an_incident(), an_incident(incident_id="N-2")), 2)
    answer = client.get("/editions/2/briefing.html")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "private, no-store")
    assert sha256 in answer.text and "Restore the database from a backup" in answer.text
    assert client.get("/readyz").json()["shown_from"] == "the store, an earlier edition"


def test_publishing_an_older_edition_again_mends_it(torn):
    assert current_shelf().edition.number == 1
    assert torn.roll_back(1, "Ann", AT, "Edition 2 was damaged", seen=2) == 3
    shown = current_shelf()
    assert (shown.edition.number, shown.source, shown.fault) == (3, Source.STORE, None)


def test_a_damaged_old_edition_takes_nothing_else_with_it(client, folder):
    store = publish(an_incident(), an_incident(incident_id="N-2"))
    tear(store, 1)
    shelf._keeper.cache_clear()
    put(folder, {})
    assert (current_shelf().edition.number, current_shelf().fault) == (2, None)
    assert client.get("/editions/1/briefing.html").status_code == 503
    assert re.search("edition 2", client.get("/briefing.html").text, re.IGNORECASE)
    assert shelf_of(2).edition.number == 2
