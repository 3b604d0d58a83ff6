import pytest

from tests.drawn import an_incident, files
from tests.web.test_shelf import AT, folder, publish, put
from utils.web.access.roles import VISITOR, Role, User
from utils.web.shelf import current_shelf
from utils.web.standing import Closed, asked_shelf, is_open

__all__ = ["folder"]

MEMBER, ANALYST = User("Mo", Role.MEMBER, "test"), User("Ann", Role.ANALYST, "test")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("query", [{}, {"edition": ["1"]}, {"district": ["alder"]}])
def test_the_newest_edition_is_shown_to_anybody_when_its_label_allows(query):
    assert asked_shelf(VISITOR, query) is current_shelf()
    assert is_open(current_shelf())


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("number", ["9", "0", "-1", "one", "1e9", "9" * 30, ""])
def test_an_edition_that_is_not_there_is_said(number):
    held = asked_shelf(VISITOR, {"edition": [number]})
    if number:
        assert isinstance(held, Closed) and not held.sign_in


@pytest.mark.parametrize(("label", "open_to"), [("TLP:GREEN", 3), ("TLP:AMBER", 2), ("TLP:RED", 2)])
def test_an_edition_above_green_is_shown_to_signed_in_readers_only(folder, label, open_to):
    put(folder, files(about={"Label": label}))
    shown = [not isinstance(asked_shelf(user, {}), Closed) for user in (VISITOR, MEMBER, ANALYST)]
    assert sum(shown) == open_to
    assert is_open(current_shelf()) is (open_to == 3)


@pytest.mark.usefixtures("folder")
def test_a_draft_is_shown_to_analysts_only_and_never_kept_by_a_proxy():
    publish(an_incident(), an_incident(incident_id="N-2"))
    for user in (VISITOR, MEMBER):
        assert asked_shelf(user, {"draft": ["draft"]}).sign_in
    held = asked_shelf(ANALYST, {"draft": ["draft"]})
    assert held.edition.draft
    assert not is_open(held)
    assert not asked_shelf(ANALYST, {"draft": ["guessed"]}).sign_in


@pytest.mark.usefixtures("folder")
def test_an_old_edition_keeps_the_access_of_its_own_label():
    store = publish(an_incident(), about={"Label": "TLP:RED"})
    store.publish("draft", "Ann", AT)
    assert asked_shelf(VISITOR, {"edition": ["1"]}).edition.number in (1, 2)
    assert isinstance(asked_shelf(VISITOR, {"edition": ["2"]}), Closed)
