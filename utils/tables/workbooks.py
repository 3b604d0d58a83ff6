"""A spreadsheet file's bytes, opened as grids of text, whatever program wrote it.

Knows file formats. It must not know which tables there are. A file can still kill the process that opens it: strangers'
files are opened in `quarantine` only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine as calamine

from utils.tables.archives import Package, RefusedError, Sheet, open_document, open_office
from utils.tables.faults import ERRORS, errors_as_faults, with_faults
from utils.tables.grids import Grid, cell_name
from utils.tables.limits import Limits
from utils.tables.problems import Code, Problem
from utils.tables.separated import read_text
from utils.tables.signatures import Foreign, Kind, kind_of

_TORN = "it is torn, or was written by a program that does so in its own way"
_MACROS_OF_OLD = "_VBA_PROJECT_CUR\0".encode("utf-16-le")


@dataclass(frozen=True)
class Opened:
    """A file's sheets, hidden ones too, less those that cannot be read; and what is wrong with the file as such."""

    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()


def open_file(name: str, content: bytes, limits: Limits = Limits()) -> Opened:  # noqa: B008  # frozen
    """Every sheet of an .xlsx, .xlsm, .xls, .ods or text file, told apart by content and not by name."""
    if len(content) > limits.file_mb * 1_000_000:
        found, allowed = f"{len(content) / 1_000_000:,.0f} MB", limits.told("file_mb", "MB")
        return Opened(problems=(Problem(Code.FILE_TOO_BIG, name, found=found, allowed=allowed),))
    kind = kind_of(content)
    if isinstance(kind, Foreign):
        return Opened(problems=(Problem(kind.code, name, found=kind.what),))
    if kind is Kind.TEXT:
        return _text(name, content, limits)
    try:
        return _workbook(name, content, kind, limits)
    except RefusedError as refused:
        return Opened(problems=(refused.problem(name),))


def _text(name: str, content: bytes, limits: Limits) -> Opened:
    grid, problems = read_text(name, content, limits)
    if grid is None:
        return Opened(problems=tuple(problems))
    grid = errors_as_faults(grid)
    return Opened((grid,), (*problems, *_long_cells(name, grid, limits)))


def _workbook(name: str, content: bytes, kind: Kind, limits: Limits) -> Opened:
    package = _package(content, kind, limits)
    problems = [
        Problem(code, name)
        for code, there in ((Code.MACROS_PASSED_OVER, package.macros), (Code.LINKS_PASSED_OVER, package.links))
        if there
    ]
    if kind is Kind.OPEN_DOCUMENT:  # the fast reader unpacks all its sheets at once
        beyond = [*_beyond(name, package, limits)]
        if beyond:
            return Opened(problems=(*problems, *beyond))
    with _reading():
        reader = fastexcel.read_excel(package.content)
        names = reader.sheet_names
    grids: list[Grid] = []
    for sheet in names:
        known = package.sheets.get(sheet, Sheet())
        try:
            grid = _grid(reader, package, sheet, known, limits)
        except RefusedError as refused:
            problems.append(refused.problem(name, sheet))
            continue
        grids.append(grid)
        problems += [*_formulas(name, sheet, known), *_long_cells(name, grid, limits)]
    if not problems and not any(grid.width for grid in grids):
        problems.append(Problem(Code.FILE_EMPTY, name))
    return Opened(tuple(grids), tuple(problems))


def _package(content: bytes, kind: Kind, limits: Limits) -> Package:
    if kind is Kind.PACKED:
        return open_office(content, limits)
    if kind is Kind.OPEN_DOCUMENT:
        return open_document(content, limits)
    return Package(content, macros=_MACROS_OF_OLD in content)


@contextmanager
def _reading() -> Iterator[None]:
    """Turns what the fast reader raises, or how it panics, into RefusedError."""
    try:
        yield
    except fastexcel.FastExcelError as error:
        locked = "password" in str(error).lower()
        raise RefusedError(Code.FILE_LOCKED if locked else Code.FILE_UNREADABLE, _TORN) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the only name that a panic of the fast reader has
            raise
        raise RefusedError(Code.FILE_UNREADABLE, _TORN) from error


