"""What a draft or an edition holds, as hashes: the files it rests on and its typed tables.

Knows how a dataset is laid away and had again. It must not know drafts from editions.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from utils.editions import blobs
from utils.editions.lines import FileLine
from utils.editions.records import BLOBS, EDITION_FILES
from utils.tables import schema
from utils.tables.about import read_about
from utils.tables.dataset import Dataset
from utils.tables.storing import from_bytes, to_bytes
from utils.tables.typed import empty_table


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


def files_of(connection: sa.Connection, kept: sa.Table, owner: sa.ColumnElement[bool]) -> tuple[FileLine, ...]:
    """The files that these records name, by name; of the same name the newest first."""
    asked = (
        sa.select(kept.c.name, kept.c.sha256, BLOBS.c.size, kept.c.uploaded_in)
        .join(BLOBS, BLOBS.c.sha256 == kept.c.sha256)
        .where(owner)
    )
    lines = [FileLine(row.name, row.sha256, row.size, row.uploaded_in) for row in connection.execute(asked)]
    return tuple(sorted(lines, key=lambda line: (line.name, line.uploaded_in is not None, -(line.uploaded_in or 0))))


def still_in_use(connection: sa.Connection, parent: int, dataset: Dataset) -> tuple[FileLine, ...]:
    """The parent's files that rows of the dataset still come from."""
    used = {origin.digest for held in dataset.tables.values() for origin in held.origins}
    lines = files_of(connection, EDITION_FILES, EDITION_FILES.c.edition == parent)
    return tuple(line for line in lines if line.sha256 in used)
