import pytest

from tests.drawn import grid
from utils.tables.columns import Column, Kind, Table
from utils.tables.grids import Grid
from utils.tables.headings import find_headings
from utils.tables.problems import Code

TOLLS = Table(
    "tolls",
    "Tolls",
    "",
    (
        Column("name", "Id", Kind.TEXT, "", required=True, hxl="#meta+id"),
        Column("day", "Start date", Kind.DATE, "", required=True, hxl="#date+start"),
        Column("killed_low", "Killed, low", Kind.COUNT, "", hxl="#affected+killed+min"),
        Column("killed_high", "Killed, high", Kind.COUNT, ""),
    ),
)


def find(text):
    sheet = Grid.of("Tolls", grid(text))
    found = find_headings(TOLLS, sheet, "tolls.xlsx")
    return found, [(problem.code, problem.cell) for problem in found.problems]


def test_title_lines_above_the_headings_are_passed_over_and_said():
    found, problems = find("""
        | Tolls of the north | | |
        | made on 1 March    | | |
        |                    | | |
        | Id | Start date | Killed, low | Killed, high |
        | a  | 2026-01-01 | 1           | 2            |
    """)
    assert found.body == [4]
    assert problems == [(Code.LINES_ABOVE, "A1"), (Code.LINES_ABOVE, "A2")]


def test_a_heading_merged_over_two_columns_is_read_with_each_of_theirs():
    found, problems = find("""
        |    |            | Killed |      |
        | Id | Start date | low    | high |
        | a  | 2026-01-01 | 1      | 2    |
    """)
    assert found.columns == {"name": 0, "day": 1, "killed_low": 2, "killed_high": 3}
    assert found.body == [2]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "| Id | Start date | Deaths |\n| #meta+id | #date+start | #affected+min+killed |\n| a | 2026-01-01 | 1 |",
        "| #meta+id | #date+start | #affected+killed+min |\n| Id | Start date | Deaths |\n| a | 2026-01-01 | 1 |",
    ],
)
def test_a_row_of_tags_names_columns_whose_heading_says_nothing(text):
    found, problems = find(text)
    assert found.columns["killed_low"] == 2
    assert found.body == [2]
    assert problems == []


def test_headings_said_again_below_are_passed_over_and_said():
    found, problems = find("""
        | Id | Start date | Killed, low |
        | id | start_date | killed_low  |
        | a  | 2026-01-01 | 1           |
        | Id | Start date | Killed, low |
        | b  | 2026-01-02 | 1           |
    """)
    assert found.body == [2, 4]
    assert problems == [(Code.HEADINGS_AGAIN, "A2"), (Code.HEADINGS_AGAIN, "A4")]


@pytest.mark.parametrize("word", ["Total", "TOTALS", "Grand total", "Total killed", "subtotal"])
def test_a_row_of_totals_is_never_taken_for_an_incident(word):
    found, problems = find(f"""
        | Id | Start date | Killed, low |
        | a  | 2026-01-01 | 1           |
        | {word} |        | 1           |
    """)
    assert found.body == [1]
    assert problems == [(Code.TOTALS_ROW, "A3")]


def test_a_remark_below_the_table_is_a_footer_and_one_inside_is_a_stray_row():
    found, problems = find("""
        | Id | Start date | Killed, low |
        | a  | 2026-01-01 | 1           |
        | see below |     |             |
        | b  | 2026-01-02 | 1           |
        |    |            |             |
        | Source: the Courier | |       |
    """)
    assert found.body == [1, 3]
    assert problems == [(Code.STRAY_ROW, "A3"), (Code.FOOTER, "A6")]


def test_blank_rows_anywhere_are_no_rows():
    found, problems = find("| |\n| Id | Start date |\n| |\n| a | 2026-01-01 |\n| |\n| |")
    assert (found.body, problems) == ([3], [])


def test_a_row_that_holds_only_an_error_is_not_blank():
    sheet = Grid.of("Tolls", grid("| Id | Start date |\n| a | 2026-01-01 |\n| | |"))
    shown = Grid(sheet.sheet, sheet.columns, sheet.rows, sheet.positions, {(2, 1): "#DIV/0!", (2, 0): "#REF!"})
    assert find_headings(TOLLS, shown, "tolls.xlsx").body == [1, 2]


def test_a_sheet_without_any_of_the_headings_says_which_are_needed():
    found, problems = find("| Beds | Nurses |\n| 3 | 4 |")
    assert problems == [(Code.HEADINGS_NOT_FOUND, "")]
    assert "Start date" in found.problems[0].repair
    assert found.body == []
