"""Publishing: the one way in which an edition comes to be, whether first, new or brought back.

Knows the order of the writes of one transaction. It must not know who may publish, nor open any table.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    record = DRAFTS.c
    told = draft.note if note is None else note
    _copy(
        connection,
        EDITIONS,
        sa.select(
            sa.literal(number).label("number"),
            record.digest,
            record.parent,
            record.author,
            sa.literal(by.who).label("publisher"),
            sa.literal(by.at, EDITIONS.c.at.type).label("at"),
            sa.literal(told, EDITIONS.c.note.type).label("note"),
            record.label,
            record.recipe,
            record.problems,
        ).where(record.id == name),
    )
    files, tables = DRAFT_FILES.c, DRAFT_TABLES.c
    since = sa.func.coalesce(files.uploaded_in, number).label("uploaded_in")
    _copy(
        connection,
        EDITION_FILES,
        sa.select(sa.literal(number).label("edition"), files.name, files.sha256, since).where(files.draft == name),
    )
    _copy(
        connection,
        EDITION_TABLES,
        sa.select(sa.literal(number).label("edition"), tables.name, tables.sha256).where(tables.draft == name),
    )
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
    _copy_edition(connection, EDITIONS, EDITIONS.c.number == old, fresh | {"republished_from": old})
    for kept in (EDITION_FILES, EDITION_TABLES):
        _copy_edition(connection, kept, kept.c.edition == old, {"edition": number})
    audit.write(connection, Deed.ROLLED_BACK, by, f"edition {number}", f"edition {old}")
    return number


def _check_newest(connection: sa.Connection, known: int) -> None:
    newer = lines(connection, after=known)
    if newer:
        raise OvertakenError(known, newer)


def _copy_edition(
    connection: sa.Connection, kept: sa.Table, owner: sa.ColumnElement[bool], fresh: Mapping[str, object]
) -> None:
    """The records of one edition once more, with some columns set anew."""
    columns = [
        sa.literal(fresh[column.name], column.type).label(column.name) if column.name in fresh else column
        for column in kept.c
    ]
    _copy(connection, kept, sa.select(*columns).where(owner))


def _copy(connection: sa.Connection, into: sa.Table, rows: sa.Select[tuple[object, ...]]) -> None:
    connection.execute(sa.insert(into).from_select([column.name for column in rows.selected_columns], rows))
