import pytest

from tests.drawn import an_incident
from tests.web.test_shelf import AT, folder, publish
from utils.editions.refusals import NoSuchEditionError
from utils.web.lineage import changed_between

__all__ = ["folder"]


@pytest.mark.usefixtures("folder")
def test_what_changed_is_worked_out_once_and_said_in_a_line(monkeypatch):
    store = publish(an_incident(summary="Otherwise."), an_incident(incident_id="N-2"))
    store.publish("draft", "Ann", AT)
    assert changed_between(1, 2) == "Incidents: 1 added, 1 corrected"
    monkeypatch.setattr(store, "changes_between", lambda *_: 1 / 0)
    assert changed_between(1, 2) == "Incidents: 1 added, 1 corrected"


@pytest.mark.usefixtures("folder")
def test_an_edition_that_is_not_there_is_refused():
    publish(an_incident())
    with pytest.raises(NoSuchEditionError):
        changed_between(1, 9)
