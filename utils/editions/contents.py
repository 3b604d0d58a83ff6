"""What a draft or an edition holds, as hashes: the files it rests on and its typed tables.

Knows how a dataset is laid away and had again. It must not know drafts from editions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeAlias

import sqlalchemy as sa

from utils.editions import blobs
from utils.editions.lines import FileLine
from utils.editions.records import BLOBS, EDITION_FILES
from utils.tables import schema
from utils.tables.about import read_about
from utils.tables.dataset import Dataset
from utils.tables.storing import from_bytes, to_bytes
from utils.tables.typed import empty_table

FilesByOwner: TypeAlias = defaultdict[Any, tuple[FileLine, ...]]
"""Files by the edition's number or the draft's id; an owner without any has none."""


def packed(dataset: Dataset) -> dict[str, bytes]:
    """The dataset's tables as bytes, by name. Slow for long tables: done before anyone is kept waiting."""
    return {name: to_bytes(held) for name, held in dataset.tables.items()}


def unpacked(held: Mapping[str, bytes]) -> Dataset:
    """The dataset again; a table that the schema has since got has no rows, one that it lost is left out."""
    tables = {
        table.name: from_bytes(table, held[table.name]) if table.name in held else empty_table(table)
        for table in schema.TABLES
    }
    about, _ = read_about(tables[schema.ABOUT.name])
    return Dataset(tables, about)


def tables_of(connection: sa.Connection, kept: sa.Table, owner: sa.ColumnElement[bool]) -> dict[str, bytes]:
    """The packed tables that these records name. Raises TornBlobError."""
    named = {row.name: row.sha256 for row in connection.execute(sa.select(kept.c.name, kept.c.sha256).where(owner))}
    held = blobs.fetch(connection, set(named.values()))
    return {name: held[sha256] for name, sha256 in named.items()}


def files_of(connection: sa.Connection, owner: sa.Column[Any], which: sa.ColumnElement[bool]) -> FilesByOwner:
    """The files of those owners, editions or drafts, each by name; of the same name the newest first."""
    kept = owner.table.c
    asked = sa.select(owner, kept.name, kept.sha256, BLOBS.c.size, kept.uploaded_in).where(which)
    found: FilesByOwner = defaultdict(tuple)
    for whose, *held in connection.execute(asked.join(BLOBS, BLOBS.c.sha256 == kept.sha256)):
        found[whose] += (FileLine(*held),)
    return defaultdict(tuple, {whose: tuple(sorted(held, key=_newest_first)) for whose, held in found.items()})


def _newest_first(line: FileLine) -> tuple[str, bool, int]:
    return line.name, line.uploaded_in is not None, -(line.uploaded_in or 0)


def still_in_use(connection: sa.Connection, parent: int, dataset: Dataset) -> tuple[FileLine, ...]:
    """The parent's files that rows of the dataset still come from."""
    used = {origin.digest for held in dataset.tables.values() for origin in held.origins}
    lines = files_of(connection, EDITION_FILES.c.edition, EDITION_FILES.c.edition == parent)
    return tuple(line for line in lines[parent] if line.sha256 in used)
