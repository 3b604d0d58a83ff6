"""Every kind of file that the docs say an answer for, and whether the answer is so."""

import io
import zipfile

import pytest

from tests.drawn import an_incident, files
from tests.hostile import (
    OLE,
    a_cell,
    a_far_cell,
    a_hidden_far_cell,
    a_locked_xlsx,
    a_long_sheet,
    a_lying_bomb,
    a_row,
    a_wide_sheet,
    a_workbook,
    a_zip_bomb,
    an_ods,
    an_open_cell,
    an_open_row,
    an_xls,
    an_xlsx,
    packed,
    with_parts,
)
from utils.tables import intake, quarantine
from utils.tables.limits import HOSTILE, Limits
from utils.tables.problems import Code
from utils.tables.quarantine import QuarantineError
from utils.tables.workbooks import open_file

TEXT_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
OF_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
MANY_PARTS = {f"xl/{part}": b"x" for part in range(30)} | {"xl/workbook.xml": b"x"}
LINK = {"xl/externalLinks/externalLink1.xml": "<x/>"}
ROW = a_row(1, a_cell("A1", "id"))
ENTITY = '<!DOCTYPE x [<!ENTITY a "boo"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
FORMULA = a_row(2, '<c r="A2"><f>1+1</f><v>2</v></c>')
FAR_ODS = an_ods(an_open_row(an_open_cell("x", repeated=16384), repeated=1048576))
SMALL = Limits(file_mb=1, unpacked_mb=4, parts=20, rows=1000, columns=50, cell_characters=100)

CASES = {
    "a bomb": (a_zip_bomb(5), Code.FILE_TOO_BIG),
    "a bomb that lies about its size": (a_lying_bomb(5), Code.FILE_UNREADABLE),
    "a bomb of many parts": (packed(MANY_PARTS), Code.FILE_TOO_BIG),
    "too many rows": (a_long_sheet(1001), Code.SHEET_TOO_LONG),
    "too many columns": (a_wide_sheet(), Code.SHEET_TOO_WIDE),
    "too many cells in an .ods": (FAR_ODS, Code.SHEET_TOO_LONG),
    "a far cell": (a_far_cell(), Code.SHEET_TOO_LONG),
    "a big file": (b"id,n\n" * 250_000, Code.FILE_TOO_BIG),
    "a locked .xlsx": (a_locked_xlsx(), Code.FILE_LOCKED),
    "a locked .ods": (an_ods("", manifest="<manifest:encryption-data/>"), Code.FILE_LOCKED),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", Code.FILE_KIND),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", Code.FILE_KIND),
    "a Word document": (packed({"word/document.xml": "<x/>"}), Code.FILE_KIND),
    "an old Word document": (OLE + b"\0" * 600 + "WordDocument\0".encode("utf-16-le"), Code.FILE_KIND),
    "a binary workbook": (packed({"xl/workbook.bin": b"x"}), Code.FILE_KIND),
    "a text of OpenDocument": (packed(TEXT_DOCUMENT), Code.FILE_KIND),
    "a web page": (b"\r\n<html><table><tr><td>id</td></tr></table></html>", Code.FILE_KIND),
    "a spreadsheet of 2003": (OF_2003, Code.FILE_KIND),
    "a JSON file": (b'[{"id": 1}]', Code.FILE_KIND),
    "a database": (b"SQLite format 3\0", Code.FILE_KIND),
    "random bytes": (bytes(range(256)), Code.FILE_KIND),
    "any zip": (packed({"a.txt": b"x"}), Code.FILE_KIND),
    "a torn zip": (a_workbook({"A1": "id"})[:-200], Code.FILE_UNREADABLE),
    "a zip torn inside": (a_workbook({"A1": "id"}).replace(b"<", b">"), Code.FILE_UNREADABLE),
    "a torn sheet": (an_xlsx(ROW + "<row><c><v>"), Code.FILE_UNREADABLE),
    "a torn old workbook": (an_xls({(0, 0): "id"})[:1500], Code.FILE_UNREADABLE),
    "a workbook without its book": (packed({"xl/workbook.xml": "<x/>"}), Code.FILE_UNREADABLE),
    "entities": (an_xlsx(ROW, before=ENTITY), Code.FILE_UNREADABLE),
    "entities in another part": (an_xlsx(ROW, **{"xl/sharedStrings.xml": f"{ENTITY}<sst/>"}), Code.FILE_UNREADABLE),
    "entities in UTF-16": (an_xlsx(ROW, **{"xl/styles.xml": ENTITY.encode("utf-16")}), Code.FILE_UNREADABLE),
    "parts that climb": (an_xlsx(ROW, **{"../../etc/passwd": "x"}), Code.FILE_UNREADABLE),
    "macros": (an_xlsx(ROW, **{"xl/vbaProject.bin": b"x"}), Code.MACROS_PASSED_OVER),
    "external links": (with_parts(a_workbook({"A1": "id"}), LINK), Code.LINKS_PASSED_OVER),
    "formulas": (an_xlsx(ROW + FORMULA), Code.FORMULAS_READ),
    "a long cell": (a_workbook({"A1": "x" * 32_767}), Code.CELL_TOO_LONG),
    "an empty workbook": (a_workbook(), Code.FILE_EMPTY),
    "an empty .ods": (an_ods(an_open_row(an_open_cell(repeated=16384), repeated=1048576)), Code.FILE_EMPTY),
    "nothing": (b"", Code.FILE_EMPTY),
    "an .xls": (an_xls({(0, 0): "id"}), None),
    "Urdu, emoji": (a_workbook({"A1": "\u200fنوشکی میں حملہ\u200e", "B1": "🔥"}), None),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), CASES.values(), ids=CASES)
