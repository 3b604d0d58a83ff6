"""Tables and problems as bytes and back: what is published is kept typed, with the origin of every row.

Knows Arrow and the schema's dtypes. It must not know databases, editions, nor how cells were read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from utils.tables import schema
from utils.tables.about import read_about
from utils.tables.columns import Column, Kind, Table
from utils.tables.dataset import Dataset
from utils.tables.problems import Code, Problem
from utils.tables.typed import ORIGIN, ROW, STRETCH, Origin, TypedTable, empty_table, listed, typed_series

_KEPT_BESIDE = b"briefbook"
_ARROW = {
    Kind.DATE: pa.timestamp("ns"),
    Kind.COUNT: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.REFERENCES: pa.list_(pa.string()),
}


class StoredTableError(Exception):
    """Bytes that hold no table, or a column that can no longer be read as the schema says it should."""


def to_bytes(read: TypedTable) -> bytes:
    """The table as compressed Arrow IPC with its origins and refused rows; the same table gives the same bytes."""
    columns = {column.key: _stored(column, read.frame[column.key]) for column in read.table.columns}
    marks = {mark: pa.array(read.frame[mark].to_numpy("int64")) for mark in (ROW, ORIGIN)}
    beside = {
        "table": read.table.name,
        "refused": read.refused,
        "origins": [asdict(origin) | {"positions": dict(origin.positions)} for origin in read.origins],
        "places": _open_lists(read),
    }
    held = pa.table({**columns, **marks}, metadata={_KEPT_BESIDE: canonical(beside).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, held.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_table(held)
    return bytes(sink.getvalue().to_pybytes())


def from_bytes(table: Table, content: bytes, only: Collection[str] | None = None) -> TypedTable:
    """The table again, with the dtypes that the schema has today; with `only`, no more than the rows of those ids.

    A column that the bytes do not have is unknown in every row; one that the schema does not have is left out.
    Raises StoredTableError when the bytes are no table, or a column's values no longer fit its kind.
    """
    try:
        held = pa.ipc.open_stream(content).read_all().combine_chunks()
        beside = json.loads((held.schema.metadata or {})[_KEPT_BESIDE])
    except (pa.ArrowInvalid, OSError, KeyError) as error:
        raise StoredTableError(f"The bytes kept for the table {table.name} are no table.") from error
    if only is not None:
        held = held.filter(pc.is_in(held[table.id_column.key], pa.array(sorted(only), pa.string())))
    columns = {column.key: _restored(column, held, beside["places"].get(column.key)) for column in table.columns}
    marks = {mark: pd.Series(_values(held, mark).to_numpy(), dtype="int64") for mark in (ROW, ORIGIN)}
    origins = tuple(Origin(**origin) for origin in beside["origins"])
    return TypedTable(table, pd.DataFrame({**columns, **marks}), origins, beside["refused"])


def ids_in(table: Table, content: bytes) -> frozenset[str]:
    """The ids of the table's rows, without reading anything else of them. Raises StoredTableError."""
    try:
        held = pa.ipc.open_stream(content).read_all()
        return frozenset(held[table.id_column.key].to_pylist())
    except (pa.ArrowInvalid, OSError, KeyError) as error:
        raise StoredTableError(f"The bytes kept for the table {table.name} are no table.") from error


def packed(dataset: Dataset) -> dict[str, bytes]:
    """The dataset's tables as bytes, by name. Slow for long tables: done before anyone is kept waiting."""
    return {name: to_bytes(held) for name, held in dataset.tables.items()}


def unpacked(held: Mapping[str, bytes]) -> Dataset:
    """The dataset again; a table that the schema has since got has no rows, one that it lost is left out.

    Raises StoredTableError as `from_bytes` does.
    """
    tables = {
        table.name: from_bytes(table, held[table.name]) if table.name in held else empty_table(table)
        for table in schema.TABLES
    }
    about, _ = read_about(tables[schema.ABOUT.name])
    return Dataset(tables, about)


def problems_to_json(problems: Iterable[Problem]) -> str:
    """The problems as JSON."""
    return canonical([asdict(problem) | {"code": problem.code.value} for problem in problems])


@lru_cache(maxsize=16)  # a draft is asked for at every click, and may have a problem in each of its cells
def problems_from_json(text: str) -> tuple[Problem, ...]:
    """The problems again; ValueError when one has a code that is not known."""
    return tuple(Problem(**{**held, "code": Code(held["code"])}) for held in json.loads(text))


def canonical(value: object) -> str:
    """The value as JSON in its one form: keys in order, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _stored(column: Column, series: pd.Series[Any]) -> pa.Array:
    """Unknown is null, whatever stands for it in the frame; categories are kept by their text."""
    kind = _ARROW.get(column.kind, pa.string())
    if column.kind is Kind.REFERENCES:
        return _array([list(value) for value in series], kind)
    if column.kind in (Kind.DATE, Kind.DECIMAL):
        return pa.array(series.to_numpy(), kind, from_pandas=True)
    return _array(series.astype("object").tolist(), kind)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """Stretch by stretch, as `listed` does the other way."""
    starts = range(0, len(values), STRETCH)
    stretches = [pa.array(values[start : start + STRETCH], kind, from_pandas=True) for start in starts]
    return pa.concat_arrays(stretches) if stretches else pa.array([], kind)


def _open_lists(read: TypedTable) -> dict[str, list[str]]:
    """The categories that are not the schema's but the edition's own: the names of its places."""
    frame = read.frame
    return {
        column.key: frame[column.key].cat.categories.tolist()
        for column in read.table.columns
        if column.kind is not Kind.CHOICE and isinstance(frame[column.key].dtype, pd.CategoricalDtype)
    }


def _values(held: pa.Table, key: str) -> pa.Array:
    chunks = held[key].chunks
    return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks or [pa.array([], held[key].type)])


def _restored(column: Column, held: pa.Table, places: list[str] | None) -> pd.Series[Any]:
    if column.key not in held.column_names:
        return typed_series(column, pa.nulls(held.num_rows, pa.string()))
    values = _values(held, column.key)
    if places is not None:
        return pd.Series(pd.Categorical(listed(values), categories=places))
    try:
        return _choices(column, values) if column.kind is Kind.CHOICE else typed_series(column, values)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, TypeError, ValueError) as error:
        raise StoredTableError(f"The column {column.key} can no longer be read as {column.kind.value}.") from error


def _choices(column: Column, values: pa.Array) -> pd.Series[Any]:
    """A label that the list has since renamed becomes the new one; one that it has dropped is kept at its end."""
    vocabulary = column.vocabulary
    if vocabulary is None:
        raise TypeError(f"the column {column.key} is a choice without a list")
    known = {held: vocabulary.label_for(held) or held for held in values.unique().to_pylist() if held is not None}
    dropped = sorted(set(known.values()) - set(vocabulary.labels))
    labels = [known[value] if value is not None else None for value in listed(values)]
    return pd.Series(pd.Categorical(labels, categories=[*vocabulary.labels, *dropped], ordered=True))
