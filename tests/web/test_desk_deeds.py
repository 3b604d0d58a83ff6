"""Deeds at the desk, pressed in a Streamlit run without a browser."""

import datetime as dt

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.drawn import an_incident, files
from utils.editions.lines import State
from utils.editions.recipes import upload_of
from utils.tables.intake import Choices, take_in
from utils.web.desk import questions
from utils.web.settings import DATA_VARIABLE
from utils.web.shelf import current_shelf
from utils.web.stores import current_store

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    for name, content in files().items():
        (data / name).write_bytes(content)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/editions.sqlite")
    current_shelf()
    return current_store()


def drafted(store, *incidents, author="Ann"):
    base = store.edition(1).dataset
    held = {"incidents.xlsx": files(incidents)["incidents.xlsx"]}
    store.new_draft("draft", 1, author, AT)
    return store.save_draft("draft", upload_of(held, take_in(held, base), Choices(), base), author, AT)


RUN = """
from utils.web.access.roles import Role, User
from utils.web.desk.drafts import publish_box
from utils.web.desk.questions import date_question
from utils.web.desk.visit import Visit
from utils.web.stores import current_store

visit = Visit(User("Ann", Role.ANALYST, "test"), current_store().draft("draft"))
"""


def shown(panel):
    """That panel of the desk, as Ann sees it with the draft open."""
    return AppTest.from_string(f"{RUN}\n{panel}(visit)", default_timeout=30).run()


def publish_pressed(note="One more."):
    """The panel after Publish was pressed, by a browser that does not mind whether it is greyed out."""
    page = shown("publish_box")
    page.text_area(key="desk_note").set_value(note)
    button = page.button(key="desk_publish")
    button.proto.disabled = False
    return button.click().run()


@pytest.mark.parametrize("spoilt", [{"event_type": "Batles"}, {"latitude": 99}])
def test_a_forged_press_of_the_button_does_not_publish_what_has_problems(store, spoilt):
    drafted(store, an_incident(), an_incident(incident_id="N-2", **spoilt))
    assert not publish_pressed().exception
    assert store.latest_number() == 1
    assert store.draft("draft").state is State.OPEN


def test_a_forged_press_of_the_button_does_not_make_its_author_a_second_person(store, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_SECOND_PERSON", "yes")
    drafted(store, an_incident(), an_incident(incident_id="N-2"))
    publish_pressed()
    assert store.latest_number() == 1


def test_whoever_publishes_says_what_changed(store):
    drafted(store, an_incident(), an_incident(incident_id="N-2"))
    publish_pressed(note="  ")
    assert store.latest_number() == 1


@pytest.mark.parametrize("second_person", ["no", "yes"])
def test_who_may_publish_a_draft_without_problems_does(store, monkeypatch, second_person):
    monkeypatch.setenv("BRIEFBOOK_SECOND_PERSON", second_person)
    drafted(store, an_incident(), an_incident(incident_id="N-2"), author="Bo" if second_person == "yes" else "Ann")
    publish_pressed()
    assert store.latest_number() == 2


def test_an_answer_about_dates_is_read_once_also_when_the_reading_fails(store, monkeypatch):
    drafted(store, an_incident(start_date="03/04/2026"))
    read = []

    def failing(_visit, _files, choices):
        read.append(choices.day_first)
        if len(read) < 5:  # else a mistake here would never end
            st.rerun()

    monkeypatch.setattr(questions, "read_into_draft", failing)
    page = shown("date_question")
    page.radio[0].set_value("day first: 3 April 2026").run()
    assert read == [True]
