import pytest

from tests.hostile import (
    a_cell,
    a_row,
    a_workbook,
    a_zip_bomb,
    an_ods,
    an_open_cell,
    an_open_row,
    an_xlsx,
    office_parts,
    packed,
    with_parts,
)
from utils.tables.archives import RefusedError, open_document, open_office
from utils.tables.limits import Limits
from utils.tables.problems import Code

ROW = a_row(1, a_cell("A1", "id"), '<c r="B1"><f>1+1</f><v>2</v></c>')


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml"]
)
def test_a_sheets_part_is_found_however_the_workbook_points_to_it(target):
    parts = office_parts(ROW)
    name = "xl/_rels/workbook.xml.rels"
    package = open_office(packed({**parts, name: parts[name].replace("worksheets/sheet1.xml", target)}), Limits())
    assert package.sheets["Incidents"].marks.formulas == {(1, 1): "1+1"}


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        (a_row(3, a_cell("A3", "id")), True),
        (a_row(3, '<c r="A3"><v>1</v></c>'), True),
        (a_row(3, a_cell("B3", "id")), False),
        (a_row(3, '<c r="A3"><v></v></c>', a_cell("AA3", "id")), False),
    ],
)
def test_a_sheet_starts_in_the_first_column_only_when_a_value_stands_there(rows, starts):
    assert open_office(an_xlsx(rows), Limits()).sheets["Incidents"].starts_first is starts


def test_the_content_is_handed_on_unchanged_unless_it_holds_newer_errors():
    plain = an_xlsx(ROW + a_row(2, '<c r="A2" t="e"><v>#N/A</v></c>'))
    newer = an_xlsx(ROW + a_row(2, '<c r="A2" t="e"><v>#CALC!</v></c>'))
    assert open_office(plain, Limits()).content is plain
    assert open_office(newer, Limits()).content != newer
    assert open_office(newer, Limits()).sheets["Incidents"].marks.errors == {(2, 0): "#CALC!"}


def test_a_bomb_is_refused_before_it_is_unpacked_and_the_limit_named():
    with pytest.raises(RefusedError) as refused:
        open_office(a_zip_bomb(3), Limits(unpacked_mb=2))
    assert (refused.value.code, refused.value.found) == (Code.FILE_TOO_BIG, "3 MB once it is unpacked")
    assert "BRIEFBOOK_LIMIT_UNPACKED_MB" in refused.value.allowed


@pytest.mark.parametrize("name", ["../up.xml", "xl/../../up.xml", "..\\up.xml", "xl\\WORKBOOK.xml"])
def test_names_that_climb_or_stand_twice_are_refused(name):
    with pytest.raises(RefusedError) as refused:
        open_office(with_parts(an_xlsx(ROW), {name: "<x/>"}), Limits())
    assert refused.value.code is Code.FILE_UNREADABLE


def test_a_document_type_in_a_text_is_text():
    content = a_workbook({"A1": "<!DOCTYPE x>", "A2": "<!ENTITY"})
    assert open_office(content, Limits()).sheets["Incidents"].starts_first


def test_the_macros_of_an_open_document_are_seen():
    rows = an_open_row(an_open_cell("id"))
    assert not open_document(an_ods(rows), Limits()).macros
    assert open_document(with_parts(an_ods(rows), {"Basic/Standard/a.xml": "<x/>"}), Limits()).macros
