"""What ails a database that cannot be used, told by the codes of SQLite and PostgreSQL, each with its repair.

Knows codes. It must not know what was asked of the database, and never reads a message.
"""

from __future__ import annotations

import sqlite3
from enum import Enum

import sqlalchemy as sa


class Ailment(Enum):
    """Why the database cannot be used: a sentence for the person who asked, and what mends it."""

    AWAY = "It does not answer; an operator must start it, or mend the way to it."
    BUSY = "Others have been writing for too long; try again in a minute."
    FULL = "Its disk is full; an operator must make room."
    READ_ONLY = "It may be read and not written; an operator must make its disk or server writable."
    FAILING = "Its file or its disk cannot be read or written; an operator must look after it."
    DAMAGED = "Its file is damaged, or is no database; an operator must restore it from a backup."


_SQLITE = {
    sqlite3.SQLITE_FULL: Ailment.FULL,
    sqlite3.SQLITE_READONLY: Ailment.READ_ONLY,
    sqlite3.SQLITE_BUSY: Ailment.BUSY,
    sqlite3.SQLITE_LOCKED: Ailment.BUSY,
    sqlite3.SQLITE_CORRUPT: Ailment.DAMAGED,
    sqlite3.SQLITE_NOTADB: Ailment.DAMAGED,
    sqlite3.SQLITE_IOERR: Ailment.FAILING,
    sqlite3.SQLITE_CANTOPEN: Ailment.FAILING,
}
"""By SQLite's primary result code: https://www.sqlite.org/rescode.html."""

_POSTGRESQL = {
    "53100": Ailment.FULL,
    "25006": Ailment.READ_ONLY,
    "55P03": Ailment.BUSY,
    "53300": Ailment.BUSY,
    "40001": Ailment.BUSY,
    "40P01": Ailment.BUSY,
    "58030": Ailment.FAILING,
    "XX001": Ailment.DAMAGED,
    "XX002": Ailment.DAMAGED,
}
"""By SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html."""

_PRIMARY = 0xFF
"""SQLite's extended codes hold the primary one in their last byte."""


def ailment_of(error: sa.exc.SQLAlchemyError) -> Ailment | None:
    """What ails the database; None when the statement was at fault, which is a mistake of ours."""
    if isinstance(error, sa.exc.TimeoutError):  # every connection is in use
        return Ailment.BUSY
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & _PRIMARY)
    away = isinstance(error, sa.exc.OperationalError) or error.connection_invalidated
    return _POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "", Ailment.AWAY if away else None)
