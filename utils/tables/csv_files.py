"""Rows as a CSV file for a spreadsheet program, which takes none of their cells for a formula.

Knows how such programs open a file. It must not know what the rows are.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_RUN = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run."""

_BYTE_ORDER_MARK = "\ufeff"


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The text of the file; None is an empty cell. Its first character tells old programs that it is UTF-8."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(headings)
    lines.writerows([_inert(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + written.getvalue()


def _inert(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_RUN) else text
