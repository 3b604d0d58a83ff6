from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.drawn import an_incident
from tests.web.test_shelf import AT, folder, publish
from utils.visuals.palette import LIGHT
from utils.web.access.roles import VISITOR, Role, User
from utils.web.panels import newer
from utils.web.panels.newer import changed_since
from utils.web.shelf import Source, current_shelf, shelf_of
from utils.web.view import View

__all__ = ["folder"]

SECOND = (an_incident(), an_incident(incident_id="N-2"))
AMBER = {"Label": "TLP:AMBER"}


@pytest.fixture
def opened(monkeypatch):
    """The notice on that edition as somebody has it: what stands in the box, and the markup under it."""

    def notice(number, user=VISITOR, held=None):
        told, markup = [], []
        monkeypatch.setattr(newer, "st", SimpleNamespace(info=told.append, html=markup.append))
        monkeypatch.setattr(newer, "current_user", lambda: user)
        monkeypatch.setattr(newer.controls, "held", lambda: held or {})
        shelf = shelf_of(number)
        newer.newer_edition(View(shelf, shelf.options.home, (), LIGHT))
        return " ".join(told), " ".join(markup)

    return notice


@pytest.mark.usefixtures("folder")
def test_an_older_edition_says_that_there_is_a_newer_one_what_changed_and_the_way_there(opened):
    publish(*SECOND).publish("draft", "Ann", AT)
    told, markup = opened(1)
    assert "edition 1" in told and "edition 2" in told
    assert "Since then: Incidents: 1 added." in markup
    assert 'href="?from=2026-01-01&amp;to=2026-03-31"' in markup
    assert 'href="latest/briefing.html?from=2026-01-01&amp;to=2026-03-31#since"' in markup


@pytest.mark.usefixtures("folder")
def test_what_a_reader_tries_out_goes_along_to_the_newest_edition(opened):
    publish(*SECOND).publish("draft", "Ann", AT)
    _, markup = opened(1, held={"if-radius": ['"><b>']})
    assert "&amp;if-radius=%22%3E%3Cb%3E" in markup


@pytest.mark.usefixtures("folder")
def test_what_changed_in_a_restricted_edition_is_told_to_its_readers_alone(opened):
    publish(*SECOND, about=AMBER).publish("draft", "Ann", AT)
    assert "1 added" in opened(1, User("Ann", Role.MEMBER, "test"))[1]
    told, markup = opened(1)
    assert "edition 2" in told
    assert "signed-in readers only" in markup
    assert "added" not in markup


@pytest.mark.usefixtures("folder")
def test_where_the_store_cannot_tell_what_changed_a_reference_stands_instead(caplog):
    publish(*SECOND).publish("draft", "Ann", AT)
    first, newest = shelf_of(1).edition, current_shelf()
    missing = type(first)(9, "none", first.dataset)
    assert "reference" in changed_since(missing, newest)
    assert "There is no edition 9" in caplog.text


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("source", [Source.MEMORY, Source.FOLDER])
def test_while_the_store_is_away_nobody_waits_for_it_to_tell_what_changed(monkeypatch, source):
    publish(*SECOND).publish("draft", "Ann", AT)
    first, newest = shelf_of(1).edition, replace(current_shelf(), source=source)
    asked = []
    monkeypatch.setattr(newer, "changed_between", lambda *numbers: asked.append(numbers))
    assert "cannot be told" in changed_since(first, newest)
    assert asked == []
