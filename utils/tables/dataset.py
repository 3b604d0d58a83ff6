"""The tables of one edition together: typed, linked to each other, never changed.

Knows that ids point across tables. It must not know files on disk, editions or filters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from utils.tables import schema
from utils.tables.about import About, read_about
from utils.tables.columns import Table
from utils.tables.linking import link_tables
from utils.tables.problems import Code, Problem
from utils.tables.reading import TypedTable, empty_table, read_table
from utils.tables.vocabularies import slug
from utils.tables.workbooks import Grid, WorkbookError, open_workbook

HELP_SHEETS = ("How to fill", "Lists")
"""Sheets that templates carry for people; they hold no rows."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """The typed frames of one edition. Frames have the schema's dtypes and are never mutated."""

    tables: Mapping[str, TypedTable]
    about: About = field(default_factory=About)

    @property
    def incidents(self) -> pd.DataFrame:
        """One row an incident."""
        return self.tables["incidents"].frame

    @property
    def claims(self) -> pd.DataFrame:
        """One row a casualty figure by a claimant."""
        return self.tables["casualty_claims"].frame

    @property
    def sources(self) -> pd.DataFrame:
        """One row a source."""
        return self.tables["sources"].frame

    @property
    def places(self) -> pd.DataFrame:
        """One row a province or district."""
        return self.tables["places"].frame

    @property
    def refused(self) -> int:
        """How many rows were left out because a needed cell was wrong."""
        return sum(read.refused for read in self.tables.values())


def assemble(files: Mapping[str, bytes]) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset that these files (name to bytes) hold, and every problem in them, all at once.

    A table may stand in any of the files. What cannot be read is empty, and named as a problem.
    """
    read: dict[str, TypedTable] = {}
    problems: list[Problem] = []
    for file, content in files.items():
        try:
            grids = open_workbook(content)
        except WorkbookError as error:
            problems.append(Problem(Code.FILE_UNREADABLE, file, found=str(error)))
            continue
        for grid in grids:
            problems.extend(_take_sheet(grid, file, read))
    for home, tables in schema.SPREADSHEETS.items():
        problems.extend(_missing(home, tables, files, read))
    about, more = read_about(read.pop("about", empty_table(schema.ABOUT, "reference.xlsx")))
    linked, links = link_tables(read)
    return Dataset(linked, about), (*problems, *more, *links)


def _take_sheet(grid: Grid, file: str, read: dict[str, TypedTable]) -> list[Problem]:
    by_sheet = {slug(table.sheet): table for table in schema.TABLES}
    table = by_sheet.get(slug(grid.sheet)) or next((t for t in schema.TABLES if slug(t.name) == slug(grid.sheet)), None)
    if table is not None and table.name in read:
        return [Problem(Code.SHEET_TWICE, file, grid.sheet, found=grid.sheet, allowed=read[table.name].file)]
    if table is not None:
        read[table.name], problems = read_table(table, grid, file)
        return problems
    if slug(grid.sheet) in {slug(name) for name in HELP_SHEETS}:
        return []
    allowed = ", ".join(table.sheet for table in schema.TABLES)
    return [Problem(Code.SHEET_UNKNOWN, file, found=grid.sheet, allowed=allowed)]


def _missing(
    home: str, tables: tuple[Table, ...], files: Mapping[str, bytes], read: dict[str, TypedTable]
) -> list[Problem]:
    absent = [table for table in tables if table.name not in read]
    for table in absent:
        read[table.name] = empty_table(table, home)
    if home not in files:
        return [Problem(Code.FILE_MISSING, home)] if absent else []
    return [Problem(Code.SHEET_MISSING, home, allowed=table.sheet) for table in absent]
