"""A table as read: typed rows, and for each the file, sheet and cell that it came from.

Knows frames and their origins. It must not know how cells were read, nor what other tables hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa

from utils.tables.columns import Column, Kind, Table
from utils.tables.grids import cell_name
from utils.tables.problems import Code, Problem

ROW = "sheet_row"
"""The frame's column that holds the number of the spreadsheet row."""

ORIGIN = "origin"
"""The frame's column that says which of the table's origins the row came from."""


@dataclass(frozen=True)
class Origin:
    """One sheet of one file that rows were read from; `positions` says where each column stands in it (0 for A)."""

    file: str
    sheet: str
    positions: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, eq=False)
class TypedTable:
    """A table as read: one row a sheet row that could be taken, with the schema's dtypes; never mutated.

    Beside the schema's columns the frame has ROW and ORIGIN, so that any value can be traced to its cell.
    """

    table: Table
    frame: pd.DataFrame
    origins: tuple[Origin, ...]
    refused: int = 0

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Row number and origin of every row, as lists: a sheet may have as many problems as cells."""
        return self.frame[ROW].tolist(), self.frame[ORIGIN].tolist()

    def origin(self, index: int) -> Origin:
        """Where the row at that place of the frame was read."""
        return self.origins[self._places[1][index]]

    def cell(self, index: int, key: str | None = None) -> str:
        """The cell that holds a value of the row at that place of the frame; without a key, its id cell."""
        position = self.origin(index).positions.get(key or self.table.id_column.key, 0)
        return cell_name(position, self._places[0][index])

    def holding(self, index: int, keys: Iterable[str]) -> list[str]:
        """The cells of that row in which those columns hold something; none where its sheet has no such column."""
        positions, row = self.origin(index).positions, self._places[0][index]
        return [
            cell_name(positions[key], row)
            for key in keys
            if key in positions and self.frame[key].iloc[[index]].notna().all()
        ]

    def address(self, index: int, key: str | None = None) -> str:
        """Where a value stands, such as `incidents.xlsx, Incidents!D14`; without a key, its row's id cell."""
        return self.address_of(self._places[0][index], self._places[1][index], key)

    def address_of(self, sheet_row: int, origin: int, key: str | None = None) -> str:
        """The same for a row that is known by its ROW and ORIGIN."""
        home = self.origins[origin]
        position = home.positions.get(key or self.table.id_column.key, 0)
        return f"{home.file}, {home.sheet}!{cell_name(position, sheet_row)}"

    def problem(self, code: Code, index: int, key: str, found: str = "", allowed: str = "") -> Problem:
        """The problem of one cell of the row at that place of the frame."""
        origin = self.origin(index)
        return Problem(code, origin.file, origin.sheet, self.cell(index, key), found, allowed)

    def without(self, indices: set[int]) -> TypedTable:
        """The table less the rows at those places, which are counted as refused."""
        if not indices:
            return self
        kept = self.frame.drop(index=sorted(indices)).reset_index(drop=True)
        return replace(self, frame=kept, refused=self.refused + len(indices))


@lru_cache(maxsize=64)  # most uploads lack most tables, and to make the frames takes longer than to read a short sheet
def empty_table(table: Table, file: str = "") -> TypedTable:
    """The table with no rows: what stands in for one that was not given or could not be read."""
    frame = pd.DataFrame({column.key: typed_series(column, pa.nulls(0, pa.string())) for column in table.columns})
    marks = {ROW: pd.Series([], dtype="int64"), ORIGIN: pd.Series([], dtype="int64")}
    return TypedTable(table, frame.assign(**marks), (Origin(file, table.sheet),))


STRETCH = 5_000
"""So many cells are turned into Python's own at once: nobody else in the process does anything meanwhile."""


def listed(values: pa.Array) -> list[Any]:
    """The values as Python's own, stretch by stretch, so that a long table does not hold up readers of other pages."""
    stretches = (values.slice(start, STRETCH) for start in range(0, len(values), STRETCH))
    return [value for stretch in stretches for value in stretch.to_pylist()]


def typed_series(column: Column, values: pa.Array) -> pd.Series[Any]:
    """Values that are already right, in the schema's dtype for that column."""
    match column.kind:
        case Kind.CHOICE if column.vocabulary is not None:
            return pd.Series(pd.Categorical(listed(values), categories=list(column.vocabulary.labels), ordered=True))
        case Kind.DATE:
            return pd.Series(values.cast(pa.timestamp("ns")).to_numpy(zero_copy_only=False), dtype="datetime64[ns]")
        case Kind.COUNT:
            return pd.Series(pd.array(listed(values), dtype="Int64"))
        case Kind.DECIMAL:
            return pd.Series(values.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype="float64")
        case Kind.REFERENCES:
            return pd.Series([tuple(value or ()) for value in listed(values)], dtype="object")
        case _:
            return pd.Series(values.to_pandas(), dtype="str")
