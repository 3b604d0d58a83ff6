"""Who did what, and when: written once, beside the deed itself, and never changed.

Knows deeds. It must not know why anyone may do them, nor who reads about them.
"""

import sqlalchemy as sa

from utils.editions.lines import AuditLine, Deed, Sign
from utils.editions.records import AUDIT


def write(connection: sa.Connection, deed: Deed, by: Sign, subject: str, detail: str = "") -> None:
    """One line more, in the transaction of the deed: it stands when the deed does."""
    connection.execute(sa.insert(AUDIT).values(at=by.at, who=by.who, deed=deed.value, subject=subject, detail=detail))


def read(connection: sa.Connection, subject: str | None, deed: Deed | None, most: int) -> tuple[AuditLine, ...]:
    """The newest lines first, of one subject and one deed where they are given, at most that many."""
    asked = sa.select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most)
    if subject is not None:
        asked = asked.where(AUDIT.c.subject == subject)
    if deed is not None:
        asked = asked.where(AUDIT.c.deed == deed.value)
    return tuple(
        AuditLine(row.id, row.at, row.who, Deed(row.deed), row.subject, row.detail) for row in connection.execute(asked)
    )
