"""Publishing: the one way in which an edition comes to be, whether first, new or brought back.

Knows the order of the writes of one transaction. It must not know who may publish, nor open any table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from utils.editions import audit, blobs, drafts
from utils.editions.contents import files_of
from utils.editions.edition import digest_of
from utils.editions.lines import Deed, EditionLine, Sign, State
from utils.editions.recipes import Upload
from utils.editions.records import DRAFT_FILES, DRAFT_TABLES, DRAFTS, EDITION_FILES, EDITION_TABLES, EDITIONS
from utils.editions.refusals import AlreadyCurrentError, NoSuchEditionError, OvertakenError
from utils.tables.storing import problems_to_json


def latest(connection: sa.Connection) -> int:
    """The number of the newest edition; 0 when there is none."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(EDITIONS.c.number), 0))).scalar_one())


def lines(connection: sa.Connection, number: int | None = None, after: int = 0) -> tuple[EditionLine, ...]:
    """The editions after that one, or the one of that number, oldest first."""

    def wanted(column: sa.Column[int]) -> sa.ColumnElement[bool]:
        return column > after if number is None else column == number

    files = files_of(connection, EDITION_FILES.c.edition, wanted(EDITION_FILES.c.edition))
    asked = sa.select(EDITIONS).where(wanted(EDITIONS.c.number)).order_by(EDITIONS.c.number)
    return tuple(
        EditionLine(
            row.number,
            row.digest,
            row.parent,
            row.author,
            row.publisher,
            row.at,
            row.note,
            row.label,
            row.republished_from,
            files[row.number],
        )
        for row in connection.execute(asked)
    )


def publish_first(connection: sa.Connection, upload: Upload, tables: Mapping[str, bytes], by: Sign, note: str) -> None:
    """Edition 1, unless there is one already."""
    if latest(connection):
        return
    connection.execute(
        sa.insert(EDITIONS).values(
            number=1,
            digest=digest_of(upload.files),
            author=by.who,
            publisher=by.who,
            at=by.at,
            note=note,
            label=upload.dataset.about.label,
            recipe=upload.recipe.to_json(),
            problems=problems_to_json(upload.problems),
        )
    )
    for name, content in upload.files.items():
        row = {"edition": 1, "name": name, "sha256": blobs.keep(connection, content), "uploaded_in": 1}
        connection.execute(sa.insert(EDITION_FILES).values(row))
    for name, content in tables.items():
        sha256 = blobs.keep(connection, content)
        connection.execute(sa.insert(EDITION_TABLES).values(edition=1, name=name, sha256=sha256))
    audit.write(connection, Deed.BEGAN, by, "edition 1")


def publish_draft(connection: sa.Connection, name: str, by: Sign, note: str | None, seen: str | None) -> int:
    """The number of the edition that the draft became.

    Raises OvertakenError, without the changes, when its parent is no longer the newest edition;
    and as `drafts.find_full`.
    """
    draft = drafts.find_full(connection, name, seen)
    _check_newest(connection, draft.parent)
    number = draft.parent + 1
    told = draft.note if note is None else note
    fresh = {"number": number, "publisher": by.who, "at": by.at, "note": told, "republished_from": None}
    _copy(connection, DRAFTS, DRAFTS.c.id == name, EDITIONS, fresh)
    since = sa.func.coalesce(DRAFT_FILES.c.uploaded_in, number)
    _copy(
        connection, DRAFT_FILES, DRAFT_FILES.c.draft == name, EDITION_FILES, {"edition": number, "uploaded_in": since}
    )
    _copy(connection, DRAFT_TABLES, DRAFT_TABLES.c.draft == name, EDITION_TABLES, {"edition": number})
    drafts.change(connection, name, state=State.PUBLISHED.value, edition=number, changed_at=by.at)
    audit.write(connection, Deed.PUBLISHED, by, f"edition {number}", drafts.subject_of(name))
    return number


def publish_again(connection: sa.Connection, old: int, by: Sign, note: str, seen: int | None) -> int:
    """The number of the edition that holds again what the old one held.

    `seen` is the newest edition that the person knew of. Raises NoSuchEditionError, AlreadyCurrentError, and
    OvertakenError without the changes.
    """
    if not lines(connection, old):
        raise NoSuchEditionError(old)
    if seen is not None:
        _check_newest(connection, seen)
    newest = latest(connection)
    if old == newest:
        raise AlreadyCurrentError(old)
    number = newest + 1
    fresh = {"number": number, "parent": newest, "publisher": by.who, "author": by.who, "at": by.at, "note": note}
    _copy(connection, EDITIONS, EDITIONS.c.number == old, EDITIONS, fresh | {"republished_from": old})
    for kept in (EDITION_FILES, EDITION_TABLES):
        _copy(connection, kept, kept.c.edition == old, kept, {"edition": number})
    audit.write(connection, Deed.ROLLED_BACK, by, f"edition {number}", f"edition {old}")
    return number


def _check_newest(connection: sa.Connection, known: int) -> None:
    newer = lines(connection, after=known)
    if newer:
        raise OvertakenError(known, newer)


def _copy(
    connection: sa.Connection,
    origin: sa.Table,
    which: sa.ColumnElement[bool],
    into: sa.Table,
    fresh: Mapping[str, object],
) -> None:
    """Those records once more in that table, within the database; the fresh columns are set anew."""
    columns = [
        _fresh(column, fresh[column.name]) if column.name in fresh else origin.c[column.name] for column in into.c
    ]
    rows = sa.select(*columns).where(which)
    connection.execute(sa.insert(into).from_select([column.name for column in into.c], rows))


def _fresh(column: sa.Column[Any], value: object) -> sa.ColumnElement[Any]:
    made = value if isinstance(value, sa.ColumnElement) else sa.literal(value, column.type)
    return made.label(column.name)
