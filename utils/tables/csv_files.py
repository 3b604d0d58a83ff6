"""Rows as a CSV file for a spreadsheet program, which takes none of their cells for a formula.

Knows how such programs open a file. It must not know what the rows are.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_RUN = re.compile(r"^(?=\s*[=+\-@＝＋－＠]|[\t\r])|(?<=;)(?=[=+\-@＝＋－＠])")
"""Before what a spreadsheet program would run: at the start of a cell, and after what some take for its end."""

_BYTE_ORDER_MARK = "\ufeff"


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The text of the file; None is an empty cell. Its first character tells old programs that it is UTF-8."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(headings)
    lines.writerows([_inert(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + written.getvalue()


def _inert(cell: object) -> str:
    """The cell as text. A number stays a number, also one below zero; nothing typed as a number is ever run."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return _RUN.sub("'", cell)
