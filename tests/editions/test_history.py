import re

import pytest

from tests.editions.published import begun, published, row
from utils.editions.history import Event, row_history
from utils.editions.values import EMPTY
from utils.tables import schema


@pytest.fixture
def told(store):
    """A row that is added, left alone, corrected, withdrawn and brought back."""
    begun(store, row(1))
    published(store, "d-2", row(1), row(2, killed_civilian_low=None), author="Ada")
    published(store, "d-3", row(1, tactic="IED"), row(2, killed_civilian_low=None), author="Bo")
    published(store, "d-4", row(2, killed_civilian_low=4, tactic="IED"), author="Cy")
    published(store, "d-5", row(1), author="Dee")
    store.roll_back(4, "Eve", store.line_of(5).at, "It did happen")
    return row_history(store, schema.INCIDENTS, "N-2")


def test_a_row_is_followed_from_its_first_day_to_its_last(told):
    assert [(event.edition.number, event.edition.author, event.event) for event in told] == [
        (2, "Ada", Event.ADDED),
        (4, "Cy", Event.CORRECTED),
        (5, "Dee", Event.WITHDRAWN),
        (6, "Eve", Event.ADDED),
    ]


def test_every_value_is_told_with_the_cell_it_came_from(told):
    added, corrected, withdrawn, _ = told
    cells = {cell.key: cell for cell in added.cells}
    assert (cells["tactic"].old, cells["tactic"].new) == (EMPTY, "armed assault")
    assert "killed_civilian_low" not in cells
    assert cells["incident_id"].address == "incidents.xlsx, Incidents!A3"
    changed = {cell.key: (cell.old, cell.new) for cell in corrected.cells}
    assert changed == {"tactic": ("armed assault", "IED"), "killed_civilian_low": (EMPTY, "4")}
    assert all(re.fullmatch(r"incidents\.xlsx, Incidents![A-Z]+2", cell.address) for cell in corrected.cells)
    assert {(cell.new, cell.address) for cell in withdrawn.cells} == {(EMPTY, "")}


def test_a_row_that_never_was_has_no_history(store):
    begun(store, row(1))
    assert row_history(store, schema.INCIDENTS, "N-9") == ()


def test_only_editions_that_changed_the_table_are_opened(store):
    begun(store, row(1))
    published(store, "d-2", row(1))
    published(store, "d-3", row(1), row(2))
    store.roll_back(2, "Bo", store.line_of(3).at, "")
    assert [line.number for line, _ in store.versions("sources")] == [1]
    assert [line.number for line, _ in store.versions("incidents")] == [1, 3, 4]
