"""Drafts: what was uploaded and is not published yet, for as long as that takes.

Knows the records of drafts. It must not know how one is published, nor who may do what.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import sqlalchemy as sa

from utils.editions import blobs
from utils.editions.contents import files_of, still_in_use
from utils.editions.lines import Draft, FileLine, State
from utils.editions.recipes import Recipe, Upload, digest_with
from utils.editions.records import DRAFT_FILES, DRAFT_TABLES, DRAFTS, EDITIONS
from utils.editions.refusals import (
    DraftChangedError,
    DraftClosedError,
    DraftEmptyError,
    NoSuchDraftError,
    NoSuchEditionError,
)
from utils.tables.importing import ImportReport
from utils.tables.intake import report_from
from utils.tables.storing import canonical, problems_from_json, problems_to_json


def begin(connection: sa.Connection, draft: Draft) -> None:
    """The draft written down for the first time. Raises NoSuchEditionError when it begins from none."""
    _digest_of_edition(connection, draft.parent)
    connection.execute(
        sa.insert(DRAFTS).values(
            id=draft.id,
            parent=draft.parent,
            author=draft.author,
            at=draft.at,
            changed_at=draft.changed_at,
            note=draft.note,
            state=draft.state.value,
            recipe=draft.recipe.to_json(),
            problems=problems_to_json(draft.problems),
            reports=_reports(draft.reports),
        )
    )


def find(connection: sa.Connection, name: str) -> Draft:
    """The draft of that id. Raises NoSuchDraftError."""
    for draft in _those(connection, DRAFTS.c.id == name):
        return draft
    raise NoSuchDraftError


def listed(connection: sa.Connection, state: State | None) -> tuple[Draft, ...]:
    """The drafts in that state, or all; the last changed first."""
    return _those(connection, sa.true() if state is None else DRAFTS.c.state == state.value)


def find_open(connection: sa.Connection, name: str, seen: str | None = None) -> Draft:
    """The draft, when it can still be changed and holds what the person saw (its digest, when they say so).

    Raises NoSuchDraftError, DraftClosedError and DraftChangedError.
    """
    draft = find(connection, name)
    if draft.state is not State.OPEN:
        raise DraftClosedError(draft.state.value)
    if seen is not None and seen != draft.digest:
        raise DraftChangedError
    return draft


def find_full(connection: sa.Connection, name: str, seen: str | None = None) -> Draft:
    """The same, when something was saved in it. Raises DraftEmptyError too."""
    draft = find_open(connection, name, seen)
    if draft.digest is None:
        raise DraftEmptyError
    return draft


def fill(connection: sa.Connection, name: str, parent: int, upload: Upload, tables: Mapping[str, bytes]) -> str:
    """The draft's new digest. What it held before is put aside, and with it whoever had approved it."""
    digest = digest_with(upload.files, upload.recipe, _digest_of_edition(connection, parent))
    files = {(file, blobs.keep(connection, content)): None for file, content in upload.files.items()}
    for line in still_in_use(connection, parent, upload.dataset):
        files.setdefault((line.name, line.sha256), line.uploaded_in)  # type: ignore[arg-type]  # an edition's file has it
    kept = {table: blobs.keep(connection, content) for table, content in tables.items()}
    connection.execute(sa.delete(DRAFT_FILES).where(DRAFT_FILES.c.draft == name))
    connection.execute(sa.delete(DRAFT_TABLES).where(DRAFT_TABLES.c.draft == name))
    for (file, sha256), since in files.items():
        row = {"draft": name, "name": file, "sha256": sha256, "uploaded_in": since}
        connection.execute(sa.insert(DRAFT_FILES).values(row))
    for table, sha256 in kept.items():
        connection.execute(sa.insert(DRAFT_TABLES).values(draft=name, name=table, sha256=sha256))
    change(
        connection,
        name,
        parent=parent,
        digest=digest,
        label=upload.dataset.about.label,
        recipe=upload.recipe.to_json(),
        problems=problems_to_json(upload.problems),
        reports=_reports(upload.reports),
        approved_by=None,
    )
    return digest


def change(connection: sa.Connection, name: str, **columns: object) -> None:
    """Those columns of the draft's record, set."""
    connection.execute(sa.update(DRAFTS).where(DRAFTS.c.id == name).values(**columns))


def subject_of(name: str) -> str:
    """How the audit names a draft: by the beginning of its id, for the whole of it opens the draft."""
    return f"draft {name[:8]}"


def _digest_of_edition(connection: sa.Connection, number: int) -> str:
    digest: str | None = connection.execute(
        sa.select(EDITIONS.c.digest).where(EDITIONS.c.number == number)
    ).scalar_one_or_none()
    if digest is None:
        raise NoSuchEditionError(number)
    return digest


def _reports(reports: tuple[ImportReport, ...]) -> str:
    return canonical([asdict(report) for report in reports])


def _those(connection: sa.Connection, which: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
    asked = sa.select(DRAFTS).where(which).order_by(DRAFTS.c.changed_at.desc(), DRAFTS.c.id)
    owner = DRAFT_FILES.c.draft
    files = files_of(connection, owner, owner.in_(sa.select(DRAFTS.c.id).where(which)))
    return tuple(_told(row, files[row["id"]]) for row in connection.execute(asked).mappings())


def _told(row: sa.RowMapping, files: tuple[FileLine, ...]) -> Draft:
    return Draft(
        row["id"],
        row["parent"],
        row["author"],
        row["at"],
        row["changed_at"],
        row["note"],
        State(row["state"]),
        row["digest"],
        Recipe.from_json(row["recipe"]),
        problems_from_json(row["problems"]),
        tuple(report_from(report) for report in json.loads(row["reports"])),
        row["approved_by"],
        row["edition"],
        files,
    )
