import csv
import io

import pytest

from utils.tables.csv_files import csv_file


def read_back(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell):
    assert read_back(csv_file(("Heading",), [(cell,)]))[1] == [f"'{cell}"]


def test_what_a_program_would_split_off_is_taken_for_no_formula_either():
    assert read_back(csv_file(("Heading",), [("a;=1+1; -2",)]))[1] == ["a;'=1+1; -2"]


def test_a_number_below_zero_stays_a_number():
    assert read_back(csv_file(("Longitude",), [(-70.5,)]))[1] == ["-70.5"]


def test_other_cells_stand_as_they_are_and_an_unknown_one_is_empty():
    rows = [("Ann, Ben", 'said "no"', 3), ("two\nlines", None, 0.5)]
    assert read_back(csv_file(("Who", "What", "n"), rows)) == [
        ["Who", "What", "n"],
        ["Ann, Ben", 'said "no"', "3"],
        ["two\nlines", "", "0.5"],
    ]


def test_old_spreadsheet_programs_are_told_that_the_file_is_utf_8():
    assert csv_file(("Nüshki",), []).encode().startswith(b"\xef\xbb\xbfN\xc3\xbc")
