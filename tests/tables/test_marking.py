import io
import re
import zipfile

import openpyxl
import PIL.Image
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.drawn import an_incident, files
from tests.hostile import a_workbook, an_ods, an_open_cell, an_open_row, an_xls, saved, with_parts
from utils.tables import marking, quarantine
from utils.tables.intake import take_in
from utils.tables.limits import Limits
from utils.tables.marking import FILLS, SHEET, TITLE, copy_parts, marked_copy, marked_name
from utils.tables.problems import Code, Problem, Severity
from utils.tables.workbooks import open_file

ORANGE, BLUE = FILLS[Severity.STOPS], FILLS[Severity.CHECK]


def a_problem(cell="B2", code=Code.NOT_A_NUMBER, sheet="Incidents", found="many", file="a.xlsx"):
    return Problem(code, file, sheet, cell, found)


def marked(content, *problems, name="a.xlsx"):
    return openpyxl.load_workbook(io.BytesIO(marked_copy(name, content, problems)))


def colour(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def a_sheet():
    book = openpyxl.Workbook()
    book.active.title = "Incidents"
    for row in (["id", "n"], ["A-1", "many"], ["A-2", 2]):
        book.active.append(row)
    return book, book.active


def test_every_bad_cell_is_coloured_and_says_what_is_wrong_and_what_to_do():
    stops, check = a_problem(), a_problem("A3", Code.LIKELY_DUPLICATE, found="A-2")
    sheet = marked(a_workbook({"A1": "id", "B2": "many", "A3": "A-2"}), stops, check)["Incidents"]
    assert {name: colour(sheet[name]) for name in ("B2", "A3", "A1")} == {"B2": ORANGE, "A3": BLUE, "A1": None}
    assert "Stops publishing: “many” is not a number. Write digits only" in sheet["B2"].comment.text
    assert "Please check: “A-2” looks like the same event" in sheet["A3"].comment.text
    assert sheet["B2"].value == "many"


def test_problems_of_one_cell_are_told_together_and_an_older_comment_stays():
    book, sheet = a_sheet()
    sheet["B2"].comment = Comment("Ask Sara", "Omar")
    cell = marked(saved(book), a_problem(), a_problem(code=Code.OUT_OF_RANGE))["Incidents"]["B2"]
    assert cell.comment.text.startswith("Ask Sara\n")
    assert "is not a number" in cell.comment.text
    assert "outside what is possible" in cell.comment.text
    assert cell.comment.author == "Omar"


def test_a_problem_in_merged_cells_is_marked_on_the_one_that_is_seen():
    book, sheet = a_sheet()
    sheet.merge_cells("A5:C6")
    assert colour(marked(saved(book), a_problem("B6"))["Incidents"]["A5"]) == ORANGE


def test_light_text_on_a_dark_ground_stays_readable():
    book, sheet = a_sheet()
    sheet["B1"].fill, sheet["B1"].font = PatternFill("solid", fgColor="000000"), Font(color="FFFFFF", bold=True)
    cell = marked(saved(book), a_problem("B1"))["Incidents"]["B1"]
    assert (cell.font.color.rgb, cell.font.bold, colour(cell)) == ("FF000000", True, ORANGE)


def test_all_else_stays_as_it_was():
    book, sheet = a_sheet()
    sheet["A2"].number_format, sheet["A2"].font = "0.00", Font(italic=True)
    sheet["C2"] = "=B3*2"
    sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height, sheet.freeze_panes = 33, 44, "A2"
    sheet.conditional_formatting.add("B1:B9", CellIsRule(operator="lessThan", formula=["0"]))
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("B2:B99")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, 2, 2, 2, 3))
    sheet.add_chart(chart)
    picture = io.BytesIO()
    PIL.Image.new("RGB", (4, 4)).save(picture, "PNG")
    sheet.add_image(Image(picture), "H1")
    book.create_sheet("Notes")["A1"] = "mine"
    book["Notes"].sheet_state = "hidden"
    copy = marked(saved(book), a_problem())
    own = copy["Incidents"]
    assert (own["A2"].number_format, own["A2"].font.italic, own["C2"].value) == ("0.00", True, "=B3*2")
    assert (own.column_dimensions["A"].width, own.row_dimensions[2].height, own.freeze_panes) == (33, 44, "A2")
    assert [str(held.sqref) for held in own.data_validations.dataValidation] == ["B2:B99"]
    assert len(own.conditional_formatting) == 1
    assert (len(own._charts), len(own._images)) == (1, 1)
    assert (copy["Notes"]["A1"].value, copy["Notes"].sheet_state) == ("mine", "hidden")
    assert copy.sheetnames == [SHEET, "Incidents", "Notes"]


