"""The store: every edition, draft and deed, in one database that any number of servers may share.

Knows what can be asked of it. It must not know the clock, who may do what, nor how anything is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import sqlalchemy as sa

from utils.editions import audit, blobs, drafts, publishing
from utils.editions.arrivals import standings
from utils.editions.changes import Changes, changes
from utils.editions.contents import tables_of
from utils.editions.databases import Database
from utils.editions.edition import Edition
from utils.editions.lines import AuditLine, Deed, Draft, EditionLine, Sign, State
from utils.editions.recipes import Upload
from utils.editions.records import DRAFT_TABLES, EDITION_TABLES, EDITIONS
from utils.editions.refusals import DraftEmptyError, NoSuchEditionError, NoSuchFileError, OvertakenError
from utils.tables.problems import Problem
from utils.tables.storing import packed, problems_from_json, unpacked


class Store:
    """The store in the database at that address, made there on first use. Any number of threads may use one.

    Times are passed in with their zone, people by their names. Whatever is refused is a StoreError.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    @property
    def database(self) -> Database:
        """The database underneath."""
        return self._database

    def close(self) -> None:
        """Every connection given back."""
        self._database.close()

    def latest_number(self) -> int:
        """The number of the newest edition; 0 when there is none."""
        with self._database.reading() as connection:
            return publishing.latest(connection)

    def listing(self) -> tuple[EditionLine, ...]:
        """Every edition, oldest first."""
        with self._database.reading() as connection:
            return publishing.lines(connection)

    def line_of(self, number: int) -> EditionLine:
        """That edition's line. Raises NoSuchEditionError."""
        with self._database.reading() as connection:
            return _line(connection, number)

    def edition(self, number: int) -> Edition:
        """That edition with its tables, checked byte by byte. Raises NoSuchEditionError and TornBlobError."""
        with self._database.reading() as connection:
            line = _line(connection, number)
            held = tables_of(connection, EDITION_TABLES, EDITION_TABLES.c.edition == number)
            problems = _problems(connection, number)
        known = (line.number, line.digest, unpacked(held), problems)
        return self._with_earlier(Edition(*known, line.parent, line.author, line.at, line.note))

    def original(self, number: int, name: str, sha256: str | None = None) -> bytes:
        """The bytes of a file that the edition rests on, as uploaded.

        Of two with that name it is the newest, unless the hash says which.

        Raises NoSuchEditionError, NoSuchFileError and TornBlobError.
        """
        with self._database.reading() as connection:
            found = [held for held in _line(connection, number).files if held.name == name]
            wanted = next((held.sha256 for held in found if sha256 in (None, held.sha256)), None)
            if wanted is None:
                raise NoSuchFileError(name)
            return blobs.fetch(connection, {wanted})[wanted]

    def versions(self, table: str) -> Iterator[tuple[EditionLine, bytes]]:
        """That table as packed, with each edition whose bytes are not those of the edition before; oldest first."""
        kept = EDITION_TABLES.c
        asked = sa.select(kept.edition, kept.sha256).where(kept.name == table).order_by(kept.edition)
        with self._database.reading() as connection:
            found = connection.execute(asked).all()
        for before, (number, sha256) in zip([None, *(sha256 for _, sha256 in found)], found, strict=False):
            if sha256 != before:
                yield self._version(number, sha256)

    def _version(self, number: int, sha256: str) -> tuple[EditionLine, bytes]:
        """What `versions` gives, read before it is given: whoever takes their time holds no connection."""
        with self._database.reading() as connection:
            return _line(connection, number), blobs.fetch(connection, {sha256})[sha256]

    def changes_between(self, before: int, after: int) -> Changes:
        """What makes the second edition of the first. Raises NoSuchEditionError and TornBlobError."""
        return changes(self.edition(before).dataset, self.edition(after).dataset)

    def first(self, upload: Upload, who: str, at: dt.datetime, note: str = "") -> EditionLine:
        """Edition 1, made of the upload unless there is one already, whoever made it."""
        if not self.latest_number():
            tables = packed(upload.dataset)
            with self._database.writing() as connection:
                publishing.publish_first(connection, upload, tables, Sign(who, at), note)
        return self.line_of(1)

    def roll_back(self, number: int, who: str, at: dt.datetime, note: str, seen: int | None = None) -> int:
        """The number of a new edition that holds again what the old one held.

        `seen` is the newest edition that the person knew of.

        Raises NoSuchEditionError, AlreadyCurrentError, OvertakenError.
        """
        with self._telling_what_overtook(), self._database.writing() as connection:
            return publishing.publish_again(connection, number, Sign(who, at), note, seen)

    def new_draft(self, name: str, parent: int, author: str, at: dt.datetime, note: str = "") -> Draft:
        """A draft with nothing in it. `name` is its id, which opens it: one that nobody can guess.

        Raises NoSuchEditionError when there is no such parent.
        """
        draft = Draft(name, parent, author, at, at, note, State.OPEN)
        with self._database.writing() as connection:
            drafts.begin(connection, draft)
        return draft

    def save_draft(self, name: str, upload: Upload, who: str, at: dt.datetime, parent: int | None = None) -> Draft:
        """The draft, which now holds this upload and nothing else, on that parent (its own unless given).

        Whoever changes what it holds becomes its author: a second person is one who has not.

        Raises NoSuchDraftError, DraftClosedError, NoSuchEditionError.
        """
        tables = packed(upload.dataset)
        with self._database.writing() as connection:
            draft = drafts.find_open(connection, name)
            digest = drafts.fill(connection, name, parent or draft.parent, upload, tables)
            drafts.change(connection, name, changed_at=at, author=draft.author if digest == draft.digest else who)
            told = ", ".join(sorted(upload.files))
            audit.write(connection, Deed.UPLOADED, Sign(who, at), drafts.subject_of(name), told)
            return drafts.find(connection, name)

    def draft(self, name: str) -> Draft:
        """The draft of that id. Raises NoSuchDraftError."""
        with self._database.reading() as connection:
            return drafts.find(connection, name)

    def drafts(self, state: State | None = State.OPEN) -> tuple[Draft, ...]:
        """The drafts in that state, or all with None; the last changed first."""
        with self._database.reading() as connection:
            return drafts.listed(connection, state)

    def draft_edition(self, name: str) -> Edition:
        """What the draft would be as an edition, labelled as a draft.

        Raises NoSuchDraftError, DraftEmptyError, TornBlobError.
        """
        with self._database.reading() as connection:
            draft = drafts.find(connection, name)
            held = tables_of(connection, DRAFT_TABLES, DRAFT_TABLES.c.draft == name)
        if draft.digest is None:
            raise DraftEmptyError
        known = (draft.parent + 1, draft.digest, unpacked(held), draft.problems)
        return self._with_earlier(Edition(*known, draft.parent, draft.author, draft.changed_at, draft.note, draft=True))

    def _with_earlier(self, edition: Edition) -> Edition:
        """The edition, which now knows what stood in those before it."""
        with self._database.reading() as connection:
            return replace(edition, earlier=standings(connection, edition.number - 1, edition.as_of))

    def uploaded(self, name: str) -> dict[str, bytes]:
        """The files uploaded with the draft, as they came, by name. Raises NoSuchDraftError and TornBlobError."""
        with self._database.reading() as connection:
            lines = [held for held in drafts.find(connection, name).files if held.uploaded_in is None]
            held = blobs.fetch(connection, {line.sha256 for line in lines})
        return {line.name: held[line.sha256] for line in lines}

    def withdraw(self, name: str, who: str, at: dt.datetime) -> None:
        """The draft put aside; it stays readable. Raises NoSuchDraftError, DraftClosedError."""
        with self._database.writing() as connection:
            drafts.find_open(connection, name)
            drafts.change(connection, name, state=State.WITHDRAWN.value, changed_at=at)
            audit.write(connection, Deed.WITHDREW, Sign(who, at), drafts.subject_of(name))

    def approve(self, name: str, who: str, at: dt.datetime, seen: str | None = None) -> None:
        """The draft approved by that person, until it is saved again. `seen` is the digest that they looked at.

        Raises NoSuchDraftError, DraftClosedError, DraftEmptyError, DraftChangedError.
        """
        with self._database.writing() as connection:
            drafts.find_full(connection, name, seen)
            drafts.change(connection, name, approved_by=who)
            audit.write(connection, Deed.APPROVED, Sign(who, at), drafts.subject_of(name))

    def publish(self, name: str, who: str, at: dt.datetime, note: str | None = None, seen: str | None = None) -> int:
        """The number of the edition that the draft became; its note is the draft's unless given.

        Raises NoSuchDraftError, DraftClosedError, DraftEmptyError, DraftChangedError when `seen`, the digest that the
        person looked at, is not the draft's, and OvertakenError when its parent is no longer the newest edition.
        """
        with self._telling_what_overtook(), self._database.writing() as connection:
            return publishing.publish_draft(connection, name, Sign(who, at), note, seen)

    def record(self, deed: Deed, who: str, subject: str, at: dt.datetime, detail: str = "") -> None:
        """A deed written down that changes nothing here, such as a download."""
        with self._database.writing() as connection:
            audit.write(connection, deed, Sign(who, at), subject, detail)

    def audit(self, subject: str | None = None, deed: Deed | None = None, most: int = 500) -> tuple[AuditLine, ...]:
        """The newest deeds first, of one subject (such as `edition 3`) and one kind where they are given."""
        with self._database.reading() as connection:
            return audit.read(connection, subject, deed, most)

    @contextmanager
    def _telling_what_overtook(self) -> Iterator[None]:
        """Adds to OvertakenError what the newer editions changed: after the transaction, for it takes a while."""
        try:
            yield
        except OvertakenError as told:
            told.changes = self.changes_between(told.parent, told.newer[-1].number)
            raise


def _line(connection: sa.Connection, number: int) -> EditionLine:
    for line in publishing.lines(connection, number):
        return line
    raise NoSuchEditionError(number)


def _problems(connection: sa.Connection, number: int) -> tuple[Problem, ...]:
    asked = sa.select(EDITIONS.c.problems).where(EDITIONS.c.number == number)
    return problems_from_json(connection.execute(asked).scalar_one())
