"""One database, opened so that many can read while one writes, and a write is whole or has not happened.

Knows SQLite and PostgreSQL. It must not know what is kept in them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from utils.editions.records import prepare
from utils.editions.refusals import UnreachableError

PATIENCE = 30
"""Seconds that one writer waits for another before giving up."""

_PEN = 0x0B81EF
"""The number of the lock that writers take in PostgreSQL; SQLite has one for the whole file."""

_WRITES = "briefbook_writes"


class Database:
    """The database at that address, made ready on first use.

    `sqlite:///FILE` (its folder is made), or `postgresql://…`, which may also be written `postgres://…`.
    """

    def __init__(self, url: str) -> None:
        address = sa.make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url))
        self._sqlite = address.get_backend_name() == "sqlite"
        if self._sqlite:
            if not address.database or address.database == ":memory:":
                raise ValueError("SQLite needs a file: sqlite:///FILE")
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = sa.create_engine(address, connect_args={"timeout": PATIENCE})
            sa.event.listen(self._engine, "connect", _ready_sqlite)
            sa.event.listen(self._engine, "begin", _begin_sqlite)
        else:
            self._engine = sa.create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
        with self.writing() as connection:
            prepare(connection)

    @property
    def engine(self) -> sa.Engine:
        """SQLAlchemy's engine, for tests that look underneath."""
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the database from its first statement to its last.

        Raises `UnreachableError` where the database is away, as `writing` does, which also needs room on the disk.
        """
        options: dict[str, Any] = {} if self._sqlite else {"isolation_level": "REPEATABLE READ"}
        with _told(), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that holds the one pen; all its writes stand when the block ends well, else none."""
        pen = {_WRITES: True}
        with _told(), self._engine.connect().execution_options(**pen) as connection, connection.begin():
            if not self._sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PEN)))
            yield connection

    def close(self) -> None:
        """All connections given back."""
        self._engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sa.exc.DatabaseError as error:
        torn = type(error.orig) is sqlite3.DatabaseError  # a file that is damaged, or is none; its subclasses are not
        if not (torn or isinstance(error, sa.exc.OperationalError)):
            raise
        raise UnreachableError(str(error.orig).partition("\n")[0]) from error


def _ready_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own connection has no common type
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: sa.Connection) -> None:
    # a write that begins as a read can find at its end that another was quicker; this one waits at its beginning
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
