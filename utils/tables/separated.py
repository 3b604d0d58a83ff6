"""Tables kept as text: comma, semicolon or tab between the cells, in the encodings that people's programs write.

Knows encodings, separators and quotation marks. It must not know which tables there are, nor what a cell means.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

import pyarrow as pa

from utils.tables.grids import Grid, cell_name
from utils.tables.limits import Limits
from utils.tables.problems import Code, Problem

SEPARATORS = ",;\t"
_LOOKED_AT = 50
_HINT = "sep="
_OLD = "Windows-1252"


def read_text(name: str, content: bytes, limits: Limits) -> tuple[Grid | None, list[Problem]]:
    """The one sheet of a text file, named as the file is, and what is wrong with its form; None when it is not read."""
    problems: list[Problem] = []
    text, encoding = _decoded(content)
    if text is None:
        found = "its characters are in no encoding that is read here"
        return None, [Problem(Code.FILE_UNREADABLE, name, found=found)]
    if encoding:
        problems.append(Problem(Code.ENCODING_TAKEN, name, found=encoding))
    if not text.strip():
        return None, [Problem(Code.FILE_EMPTY, name)]
    hinted = text[: len(_HINT)].lower() == _HINT and text[len(_HINT) : len(_HINT) + 1] in SEPARATORS
    separator = text[len(_HINT)] if hinted else _separator(text)
    try:
        rows = _rows(text, separator)
    except ValueError as error:
        return None, [*problems, Problem(Code.FILE_UNREADABLE, name, found=str(error))]
    sheet = PurePosixPath(name.replace("\\", "/")).stem
    if len(rows) > limits.rows:
        found, allowed = f"{len(rows):,}", limits.told("rows")
        return None, [*problems, Problem(Code.SHEET_TOO_LONG, name, sheet, found=found, allowed=allowed)]
    if hinted:
        rows[0] = []
    grid, beyond = _grid(name, sheet, rows, limits)
    return grid, problems + beyond


def _decoded(content: bytes) -> tuple[str | None, str]:
    """The text, and the encoding it was taken for where the file itself does not say."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding, told in (("utf-16" if wide else "utf-8-sig", ""), ("cp1252", _OLD)):
        try:
            return content.decode(encoding), told
        except UnicodeDecodeError:
            if wide:
                break
    return None, ""


def _separator(text: str) -> str:
    """The character that splits the first rows most evenly into the most cells; a comma where none does."""
    lines = io.StringIO(text[:200_000], newline="")

    def evenness(separator: str) -> tuple[float, int]:
        lines.seek(0)
        widths = [len(row) for row, _ in zip(csv.reader(lines, delimiter=separator), range(_LOOKED_AT), strict=False)]
        width, often = Counter(width for width in widths if width).most_common(1)[0]
        return (often / len(widths) if width > 1 else 0.0, width)

    try:
        return max(SEPARATORS, key=evenness)
    except csv.Error:
        return SEPARATORS[0]


def _rows(text: str, separator: str) -> list[list[str]]:
    """Every row. Raises ValueError at a quotation mark that is never closed: it would swallow all rows after it."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise ValueError(f"a cell of row {len(rows) + 1:,} does not end; is a quotation mark missing?") from error
    if text.count('"') % 2:
        try:
            for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
                pass
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise ValueError(f"the quotation mark opened in row {len(rows):,} is never closed") from error
    return rows


def _grid(name: str, sheet: str, rows: Sequence[Sequence[str]], limits: Limits) -> tuple[Grid | None, list[Problem]]:
    lengths = [_length(row) for row in rows]
    width = _heading_width(lengths, [len(row) for row in rows])
    if width > limits.columns:
        allowed = limits.told("columns")
        return None, [Problem(Code.SHEET_TOO_WIDE, name, sheet, found=f"{width:,}", allowed=allowed)]
    problems = [
        Problem(Code.CELLS_BEYOND, name, sheet, cell_name(width, number), rows[number - 1][width][:80])
        for number, length in enumerate(lengths, 1)
        if length > width
    ]
    columns = (
        pa.array([row[at] if at < len(row) and row[at] else None for row in rows], pa.string()) for at in range(width)
    )
    return Grid(sheet, tuple(columns), range(1, len(rows) + 1), range(width)), problems


def _length(row: Sequence[str]) -> int:
    """How many cells the row has, down to the last that holds something."""
    return next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at].strip()), 0)


def _heading_width(lengths: Sequence[int], written: Sequence[int]) -> int:
    """How many headings there are: the length of the first row that is no title above them.

    Goes by each row's length down to its last filled cell, and by its length as written, with empty cells at its end.
    """
    longest = max(lengths)
    usual = Counter(length for length in written if length > 1).most_common(1)
    if not usual:
        return longest
    enough = max(2, 0.6 * min(usual[0][0], longest))
    return next((length for length in lengths if length >= enough), longest)
