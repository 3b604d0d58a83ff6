"""The cells of one column, read all together: a typed series, and the reason for each cell that could not be read.

Knows that sheets repeat themselves and that most cells are plain. It must not know sheets or addresses: what a cell
may hold is said in `cells`, and every cell that is not plain is read there.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from utils.tables.cells import UNSEEN, CellError, Typed, read_cell
from utils.tables.columns import Column, Kind
from utils.tables.typed import typed_series

Errors: TypeAlias = list[tuple[int, CellError]]

_UNEVEN = r"^\s|\s$|\s\s|[\t\r\n\x{0085}\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]"
"""Space that reading would even out, in the regular expressions of Arrow."""

_PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"
_TYPES: dict[Kind, pa.DataType] = {
    Kind.DATE: pa.date32(),
    Kind.COUNT: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.REFERENCES: pa.list_(pa.string()),
}


def read_values(column: Column, cells: pa.Array, day_first: bool | None) -> tuple[pd.Series[Any], Errors]:  # noqa: FBT001  # three answers, one of them unknown
    """The column's values in the schema's dtype, and the errors by place; a cell with an error is unknown."""
    if column.kind is Kind.TEXT:
        return _singly(column, cells, cells, pc.invert(_uneven(cells)))
    if column.kind in (Kind.DECIMAL, Kind.COUNT):
        return _singly(column, cells, *_plain_numbers(column, cells))
    return _distinct(column, cells, day_first)


def _singly(column: Column, cells: pa.Array, values: pa.Array, plain: pa.Array) -> tuple[pd.Series[Any], Errors]:
    """Plain cells as they have been read together; the others, and needed ones that are empty, one by one."""
    odd = pc.invert(pc.if_else(pc.is_null(cells), not column.required, plain))
    places = odd.to_numpy(zero_copy_only=False).nonzero()[0].tolist()
    kind = _TYPES.get(column.kind, pa.string())
    if not places:
        return typed_series(column, values.cast(kind)), []
    held = values.to_pylist()
    errors: Errors = []
    for index in places:
        try:
            held[index] = read_cell(column, cells[index].as_py())
        except CellError as error:
            held[index] = error.kept
            errors.append((index, error))
    return typed_series(column, pa.array(held, values.type).cast(kind)), errors


def _uneven(cells: pa.Array) -> pa.Array:
    odd = pc.or_(pc.match_substring_regex(cells, _UNEVEN), pc.match_substring_regex(cells, UNSEEN))
    return pc.or_(odd, pc.equal(pc.binary_length(cells), 0))


def _plain_numbers(column: Column, cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The numbers among the cells that are digits inside the column's limits, and which cells those are."""
    plain = pc.match_substring_regex(cells, _PLAIN_NUMBER)
    numbers = pc.cast(pc.if_else(plain, cells, None), pa.float64())
    inside = [plain]
    for limit, outside in ((column.minimum, pc.less), (column.maximum, pc.greater)):
        if limit is not None:
            inside.append(pc.invert(outside(numbers, limit)))
    if column.kind is Kind.COUNT:
        inside.append(pc.equal(numbers, pc.floor(numbers)))
    for condition in inside[1:]:
        plain = pc.and_kleene(plain, condition)
    return numbers, plain


def _distinct(column: Column, cells: pa.Array, day_first: bool | None) -> tuple[pd.Series[Any], Errors]:  # noqa: FBT001
    """Each different text is read once: reading is the dear part."""
    coded = cells.dictionary_encode(null_encoding="encode")
    texts: list[str | None] = coded.dictionary.to_pylist()
    values: list[Typed] = []
    failed: dict[int, CellError] = {}
    for code, text in enumerate(texts):
        try:
            values.append(read_cell(column, text, day_first=day_first))
        except CellError as error:
            failed[code] = error
            values.append(error.kept)
    codes = coded.indices.to_numpy(zero_copy_only=False)
    errors = [(int(index), failed[int(codes[index])]) for index in _places(codes, failed)]
    if column.kind is Kind.REFERENCES:
        held = np.empty(len(values), dtype="object")
        held[:] = [value or () for value in values]
        return pd.Series(held[codes], dtype="object"), errors
    kind = _TYPES.get(column.kind, pa.string())
    return typed_series(column, pa.array(values, kind).take(coded.indices)), errors


def _places(codes: np.ndarray[Any, Any], failed: dict[int, CellError]) -> list[int]:
    if not failed:
        return []
    found: list[int] = np.isin(codes, list(failed)).nonzero()[0].tolist()
    return found
