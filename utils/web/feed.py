"""The feed of editions over plain HTTP: those that anybody may read, with what changed in each.

Knows the store and who may read. It must not know how a feed is written.
"""

from __future__ import annotations

from itertools import pairwise

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from utils.briefing.feed import MEDIA_TYPE, Entry, Heading, render_feed
from utils.briefing.imprint import FEED
from utils.editions.lines import EditionLine
from utils.editions.refusals import StoreError
from utils.web.access.policies import reading_needs
from utils.web.access.roles import Action
from utils.web.failures import log_failure
from utils.web.lineage import changed_between
from utils.web.packing import tag_of
from utils.web.papers import SHORTLY, answered, origin_of, refusal
from utils.web.shelf import shelf_of
from utils.web.stores import current_store

MOST = 20
"""So many editions are told, the newest ones; a feed reader remembers the others."""

_asking = anyio.CapacityLimiter(1)


async def feed(request: Request) -> Response:
    """Every edition that is open to all, whoever asks: a feed is kept and passed on by programs."""
    try:
        content = await anyio.to_thread.run_sync(_feed, origin_of(request), limiter=_asking)
    except Exception as error:  # noqa: BLE001  # whatever ails the store, the reader gets a sentence
        return refusal(f"Sorry, the editions cannot be listed now. Reference {log_failure(error)}.", 503)
    if content is None:
        return refusal("No edition is shown to everybody.", 404)
    headers = {"etag": tag_of(content), "cache-control": SHORTLY}
    if answered(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _feed(origin: str) -> bytes | None:
    """The feed; None while there is nothing in it."""
    listed = [line for line in current_store().listing() if reading_needs(line.label) is Action.READ_OPEN]
    if not listed:
        return None
    told = [*([None] if len(listed) <= MOST else []), *listed[-MOST - 1 :]]
    entries = [_entry(before, line) for before, line in pairwise(told) if line is not None]
    about = shelf_of(listed[-1].number).edition.dataset.about
    heading = Heading(about.title, about.licence or "", listed[0].digest, origin)
    return render_feed(heading, entries[::-1], FEED)


def _entry(before: EditionLine | None, line: EditionLine) -> Entry:
    """One edition against the one before it that is open too: what stands in others is told to nobody here."""
    changed = "The first edition." if line.number == 1 else "The first edition that is shown to everybody."
    if before is not None:
        changed = _since(before.number, line.number)
    return Entry(line.number, line.digest, line.at, changed)


def _since(before: int, number: int) -> str:
    try:
        return f"Since edition {before}: {changed_between(before, number)}."
    except StoreError as error:  # one damaged edition does not take the others out of the feed
        return f"What changed since edition {before} cannot be told (reference {log_failure(error)})."


ROUTES = [Route(f"/{FEED}", feed)]
