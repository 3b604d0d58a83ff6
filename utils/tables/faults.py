"""Cells that show no value: errors such as #DIV/0!, and formulas that were never worked out.

Knows how they are found in a grid and kept by their place. It must not know file formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from utils.tables.grids import Grid

ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
"""What a cell shows for each error that the fast reader names."""

_SHOWN = pa.array([*ERRORS.values(), "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "Err:502"])


def with_faults(grid: Grid, faults: Mapping[tuple[int, int], str]) -> Grid:
    """The grid with these faults, by the number of the row and the position of the column in the sheet.

    It grows where a fault stands outside: a column of formulas that were never worked out holds nothing else.
    """
    if not faults:
        return grid
    reached = {*grid.positions, *(column for _, column in faults)}
    left, right = min(reached), max(reached) + 1
    height = max(grid.height, *(row for row, _ in faults))
    held = dict(zip(grid.positions, grid.columns, strict=True))
    lower = pa.nulls(height - grid.height, pa.string())
    empty = pa.nulls(height, pa.string())
    columns = (pa.concat_arrays([held[at], lower]) if at in held else empty for at in range(left, right))
    own = {(row - 1, column - left): text for (row, column), text in faults.items()}
    kept = {(row, grid.positions[column] - left): text for (row, column), text in grid.faults.items()}
    return Grid(grid.sheet, tuple(columns), range(1, height + 1), range(left, right), kept | own)


def errors_as_faults(grid: Grid) -> Grid:
    """The grid with each cell whose text is that of an error emptied, and kept among the faults."""
    faults = dict(grid.faults)
    columns = list(grid.columns)
    for at, column in enumerate(grid.columns):
        errors = pc.is_in(column, value_set=_SHOWN)
        if not pc.any(errors).as_py():
            continue
        places = errors.to_numpy(zero_copy_only=False).nonzero()[0].tolist()
        faults |= {(row, at): column[row].as_py() for row in places}
        columns[at] = pc.if_else(errors, None, column)
    return replace(grid, columns=tuple(columns), faults=faults) if len(faults) > len(grid.faults) else grid
