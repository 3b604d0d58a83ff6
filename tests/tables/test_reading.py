import pytest

from tests.drawn import grid
from utils.tables.columns import Column, Kind, Table
from utils.tables.grids import Grid
from utils.tables.problems import Code
from utils.tables.reading import Reading, read_table

PLAIN = Table(
    "plain",
    "Plain",
    "",
    (
        Column("name", "Name", Kind.TEXT, "", required=True),
        Column("dead", "Killed, low", Kind.COUNT, "", minimum=0, other_headings=("deaths",)),
    ),
)


def read(text, table=PLAIN, **reading):
    return read_table(table, Grid.of("Plain", grid(text)), "plain.xlsx", Reading(**reading))


def found(problems):
    return [(problem.code, problem.cell) for problem in problems]


def test_headings_match_whatever_the_case_spaces_or_underscores():
    table, problems = read("""
        | NAME | killed_low |
        | a    | 2          |
    """)
    assert problems == []
    assert table.frame["dead"].tolist() == [2]


def test_a_problem_has_the_address_that_a_spreadsheet_program_shows():
    _, problems = read("""
        | Name | Deaths |
        | a    | 2      |
        | b    | two    |
    """)
    assert found(problems) == [(Code.NOT_A_WHOLE_NUMBER, "B3")]
    assert problems[0].address == "plain.xlsx, Plain!B3"
    assert "two" in problems[0].says


def test_of_some_columns_the_cells_that_hold_something_are_named():
    table, _ = read("""
        | Deaths | Name |
        | 2      | a    |
        |        | b    |
    """)
    assert table.holding(0, ["dead", "name"]) == ["A2", "B2"]
    assert table.holding(1, ["dead", "name"]) == ["B3"]
    assert read("| Name |\n| a |")[0].holding(0, ["dead"]) == []


def test_all_problems_are_found_at_once():
    _, problems = read("""
        | Name | Deaths | Colour |
        |      | 2      |        |
        | b    | -1     |        |
        | b    | x      |        |
    """)
    assert found(problems) == [
        (Code.HEADING_UNKNOWN, "C1"),
        (Code.VALUE_MISSING, "A2"),
        (Code.OUT_OF_RANGE, "B3"),
        (Code.NOT_A_WHOLE_NUMBER, "B4"),
        (Code.ID_TWICE, "A4"),
    ]


def test_a_bad_cell_that_is_not_needed_is_unknown_and_its_row_stays():
    table, _ = read("""
        | Name | Deaths |
        | a    | many   |
    """)
    assert table.frame["name"].tolist() == ["a"]
    assert table.frame["dead"].isna().all()
    assert table.refused == 0


def test_a_row_without_a_needed_cell_is_left_out_and_counted():
    table, _ = read("""
        | Name | Deaths |
        |      | 1      |
        | b    | 2      |
    """)
    assert table.frame["name"].tolist() == ["b"]
    assert table.refused == 1


def test_blank_rows_between_do_not_shift_the_addresses():
    table, problems = read("""
        | Name | Deaths |
        | a    | 1      |
        |      |        |
        | c    | x      |
    """)
    assert found(problems) == [(Code.NOT_A_WHOLE_NUMBER, "B4")]
    assert table.address(1) == "plain.xlsx, Plain!A4"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("| Deaths |\n| 1 |", Code.HEADING_MISSING),
        ("| Name | Deaths | Killed low |\n| a | 1 | 2 |", Code.HEADING_TWICE),
    ],
)
def test_a_sheet_without_usable_headings_gives_no_rows_rather_than_wrong_ones(text, code):
    table, problems = read(text)
    assert code in [problem.code for problem in problems]
    assert table.frame.empty


def test_a_misspelt_heading_is_offered_the_nearest():
    _, problems = read("| Name | Deths |\n| a | 1 |")
    assert [problem.code for problem in problems] == [Code.HEADING_UNKNOWN]
    _, problems = read("| Name | Kiled, low |\n| a | 1 |")
    assert "“Killed, low”" in problems[0].repair


def test_a_sheet_without_any_cell_is_named_and_not_a_crash():
    table, problems = read("| |")
    assert [problem.code for problem in problems] == [Code.HEADINGS_NOT_FOUND]
    assert table.frame.empty
