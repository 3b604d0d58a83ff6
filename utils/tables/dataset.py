"""The tables of one edition together: typed, linked to each other, never changed.

Knows that ids point across tables. It must not know files on disk, editions or filters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from utils.tables import schema
from utils.tables.about import About, read_about
from utils.tables.addresses import grading_problems
from utils.tables.futures import weighing_problems
from utils.tables.limits import Limits
from utils.tables.linking import link_tables
from utils.tables.placing import misplaced
from utils.tables.problems import Code, Problem
from utils.tables.sheets import read_files
from utils.tables.typed import TypedTable, empty_table


@dataclass(frozen=True, eq=False)
class Dataset:
    """The typed frames of one edition. Frames have the schema's dtypes and are never mutated."""

    tables: Mapping[str, TypedTable]
    about: About = field(default_factory=About)

    def frame(self, name: str) -> pd.DataFrame:
        """The rows of the table of that name."""
        return self.tables[name].frame

    @property
    def incidents(self) -> pd.DataFrame:
        """One row an incident."""
        return self.frame("incidents")

    @property
    def claims(self) -> pd.DataFrame:
        """One row a casualty figure by a claimant."""
        return self.frame("casualty_claims")

    @property
    def sources(self) -> pd.DataFrame:
        """One row a source."""
        return self.frame("sources")

    @property
    def places(self) -> pd.DataFrame:
        """One row a province or district."""
        return self.frame("places")

    @cached_property
    def native_names(self) -> Mapping[str, str]:
        """The names of places in their own script, by the name that is shown; only where one is given."""
        told = self.places[["name", "native_name"]].itertuples(index=False, name=None)
        return {name: native for name, native in told if isinstance(native, str)}

    @cached_property
    def other_names(self) -> Mapping[str, tuple[str, ...]]:
        """The other accepted spellings of places, by the name that is shown; only where there are any."""
        found: dict[str, tuple[str, ...]] = {}
        for name, others in self.places[["name", "other_names"]].itertuples(index=False, name=None):
            if others:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *others)))
        return found

    @property
    def refused(self) -> int:
        """How many rows were left out because a needed cell was wrong."""
        return sum(read.refused for read in self.tables.values())


def assemble(files: Mapping[str, bytes], limits: Limits | None = None) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset that these files (name to bytes) hold, and every problem in them, all at once.

    A table may stand in any of the files. What cannot be read is empty, and named as a problem.
    """
    held = read_files(files, limits=limits)
    missing = missing_tables(files, held.tables)
    dataset, problems = link(held.tables, held.problems)
    return dataset, (*held.problems, *missing, *problems)


def link(read: Mapping[str, TypedTable], found: Iterable[Problem] = ()) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset of these tables, with what does not hold between them; a table not given has no rows.

    What only follows from a problem `found` before, in a cell of theirs, is not said again.
    """
    homes = {table.name: home for home, tables in schema.SPREADSHEETS.items() for table in tables}
    whole = {table.name: read.get(table.name) or empty_table(table, homes[table.name]) for table in schema.TABLES}
    about, problems = read_about(whole["about"])
    linked, more = link_tables(whole, frozenset(problem.address for problem in found))
    far = [problem for table in linked.values() for problem in misplaced(table, linked["places"].frame, about)]
    unweighed = weighing_problems(linked["scenarios"], linked["indicators"])
    graded = grading_problems(linked["sources"])
    return Dataset(linked, about), (*problems, *more, *far, *unweighed, *graded)


def missing_tables(files: Mapping[str, bytes], read: Mapping[str, TypedTable]) -> list[Problem]:
    """Needed tables that no file holds, as problems: by their file where that is missing, else by their sheet."""
    problems: list[Problem] = []
    for home, tables in schema.SPREADSHEETS.items():
        absent = [table for table in tables if table.needed and table.name not in read]
        if absent and home not in files:
            problems.append(Problem(Code.FILE_MISSING, home))
        else:
            problems.extend(Problem(Code.SHEET_MISSING, home, allowed=table.sheet) for table in absent)
    return problems
