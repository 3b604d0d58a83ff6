"""One sheet as it was found: the text of every cell, and where it stands.

Knows cells and their places. It must not know file formats, nor what any cell means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
from openpyxl.utils import get_column_letter


def cell_name(column: int, row: int) -> str:
    """The cell's name as a spreadsheet program shows it: column 0 of row 14 is A14."""
    return f"{get_column_letter(column + 1)}{row}"


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet's cells as text, column by column; None where a cell is empty.

    Numbers are written without exponent or needless zeros, days as `2026-01-31 00:00:00`, truth as `true`.
    `rows` holds the number that a spreadsheet program gives each row, `positions` where each column stands (0 for A):
    rows and columns may have been left out, and addresses stay right. `faults` holds what a cell shows that is no
    value, such as `#DIV/0!`, by the index of row and column in this grid.
    """

    sheet: str
    columns: tuple[pa.Array, ...]
    rows: Sequence[int]
    positions: Sequence[int]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: str, rows: Sequence[Sequence[str | None]]) -> Grid:
        """The grid of these rows, the first of which is row 1; short rows end in empty cells."""
        width = max((len(row) for row in rows), default=0)
        columns = ([row[at] if at < len(row) else None for row in rows] for at in range(width))
        return cls(
            sheet,
            tuple(pa.array([cell or None for cell in column], pa.string()) for column in columns),
            range(1, len(rows) + 1),
            range(width),
        )

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def row(self, index: int) -> list[str | None]:
        """The cells of one row, by its index (0 for the first)."""
        return [column[index].as_py() for column in self.columns]

    def address(self, row: int, column: int) -> str:
        """The name of the cell at those indices, such as D14."""
        return cell_name(self.positions[column], self.rows[row])
