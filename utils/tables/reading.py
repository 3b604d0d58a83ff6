"""A sheet, read as its table says: a typed frame, and every problem by the cell's own address.

Knows one table at a time. It must not know what other tables hold, nor where files come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from utils.tables.cells import CellError, Raw, Typed, read_cell, shown
from utils.tables.columns import Column, Kind, Table
from utils.tables.problems import Code, Problem
from utils.tables.vocabularies import Entry, Vocabulary
from utils.tables.workbooks import Grid, cell_name

ROW = "sheet_row"
"""The frame's column that holds the number of the spreadsheet row."""


@dataclass(frozen=True, eq=False)
class TypedTable:
    """A table as read: one row a sheet row that could be taken, with the schema's dtypes; never mutated.

    `positions` holds where each column stands (0 for A), so that any value can be traced to its cell.
    """

    table: Table
    frame: pd.DataFrame
    file: str
    positions: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    def address(self, sheet_row: int, key: str | None = None) -> str:
        """Where a value stands, such as `incidents.xlsx, Incidents!D14`; without a key, its row's id cell."""
        position = self.positions.get(key or self.table.id_column.key, 0)
        return f"{self.file}, {self.table.sheet}!{cell_name(position, sheet_row)}"


def empty_table(table: Table, file: str) -> TypedTable:
    """The table with no rows: what stands in for one that could not be read."""
    columns = {column.key: _typed_series(column, []) for column in table.columns}
    return TypedTable(table, pd.DataFrame({**columns, ROW: pd.Series([], dtype="int64")}), file)


def read_table(table: Table, grid: Grid, file: str) -> tuple[TypedTable, list[Problem]]:
    """The sheet's rows, typed, and all its problems.

    A row with a problem in a needed cell is left out and counted; any other bad cell is unknown in its row.
    """
    header = _header_row(grid)
    positions, problems = _match_headings(table, grid, file, header)
    if any(problem.code in (Code.HEADING_MISSING, Code.HEADING_TWICE) for problem in problems):
        return empty_table(table, file), problems
    numbered = [(number, cells) for number, cells in enumerate(grid.rows[header + 1 :], header + 2) if _filled(cells)]
    rows = [number for number, _ in numbered]
    refused: set[int] = set()
    columns: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        position = positions.get(column.key)
        raws: list[Raw] = [cells[position] for _, cells in numbered] if position is not None else [None] * len(rows)
        values, errors = _read_column(column, raws)
        columns[column.key] = _typed_series(column, values)
        for index, error in errors:
            cell = cell_name(position or 0, rows[index])
            problems.append(Problem(error.code, file, grid.sheet, cell, shown(raws[index]), error.allowed))
            if column.required:
                refused.add(index)
    frame = pd.DataFrame({**columns, ROW: pd.Series(rows, dtype="int64")})
    read = TypedTable(table, frame, file, positions)
    twice, more = _ids_twice(read, refused)
    kept = frame.drop(index=sorted(refused | twice)).reset_index(drop=True)
    return TypedTable(table, kept, file, positions, len(frame) - len(kept)), problems + more


def without(read: TypedTable, indices: set[int]) -> TypedTable:
    """The table less the rows at those indices, which are counted as refused."""
    kept = read.frame.drop(index=sorted(indices)).reset_index(drop=True)
    return TypedTable(read.table, kept, read.file, read.positions, read.refused + len(indices))


def _filled(cells: Sequence[Raw]) -> bool:
    return any(cell not in (None, "") and str(cell).strip() for cell in cells)


def _header_row(grid: Grid) -> int:
    return next((number for number, cells in enumerate(grid.rows) if _filled(cells)), 0)


def _match_headings(table: Table, grid: Grid, file: str, header: int) -> tuple[dict[str, int], list[Problem]]:
    positions: dict[str, int] = {}
    problems: list[Problem] = []
    headings = grid.rows[header] if grid.rows else []
    for position, raw in enumerate(headings):
        heading = shown(raw) if raw is not None else ""
        if not heading.strip():
            continue
        cell = cell_name(position, header + 1)
        column = table.column_named(heading)
        if column is None:
            problems.append(Problem(Code.HEADING_UNKNOWN, file, grid.sheet, cell, heading, _offer(table, heading)))
        elif column.key in positions:
            problems.append(Problem(Code.HEADING_TWICE, file, grid.sheet, cell, heading))
        else:
            positions[column.key] = position
    problems.extend(
        Problem(Code.HEADING_MISSING, file, grid.sheet, allowed=column.heading)
        for column in table.columns
        if column.required and column.key not in positions
    )
    return positions, problems


def _offer(table: Table, heading: str) -> str:
    near = Vocabulary("headings", tuple(Entry(column.heading) for column in table.columns)).nearest(heading)
    return f" to “{near}”" if near else ""


def _read_column(column: Column, raws: Sequence[Raw]) -> tuple[list[Typed], list[tuple[int, CellError]]]:
    """Each distinct raw value is read once: sheets repeat themselves, and reading is the dear part."""
    known: dict[tuple[type, Raw], Typed | CellError] = {}
    values: list[Typed] = []
    errors: list[tuple[int, CellError]] = []
    for index, raw in enumerate(raws):
        key = (type(raw), raw)
        if key not in known:
            known[key] = _try_cell(column, raw)
        result = known[key]
        if isinstance(result, CellError):
            errors.append((index, result))
            values.append(None)
        else:
            values.append(result)
    return values, errors


def _try_cell(column: Column, raw: Raw) -> Typed | CellError:
    try:
        return read_cell(column, raw)
    except CellError as error:
        return error


def _typed_series(column: Column, values: Sequence[Any]) -> pd.Series[Any]:
    match column.kind:
        case Kind.CHOICE if column.vocabulary is not None:
            return pd.Series(pd.Categorical(values, categories=list(column.vocabulary.labels), ordered=True))
        case Kind.DATE:
            stamps = [pd.Timestamp(value) if isinstance(value, dt.date) else pd.NaT for value in values]
            return pd.Series(stamps, dtype="datetime64[ns]")
        case Kind.COUNT:
            return pd.Series(pd.array(values, dtype="Int64"))
        case Kind.DECIMAL:
            return pd.Series(values, dtype="float64")
        case Kind.REFERENCES:
            return pd.Series([value or () for value in values], dtype="object")
        case _:
            return pd.Series(values, dtype="str")


def _ids_twice(read: TypedTable, refused: set[int]) -> tuple[set[int], list[Problem]]:
    key = read.table.id_column.key
    first: dict[str, int] = {}
    twice: set[int] = set()
    problems: list[Problem] = []
    for index, (name, row) in _named_rows(read):
        if index in refused:
            continue
        if name in first:
            twice.add(index)
            cell = cell_name(read.positions[key], row)
            earlier = cell_name(read.positions[key], first[name])
            problems.append(Problem(Code.ID_TWICE, read.file, read.table.sheet, cell, name, earlier))
        else:
            first[name] = row
    return twice, problems


def _named_rows(read: TypedTable) -> Iterator[tuple[int, tuple[str, int]]]:
    ids, rows = read.frame[read.table.id_column.key].tolist(), read.frame[ROW].tolist()
    yield from enumerate(zip(ids, rows, strict=True))
