"""Bytes kept by their own hash: the same bytes are kept once, and checked whenever they are read.

Knows bytes. It must not know what they mean.
"""

import hashlib
from collections.abc import Collection

import sqlalchemy as sa

from utils.editions.records import BLOBS
from utils.editions.refusals import TornBlobError


def sha256_of(content: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: sa.Connection, content: bytes) -> str:
    """The hash by which the bytes can be had again; kept already or not."""
    name = sha256_of(content)
    if connection.execute(sa.select(BLOBS.c.sha256).where(BLOBS.c.sha256 == name)).first() is None:
        connection.execute(sa.insert(BLOBS).values(sha256=name, size=len(content), content=content))
    return name


def fetch(connection: sa.Connection, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of those hashes. Raises TornBlobError when any are missing or are not what they were."""
    asked = sa.select(BLOBS.c.sha256, BLOBS.c.content).where(BLOBS.c.sha256.in_(sorted(names)))
    held = {row.sha256: row.content for row in connection.execute(asked)}
    for name in sorted(names):
        if not isinstance(held.get(name), bytes) or sha256_of(held[name]) != name:
            raise TornBlobError(name)
    return held
