"""What must hold between cells and between tables: ids that exist, places that are known, ends after starts.

Knows the tables together. It must not know how a cell is read or where a file lies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from utils.tables.columns import Column, Kind
from utils.tables.homonyms import DISTRICT, PROVINCE, DistrictNames, names_of, told_apart
from utils.tables.problems import Code, Problem
from utils.tables.schema import TABLES
from utils.tables.typed import TypedTable
from utils.tables.vocabularies import PLACE_KINDS

Found: TypeAlias = list[tuple[int, Problem]]

_POINT = ("latitude", "longitude")


def link_tables(
    read: Mapping[str, TypedTable], named: Collection[str] = ()
) -> tuple[dict[str, TypedTable], list[Problem]]:
    """The tables with places by their one name and ids that exist, and the problems found on the way.

    A row whose needed reference is unknown is left out and counted; other unknown references are dropped. `named`
    are the addresses of cells that a problem has been found in before: what only follows from it is not said again.
    """
    linked = dict(read)
    linked["places"] = replace(linked["places"], frame=told_apart(linked["places"].frame))
    problems: list[Problem] = []
    for name in _pointed_at_first(read):
        table, refused = linked[name], set[int]()
        changed: dict[str, pd.Series[Any]] = {}
        for column in table.table.columns:
            if column.refers_to is None:
                continue
            if column.refers_to == "places" and column.key in PLACE_KINDS.labels:
                changed[column.key], bad = _name_places(table, column, linked["places"].frame, changed)
            else:
                target = linked[column.refers_to]
                changed[column.key], bad = _known_ids(
                    table, column, frozenset(target.frame[target.table.id_column.key])
                )
            problems.extend(problem for _, problem in bad)
            refused |= {index for index, _ in bad if _lost(changed[column.key].iloc[index], column)}
        problems.extend(_order_problems(table))
        problems.extend(_half_points(table, named))
        linked[name] = replace(table, frame=table.frame.assign(**changed)).without(refused) if changed else table
    return linked, problems


def _pointed_at_first(read: Mapping[str, TypedTable]) -> list[str]:
    """Tables in an order in which those that others point at come before them, as far as that goes."""
    targets = {
        name: {column.refers_to for column in table.table.columns} - {None, name} for name, table in read.items()
    }
    ordered: list[str] = []
    while len(ordered) < len(targets):
        free = [name for name in targets if name not in ordered and not targets[name] - set(ordered)]
        ordered.extend(free or [name for name in targets if name not in ordered])
    return ordered


def _lost(value: object, column: Column) -> bool:
    """Whether the row cannot stand: its needed reference is gone, or it was about something that does not exist."""
    if isinstance(value, tuple):
        return column.required and not value
    return column.required or column.refers_to == "incidents"


def _name_places(
    table: TypedTable, column: Column, places: pd.DataFrame, named: Mapping[str, pd.Series[Any]]
) -> tuple[pd.Series[Any], Found]:
    """Each place by its one name; `named` are the row's places found before, of which a province tells districts."""
    texts = table.frame[column.key].astype("object")
    names = names_of(places, column.key)
    values = texts.map({text: names.label_for(text) for text in texts.dropna().unique()})
    districts = DistrictNames(places) if column.key == DISTRICT else None
    if districts and districts.shared and PROVINCE in named:
        beside = zip(texts, values, named[PROVINCE].astype("object"), strict=True)
        told = [
            districts.label_for(text, where) if pd.isna(label) and isinstance(text, str) else label
            for text, label, where in beside
        ]
        values = pd.Series(told, index=texts.index, dtype="object")
    found: Found = []
    for index in (texts.notna() & values.isna()).to_numpy().nonzero()[0].tolist():
        text = texts.iloc[index]
        near = districts.meant(text) if districts else ()
        allowed = _either(near or (names.nearest(text),))
        found.append((index, table.problem(Code.PLACE_UNKNOWN, index, column.key, text, allowed)))
    return pd.Series(pd.Categorical(values, categories=sorted(set(names.labels)))), found


def _either(near: Sequence[str | None]) -> str:
    named = [f"“{name}”" for name in near if name]
    return " or ".join(named) or "a name from that sheet, or add the place to it"


def _known_ids(table: TypedTable, column: Column, known: frozenset[str]) -> tuple[pd.Series[Any], Found]:
    found: Found = []
    held = table.frame[column.key]
    values = held.tolist()
    for index, value in enumerate(values):
        ids: tuple[str, ...] = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        if all(name in known for name in ids):
            continue
        found.extend((index, _unknown(table, column, index, name, known)) for name in ids if name not in known)
        kept = tuple(name for name in ids if name in known)
        values[index] = kept if isinstance(value, tuple) else kept[0] if kept else None
    return (pd.Series(values, dtype=held.dtype) if found else held), found


def _unknown(table: TypedTable, column: Column, index: int, name: str, known: frozenset[str]) -> Problem:
    parts = [part.strip() for part in name.replace(",", " ").split()]
    if len(parts) > 1 and known.issuperset(parts):
        return table.problem(Code.IDS_RUN_TOGETHER, index, column.key, name, "; ".join(parts))
    sheet = next(held.sheet for held in TABLES if held.name == column.refers_to)
    return table.problem(Code.ID_UNKNOWN, index, column.key, name, f"the sheet {sheet}")


def _order_problems(table: TypedTable) -> Iterator[Problem]:
    frame = table.frame
    for column in table.table.columns:
        if column.above is not None:
            low, high = _comparable(frame[column.above], frame[column.key])
            wrong = (low > high).to_numpy(dtype=bool, na_value=False)  # unknown is not above anything
            for index in wrong.nonzero()[0].tolist():
                yield _wrong_order(table, column, index)


def _half_points(table: TypedTable, named: Collection[str]) -> Iterator[Problem]:
    frame = table.frame
    if not set(_POINT) <= set(frame.columns):
        return
    for index in np.flatnonzero(frame["latitude"].isna() != frame["longitude"].isna()).tolist():
        lacking = next(key for key in _POINT if pd.isna(frame[key].iloc[index]))
        if table.address(index, lacking) not in named:
            yield table.problem(Code.HALF_A_POINT, index, "latitude")


def _comparable(low: pd.Series[Any], high: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Partial dates are compared as far as both are known: 2026 is not before 2026-03."""
    if low.dtype != "str" and high.dtype != "str":
        return low, high
    known = low.notna() & high.notna()
    pairs = [(a[: len(b)], b[: len(a)]) for a, b in zip(low[known], high[known], strict=True)]
    return tuple(  # type: ignore[return-value]  # two of them
        pd.Series([pair[side] for pair in pairs], index=low.index[known], dtype="str").reindex(low.index)
        for side in (0, 1)
    )


def _wrong_order(table: TypedTable, column: Column, index: int) -> Problem:
    low, high = (table.frame[key].iloc[index] for key in (str(column.above), column.key))
    if column.kind in (Kind.DATE, Kind.PARTIAL_DATE):
        first, last = (str(value)[:10] for value in (low, high))
        return table.problem(Code.END_BEFORE_START, index, column.key, last, first)
    return table.problem(Code.LOW_ABOVE_HIGH, index, str(column.above), f"{low:g}", f"{high:g}")