def test_each_file_gets_its_own_answer_and_no_other(content, code):
    opened = open_file("upload.xlsx", content, SMALL)
    assert [problem.code for problem in opened.problems] == ([code] if code else [])
    assert all(problem.says and problem.repair for problem in opened.problems)


def test_two_entries_of_one_name_are_refused():
    written = io.BytesIO(a_workbook({"A1": "id"}))
    with zipfile.ZipFile(written, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<x/>")
    assert [problem.code for problem in open_file("a.xlsx", written.getvalue()).problems] == [Code.FILE_UNREADABLE]


def apart(uploaded, limits=Limits()):  # noqa: B008
    parts = intake.to_parts(uploaded, None, intake.Choices(), limits)
    return intake.from_parts(quarantine.run(parts, limits))


HARD = Limits(memory_mb=1000, seconds=20)


@pytest.mark.parametrize(
    ("content", "code"),
    [(a_far_cell(), Code.SHEET_TOO_LONG), (FAR_ODS, Code.SHEET_TOO_LONG), (a_zip_bomb(450), Code.FILE_TOO_BIG)],
    ids=["a far cell", "an .ods full to its corner", "a real bomb"],
)
def test_the_worst_files_in_their_real_size_are_answered(content, code):
    assert code in [problem.code for problem in apart({"incidents.xlsx": content}, HARD).problems]


def test_a_file_that_kills_its_reader_leaves_this_process_alone():
    with pytest.raises(QuarantineError) as stopped:
        apart({"incidents.xlsx": a_hidden_far_cell()}, HARD)
    assert stopped.value.code is Code.FILE_TOO_HARD
    assert not [problem for problem in apart(files()).problems if problem.severity.name == "STOPS"]


WHOLE = {
    Code.ERROR_VALUE: files([an_incident(latitude="#DIV/0!")]),
    Code.CONTROL_CHARACTER: files([an_incident(summary="Gunmen\u200b fired.")]),
    Code.FILE_TWICE: {**files(), "again.xlsx": files()["incidents.xlsx"]},
    Code.SHEET_TWICE: {**files(), "more.xlsx": files([an_incident(incident_id="N-2")])["incidents.xlsx"]},
}


@pytest.mark.parametrize(("code", "uploaded"), WHOLE.items(), ids=[code.value for code in WHOLE])
def test_what_shows_only_when_the_tables_are_read_is_answered_too(code, uploaded):
    assert code in [problem.code for problem in intake.take_in(uploaded).problems]


def test_every_answer_that_the_docs_give_is_tested_here():
    answered = {code for _, code in CASES.values()} | set(WHOLE) | {Code.FILE_TOO_HARD, Code.FORMULA_EMPTY}
    assert {code for _, code in HOSTILE} - answered == set()
