"""Files, read into the tables that their sheets hold: by the sheet's name, else by its headings, else by its origin.

Knows which sheet is which table. It must not know what other tables hold, nor what was published before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from utils.tables import schema
from utils.tables.columns import Table
from utils.tables.grids import Grid
from utils.tables.headings import heading_line
from utils.tables.importing import Converted, ImportReport, Scope, convert, recognise
from utils.tables.limits import Limits
from utils.tables.merging import merge
from utils.tables.problems import Code, Problem
from utils.tables.reading import Reading, read_table
from utils.tables.typed import TypedTable
from utils.tables.vocabularies import slug
from utils.tables.workbooks import open_file

HELP_SHEETS = ("How to fill", "Lists", "Problems")
"""Sheets that we add for people; they hold no rows."""

_WHOLE = 0.4
"""A sheet of another name is taken for a table when it has its needed headings and so great a part of all of them."""


@dataclass
class Held:
    """What a set of files holds: tables by name, problems, and what was imported from files of other makers.

    `imported` names the tables that have rows of such a file, `given` those that have a sheet of their own and in
    which file it stands.
    """

    tables: dict[str, TypedTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reports: list[ImportReport] = field(default_factory=list)
    imported: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)

    @property
    def cited(self) -> set[str]:
        """The sources, when nothing but the origins of imported files stands in them."""
        return {"sources"} & (self.imported - self.given.keys())


def read_files(
    files: Mapping[str, bytes],
    *,
    day_first: bool | None = None,
    scope: Scope | None = None,
    limits: Limits | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Held:
    """The tables in these files (name to bytes). The first sheet of a table stands, another is named as a problem.

    Rows of other makers' files are added to it, whichever file comes first; a row that the sheet has itself stands.

    `progress` is told what is being read, and which part of the whole is done (0 to 1).
    """
    held, seen = Held(), dict[str, str]()
    for number, (file, content) in enumerate(files.items()):
        if progress:
            progress(f"Reading {file}", number / len(files))
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            held.problems.append(Problem(Code.FILE_TWICE, file, found=seen[digest]))
            continue
        seen[digest] = file
        opened = open_file(file, content, limits or Limits())
        held.problems.extend(opened.problems)
        reading = Reading(day_first, digest)
        for grid in opened.grids:
            _take(held, grid, file, reading, scope or Scope())
    return held


def _take(held: Held, grid: Grid, file: str, reading: Reading, scope: Scope) -> None:
    if slug(grid.sheet) in {slug(name) for name in HELP_SHEETS}:
        return
    layout = recognise(grid)  # first: their file may bear the name of one of our sheets, ours never their headings
    table = table_of(grid) if layout is None else None
    if layout is not None:
        _import(held, convert(grid, layout, file, scope), file, reading)
    elif table is not None:
        _add(held, table, grid, file, reading)
    elif grid.height:
        allowed = ", ".join(table.sheet for table in schema.TABLES)
        held.problems.append(Problem(Code.SHEET_UNKNOWN, file, grid.sheet, found=grid.sheet, allowed=allowed))


def _import(held: Held, converted: Converted, file: str, reading: Reading) -> None:
    held.reports.append(converted.report)
    held.problems.extend(converted.problems)
    source = {_TABLES["sources"].column(key).heading: value for key, value in converted.source.items()}
    cited = Grid.of(converted.report.sheet, [list(source), list(source.values())])
    for name, part in {**converted.grids, "sources": cited}.items():
        _join(held, *read_table(_TABLES[name], part, file, reading), imported=True)
        held.imported.add(name)


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
    if table.name in held.given:
        where = f"{held.given[table.name]}, sheet “{held.tables[table.name].origins[0].sheet}”"
        held.problems.append(Problem(Code.SHEET_TWICE, file, grid.sheet, found=grid.sheet, allowed=where))
        return
    held.given[table.name] = file
    _join(held, *read_table(table, grid, file, reading))


def _join(held: Held, read: TypedTable, problems: list[Problem], *, imported: bool = False) -> None:
    name = read.table.name
    earlier = held.tables.get(name)
    if earlier is not None:  # the later of two wins, and what an analyst has typed stands over what is imported
        read = merge(read, earlier) if imported and name in held.given else merge(earlier, read)
    held.tables[name] = read
    held.problems.extend(problems)
