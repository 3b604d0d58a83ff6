import pytest

from tests.hostile import a_cell, a_row, a_workbook, an_xlsx, with_parts
from utils.tables.losses import cells_held, losses


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/slicers/slicer1.xml", "<x/>", "slicers"),
        ("xl/timelines/timeline1.xml", "<x/>", "timelines"),
        ("xl/activeX/activeX1.xml", "<x/>", "buttons and other controls"),
        ("xl/drawings/drawing1.xml", "<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>", "text boxes and shapes"),
        ("xl/worksheets/sheet9.xml", "<x14:sparklineGroups/>", "sparklines"),
        ("xl/connections.xml", "<x/>", "connections to other data"),
    ],
)
def test_what_a_saved_copy_would_lack_is_named_once(part, content, words):
    twice = {part: content, part.replace("1.", "2."): content}
    assert losses(with_parts(a_workbook({"A1": "id"}), twice)) == (words,)


def test_a_plain_workbook_lacks_nothing():
    assert losses(a_workbook({"A1": "id"})) == ()


def test_cells_are_counted_with_those_that_only_have_a_format():
    assert cells_held(an_xlsx(a_row(1, a_cell("A1", "id"), '<c r="C1" s="1"/>', "<c><v>1</v></c>"))) == 3
