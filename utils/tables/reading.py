"""A sheet, read as its table says: a typed frame, and every problem by the cell's own address.

Knows one table at a time. It must not know what other tables hold, nor where files come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from utils.tables.cells import CellError, shown
from utils.tables.columns import Table
from utils.tables.grids import Grid
from utils.tables.headings import find_headings
from utils.tables.problems import Code, Problem, Severity
from utils.tables.typed import ORIGIN, ROW, Origin, TypedTable, empty_table
from utils.tables.values import read_values

_UNREADABLE = (Code.HEADING_MISSING, Code.HEADING_TWICE, Code.HEADINGS_NOT_FOUND)
_REFUSED = (Code.STRAY_ROW,)


@dataclass(frozen=True)
class Reading:
    """How a sheet is to be read where it does not say so itself.

    `day_first` settles 03/04/2026, which is a problem while nobody has said; `digest` is the file's SHA-256.
    """

    day_first: bool | None = None
    digest: str = ""


def read_table(table: Table, grid: Grid, file: str, reading: Reading = Reading()) -> tuple[TypedTable, list[Problem]]:
    """The sheet's rows, typed, and all its problems.

    A row with a problem in a needed cell is left out and counted; any other bad cell is unknown in its row.
    """
    headings = find_headings(table, grid, file)
    problems = headings.problems
    if any(problem.code in _UNREADABLE for problem in problems):
        return empty_table(table, file), problems
    stray = sum(problem.code in _REFUSED for problem in problems)
    body = pa.array(headings.body, pa.int64())
    refused: set[int] = set()
    columns: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        at = headings.columns.get(column.key)
        cells = grid.columns[at].take(body) if at is not None else pa.nulls(len(body), pa.string())
        faults = _faults(grid, at, headings.body)
        columns[column.key], errors = read_values(column, cells, reading.day_first)
        for index, error in sorted({**dict(errors), **faults}.items()):
            found = error.found or shown(cells[index].as_py())
            where = grid.address(headings.body[index], at) if at is not None else ""
            problem = Problem(error.code, file, grid.sheet, where, found, error.allowed)
            problems.append(problem)
            if column.required and problem.severity is Severity.STOPS:
                refused.add(index)
    origin = Origin(file, grid.sheet, {key: grid.positions[at] for key, at in headings.columns.items()}, reading.digest)
    rows = np.asarray(grid.rows, dtype="int64")[headings.body] if headings.body else np.array([], dtype="int64")
    frame = pd.DataFrame({**columns, ROW: rows, ORIGIN: np.zeros(len(rows), dtype="int64")})
    read = TypedTable(table, frame, (origin,), stray)
    twice, more = _ids_twice(read, refused)
    return read.without(refused | twice), problems + more


def _faults(grid: Grid, at: int | None, body: list[int]) -> dict[int, CellError]:
    """Cells that show an error, or a formula that was never worked out, by their place in the body."""
    if at is None or not grid.faults:
        return {}
    places = {row: index for index, row in enumerate(body)}
    return {
        places[row]: CellError(Code.FORMULA_EMPTY if shows.startswith("=") else Code.ERROR_VALUE, found=shows)
        for (row, column), shows in grid.faults.items()
        if column == at and row in places
    }


def _ids_twice(read: TypedTable, refused: set[int]) -> tuple[set[int], list[Problem]]:
    key = read.table.id_column.key
    ids = read.frame[key].drop(index=sorted(refused))
    again = ids[ids.duplicated() & ids.notna()]
    first = dict(zip(reversed(ids.tolist()), reversed(ids.index.tolist()), strict=True)) if len(again) else {}
    problems = [
        read.problem(Code.ID_TWICE, index, key, name, read.cell(first[name], key))
        for index, name in zip(again.index.tolist(), again, strict=True)
    ]
    return set(again.index.tolist()), problems
