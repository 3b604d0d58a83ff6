"""What changed between two datasets: rows added and withdrawn, cells corrected, settings told otherwise.

Knows two datasets. It must not know editions, people, nor what a change means for any figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.editions.values import shown
from utils.tables.about import SETTINGS
from utils.tables.columns import Kind
from utils.tables.dataset import Dataset
from utils.tables.schema import ABOUT
from utils.tables.typed import TypedTable, empty_table
from utils.tables.vocabularies import slug


@dataclass(frozen=True)
class Correction:
    """One cell that holds something else than before: both values as text, and where the new one stands.

    `key` names the column; for a setting, which has no column of its own, the setting. `address` is empty where the
    new dataset has no cell for it.
    """

    id: str
    key: str
    heading: str
    old: str
    new: str
    address: str


@dataclass(frozen=True)
class TableChanges:
    """What changed in one table. Ids stand in the order of their table; `corrected` is made as it is looked at."""

    table: str
    sheet: str
    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    corrected: Sequence[Correction]
    corrected_ids: tuple[str, ...]
    rows_before: int
    rows_after: int

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.corrected_ids)

    @property
    def summary(self) -> str:
        """The counts in a few words: `2 added, 1 corrected, 3 withdrawn`; `unchanged` when there is nothing to tell."""
        counts = ((self.added, "added"), (self.corrected_ids, "corrected"), (self.withdrawn, "withdrawn"))
        return ", ".join(f"{len(ids)} {word}" for ids, word in counts if ids) or "unchanged"


@dataclass(frozen=True)
class Changes:
    """What changed in every table of the schema, in its order; true when anything did."""

    tables: tuple[TableChanges, ...]

    def __bool__(self) -> bool:
        return any(self.tables)

    def of(self, table: str) -> TableChanges:
        """What changed in the table of that name; KeyError when there is none."""
        return {held.table: held for held in self.tables}[table]


def changes(before: Dataset, after: Dataset) -> Changes:
    """What makes the second dataset of the first. Rows are known by their ids; unknown equals unknown."""
    names = dict.fromkeys((*before.tables, *after.tables))
    rows = [_table_changes(*_both(name, before, after)) for name in names if name != ABOUT.name]
    return Changes((*rows, _setting_changes(before, after)))


def _both(name: str, before: Dataset, after: Dataset) -> tuple[TypedTable, TypedTable]:
    known = after.tables.get(name) or before.tables[name]
    absent = empty_table(known.table)
    return before.tables.get(name, absent), after.tables.get(name, absent)


def _table_changes(before: TypedTable, after: TypedTable) -> TableChanges:
    key = after.table.id_column.key
    old, new = pd.Index(before.frame[key]), pd.Index(after.frame[key])
    where = old.get_indexer(new)
    stayed = np.flatnonzero(where >= 0)
    differs = _differing(before, after, where[stayed], stayed)
    rows, columns = np.nonzero(differs)
    return TableChanges(
        after.table.name,
        after.table.sheet,
        tuple(new[where < 0]),
        tuple(old[new.get_indexer(old) < 0]),
        Corrections(before, after, where[stayed][rows], stayed[rows], columns),
        tuple(new[stayed[differs.any(axis=1)]]),
        len(old),
        len(new),
    )


def _differing(
    before: TypedTable, after: TypedTable, old: npt.NDArray[np.intp], new: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Row by row and column by column whether the two hold different things; `old` and `new` are the rows' places."""
    columns = after.table.columns
    if not len(new):
        return np.zeros((0, len(columns)), dtype=np.bool_)
    was, now = before.frame.take(old), after.frame.take(new)
    return np.column_stack([_differs(was[column.key], now[column.key], column.kind) for column in columns])


def _differs(before: pd.Series[Any], after: pd.Series[Any], kind: Kind) -> npt.NDArray[np.bool_]:
    """Row by row whether the two hold different things."""
    if kind is Kind.REFERENCES:
        differ: Any = before.to_numpy(dtype=object) != after.to_numpy(dtype=object)
        return np.asarray(differ, dtype=np.bool_)
    if isinstance(before.dtype, pd.CategoricalDtype) or isinstance(after.dtype, pd.CategoricalDtype):
        before, after = before.astype("str"), after.astype("str")  # the two may know different places
    unlike: Any = before.array != after.array
    known_before, known_after = before.notna().to_numpy(), after.notna().to_numpy()
    if kind is Kind.COUNT:
        unlike = unlike.to_numpy(dtype=bool, na_value=False)
    held: npt.NDArray[np.bool_] = np.asarray(unlike, dtype=np.bool_) & known_before & known_after
    held |= known_before != known_after
    return held


class Corrections(Sequence[Correction]):
    """The corrected cells of one table, each told only when it is looked at: there may be millions."""

    def __init__(
        self,
        before: TypedTable,
        after: TypedTable,
        old_rows: npt.NDArray[np.intp],
        new_rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
    ) -> None:
        self._before, self._after = before, after
        self._places = (old_rows, new_rows, columns)

    def __len__(self) -> int:
        return len(self._places[0])

    @overload
    def __getitem__(self, index: int) -> Correction: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Correction]: ...
    def __getitem__(self, index: int | slice) -> Correction | Sequence[Correction]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        old, new, at = (int(places[index]) for places in self._places)
        column = self._after.table.columns[at]
        return Correction(
            str(self._after.frame[self._after.table.id_column.key].iloc[new]),
            column.key,
            column.heading,
            shown(self._before.frame[column.key].iloc[old]),
            shown(self._after.frame[column.key].iloc[new]),
            self._after.address(new, column.key) if column.key in self._after.origin(new).positions else "",
        )

    def __iter__(self) -> Iterator[Correction]:
        return (self[at] for at in range(len(self)))


def _setting_changes(before: Dataset, after: Dataset) -> TableChanges:
    """Settings by what they say, however the sheet spells their names: a setting without a value is not there."""
    told = [{column.key: getattr(held.about, column.key) for column in SETTINGS} for held in (before, after)]
    old, new = ({key: shown(value) for key, value in held.items() if value is not None} for held in told)
    headings = {column.key: column.heading for column in SETTINGS}
    cells = _setting_cells(after)
    corrected = tuple(
        Correction(headings[key], key, headings[key], old[key], new[key], cells.get(key, ""))
        for key in headings
        if key in old and key in new and old[key] != new[key]
    )
    return TableChanges(
        ABOUT.name,
        ABOUT.sheet,
        tuple(headings[key] for key in new if key not in old),
        tuple(headings[key] for key in old if key not in new),
        corrected,
        tuple(held.id for held in corrected),
        len(old),
        len(new),
    )


def _setting_cells(held: Dataset) -> dict[str, str]:
    """Where each setting's value stands, by its key; nothing when the sheet itself is not at hand."""
    sheet = held.tables.get(ABOUT.name)
    if sheet is None:
        return {}
    names = [slug(name.replace("_", " ")) for name in sheet.frame["setting"]]
    return {
        column.key: sheet.address(at, "value")
        for column in SETTINGS
        for at, name in enumerate(names)
        if name in column.names
    }
