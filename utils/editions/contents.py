"""What a draft or an edition holds, as hashes: the files it rests on and its typed tables.

Knows where they lie in the database. It must not know drafts from editions.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeAlias

import sqlalchemy as sa

from utils.editions import blobs
from utils.editions.lines import FileLine
from utils.editions.records import BLOBS, EDITION_FILES
from utils.tables.dataset import Dataset

FilesByOwner: TypeAlias = defaultdict[Any, tuple[FileLine, ...]]
"""Files by the edition's number or the draft's id; an owner without any has none."""


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