def _grid(reader: fastexcel.ExcelReader, package: Package, sheet: str, known: Sheet, limits: Limits) -> Grid:
    """The sheet's cells. Raises RefusedError when it reaches beyond the limits or cannot be read."""
    _check_reach(known.marks.height, known.marks.width, limits)
    with _reading():
        loaded = reader.load_sheet(sheet, header_row=None, dtypes="string", skip_rows=0)
        batch, failed = loaded.to_arrow_with_errors()
    first = 0 if known.starts_first or not batch.num_columns else _first_column(package.content, sheet)
    _check_reach(batch.num_rows, first + batch.num_columns, limits)
    columns = tuple(_emptied(column) for column in batch.columns)
    grid = Grid(sheet, columns, range(1, batch.num_rows + 1), range(first, first + len(columns)))
    faults = {
        (error.position[0] + 1, error.position[1] + first): _shown(error.detail)
        for error in (failed.errors if failed is not None else ())
    }
    formulas = known.marks.formulas
    faults |= known.marks.errors | {place: f"={formulas[place]}"[:80] for place in known.marks.unsaved}
    return errors_as_faults(with_faults(grid, faults))


def _beyond(name: str, package: Package, limits: Limits) -> Iterator[Problem]:
    for sheet, known in package.sheets.items():
        try:
            _check_reach(known.marks.height, known.marks.width, limits)
        except RefusedError as refused:
            yield refused.problem(name, sheet)


def _check_reach(height: int, width: int, limits: Limits) -> None:
    if height > limits.rows:
        raise RefusedError(Code.SHEET_TOO_LONG, f"{height:,}", limits.told("rows"))
    if width > limits.columns:
        raise RefusedError(Code.SHEET_TOO_WIDE, f"{width:,}", limits.told("columns"))


def _first_column(content: bytes, sheet: str) -> int:
    """Where the sheet's cells begin: the fast reader leaves empty columns at the left out without saying how many."""
    try:
        start = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).start
    except calamine.CalamineError as error:
        raise RefusedError(Code.FILE_UNREADABLE, _TORN) from error
    return start[1] if start else 0


def _emptied(column: pa.Array) -> pa.Array:
    """The column with empty texts as empty cells."""
    text = column.cast(pa.string())
    if pc.min(pc.binary_length(text)).as_py() == 0:
        return pc.if_else(pc.equal(text, ""), None, text)
    return text


def _shown(detail: str) -> str:
    """What the cell shows, from the fast reader's own words about it: `Expected string but got 'Error(Div0)'`."""
    named = re.search(r"Error\((\w+)\)", detail)
    return ERRORS.get(named[1], ERRORS["Value"]) if named else ERRORS["Value"]


def _formulas(name: str, sheet: str, known: Sheet) -> Iterator[Problem]:
    formulas = known.marks.formulas.keys() - known.marks.unsaved
    if formulas:
        count = "1 cell" if len(formulas) == 1 else f"{len(formulas):,} cells"
        row, column = min(formulas)
        first = cell_name(column, row)
        yield Problem(Code.FORMULAS_READ, name, sheet, first, found=count, allowed=first)


def _long_cells(name: str, grid: Grid, limits: Limits) -> Iterator[Problem]:
    for at, column in enumerate(grid.columns):
        lengths = pc.utf8_length(column)
        if (pc.max(lengths).as_py() or 0) > limits.cell_characters:
            allowed = limits.told("cell_characters")
            for row in pc.indices_nonzero(pc.greater(lengths, limits.cell_characters)).to_pylist():
                found = f"{lengths[row].as_py():,}"
                yield Problem(Code.CELL_TOO_LONG, name, grid.sheet, grid.address(row, at), found, allowed)
