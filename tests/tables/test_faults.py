import pytest

from utils.tables.faults import ERRORS, errors_as_faults, with_faults
from utils.tables.grids import Grid


def shown(grid):
    return {grid.address(*place): text for place, text in grid.faults.items()}


@pytest.mark.parametrize("error", [*ERRORS.values(), "#SPILL!"])
def test_the_text_of_an_error_becomes_a_fault_of_an_empty_cell(error):
    grid = errors_as_faults(Grid.of("S", [["id", "n"], ["A-1", error]]))
    assert (shown(grid), grid.row(1)) == ({"B2": error}, ["A-1", None])


@pytest.mark.parametrize("text", ["#date+occurred", "see #REF! in B2", "#1", "N/A"])
def test_other_texts_stay_texts(text):
    grid = errors_as_faults(Grid.of("S", [["id"], [text]]))
    assert (shown(grid), grid.row(1)) == ({}, [text])


def test_a_grid_grows_to_hold_a_fault_outside_on_every_side():
    narrow = Grid("S", Grid.of("S", [["id"], ["x"]]).columns, range(1, 3), range(2, 3))
    grid = with_faults(narrow, {(1, 0): "=A9", (4, 4): "=B9", (2, 2): "#N/A"})
    assert (grid.height, list(grid.positions), grid.row(0)) == (4, [0, 1, 2, 3, 4], [None, None, "id", None, None])
    assert shown(grid) == {"A1": "=A9", "E4": "=B9", "C2": "#N/A"}


def test_an_empty_grid_can_hold_faults_alone():
    grid = with_faults(Grid.of("S", []), {(2, 1): "=A1"})
    assert (grid.height, shown(grid)) == (2, {"B2": "=A1"})


def test_faults_that_a_grid_has_already_stay_where_they_are():
    grid = with_faults(with_faults(Grid.of("S", [["id", "n"]]), {(1, 1): "#N/A"}), {(3, 3): "=A1"})
    assert shown(grid) == {"B1": "#N/A", "D3": "=A1"}
