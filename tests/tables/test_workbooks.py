import datetime as dt

import openpyxl
import pytest
from openpyxl.chart import BarChart

from tests.hostile import (
    a_cell,
    a_row,
    a_workbook,
    an_ods,
    an_open_cell,
    an_open_row,
    an_xls,
    an_xlsx,
    saved,
    with_parts,
)
from utils.tables.limits import Limits
from utils.tables.problems import Code
from utils.tables.workbooks import open_file

NUMBER = '<c r="{}"><v>{}</v></c>'.format


def only(opened):
    assert [str(problem) for problem in opened.problems] == []
    [grid] = opened.grids
    return grid


def codes(opened):
    return [problem.code for problem in opened.problems]


def test_cells_are_text_as_a_person_would_write_them():
    grid = only(
        open_file(
            "a.xlsx",
            a_workbook(
                {
                    "A1": "id",
                    "B1": 1740,
                    "C1": 0.1,
                    "D1": dt.datetime(2026, 1, 31),
                    "E1": True,
                    "F1": "  1,740 ",
                    "G1": "نوشکی 🔥",
                    "H1": 1e-7,
                    "I1": "two\nlines",
                }
            ),
        )
    )
    assert grid.row(0) == [
        "id",
        "1740",
        "0.1",
        "2026-01-31 00:00:00",
        "true",
        "  1,740 ",
        "نوشکی 🔥",
        "0.0000001",
        "two\nlines",
    ]


THE_SAME_CELL = {
    "xlsx": an_xlsx(a_row(4, a_cell("C4", "here"), NUMBER("E4", 5))),
    "xlsx beside a styled empty cell": an_xlsx(
        a_row(1, '<c r="A1" s="0"/>') + a_row(4, '<c r="A4"><v></v></c>', a_cell("C4", "here"), NUMBER("E4", 5))
    ),
    "xls": an_xls({(3, 2): "here", (3, 4): 5}),
    "ods": an_ods(
        an_open_row(an_open_cell(repeated=16384), repeated=3)
        + an_open_row(an_open_cell(repeated=2), an_open_cell("here"), an_open_cell(), an_open_cell("5"))
        + an_open_row(an_open_cell(repeated=16384), repeated=1048572)
    ),
}


@pytest.mark.parametrize("content", THE_SAME_CELL.values(), ids=THE_SAME_CELL)
def test_empty_rows_and_columns_before_the_first_cell_keep_addresses_right(content):
    grid = only(open_file("a.file", content))
    found = {grid.address(row, at): text for row in range(grid.height) for at, text in enumerate(grid.row(row)) if text}
    assert found == {"C4": "here", "E4": "5"}


def test_cells_without_addresses_follow_each_other():
    grid = only(open_file("a.xlsx", an_xlsx("<row><c><v>1</v></c><c/></row><row><c/><c><v>2</v></c></row>")))
    assert [grid.row(0), grid.row(1), grid.address(1, 1)] == [["1", None], [None, "2"], "B2"]


def test_hidden_sheets_are_opened_too_and_sheets_of_charts_hold_nothing():
    book = openpyxl.Workbook()
    book.create_sheet("Kept back").append(["x"])
    book["Kept back"].sheet_state = "hidden"
    book.create_chartsheet("Picture").add_chart(BarChart())
    opened = open_file("a.xlsx", saved(book))
    assert {grid.sheet: grid.width for grid in opened.grids} == {"Sheet": 0, "Kept back": 1, "Picture": 0}


def test_an_empty_text_is_an_empty_cell():
    assert only(open_file("a.xlsx", an_xlsx(a_row(1, a_cell("A1", ""), a_cell("B1", "x"))))).row(0) == [None, "x"]


def test_an_error_is_a_fault_and_its_cell_is_empty():
    rows = a_row(
        2, a_cell("B2", "id"), '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="D2" t="e"><v>#N/A</v></c>'
    )
    [grid] = open_file("a.xlsx", an_xlsx(rows)).grids
    assert {grid.address(*place): shown for place, shown in grid.faults.items()} == {"C2": "#DIV/0!", "D2": "#N/A"}
    assert grid.row(1) == ["id", None, None]


def test_an_error_of_a_newer_program_does_not_cost_the_sheet():
    rows = a_row(1, a_cell("A1", "id"), '<c r="B1" t="e" s="1"><f>SORT(A1:A9)</f><v>#SPILL!</v></c>')
    [grid] = open_file("a.xlsx", an_xlsx(rows)).grids
    assert (grid.row(0), dict(grid.faults)) == (["id", None], {(0, 1): "#SPILL!"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"id,n\r\nA-1,#REF!\r\n"),
        (
            "a.ods",
            an_ods(
                an_open_row(an_open_cell("id"), an_open_cell("n"))
                + an_open_row(an_open_cell("A-1"), an_open_cell("#REF!"))
            ),
        ),
    ],
)
def test_the_text_of_an_error_is_an_error_where_a_format_has_no_other_way(name, content):
    [grid] = open_file(name, content).grids
    assert (dict(grid.faults), grid.row(1)) == ({(1, 1): "#REF!"}, ["A-1", None])


