"""Which incidents stood in which earlier edition: from this it is told how late reports arrive.

Knows the tables of past editions. It must not know weeks, nor what is made of lateness.
"""

import datetime as dt

import sqlalchemy as sa

from utils.editions import blobs
from utils.editions.edition import Standing
from utils.editions.records import EDITION_TABLES
from utils.editions.refusals import TornBlobError
from utils.tables import schema
from utils.tables.about import read_about
from utils.tables.storing import from_bytes, ids_in

MOST_WEEKS = 30
"""So many weeks with an earlier as-of day are looked at, the latest ones, each by its last edition.

Days would not do: of a record that is published daily, they would all lie too near to tell what came late.
"""


def standings(connection: sa.Connection, number: int, as_of: dt.date) -> tuple[Standing, ...]:
    """What stood in editions up to that number on earlier as-of days than that one, oldest first, one a week.

    Editions that name no as-of day, or whose bytes are damaged, are passed over: the newest must open all the same.
    """
    hashes = _hashes(connection, number)
    abouts, incidents = hashes[schema.ABOUT.name], hashes[schema.INCIDENTS.name]
    days = {sha256: _as_of(connection, sha256) for sha256 in set(abouts.values())}
    last: dict[dt.date, str] = {}
    for edition in sorted(set(abouts) & set(incidents)):
        day = days[abouts[edition]]
        if day is not None and day < as_of:
            last[day] = incidents[edition]
    weekly = {_monday(day): day for day in sorted(last)}
    found = ((day, _ids(connection, last[day])) for day in list(weekly.values())[-MOST_WEEKS:])
    return tuple(Standing(day, ids) for day, ids in found if ids is not None)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _hashes(connection: sa.Connection, number: int) -> dict[str, dict[int, str]]:
    """By table and edition, the hash of what is kept."""
    kept, wanted = EDITION_TABLES.c, (schema.ABOUT.name, schema.INCIDENTS.name)
    asked = sa.select(kept.name, kept.edition, kept.sha256).where(kept.name.in_(wanted), kept.edition <= number)
    found: dict[str, dict[int, str]] = {name: {} for name in wanted}
    for name, edition, sha256 in connection.execute(asked):
        found[name][edition] = sha256
    return found


def _as_of(connection: sa.Connection, sha256: str) -> dt.date | None:
    content = _content(connection, sha256)
    return None if content is None else read_about(from_bytes(schema.ABOUT, content))[0].as_of


def _ids(connection: sa.Connection, sha256: str) -> frozenset[str] | None:
    content = _content(connection, sha256)
    return None if content is None else ids_in(schema.INCIDENTS, content)


def _content(connection: sa.Connection, sha256: str) -> bytes | None:
    try:
        return blobs.fetch(connection, {sha256})[sha256]
    except TornBlobError:
        return None