NEWER = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557}">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>Lists!$A$1:$A$9</xm:f>'
    "</x14:formula1><xm:sqref>C2:C9 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def test_drop_downs_from_another_sheet_survive_as_newer_programs_keep_them():
    book, _ = a_sheet()
    content = saved(book)
    name = "xl/worksheets/sheet1.xml"
    part = zipfile.ZipFile(io.BytesIO(content)).read(name).decode().replace("</worksheet>", f"{NEWER}</worksheet>")
    [rule] = marked(with_parts(content, {name: part}), a_problem())["Incidents"].data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref), rule.allow_blank) == (
        "list",
        "Lists!$A$1:$A$9",
        "C2:C9 D2",
        True,
    )


def test_what_the_copy_lacks_is_said():
    content = with_parts(a_workbook({"A1": "id"}), {"xl/slicers/slicer1.xml": "<x/>", "xl/ctrlProps/c1.xml": "<x/>"})
    listed = [cell.value for cell in marked(content, a_problem())[SHEET]["A"]]
    assert any(re.search("lacks: .*slicers", text or "") and "buttons" in text for text in listed)


def test_the_list_holds_every_problem_with_a_link_to_its_cell():
    problems = [a_problem(), a_problem("", Code.HEADING_MISSING), a_problem("A1", sheet="No such sheet")]
    copy = marked(a_workbook({"A1": "id"}), *problems, a_problem("A9", file="another.xlsx"))
    sheet = copy[SHEET]
    assert (sheet["A1"].value, copy.active.title) == (TITLE, SHEET)
    rows = [row for row in sheet.iter_rows(values_only=True) if row[4]]
    assert [row[4] for row in rows] == ["Code", "not-a-number", "heading-missing", "not-a-number"]
    [link] = [cell.hyperlink for cell in sheet["A"] if cell.hyperlink]
    assert link.location == "'Incidents'!B2"
    assert colour(copy["Incidents"]["A1"]) is None


def test_only_the_list_is_selected_so_that_nobody_writes_into_two_sheets_at_once():
    copy = marked(a_workbook({"A1": "id"}), a_problem())
    assert [sheet.sheet_view.tabSelected for sheet in copy.worksheets] == [True, False]


