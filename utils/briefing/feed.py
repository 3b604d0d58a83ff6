"""The published editions as an Atom feed (RFC 4287), newest first.

Knows the format. It must not know which editions a reader may see, nor how one is read.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from utils.briefing.characters import visible

MEDIA_TYPE = "application/atom+xml"

_SPACE = uuid.UUID("6f2d3a7e-7b1c-4d7e-9a55-0d6c4f0b8e21")
"""Under which the ids are made: an edition has the same id wherever it is served."""


@dataclass(frozen=True)
class Entry:
    """One edition: when it was published, with its zone, and what changed in it, as plain text."""

    number: int
    digest: str
    at: dt.datetime
    changed: str


@dataclass(frozen=True)
class Heading:
    """Of the whole feed: the newest edition's title and licence, and the digest of the first edition, its lasting id.

    `origin` is scheme, host and path of the app, with a slash at its end; empty leaves addresses relative.
    """

    title: str
    licence: str
    first_digest: str
    origin: str = ""


def render_feed(heading: Heading, entries: Sequence[Entry], own_address: str) -> bytes:
    """The feed in UTF-8. `entries` come newest first, at least one. The same editions give the same bytes."""
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        _element("id", _id(f"feed {heading.first_digest}")),
        _element("title", heading.title),
        _element("updated", _moment(entries[0].at)),
        f"<author>{_element('name', heading.title)}</author>",
        _link("self", f"{heading.origin}{own_address}", MEDIA_TYPE),
        _link("alternate", heading.origin or "./", "text/html"),
        *([_element("rights", heading.licence)] if heading.licence else []),
        *(_entry(heading, entry) for entry in entries),
        "</feed>",
    )
    return ("\n".join(lines) + "\n").encode()


def _entry(heading: Heading, entry: Entry) -> str:
    stays = f"{heading.origin}editions/{entry.number}/briefing"
    parts = (
        _element("id", _id(f"edition {entry.number} {entry.digest}")),
        _element("title", f"{heading.title}: edition {entry.number}"),
        _element("updated", _moment(entry.at)),
        _link("alternate", f"{stays}.html", "text/html"),
        _link("related", f"{stays}.pdf", "application/pdf"),
        f'<content type="text">{_text(entry.changed)}</content>',
    )
    return f"<entry>{''.join(parts)}</entry>"


def _element(name: str, words: str) -> str:
    return f"<{name}>{_text(words)}</{name}>"


def _link(relation: str, address: str, kind: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href={quoteattr(visible(address))}/>'


def _text(words: str) -> str:
    return escape(visible(" ".join(words.split())))


def _id(what: str) -> str:
    return uuid.uuid5(_SPACE, what).urn


def _moment(at: dt.datetime) -> str:
    """As RFC 3339 has it, in UTC, to the second."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
