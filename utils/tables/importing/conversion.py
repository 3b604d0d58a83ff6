"""An origin's sheet turned into grids of our own tables, every cell still at the address where it was found.

Knows layouts, grids and our headings. It must not know any particular origin, nor whether the values are right:
reading says so afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from utils.tables import schema
from utils.tables.columns import Table
from utils.tables.grids import Grid
from utils.tables.importing import texts
from utils.tables.importing.layouts import Layout, Rule, Target
from utils.tables.importing.recognition import Place, filled_cells, find_place
from utils.tables.importing.reports import Counted, ImportReport, Mapped, NotTaken, Refused
from utils.tables.importing.rows import Rows, name_slug
from utils.tables.problems import Code, Problem
from utils.tables.vocabularies import slug

OUTSIDE = "Outside the chosen country or province."
REMARK = "Only one cell is filled: a remark, not a row."
AGAIN = "The headings stand here a second time."

SHOWN = 5
"""So many row numbers are named for each reason."""


@dataclass(frozen=True)
class Scope:
    """The countries and provinces that are wanted, in the file's own spelling; none named means all."""

    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Converted:
    """Our tables' grids by name, what was done, and the row that the origin needs on our Sources sheet."""

    grids: Mapping[str, Grid]
    report: ImportReport
    source: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class _Sheet:
    """The rows of the origin's sheet that hold something: their cells, and their places in the grid."""

    grid: Grid
    layout: Layout
    place: Place
    rows: Rows
    at: np.ndarray[tuple[int], np.dtype[np.int64]]

    def kept(self, mask: pa.Array) -> _Sheet:
        """The sheet with the rows alone for which the mask is true."""
        return _Sheet(
            self.grid, self.layout, self.place, self.rows.where(mask), self.at[mask.to_numpy(zero_copy_only=False)]
        )


def convert_sheet(grid: Grid, layout: Layout, file: str, scope: Scope = Scope()) -> Converted:
    """The grid's rows in the form of our tables. ValueError when the grid is not of that layout."""
    place = find_place(grid, layout)
    if place is None:
        raise ValueError(f"{file}, {grid.sheet} is not a file of {layout.name}")
    count = filled_cells(grid, place.first)
    at = place.first + count.nonzero()[0]
    cells = {name: grid.columns[column].take(pa.array(at)) for name, column in place.columns.items()}
    sheet = _Sheet(grid, layout, place, Rows.of(len(at), cells), at)
    taken, refused = _refuse(sheet, count[count > 0], scope)
    kept = sheet.kept(taken)
    return Converted(
        {target.table: _target_grid(kept, target) for target in layout.targets},
        _report(sheet, file, kept.rows.height, refused, scope),
        layout.source,
        tuple(_out_of_order(kept, file)),
    )


def _refuse(
    sheet: _Sheet, count: np.ndarray[tuple[int], np.dtype[np.int64]], scope: Scope
) -> tuple[pa.Array, tuple[Refused, ...]]:
    """Which rows are taken, and the others by the first reason that holds."""
    reasons = [(REMARK, pa.array(count == 1)), (AGAIN, _again(sheet)), (OUTSIDE, pc.invert(_inside(sheet, scope)))]
    reasons += [(refusal.reason, refusal.holds(sheet.rows)) for refusal in sheet.layout.refusals]
    taken = pa.array(np.ones(len(sheet.at), dtype="bool"))
    refused = []
    for reason, holds in reasons:
        now = pc.and_(taken, holds)
        taken = pc.and_(taken, pc.invert(holds))
        if now.true_count:
            places = sheet.at[now.to_numpy(zero_copy_only=False)][:SHOWN]
            refused.append(Refused(reason, now.true_count, tuple(sheet.grid.rows[place] for place in places.tolist())))
    return taken, tuple(refused)


def _again(sheet: _Sheet) -> pa.Array:
    """Where two cells say the headings above them."""
    names = sheet.layout.signature[:2]
    said = (texts.one_of(sheet.rows[name], name, _heading(sheet, name)) for name in names)
    return pc.and_(*said)


def _heading(sheet: _Sheet, name: str) -> str:
    """The file's own heading of the column; the origin's name for it in a file without headings."""
    at, row = sheet.place.columns[name_slug(name)], sheet.place.heading
    return name if row is None else str(sheet.grid.columns[at][row].as_py()).strip()


def _inside(sheet: _Sheet, scope: Scope) -> pa.Array:
    inside = _named(sheet.rows[sheet.layout.country], scope.countries)
    if sheet.layout.province is None:
        return inside
    return pc.and_(inside, _named(sheet.rows[sheet.layout.province], scope.admin1))


def _named(column: pa.Array, wanted: tuple[str, ...]) -> pa.Array:
    """Where the column names one of the wanted, whatever the case; everywhere when none is wanted."""
    if not wanted:
        return pa.array(np.ones(len(column), dtype="bool"))
    slugs = {slug(name) for name in wanted}
    distinct = [name for name in column.unique().to_pylist() if name is not None and slug(name) in slugs]
    return texts.sure(pc.is_in(column, pa.array(distinct, pa.string())))