@pytest.mark.parametrize("evil", ["=HYPERLINK(0)", "+1+1", "@SUM(1)", "\x00\x08bell", "x" * 40_000, "_x0000_"])
def test_hostile_text_stays_text_in_lists_and_comments(evil):
    copy = marked(a_workbook({"A1": "id"}), a_problem(found=evil), a_problem("A1", Code.SHEET_UNKNOWN, found=evil))
    cells = [cell for row in copy[SHEET].iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert len(copy["Incidents"]["B2"].comment.text) <= 8_000


def test_marking_a_marked_copy_again_leaves_only_what_is_wrong_now():
    book, sheet = a_sheet()
    sheet["B2"].comment = Comment("Ask Sara", "Omar")
    once = marked_copy("a.xlsx", saved(book), [a_problem(), a_problem("A3")])
    copy = marked(once, a_problem("B3"))
    own = copy["Incidents"]
    assert {name: colour(own[name]) for name in ("B2", "A3", "B3")} == {"B2": None, "A3": None, "B3": ORANGE}
    assert (own["B2"].comment.text, own["A3"].comment) == ("Ask Sara", None)
    assert copy.sheetnames == [SHEET, "Incidents"]


OTHERS = {
    "a.csv": b"id,n,day\r\nA-1,many,2026-01-31\r\nA-2,007,=1+1\r\n",
    "a.xls": an_xls({(0, 0): "id", (1, 1): "many", (2, 1): "007", (2, 2): "=1+1"}),
    "a.ods": an_ods(
        an_open_row(an_open_cell("id"))
        + an_open_row(an_open_cell(), an_open_cell("many"))
        + an_open_row(an_open_cell(), an_open_cell("007"), an_open_cell("=1+1"))
    ),
}


@pytest.mark.parametrize(("name", "content"), OTHERS.items(), ids=OTHERS)
def test_a_file_of_another_kind_comes_back_as_a_workbook_with_the_same_cells(name, content):
    [before] = open_file(name, content).grids
    copy = marked_copy(name, content, [Problem(Code.NOT_A_NUMBER, name, before.sheet, "B2", "many")])
    after = next(grid for grid in open_file("a.xlsx", copy).grids if grid.sheet == before.sheet)
    assert [after.row(row) for row in range(after.height)] == [before.row(row) for row in range(before.height)]
    assert colour(openpyxl.load_workbook(io.BytesIO(copy))[before.sheet]["B2"]) == ORANGE


@pytest.mark.parametrize("content", [b"%PDF-1.7", a_workbook({"A1": "id"})[:-100], b""])
def test_of_a_file_that_cannot_be_opened_there_is_still_the_list(content):
    copy = marked(content, Problem(Code.FILE_KIND, "a.xlsx", found="a PDF"))
    assert "a.xlsx" in [cell.value for cell in copy[SHEET]["A"]]
    assert copy.sheetnames == [SHEET]


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", a_workbook({"A1": "id", "B2": "many", "C9": 1})), ("a.csv", OTHERS["a.csv"])]
)
def test_of_a_file_too_big_to_be_marked_there_is_the_list_which_says_so(name, content, monkeypatch):
    monkeypatch.setattr(marking, "MOST_CELLS", 2)
    copy = marked(content, Problem(Code.NOT_A_NUMBER, name, "Incidents", "B2", "many"), name=name)
    listed = [cell.value or "" for cell in copy[SHEET]["A"]]
    assert copy.sheetnames == [SHEET]
    assert any("too many cells" in text for text in listed)
    assert "Incidents!B2" in listed


@pytest.mark.parametrize(
    ("name", "copy"), [("a.xlsx", "a (marked).xlsx"), ("b.XLSM", "b (marked).xlsm"), ("x/../c.csv", "c (marked).xlsx")]
)
def test_the_copy_has_a_name_of_its_own(name, copy):
    assert marked_name(name) == copy


def test_mending_only_the_marked_cells_passes():
    planted = {"latitude": "ten", "event_type": "Batles", "reliability": "Z", "start_date": "2026-02-30"}
    uploaded = files([an_incident(), an_incident(incident_id="N-2", place="Elsewhere", **planted)])
    problems = take_in(uploaded).problems
    book = marked(uploaded["incidents.xlsx"], *problems, name="incidents.xlsx")
    right = {"latitude": 11.5, "event_type": "Battles", "reliability": "B", "start_date": "2026-02-20"}
    right = {str(planted[key]): value for key, value in right.items()}
    coloured = [cell for row in book["Incidents"].iter_rows() for cell in row if colour(cell) in FILLS.values()]
    assert len(coloured) == len(planted)
    for cell in coloured:
        cell.value = right[str(cell.value)]
    again = take_in({**uploaded, "incidents.xlsx": saved(book)})
    assert [str(problem) for problem in again.problems] == []
    assert len(again.dataset.incidents) == 2


def test_marking_is_done_apart_like_reading():
    parts = copy_parts("a.xlsx", a_workbook({"A1": "id"}), [a_problem("A1")])
    copy = quarantine.run(parts, Limits(), entry=quarantine.MARK)["copy"]
    assert colour(openpyxl.load_workbook(io.BytesIO(copy))["Incidents"]["A1"]) == ORANGE
    assert marking.marked_copy_parts.__name__ in quarantine.MARK


def test_a_file_that_was_read_under_wider_limits_is_marked_under_them():
    content, limits = a_workbook({"A1": "id"}), Limits(parts=1)
    assert "A1" in marked_cells(copy_parts("a.xlsx", content, [a_problem("A1")]))
    assert marked_cells(copy_parts("a.xlsx", content, [a_problem("A1")], limits)) == []


def marked_cells(parts):
    """The coloured cells of the copy that is made of these parts."""
    book = openpyxl.load_workbook(io.BytesIO(marking.marked_copy_parts(parts, lambda _what, _share: None)["copy"]))
    sheets = [book[name] for name in book.sheetnames if name != SHEET]
    return [cell.coordinate for sheet in sheets for row in sheet.iter_rows() for cell in row if colour(cell) == ORANGE]
