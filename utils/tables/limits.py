"""How much of a file is read, and how every kind of hostile file is answered.

Knows the limits, the variables that set them and the answers. It must not know how files are read. The environment is
given, never asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from utils.tables.problems import Code

_PREFIX = "BRIEFBOOK_LIMIT_"


@dataclass(frozen=True)
class Limits:
    """The most that is read of an upload; all are inclusive. `named` lists field, variable and meaning of each."""

    file_mb: int = 25
    files: int = 10
    unpacked_mb: int = 400
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 200
    cell_characters: int = 10_000
    seconds: int = 60
    memory_mb: int = 1_500

    named: ClassVar[tuple[tuple[str, str, str], ...]] = tuple(
        (field, "BRIEFBOOK_UPLOAD_MB" if field == "file_mb" else _PREFIX + field.upper(), meaning)
        for field, meaning in (
            ("file_mb", "size of one file, in millions of bytes"),
            ("files", "files in one upload"),
            ("unpacked_mb", "size of one workbook once it is unpacked, in millions of bytes"),
            ("parts", "parts that one workbook may be packed from"),
            ("rows", "rows of one sheet, down to the last cell in use"),
            ("columns", "columns of one sheet, out to the last cell in use"),
            ("cell_characters", "characters in one cell"),
            ("seconds", "seconds that reading an upload may take"),
            ("memory_mb", "memory that reading an upload may take, in millions of bytes"),
        )
    )

    def told(self, field: str, unit: str = "") -> str:
        """A limit for a person, with the variable that sets it: `25 MB (the limit BRIEFBOOK_UPLOAD_MB)`.

        Raises KeyError when there is no limit of that name.
        """
        variable = {name: variable for name, variable, _ in self.named}[field]
        amount = f"{getattr(self, field):,} {unit}".strip()
        return f"{amount} (the limit {variable})"


class LimitError(ValueError):
    """A limit that the environment sets to what is no limit: its variable, what was found, what is allowed."""


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that the environment sets. Raises LimitError."""
    given = {field: environment.get(variable, "").strip() for field, variable, _ in Limits.named}
    for field, variable, _ in Limits.named:
        if given[field] and not (given[field].isdecimal() and int(given[field]) > 0):
            raise LimitError(f"{variable} cannot be “{given[field]}”; allowed is a whole number above 0.")
    return Limits(**{field: int(text) for field, text in given.items() if text})


HOSTILE: tuple[tuple[str, Code | None], ...] = (
    ("A zip bomb: small as a file, huge once unpacked", Code.FILE_TOO_BIG),
    ("A sheet of two million rows", Code.SHEET_TOO_LONG),
    ("A sheet with 16,384 columns", Code.SHEET_TOO_WIDE),
    ("One cell far from the others, at XFD1048576", Code.SHEET_TOO_LONG),
    ("A file of 300 MB", Code.FILE_TOO_BIG),
    ("A file that needs more memory or time than an upload is given", Code.FILE_TOO_HARD),
    ("A workbook locked with a password", Code.FILE_LOCKED),
    ("An .xls or .ods file: read like an .xlsx", None),
    ("An .xlsm with macros: read, the macros passed over", Code.MACROS_PASSED_OVER),
    ("A PDF, picture, document or web page renamed to .xlsx", Code.FILE_KIND),
    ("A torn file: the upload or an earlier copy broke off", Code.FILE_UNREADABLE),
    ("Entities or document types in the XML, whatever they point to", Code.FILE_UNREADABLE),
    ("Links to other workbooks: never followed", Code.LINKS_PASSED_OVER),
    ("Formulas: never run, their saved values are used", Code.FORMULAS_READ),
    ("A formula without a saved value", Code.FORMULA_EMPTY),
    ("An error value such as #DIV/0!", Code.ERROR_VALUE),
    ("A cell of 32,767 characters", Code.CELL_TOO_LONG),
    ("Control characters in a cell", Code.CONTROL_CHARACTER),
    ("Right-to-left scripts and emoji: kept as they are", None),
    ("Two sheets that both look like one table", Code.SHEET_TWICE),
    ("A workbook without a single filled cell", Code.FILE_EMPTY),
    ("The same file given twice: read once", Code.FILE_TWICE),
)
"""Each kind of file that strangers bring, and the problem that answers it; None where there is nothing to say."""
