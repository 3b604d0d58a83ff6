"""Files, read into the tables that their sheets hold: by the sheet's name, else by its headings, else by its origin.

Knows which sheet is which table. It must not know what other tables hold, nor what was published before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import fastexcel
import pyarrow as pa

from utils.tables import schema
from utils.tables.columns import Table
from utils.tables.grids import Grid
from utils.tables.headings import heading_line
from utils.tables.problems import Code, Problem
from utils.tables.reading import Reading, read_table
from utils.tables.typed import TypedTable
from utils.tables.vocabularies import slug

HELP_SHEETS = ("How to fill", "Lists")
"""Sheets that we add for people; they hold no rows."""

_WHOLE = 0.6
"""A sheet of another name is taken for a table when it has its needed headings and so great a part of all of them."""


@dataclass
class Held:
    """What a set of files holds: tables by name and problems."""

    tables: dict[str, TypedTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_files(files: Mapping[str, bytes], *, day_first: bool | None = None) -> Held:
    """The tables in these files (name to bytes). The first sheet of a table stands, another is named as a problem."""
    held, seen = Held(), dict[str, str]()
    for file, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            held.problems.append(Problem(Code.FILE_TWICE, file, found=seen[digest]))
            continue
        seen[digest] = file
        for grid in _open(held, file, content):
            _take(held, grid, file, Reading(day_first, digest))
    return held


def _open(held: Held, file: str, content: bytes) -> tuple[Grid, ...]:
    try:
        book = fastexcel.read_excel(content)
        sheets = {
            name: book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names
        }
    except fastexcel.FastExcelError as error:
        reason = "it is empty" if not content else "it is torn, or not a spreadsheet at all"
        held.problems.append(Problem(Code.FILE_UNREADABLE, file, found=f"{reason} ({error})"[:80]))
        return ()
    batches = {name: pa.record_batch(sheet.to_arrow()) for name, sheet in sheets.items()}
    return tuple(
        Grid(name, tuple(batch.columns), range(1, batch.num_rows + 1), range(batch.num_columns))
        for name, batch in batches.items()
    )


def _take(held: Held, grid: Grid, file: str, reading: Reading) -> None:
    if slug(grid.sheet) in {slug(name) for name in HELP_SHEETS}:
        return
    table = table_of(grid)
    if table is not None:
        _add(held, table, grid, file, reading)
    elif grid.height:
        allowed = ", ".join(table.sheet for table in schema.TABLES)
        held.problems.append(Problem(Code.SHEET_UNKNOWN, file, grid.sheet, found=grid.sheet, allowed=allowed))


_TABLES = {table.name: table for table in schema.TABLES}
_BY_SHEET = {slug(name): table for table in schema.TABLES for name in (table.name, table.sheet)}


def table_of(grid: Grid) -> Table | None:
    """The table that the sheet holds, by its name or else by its headings; None when it is none of ours."""
    named = _BY_SHEET.get(slug(grid.sheet))
    if named is not None:
        return named
    shares = {table.name: _share(table, grid) for table in schema.TABLES}
    best = max(shares, key=lambda name: shares[name])
    return _TABLES[best] if shares[best] >= _WHOLE else None


def _share(table: Table, grid: Grid) -> float:
    """How much of the table's headings the sheet has; 0 when a needed one is missing."""
    line = heading_line(table, grid)
    found = {column.key for column in line.named if column is not None} if line else set()
    if not {column.key for column in table.columns if column.required} <= found:
        return 0.0
    return len(found) / len(table.columns)


def _add(held: Held, table: Table, grid: Grid, file: str, reading: Reading) -> None:
    earlier = held.tables.get(table.name)
    if earlier is not None:
        where = earlier.origins[0].file
        held.problems.append(Problem(Code.SHEET_TWICE, file, grid.sheet, found=grid.sheet, allowed=where))
        return
    held.tables[table.name], problems = read_table(table, grid, file, reading)
    held.problems.extend(problems)
