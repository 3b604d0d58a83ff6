"""Where a sheet's headings stand, which columns they name, and which rows below them are rows of the table.

Knows titles, two-line headings, tags, totals and footers. It must not know what a cell of a column holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from utils.tables.columns import Column, Table
from utils.tables.grids import Grid
from utils.tables.problems import Code, Problem
from utils.tables.vocabularies import Entry, Vocabulary, slug

LOOKED_AT = 25
"""Headings are looked for in so many first rows."""

ENOUGH = 2
"""So many cells that name their own column make a row of headings said again."""

TOTALS = frozenset({"total", "totals", "sum", "grand-total", "subtotal", "sub-total", "overall"})


@dataclass(frozen=True)
class Headings:
    """The grid's column for each key, the grid's rows that belong to the table, and what is wrong with the headings."""

    columns: dict[str, int]
    body: list[int]
    problems: list[Problem]


@dataclass(frozen=True)
class _Line:
    """One row taken as the heading row: what each of its cells says and names."""

    row: int
    texts: tuple[str, ...]
    named: tuple[Column | None, ...]
    upper: int | None

    @property
    def score(self) -> int:
        return len({column.key for column in self.named if column is not None})


def find_headings(table: Table, grid: Grid, file: str) -> Headings:
    """The headings of that table in the sheet. Without enough of them there is no body, and a problem says so."""
    line = heading_line(table, grid)
    if line is None:
        needed = ", ".join(column.heading for column in table.columns if column.required)
        return Headings({}, [], [Problem(Code.HEADINGS_NOT_FOUND, file, grid.sheet, allowed=f": {needed}")])
    tags = _tags(grid, line.row)
    columns, problems = _match(table, grid, file, line, tags)
    problems = [*_lines_above(grid, file, line, tags), *problems]
    first = max(line.row, tags[0] if tags else 0) + 1
    body, more = _body(table, grid, file, columns, first)
    return Headings(columns, body, [*problems, *more])


def heading_line(table: Table, grid: Grid) -> _Line | None:
    """The row among the first that names the most columns of the table; None when none names any."""
    looked = [grid.row(index) for index in range(min(LOOKED_AT, grid.height))]
    lines = [_line(table, looked, row) for row in range(len(looked))]
    best = max(lines, key=lambda line: line.score, default=None)
    return best if best is not None and best.score else None


def _line(table: Table, looked: Sequence[Sequence[str | None]], row: int) -> _Line:
    own = [(cell or "").strip() for cell in looked[row]]
    named = [table.column_named(text) if text else None for text in own]
    if row == 0 or all(named):
        return _Line(row, tuple(own), tuple(named), None)
    above: list[str] = []
    for cell in looked[row - 1]:
        above.append((cell or "").strip() or (above[-1] if above else ""))
    used = False
    for at, text in enumerate(own):  # a merged heading over several: its text stands in the first cell alone
        if named[at] is None and text and above[at]:
            joined = table.column_named(f"{above[at]} {text}")
            if joined is not None:
                own[at], named[at], used = f"{above[at]} {text}", joined, True
    return _Line(row, tuple(own), tuple(named), row - 1 if used else None)


def _tags(grid: Grid, heading: int) -> tuple[int, list[str | None]] | None:
    """The row of HXL tags beside the headings, if there is one."""
    for row in (heading + 1, heading - 1):
        if 0 <= row < grid.height:
            cells = grid.row(row)
            filled = [cell.strip() for cell in cells if cell and cell.strip()]
            if filled and all(cell.startswith("#") for cell in filled):
                return row, cells
    return None


def _match(
    table: Table, grid: Grid, file: str, line: _Line, tags: tuple[int, list[str | None]] | None
) -> tuple[dict[str, int], list[Problem]]:
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for at, text in enumerate(line.texts):
        tag = tags[1][at] if tags else None
        column = line.named[at] or (table.column_tagged(tag) if tag else None)
        cell = grid.address(line.row, at)
        if column is None:
            if text:
                problems.append(Problem(Code.HEADING_UNKNOWN, file, grid.sheet, cell, text[:80], _offer(table, text)))
        elif column.key in columns:
            problems.append(Problem(Code.HEADING_TWICE, file, grid.sheet, cell, text[:80]))
        else:
            columns[column.key] = at
    problems.extend(
        Problem(Code.HEADING_MISSING, file, grid.sheet, allowed=column.heading)
        for column in table.columns
        if column.required and column.key not in columns
    )
    return columns, problems


def _offer(table: Table, heading: str) -> str:
    near = Vocabulary("headings", tuple(Entry(column.heading) for column in table.columns)).nearest(heading)
    return f" to “{near}”" if near else ""


def _lines_above(grid: Grid, file: str, line: _Line, tags: tuple[int, list[str | None]] | None) -> Iterator[Problem]:
    passed = {line.upper, tags[0] if tags else None}
    for row in range(line.row):
        text = next((cell.strip() for cell in grid.row(row) if cell and cell.strip()), None)
        if row not in passed and text:
            yield Problem(Code.LINES_ABOVE, file, grid.sheet, grid.address(row, 0), text[:80])


def _body(table: Table, grid: Grid, file: str, columns: dict[str, int], first: int) -> tuple[list[int], list[Problem]]:
    filled = _filled(grid)
    rows = [row for row in range(first, grid.height) if filled[row]]
    passed: dict[int, Problem] = {}
    for row in _repeating(table, grid, columns, rows):
        passed[row] = Problem(Code.HEADINGS_AGAIN, file, grid.sheet, grid.address(row, 0))
    for row, text in _totals(grid, rows):
        passed.setdefault(row, Problem(Code.TOTALS_ROW, file, grid.sheet, grid.address(row, 0), text))
    if sum(column.required for column in table.columns) > 1:
        last = max((row for row in rows if filled[row] > 1 and row not in passed), default=first - 1)
        for row in (row for row in rows if filled[row] == 1 and row not in passed):
            at, text = next((at, cell.strip()) for at, cell in enumerate(grid.row(row)) if cell and cell.strip())
            code = Code.FOOTER if row > last else Code.STRAY_ROW
            passed[row] = Problem(code, file, grid.sheet, grid.address(row, at), text[:80])
    return [row for row in rows if row not in passed], [passed[row] for row in sorted(passed)]


def _filled(grid: Grid) -> list[int]:
    """How many cells of each row hold something; a cell that shows an error holds something."""
    count = np.zeros(grid.height, dtype="int64")
    for column in grid.columns:
        text = pc.match_substring_regex(column, r"\S")
        count += pc.if_else(pc.is_null(text), False, text).to_numpy(zero_copy_only=False)  # noqa: FBT003  # an empty cell holds nothing
    for row, _ in grid.faults:
        count[row] += 1
    held: list[int] = count.tolist()
    return held


def _repeating(table: Table, grid: Grid, columns: dict[str, int], rows: Sequence[int]) -> Iterator[int]:
    """Rows that say the headings again: a second line of them, or one that a printer's page break left."""
    at = columns.get(table.id_column.key, next(iter(columns.values()), 0))
    column = grid.columns[at] if grid.width else None
    texts = column.to_pylist() if column is not None else []
    naming = {text for text in set(texts) if text and table.column_named(text) is not None}
    for row in rows:
        if texts[row] in naming:
            cells = grid.row(row)
            named = {key: table.column_named(cells[place] or "") for key, place in columns.items()}
            if sum(found is not None and found.key == key for key, found in named.items()) >= ENOUGH:
                yield row


def _totals(grid: Grid, rows: Sequence[int]) -> Iterator[tuple[int, str]]:
    for at in range(min(grid.width, 3)):
        distinct = {text: slug(text) for text in grid.columns[at].unique().to_pylist() if text}
        words = {text for text, name in distinct.items() if name in TOTALS or name.startswith("total-")}
        if words:
            cells = grid.columns[at].to_pylist()
            for row in rows:
                if cells[row] in words and not any(grid.row(row)[:at]):
                    yield row, cells[row]
