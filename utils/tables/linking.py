"""What must hold between cells and between tables: ids that exist, places that are known, ends after starts.

Knows the tables together. It must not know how a cell is read or where a file lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pandas as pd

from utils.tables.columns import Column, Kind
from utils.tables.problems import Code, Problem
from utils.tables.reading import ROW, TypedTable, without
from utils.tables.vocabularies import Entry, Vocabulary
from utils.tables.workbooks import cell_name

ORDERED_PAIRS = (
    ("killed_security_low", "killed_security_high"),
    ("killed_civilian_low", "killed_civilian_high"),
    ("killed_militant_low", "killed_militant_high"),
    ("killed_low", "killed_high"),
)


def link_tables(read: Mapping[str, TypedTable]) -> tuple[dict[str, TypedTable], list[Problem]]:
    """The tables with places by their one name and ids that exist, and the problems found on the way.

    A row whose needed reference is unknown is left out and counted; other unknown references are dropped.
    """
    linked = dict(read)
    problems: list[Problem] = []
    for name in ("incidents", "casualty_claims"):
        table, refused = linked[name], set[int]()
        frame = table.frame.copy()
        for column in table.table.columns:
            if column.refers_to == "places":
                frame[column.key], bad = _name_places(table, column, _place_names(linked["places"].frame, column.key))
            elif column.refers_to is not None:
                known = frozenset(linked[column.refers_to].frame[linked[column.refers_to].table.id_column.key])
                frame[column.key], bad = _known_ids(table, column, known)
            else:
                continue
            problems.extend(problem for _, problem in bad)
            refused |= {index for index, _ in bad if _lost(frame[column.key].iloc[index], column)}
        problems.extend(_order_problems(table))
        linked[name] = without(TypedTable(table.table, frame, table.file, table.positions, table.refused), refused)
    return linked, problems


def _lost(value: object, column: Column) -> bool:
    """Whether the row cannot stand: its needed reference is gone, or it was about something that does not exist."""
    return not value if isinstance(value, tuple) else column.required or column.refers_to == "incidents"


def _place_names(places: pd.DataFrame, kind: str) -> Vocabulary:
    rows = places[places["kind"] == kind]
    entries = (Entry(name, "", spellings) for name, spellings in zip(rows["name"], rows["other_names"], strict=True))
    return Vocabulary("places", tuple(entries))


Found: TypeAlias = list[tuple[int, Problem]]


def _name_places(table: TypedTable, column: Column, names: Vocabulary) -> tuple[pd.Series[Any], Found]:
    values: list[str | None] = []
    found: Found = []
    for index, text in enumerate(table.frame[column.key]):
        label = names.label_for(text) if isinstance(text, str) else None
        values.append(label)
        if label is None and isinstance(text, str):
            near = names.nearest(text)
            allowed = f"“{near}”" if near else "a name from that sheet, or add the place to it"
            cell = _cell(table, column.key, index)
            found.append((index, Problem(Code.PLACE_UNKNOWN, table.file, table.table.sheet, cell, text, allowed)))
    return pd.Series(pd.Categorical(values, categories=sorted(set(names.labels)))), found


def _known_ids(table: TypedTable, column: Column, known: frozenset[str]) -> tuple[pd.Series[Any], Found]:
    found: Found = []
    many = column.kind is Kind.REFERENCES
    values: list[object] = []
    for index, value in enumerate(table.frame[column.key]):
        ids = value if many else (value,) if isinstance(value, str) else ()
        for name in ids:
            if name not in known:
                cell, where = _cell(table, column.key, index), f"the table {column.refers_to}"
                found.append((index, Problem(Code.ID_UNKNOWN, table.file, table.table.sheet, cell, name, where)))
        kept = tuple(name for name in ids if name in known)
        values.append(kept if many else kept[0] if kept else None)
    return pd.Series(values, dtype="object" if many else "str"), found


def _order_problems(table: TypedTable) -> Iterator[Problem]:
    frame, file, sheet = table.frame, table.file, table.table.sheet
    for low, high in ORDERED_PAIRS:
        if low in frame:
            wrong = (frame[low] > frame[high]).to_numpy(dtype=bool, na_value=False)  # unknown is not above anything
            for index in wrong.nonzero()[0].tolist():
                found, allowed = str(frame[low].iloc[index]), str(frame[high].iloc[index])
                yield Problem(Code.LOW_ABOVE_HIGH, file, sheet, _cell(table, low, index), found, allowed)
    if "start_date" in frame:
        for index in (frame["end_date"] < frame["start_date"]).to_numpy().nonzero()[0].tolist():
            start, end = (frame[key].iloc[index].date().isoformat() for key in ("start_date", "end_date"))
            yield Problem(Code.END_BEFORE_START, file, sheet, _cell(table, "end_date", index), end, start)
        for index in (frame["latitude"].isna() != frame["longitude"].isna()).to_numpy().nonzero()[0].tolist():
            yield Problem(Code.HALF_A_POINT, file, sheet, _cell(table, "latitude", index))


def _cell(table: TypedTable, key: str, index: int) -> str:
    return cell_name(table.positions.get(key, 0), int(table.frame[ROW].iloc[index]))
