"""The analyst's own workbook with every bad cell coloured and commented, and a first sheet that lists all problems.

Knows how a copy is marked, and that all else in it stays as it was. It must not know how problems are found.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from utils.tables.archives import RefusedError, open_office
from utils.tables.grids import Grid
from utils.tables.limits import Limits
from utils.tables.losses import cells_held, losses, restore_lists
from utils.tables.problems import Problem, Severity
from utils.tables.sheets import HELP_SHEETS
from utils.tables.signatures import Kind, kind_of
from utils.tables.storing import canonical, problems_from_json, problems_to_json
from utils.tables.workbooks import open_file

SHEET = HELP_SHEETS[2]
"""The name of the sheet that lists the problems; the reader passes it over."""

TITLE = "Problems found in this file"
AUTHOR = "Briefbook"
FILLS = {Severity.STOPS: "FFD3A8", Severity.CHECK: "CFE6F7"}
"""Orange for what stops publishing, blue for what is to be checked; the comment says which in words."""

MOST_CELLS = 500_000
"""A workbook of more cells is not marked: it would take minutes. Its copy is the list of problems."""

_TOO_BIG = "all its sheets: the file has too many cells to be coloured one by one, so go by the addresses below"
_ODD = "all formats: the file was written in a way of its own, so its cells were copied"
_UNTAKEN = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile)
"""What openpyxl raises at files that it cannot take; of broken XML its parsers say that the syntax is wrong."""

_UNWRITABLE = re.compile(rf"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook may hold: those that openpyxl knows, and those that its writer stumbles over."""

_OURS = "—— To mend ——"
_LONGEST = 8_000
_HEADINGS = (("Where", 26), ("Weight", 18), ("What is wrong", 60), ("What to do", 60), ("Code", 22))
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,13})(\.[0-9]{0,8}[1-9])?")


def marked_name(name: str) -> str:
    """What the marked copy of a file is called."""
    path = PurePosixPath(name.replace("\\", "/"))
    return f"{path.stem} (marked){'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


def unmarked_stem(name: str) -> str:
    """What a file and its marked copies have in common, however often a browser has numbered the copy."""
    return re.sub(r"(\s*\((marked|\d+)\))+$", "", PurePosixPath(name.replace("\\", "/")).stem).casefold()


def copy_parts(
    name: str,
    content: bytes,
    problems: Iterable[Problem],
    limits: Limits = Limits(),  # noqa: B008  # frozen
) -> dict[str, bytes]:
    """A file and its problems as named bytes, for a process of its own, which is to keep to the same limits."""
    asked = {"name": name, "limits": asdict(limits)}
    return {"asked": canonical(asked).encode(), "content": content, "problems": problems_to_json(problems).encode()}


def marked_copy_parts(parts: Mapping[str, bytes], progress: Callable[[str, float], None]) -> dict[str, bytes]:
    """`marked_copy` over named bytes; the copy is the part `copy`."""
    asked = json.loads(parts["asked"])
    name, problems = asked["name"], problems_from_json(parts["problems"].decode())
    progress(f"Marking {name}", 0.1)
    return {"copy": marked_copy(name, parts["content"], problems, Limits(**asked["limits"]))}


def marked_copy(name: str, content: bytes, problems: Iterable[Problem], limits: Limits = Limits()) -> bytes:  # noqa: B008  # frozen
    """An .xlsx (an .xlsm of one with macros) with the file's problems in it; a file of another kind is written anew.

    Of a file that cannot be opened the copy holds the list of problems only.
    """
    own = [problem for problem in problems if problem.file == name]
    book, lost = _opened(name, content, limits)
    titles = {_title(sheet): sheet for sheet in reversed(book.sheetnames)}
    for held in book.worksheets:
        _unmark(held)
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in own:
        if problem.cell and _title(problem.sheet) in titles:
            by_cell.setdefault((titles[_title(problem.sheet)], problem.cell), []).append(problem)
    for (title, cell), found in by_cell.items():
        _mark(_anchor(book[title], cell), found)
    _list(book, own, titles, lost)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _opened(name: str, content: bytes, limits: Limits) -> tuple[Workbook, tuple[str, ...]]:
    """The workbook to be marked, and what it lacks of the file."""
    if kind_of(content) is Kind.PACKED:
        try:
            return _as_it_is(content, limits)
        except _UNTAKEN:
            return _anew(open_file(name, content, limits).grids), (_ODD,)
        except RefusedError:
            return _blank(), ()
    grids = open_file(name, content, limits).grids
    big = sum(grid.width * grid.height for grid in grids) > MOST_CELLS
    return (_blank(), (_TOO_BIG,)) if big else (_anew(grids), ())


def _as_it_is(content: bytes, limits: Limits) -> tuple[Workbook, tuple[str, ...]]:
    package = open_office(content, limits)
    if cells_held(content) > MOST_CELLS:
        return _blank(), (_TOO_BIG,)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep is told by `losses`, in words
        book = load_workbook(io.BytesIO(content), rich_text=True, keep_vba=package.macros)
    restore_lists(book, content)
    return book, losses(content)


