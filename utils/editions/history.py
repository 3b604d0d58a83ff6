"""Every value that a row has had: in which edition, by whom, and from which file and cell.

Knows how to follow one row through the store. It must not know how a history is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from utils.editions.changes import Correction
from utils.editions.lines import EditionLine
from utils.editions.store import Store
from utils.editions.values import EMPTY, shown
from utils.tables.columns import Table
from utils.tables.storing import from_bytes
from utils.tables.typed import TypedTable


class Event(Enum):
    """What befell a row in an edition."""

    ADDED = "added"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class RowEvent:
    """What one edition did to the row: each cell with its value before and after, and where the new one stands."""

    edition: EditionLine
    event: Event
    cells: tuple[Correction, ...]


def row_history(store: Store, table: Table, row: str) -> tuple[RowEvent, ...]:
    """What befell the row of that id, oldest first; nothing when no edition ever had it. Raises TornBlobError."""
    events: list[RowEvent] = []
    before: Mapping[str, str] | None = None
    for line, content in store.versions(table.name):
        read = from_bytes(table, content, only=[row])
        after = None if read.frame.empty else _values(read)
        if after != before:
            event = Event.ADDED if before is None else Event.WITHDRAWN if after is None else Event.CORRECTED
            events.append(RowEvent(line, event, _cells(read, row, before or {}, after or {})))
        before = after
    return tuple(events)


def _values(read: TypedTable) -> dict[str, str]:
    return {column.key: shown(read.frame[column.key].iloc[0]) for column in read.table.columns}


def _cells(read: TypedTable, row: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Correction, ...]:
    told = []
    for column in read.table.columns:
        old, new = before.get(column.key, EMPTY), after.get(column.key, EMPTY)
        if old != new:
            stands = bool(after) and column.key in read.origin(0).positions
            address = read.address(0, column.key) if stands else ""
            told.append(Correction(row, column.key, column.heading, old, new, address))
    return tuple(told)
