"""An upload put into what stands: rows by their id, each with the origin that it had.

Knows two states of one table. It must not know why the person chose to merge, nor what other tables hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.tables.typed import ORIGIN, Origin, TypedTable


def merge(base: TypedTable, new: TypedTable) -> TypedTable:
    """The base's rows in their order, those that the new table also has as it has them; then what only it has.

    A new row wins with every column that its sheet has: a cell that is empty there is empty in the result. A column
    that the sheet does not have says nothing, and the base's values stay. Refused rows of both are counted.
    """
    key = base.table.id_column.key
    ours, theirs = pd.Index(base.frame[key]), pd.Index(new.frame[key])
    overtaken, known = theirs.get_indexer(ours), ours.get_indexer(theirs)
    added = np.flatnonzero(known < 0)
    own = np.arange(len(ours))
    order = np.concatenate([np.where(overtaken >= 0, len(ours) + overtaken, own), len(ours) + added])
    kept = {name: _carried(base.frame[name], new.frame[name], known) for name in silent(new)}
    shifted = new.frame.assign(**kept, **{ORIGIN: new.frame[ORIGIN] + len(base.origins)})
    columns = {name: _joined(base.frame[name], shifted[name]) for name in base.frame.columns}
    frame = pd.DataFrame(columns).take(order).reset_index(drop=True)
    frame, origins = _in_use(frame, (*base.origins, *new.origins))
    return TypedTable(base.table, frame, origins, base.refused + new.refused)


def silent(read: TypedTable) -> list[str]:
    """The keys of the columns that no sheet of the table has."""
    told = {key for origin in read.origins for key in origin.positions}
    return [column.key for column in read.table.columns if column.key not in told]


def _carried(base: pd.Series[Any], new: pd.Series[Any], known: npt.NDArray[np.intp]) -> pd.Series[Any]:
    """The base's value in every row that it has, by its place in the base (-1: it has none)."""
    if base.empty or not (known >= 0).any():
        return new
    held = base.take(np.maximum(known, 0)).reset_index(drop=True)
    if held.dtype == object:
        return pd.Series([value if at >= 0 else () for value, at in zip(held, known, strict=True)], dtype="object")
    return held.where(known >= 0)


def _joined(base: pd.Series[Any], new: pd.Series[Any]) -> pd.Series[Any]:
    """One under the other. Where the two know different places, the result knows those of both."""
    if base.empty or new.empty:
        return new if base.empty else base
    if base.dtype != new.dtype:
        named = [series.dtype for series in (base, new) if isinstance(series.dtype, pd.CategoricalDtype)]
        places = sorted({*base.dropna().unique(), *new.dropna().unique(), *(n for d in named for n in d.categories)})
        kind = pd.CategoricalDtype(places) if len(named) == 2 else pd.StringDtype(na_value=np.nan)
        base, new = base.astype(kind), new.astype(kind)
    return pd.concat([base, new], ignore_index=True)


def _in_use(frame: pd.DataFrame, origins: tuple[Origin, ...]) -> tuple[pd.DataFrame, tuple[Origin, ...]]:
    """The origins that a row still has, each once; all of the first when there is no row left to have one."""
    used = [origins[at] for at in sorted(frame[ORIGIN].unique())]
    kept = [origin for at, origin in enumerate(used) if origin not in used[:at]] or [origins[0]]
    new_index = np.array([kept.index(origin) if origin in kept else 0 for origin in origins], dtype="int64")
    return frame.assign(**{ORIGIN: new_index[frame[ORIGIN].to_numpy()]}), tuple(kept)