def test_formulas_are_counted_once_a_sheet_and_their_saved_values_used():
    rows = (
        a_row(1, a_cell("A1", "n"))
        + a_row(2, '<c r="A2"><f>1+1</f><v>2</v></c>')
        + a_row(3, '<c r="A3" t="str"><f>""</f><v></v></c>')
    )
    opened = open_file("a.xlsx", an_xlsx(rows))
    [problem] = opened.problems
    assert (problem.code, problem.found, problem.allowed) == (Code.FORMULAS_READ, "2 cells", "A2")
    assert [opened.grids[0].row(row) for row in range(3)] == [["n"], ["2"], [None]]
    assert not opened.grids[0].faults


@pytest.mark.parametrize("never", ["<v></v>", "<v/>", ""])
def test_a_formula_never_worked_out_is_a_fault_even_in_a_column_and_row_of_its_own(never):
    rows = a_row(1, a_cell("B1", "n")) + a_row(3, f'<c r="D3"><f>B1+1</f>{never}</c>')
    opened = open_file("a.xlsx", an_xlsx(rows))
    [grid] = opened.grids
    assert codes(opened) == []
    assert {grid.address(*place): shown for place, shown in grid.faults.items()} == {"D3": "=B1+1"}
    assert (grid.height, [grid.address(0, at) for at in range(grid.width)]) == (3, ["B1", "C1", "D1"])


def test_formulas_of_an_open_document_are_named_by_their_cells():
    row = an_open_row(an_open_cell(repeated=2), an_open_cell("2", formula="of:=1+1"))
    [problem] = open_file("a.ods", an_ods(an_open_row(an_open_cell("id")) + row)).problems
    assert (problem.code, problem.allowed) == (Code.FORMULAS_READ, "C2")


def test_a_long_cell_is_named_with_its_length_and_the_limit():
    opened = open_file("a.xlsx", an_xlsx(a_row(2, a_cell("C2", "x" * 11))), Limits(cell_characters=10))
    [problem] = opened.problems
    assert (problem.code, problem.cell, problem.found) == (Code.CELL_TOO_LONG, "C2", "11")
    assert problem.allowed == "10 (the limit BRIEFBOOK_LIMIT_CELL_CHARACTERS)"


@pytest.mark.parametrize(
    ("rows", "code", "found"),
    [
        (a_row(1, a_cell("A1", "x")) + a_row(101, NUMBER("A101", 1)), Code.SHEET_TOO_LONG, "101"),
        (a_row(1, a_cell("A1", "x"), NUMBER("AE1", 1)), Code.SHEET_TOO_WIDE, "31"),
        ("<row>" + "<c><v>1</v></c>" * 31 + "</row>", Code.SHEET_TOO_WIDE, "31"),
    ],
)
def test_a_sheet_beyond_the_limits_is_left_out_and_the_others_are_read(rows, code, found):
    opened = open_file("a.xlsx", an_xlsx(rows), Limits(rows=100, columns=30))
    [problem] = opened.problems
    assert (problem.code, problem.sheet, problem.found, opened.grids) == (code, "Incidents", found, ())
    assert only(open_file("a.xlsx", an_xlsx(rows), Limits(rows=101, columns=31))).sheet == "Incidents"


@pytest.mark.parametrize("far", ['<c r="GS1" s="0"/>', '<c r="A999999" s="0"/>'])
def test_cells_that_only_have_a_format_do_not_count_against_the_limits(far):
    assert only(open_file("a.xlsx", an_xlsx(a_row(1, a_cell("A1", "x")) + f"<row>{far}</row>"))).width == 1


def test_macros_and_links_are_passed_over_and_said():
    content = with_parts(
        a_workbook({"A1": "id"}), {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<a/>"}
    )
    opened = open_file("a.xlsm", content)
    assert codes(opened) == [Code.MACROS_PASSED_OVER, Code.LINKS_PASSED_OVER]
    assert opened.grids[0].row(0) == ["id"]


def test_the_name_of_a_file_says_nothing():
    assert only(open_file("a.csv", a_workbook({"A1": "id"}))).row(0) == ["id"]
    assert only(open_file("a.xlsx", b"id,n\r\n")).row(0) == ["id", "n"]
