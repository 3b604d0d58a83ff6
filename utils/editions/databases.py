"""One database, opened so that many can read while one writes, and a write is whole or has not happened.

Knows SQLite and PostgreSQL. It must not know what is kept in them.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from utils.editions.ailments import Ailment, ailment_of
from utils.editions.records import is_prepared, prepare
from utils.editions.refusals import UncertainError, UnreachableError

PATIENCE = 30
"""Seconds that one writer waits for another, a reader for an answer, and anybody for a free connection."""

CONNECTING = 5
"""Seconds after which a server that does not even say no is taken for away."""

SILENCE = 60
"""Seconds after which PostgreSQL takes the pen from a writer that went silent in the middle of its writing."""

CONNECTIONS = {"pool_size": 5, "max_overflow": 15, "pool_timeout": PATIENCE}
"""At most 20 a process: four replicas stay under the 100 of a PostgreSQL as it comes. Readers hold one for
milliseconds, and of those who would write only one does: the others wait for the pen without a connection."""

_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""So that the loss of a server's machine is noticed in seconds: by itself Linux waits for hours."""

_PEN = 0x0B81EF
"""The number of the lock that writers take in PostgreSQL; SQLite has one for the whole file."""

_WRITES = "briefbook_writes"


class Database:
    """The database at that address, made ready on first use.

    `sqlite:///FILE` (its folder is made), or `postgresql://…`, which may also be written `postgres://…`. Raises
    UnreachableError. One that is laid out already is opened without writing anything, so a read-only disk will do.
    """

    def __init__(self, url: str) -> None:
        address = sa.make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url))
        self._sqlite = address.get_backend_name() == "sqlite"
        self._pen = threading.Lock()
        self._engine = _sqlite_engine(address) if self._sqlite else _postgresql_engine(address)
        with self.reading() as connection:
            prepared = is_prepared(connection)
        if not prepared:
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
            if not self._sqlite:
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{PATIENCE}s'")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that holds the one pen; all its writes stand when the block ends well, else none.

        Raises `UncertainError` when the database went away before it said which.
        """
        if not self._pen.acquire(timeout=PATIENCE):
            raise UnreachableError("somebody else writes in this very process", Ailment.BUSY)
        try:
            with _told(), self._engine.connect().execution_options(**{_WRITES: True}) as connection:
                transaction = connection.begin()
                with _rolled_back(transaction):
                    if not self._sqlite:
                        _take_pen(connection)
                    yield connection
                with _kept_or_not():
                    transaction.commit()
        finally:
            self._pen.release()

    def close(self) -> None:
        """All connections given back."""
        self._engine.dispose()


def _sqlite_engine(address: sa.URL) -> sa.Engine:
    if not address.database or address.database == ":memory:":
        raise ValueError("SQLite needs a file: sqlite:///FILE")
    file = Path(address.database)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreachableError(str(error)) from error
    closed = _is_closed_to_us(file)
    if closed:
        how = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if _stands_still(file) else {})
        address = address.set(database=file.absolute().as_uri(), query=how)
    engine = sa.create_engine(address, connect_args={"timeout": PATIENCE}, **CONNECTIONS)
    sa.event.listen(engine, "connect", _begun_by_us if closed else _ready_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_closed_to_us(file: Path) -> bool:
    """Whether this process cannot write there. Others may be able to, unless the disk itself is read-only."""
    return file.exists() and not os.access(file.parent, os.W_OK)


def _stands_still(file: Path) -> bool:
    """Whether nobody can write there and all is in the one file: SQLite then need not look after others, and cannot."""
    log = file.with_name(f"{file.name}-wal")
    is_read_only = os.statvfs(file.parent).f_flag & os.ST_RDONLY
    return bool(is_read_only) and not (log.exists() and log.stat().st_size)


def _postgresql_engine(address: sa.URL) -> sa.Engine:
    asked = {"connect_timeout": CONNECTING, **_ALIVE}
    own = {name: value for name, value in asked.items() if name not in address.query}
    return sa.create_engine(address, pool_pre_ping=True, connect_args=own, **CONNECTIONS)


def _take_pen(connection: sa.Connection) -> None:
    """The pen of PostgreSQL, or the end of patience; whoever holds it and falls silent loses it."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{SILENCE}s'")
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PEN)))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        ailment = ailment_of(error)
        if ailment is None:
            raise
        raise UnreachableError(_said(error), ailment) from error


@contextmanager
def _rolled_back(transaction: sa.RootTransaction) -> Iterator[None]:
    try:
        yield
    except BaseException:
        transaction.rollback()
        raise


@contextmanager
def _kept_or_not() -> Iterator[None]:
    """A connection that is lost while a change is being kept leaves open whether it is."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise UncertainError(_said(error)) from error
        raise


def _said(error: sa.exc.SQLAlchemyError) -> str:
    """The first line of what the database said."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def _begun_by_us(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own connection has no common type
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver


def _ready_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401  # as above
    _begun_by_us(connection, record)
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: sa.Connection) -> None:
    # a write that begins as a read can find at its end that another was quicker; this one waits at its beginning
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
