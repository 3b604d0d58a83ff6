"""A spreadsheet file's bytes, opened as grids of raw cells.

Knows file formats. It must not know which tables there are. Only files that the operator put in place come here:
a hostile file can abort a process that opens it, so an upload needs a process of its own.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import python_calamine as calamine
from openpyxl.utils import get_column_letter

from utils.tables.cells import Raw


class WorkbookError(Exception):
    """A file that cannot be opened as a spreadsheet; the message says why, for a person."""


@dataclass(frozen=True)
class Grid:
    """One sheet: `rows[0]` is the row that a spreadsheet program numbers 1."""

    sheet: str
    rows: Sequence[Sequence[Raw]]


def cell_name(column: int, row: int) -> str:
    """The cell's name as a spreadsheet program shows it: column 0 of row 14 is A14."""
    return f"{get_column_letter(column + 1)}{row}"


def open_workbook(content: bytes) -> tuple[Grid, ...]:
    """Every sheet of an .xlsx, .xls or .ods file, hidden ones too.

    Raises WorkbookError when the bytes are no spreadsheet, torn, or locked with a password.
    """
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            Grid(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
        )
    except calamine.PasswordError as error:
        raise WorkbookError("it is locked with a password") from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError) as error:
        reason = "it is empty" if not content else "it is torn, or not a spreadsheet at all"
        raise WorkbookError(reason) from error
