import pytest

from tests.drawn import grid as drawn
from utils.tables.limits import Limits
from utils.tables.problems import Code
from utils.tables.separated import read_text

TABLE = drawn("""
    id  | place  | note
    A-1 | Nüshki | first; second, third
    A-2 |        | two
""")
TABLE[2][2] = "two\nlines"


def written(separator=",", end="\r\n"):
    def cell(text):
        return f'"{text}"' if any(mark in text for mark in ",;\n") else text

    return end.join(separator.join(map(cell, row)) for row in TABLE) + end


def rows(grid):
    return [[cell or "" for cell in grid.row(row)] for row in range(grid.height)]


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["Windows", "Unix", "old Mac"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_the_same_however_it_was_saved(separator, end, encoding):
    grid, problems = read_text("tables/events.csv", written(separator, end).encode(encoding), Limits())
    assert (problems, grid.sheet) == ([], "events")
    assert rows(grid) == TABLE


def test_an_old_encoding_is_taken_and_named():
    grid, [problem] = read_text("a.csv", written().encode("cp1252"), Limits())
    assert (problem.code, problem.found) == (Code.ENCODING_TAKEN, "Windows-1252")
    assert rows(grid) == TABLE


def test_bytes_of_no_encoding_are_refused():
    grid, [problem] = read_text("a.csv", b"id,\x81\x8d\xff", Limits())
    assert (grid, problem.code) == (None, Code.FILE_UNREADABLE)


def test_the_separator_is_the_one_that_splits_evenly_not_the_one_seen_most():
    text = "id;note\n1;a, b, c, d\n2;e\n3;f, g\n"
    assert rows(read_text("a.csv", text.encode(), Limits())[0])[1] == ["1", "a, b, c, d"]


def test_a_separator_that_the_file_names_is_taken_and_rows_keep_their_numbers():
    grid, problems = read_text("a.csv", b"sep=;\r\nid;n\r\nA-1;1,5\r\n", Limits())
    assert (problems, rows(grid)) == ([], [["", ""], ["id", "n"], ["A-1", "1,5"]])


def test_one_column_and_blank_lines_stay_as_they_are():
    assert rows(read_text("a.csv", b"id\n\nA-1\n", Limits())[0]) == [["id"], [""], ["A-1"]]


def test_a_row_with_too_many_cells_is_named_at_the_first_of_them():
    text = "A title, with a comma\nid,place,note,n\n1,x,y,2\n2,Hub, the town,y,2\n3,x,y,2,,\n"
    grid, [problem] = read_text("a.csv", text.encode(), Limits())
    assert (problem.code, problem.cell, problem.found) == (Code.CELLS_BEYOND, "E4", "2")
    assert grid.width == 4


def test_a_sheet_saved_with_many_empty_columns_has_only_those_in_use():
    text = "id,n" + "," * 250 + "\n1,2" + "," * 250 + "\n"
    grid, problems = read_text("a.csv", text.encode(), Limits())
    assert (problems, grid.width) == ([], 2)


@pytest.mark.parametrize("rest", ["\n" * 5, "\nA-3,x\n" * 30_000], ids=["short", "longer than any cell"])
def test_a_quotation_mark_that_is_never_closed_swallows_no_row(rest):
    grid, [problem] = read_text("a.csv", b'id,n\nA-1,1\nA-2,"two' + rest.encode(), Limits())
    assert (grid, problem.code) == (None, Code.FILE_UNREADABLE)
    assert "row 3" in problem.found


def test_a_lone_quotation_mark_inside_a_cell_is_text():
    assert rows(read_text("a.csv", b'id,n\nA-1,5" pipe\n', Limits())[0])[1] == ["A-1", '5" pipe']


@pytest.mark.parametrize(
    ("content", "code", "variable"),
    [
        (b"a\n" * 11, Code.SHEET_TOO_LONG, "BRIEFBOOK_LIMIT_ROWS"),
        (b"a,b,c,d,e,f\n" * 5, Code.SHEET_TOO_WIDE, "BRIEFBOOK_LIMIT_COLUMNS"),
    ],
)
def test_a_limit_is_named_with_the_variable_that_sets_it(content, code, variable):
    grid, [problem] = read_text("a.csv", content, Limits(rows=10, columns=5))
    assert (grid, problem.code) == (None, code)
    assert variable in problem.says


@pytest.mark.parametrize("content", ["", "\ufeff", " \r\n\t\r\n"])
def test_a_file_of_nothing_is_empty(content):
    assert [problem.code for problem in read_text("a.csv", content.encode(), Limits())[1]] == [Code.FILE_EMPTY]


def test_a_formula_in_a_text_file_is_text():
    assert rows(read_text("a.csv", b"id,n\nA-1,=1+1\n", Limits())[0])[1] == ["A-1", "=1+1"]