def _target_grid(sheet: _Sheet, target: Target) -> Grid:
    """One of our tables: our headings, and below them what the rules make of the rows."""
    table = _table(target.table)
    for name in target.needs:
        sheet = sheet.kept(sheet.rows[name].is_valid())
    heading = sheet.place.heading or 0
    id_position = _position(sheet, target.rules[0], 0)
    columns: list[pa.Array] = []
    faults: dict[tuple[int, int], str] = {}
    for index, rule in enumerate(target.rules):
        values = rule.make(sheet.rows)
        columns.append(pa.concat_arrays([pa.array([table.column(rule.key).heading]), values.cast(pa.string())]))
        faults.update(_faults(sheet, rule, index))
    numbers = np.asarray(sheet.grid.rows, dtype="int64")
    rows = [int(numbers[heading]), *numbers[sheet.at].tolist()]
    positions = [_position(sheet, rule, id_position) for rule in target.rules]
    return Grid(sheet.grid.sheet, tuple(columns), rows, positions, faults)


def _table(name: str) -> Table:
    return next(table for table in schema.TABLES if table.name == name)


def _position(sheet: _Sheet, rule: Rule, otherwise: int) -> int:
    """The column of the sheet in which a person finds what the rule read; the id's when it read nothing there."""
    places = (sheet.place.columns[name_slug(name)] for name in rule.reads if sheet.rows.has(name))
    return next((sheet.grid.positions[at] for at in places), otherwise)


def _faults(sheet: _Sheet, rule: Rule, index: int) -> Iterator[tuple[tuple[int, int], str]]:
    """The errors that the cell shows from which the value would have come."""
    read = next((sheet.place.columns[name_slug(name)] for name in rule.reads if sheet.rows.has(name)), None)
    places = {place: row for row, place in enumerate(sheet.at.tolist(), 1)} if sheet.grid.faults else {}
    for (row, column), shows in sheet.grid.faults.items():
        if column == read and row in places:
            yield (places[row], index), shows


def _out_of_order(sheet: _Sheet, file: str) -> Iterator[Problem]:
    """Rows whose figures contradict each other, once a row: they are named and not repaired."""
    flagged: set[int] = set()
    for low, high in sheet.layout.ordered:
        above = texts.sure(pc.greater(texts.whole(sheet.rows[low]), texts.whole(sheet.rows[high])))
        for row in above.to_numpy(zero_copy_only=False).nonzero()[0].tolist():
            if row not in flagged:
                flagged.add(row)
                cell = sheet.grid.address(int(sheet.at[row]), sheet.place.columns[name_slug(low)])
                found = " above ".join(f"{sheet.rows[name][row].as_py()} ({name})" for name in (low, high))
                yield Problem(Code.FIGURES_OUT_OF_ORDER, file, sheet.grid.sheet, cell, found)


def _report(sheet: _Sheet, file: str, taken: int, refused: tuple[Refused, ...], scope: Scope) -> ImportReport:
    layout, rows = sheet.layout, sheet.rows
    inside = rows.where(_named(rows[layout.country], scope.countries))
    return ImportReport(
        origin=layout.name,
        version=sheet.place.version,
        terms=layout.terms,
        file=file,
        sheet=sheet.grid.sheet,
        read=rows.height,
        taken=taken,
        refused=refused,
        mapped=tuple(_mapped(layout, rows)),
        left_out=tuple(_left_out(sheet)),
        countries=_counted(rows[layout.country]),
        admin1=_counted(inside[layout.province]) if layout.province else (),
    )


def _mapped(layout: Layout, rows: Rows) -> Iterator[Mapped]:
    for target in layout.targets:
        table = _table(target.table)
        for rule in target.rules:
            there = [name for name in rule.reads if rows.has(name)]
            theirs = ", ".join(there) or (f"{rule.reads[0]} (not in this file)" if rule.reads else "")
            yield Mapped(theirs, f"{table.sheet}: {table.column(rule.key).heading}", rule.says)


def _left_out(sheet: _Sheet) -> Iterator[NotTaken]:
    """The file's columns that no rule reads, in their order in the file, under the file's own headings."""
    layout, place = sheet.layout, sheet.place
    read = {name_slug(name) for target in layout.targets for rule in target.rules for name in rule.reads}
    why = {name_slug(name): left.why for left in layout.left_out for name in left.columns}
    own = {name_slug(name): name for name in layout.known}
    for name in sorted(place.columns, key=lambda name: place.columns[name]):
        if name not in read:
            unknown = f"Not a column of {layout.name} that is known here."
            yield NotTaken(_heading(sheet, own.get(name, name)), why.get(name, unknown))


def _counted(column: pa.Array) -> tuple[Counted, ...]:
    counts = [Counted(pair["values"], pair["counts"]) for pair in column.drop_null().value_counts().to_pylist()]
    return tuple(sorted(counts, key=lambda counted: (-counted.rows, counted.name)))
