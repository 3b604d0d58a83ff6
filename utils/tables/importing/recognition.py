"""Which origin a sheet comes from, where its headings stand, and which rows below them hold something.

Knows layouts and grids. It must not know what becomes of a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from utils.tables.grids import Grid
from utils.tables.importing.layouts import Layout
from utils.tables.importing.rows import Rows, name_slug

LOOKED_AT = 25
"""Headings are looked for in so many first rows."""


@dataclass(frozen=True)
class Place:
    """Where an origin's table stands in a grid: the row of its headings (None without), its first row, its columns.

    `columns` gives the grid's column by the slug of the origin's name for it; `version` is the form's label.
    """

    heading: int | None
    first: int
    columns: Mapping[str, int]
    version: str


def find_origin(grid: Grid, layouts: Iterable[Layout]) -> Layout | None:
    """The first of the layouts that the grid has; None when it has none of them."""
    return next((layout for layout in layouts if find_place(grid, layout) is not None), None)


def find_place(grid: Grid, layout: Layout) -> Place | None:
    """Where that origin's table stands in the grid; None when it is not there."""
    looked = [grid.row(index) for index in range(min(LOOKED_AT, grid.height))]
    for index, cells in enumerate(looked):
        columns = _named(layout, cells)
        if {name_slug(name) for name in layout.signature} <= columns.keys():
            first = index + 1 + (index + 1 < len(looked) and _are_tags(looked[index + 1]))
            return Place(index, first, columns, _version(layout, columns))
    return _bare_place(grid, layout, looked)


def _named(layout: Layout, cells: Sequence[str | None]) -> dict[str, int]:
    other = {name_slug(theirs): name_slug(name) for theirs, name in layout.other_names.items()}
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = name_slug(cell or "")
        if name:
            columns.setdefault(other.get(name, name), at)
    return columns


def _are_tags(cells: Sequence[str | None]) -> bool:
    """Whether the row below the headings holds HXL tags."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _version(layout: Layout, columns: Mapping[str, int]) -> str:
    marked = (version for version in layout.versions if all(name_slug(mark) in columns for mark in version.marks))
    return next(marked).label


def _bare_place(grid: Grid, layout: Layout, looked: Sequence[Sequence[str | None]]) -> Place | None:
    """The place of a table without headings: one of its orders, and only one, must fit what the rows hold."""
    if layout.bare is None or not looked:
        return None
    first = int(_are_tags(looked[0]))
    orders = [order for order in layout.bare.arrangements if len(order.columns) == grid.width]
    height = len(looked) - first
    fitting = [
        order
        for order in orders
        if height and layout.bare.fits(Rows.of(height, _sample(grid, order.columns, first, height)))
    ]
    if len(fitting) != 1:
        return None
    return Place(None, first, {name_slug(name): at for at, name in enumerate(fitting[0].columns)}, fitting[0].label)


def _sample(grid: Grid, names: Sequence[str], first: int, height: int) -> dict[str, pc.Array]:
    return {name: column.slice(first, height) for name, column in zip(names, grid.columns, strict=True)}


def filled_cells(grid: Grid, first: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many cells of each row from `first` on hold something; a cell that shows an error does."""
    count = np.zeros(grid.height - first, dtype="int64")
    for column in grid.columns:
        text = column.slice(first)
        count += pc.coalesce(pc.match_substring_regex(text, r"\S"), False).to_numpy(zero_copy_only=False)
    for row, _ in grid.faults:
        if row >= first:
            count[row - first] += 1
    return count
