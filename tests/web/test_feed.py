import xml.etree.ElementTree as ET

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.drawn import an_incident, files
from tests.web.test_shelf import AT, folder, publish, put
from utils.briefing.imprint import FEED
from utils.editions.refusals import TornBlobError
from utils.web import feed

__all__ = ["folder"]

SPACE = {"a": "http://www.w3.org/2005/Atom"}
AMBER = {"Label": "TLP:AMBER"}


@pytest.fixture
def client():
    return TestClient(Starlette(routes=feed.ROUTES))


def entries(client):
    found = ET.fromstring(client.get(f"/{FEED}").content).findall("a:entry", SPACE)  # noqa: S314  # our own feed
    return [(one.find("a:title", SPACE).text, one.find("a:content", SPACE).text) for one in found]


@pytest.mark.usefixtures("folder")
def test_every_open_edition_is_told_newest_first_with_what_changed(client):
    publish(an_incident(summary="Otherwise."), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    assert entries(client) == [
        ("Northland briefing: edition 2", "Since edition 1: Incidents: 1 added, 1 corrected."),
        ("Northland briefing: edition 1", "The first edition."),
    ]


@pytest.mark.usefixtures("folder")
def test_a_restricted_edition_is_not_told_nor_what_it_held(client):
    publish(an_incident(), an_incident(incident_id="N-2"), about=AMBER).publish("draft", "Ann", AT)
    assert entries(client) == [("Northland briefing: edition 1", "The first edition.")]


def test_an_open_edition_after_restricted_ones_is_not_called_the_first(client, folder):
    put(folder, files(about=AMBER))
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    assert entries(client) == [("Northland briefing: edition 2", "The first edition that is shown to everybody.")]


@pytest.mark.usefixtures("folder")
def test_an_edition_that_cannot_be_compared_leaves_the_others_in_the_feed(client, monkeypatch):
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)

    def torn(_before, _after):
        raise TornBlobError("0" * 64)

    monkeypatch.setattr(feed, "changed_between", torn)
    (_, second), (_, first) = entries(client)
    assert "What changed since edition 1 cannot be told" in second
    assert "0" * 64 not in second
    assert first == "The first edition."


def test_while_no_edition_is_open_there_is_no_feed(client, folder):
    put(folder, files(about=AMBER))
    answer = client.get(f"/{FEED}")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "private, no-store")


@pytest.mark.usefixtures("folder")
def test_the_feed_is_kept_for_a_minute_and_not_sent_twice(client):
    first = client.get(f"/{FEED}")
    assert first.headers["content-type"].startswith("application/atom+xml")
    assert first.headers["cache-control"] == "public, max-age=60"
    again = client.get(f"/{FEED}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(f"/{FEED}").headers["etag"] == first.headers["etag"]


@pytest.mark.usefixtures("folder")
def test_a_store_that_cannot_be_asked_is_told_by_a_reference(client, monkeypatch, caplog):
    monkeypatch.setattr(feed, "current_store", lambda: 1 / 0)
    answer = client.get(f"/{FEED}")
    assert answer.status_code == 503
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("folder")
def test_of_many_editions_the_newest_are_told_each_against_the_one_before(client, monkeypatch):
    monkeypatch.setattr(feed, "MOST", 1)
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    assert entries(client) == [("Northland briefing: edition 2", "Since edition 1: Incidents: 1 added.")]