def _blank() -> Workbook:
    """A workbook with nothing but a list of problems that is still to be written."""
    book = Workbook()
    book.worksheets[0].title = SHEET
    book.worksheets[0]["A1"] = TITLE
    return book


def _anew(grids: Iterable[Grid]) -> Workbook:
    """A workbook with the same cells at the same addresses."""
    book = _blank()
    for grid in grids:
        sheet = book.create_sheet(_title(grid.sheet))
        for at, column in enumerate(grid.columns):
            for row, text in enumerate(column.to_pylist()):
                shown = grid.faults.get((row, at), text)
                if shown is not None:
                    _write(sheet.cell(grid.rows[row], grid.positions[at] + 1), shown)
    return book


def _write(cell: Cell | MergedCell, text: str) -> None:
    """Text stays text, whatever it begins with; only numbers that are written back alike become numbers."""
    if isinstance(cell, MergedCell):
        return
    if _PLAIN.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = _UNWRITABLE.sub("", text.removesuffix(" 00:00:00"))[:32_767]
    cell.data_type = "s"


def _title(sheet: str) -> str:
    """The sheet's name as a workbook takes it."""
    return re.sub(r"[\\*?:/\[\]]", "_", _UNWRITABLE.sub("", sheet))[:31] or "Sheet"


def _anchor(sheet: Worksheet, name: str) -> Cell:
    """The cell; of merged cells the first, which is the one that is seen."""
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if name in area)
        cell = sheet.cell(area.min_row, area.min_col)
    return cell  # type: ignore[no-any-return]  # a single name gives a single cell


def _mark(cell: Cell, problems: Sequence[Problem]) -> None:
    stops = any(problem.severity is Severity.STOPS for problem in problems)
    if cell.fill.fill_type:  # its text may be light on dark
        had = cell.font
        cell.font = Font(name=had.name, sz=had.sz, b=had.b, i=had.i, u=had.u, strike=had.strike, color="FF000000")
    cell.fill = PatternFill("solid", fgColor=FILLS[Severity.STOPS if stops else Severity.CHECK])
    said = [f"{problem.severity.value.capitalize()}: {problem.says} {problem.repair}" for problem in problems]
    before = [cell.comment.text] if cell.comment else []
    _comment(cell, "\n".join([*before, _OURS, *dict.fromkeys(said)]))


def _comment(cell: Cell, text: str) -> None:
    text = _UNWRITABLE.sub("", text)
    lines = sum(1 + len(line) // 48 for line in text.splitlines())
    author = cell.comment.author if cell.comment else AUTHOR
    cell.comment = Comment(text[:_LONGEST], author or AUTHOR, width=340, height=min(20 + 17 * lines, 600))


def _unmark(sheet: Worksheet) -> None:
    """Takes the marks of an earlier copy away, so that only what is wrong now is marked."""
    for cell in list(sheet._cells.values()):  # noqa: SLF001  # iter_rows makes every cell out to the farthest
        if isinstance(cell, Cell) and cell.comment and _OURS in cell.comment.text:
            kept = cell.comment.text.partition(_OURS)[0].rstrip("\n")
            cell.fill = PatternFill()
            if kept:
                _comment(cell, kept)
            else:
                cell.comment = None


def _list(book: Workbook, problems: Sequence[Problem], titles: Mapping[str, str], lost: Sequence[str]) -> None:
    """The first sheet: every problem, each with a link to its cell."""
    if SHEET in book.sheetnames and book[SHEET]["A1"].value == TITLE:
        book.remove(book[SHEET])
    sheet = book.create_sheet(SHEET, 0)
    stops = sum(problem.severity is Severity.STOPS for problem in problems)
    for text in _introduction(len(problems), stops, lost):
        sheet.append([text])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append([heading for heading, _ in _HEADINGS])
    head = sheet.max_row
    for at, (_, width) in enumerate(_HEADINGS, 1):
        cell = sheet.cell(head, at)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, problem in enumerate(problems, head + 1):
        _line(sheet, row, problem, titles.get(_title(problem.sheet)))
    sheet.freeze_panes = f"A{head + 1}"
    book.active = 0
    for other in book.worksheets:  # two selected sheets are written to together
        other.sheet_view.tabSelected = other is sheet


def _introduction(problems: int, stops: int, lost: Sequence[str]) -> list[str]:
    lines = [
        TITLE,
        f"{problems:,} in all; {stops:,} of them stop publishing. The cells are coloured; comments say what to do.",
        "Mend them and give this file again. This sheet is not read; delete it if you like.",
    ]
    return [*lines, f"This copy lacks: {', '.join(lost)}. Mend your own file if you need them."] if lost else lines


def _line(sheet: Worksheet, row: int, problem: Problem, there: str | None) -> None:
    place = "!".join(part for part in (problem.sheet, problem.cell) if part) or problem.file
    texts = (place, problem.severity.value, problem.says, problem.repair, problem.code.value)
    for at, text in enumerate(texts, 1):
        cell = sheet.cell(row, at)
        _write(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if there and problem.cell:
        cell = sheet.cell(row, 1)
        target = f"{quote_sheetname(there)}!{problem.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
        cell.font = Font(underline="single", color="0B5C6B")
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
