"""Briefings, made once for an edition and a choice.

Knows what is worth keeping. It must not know how a briefing is composed. Editions are immutable, so nothing here
can be stale; only the newest few are kept.
"""

from functools import lru_cache

from utils.analysis.filters import Filters, Ignored
from utils.briefing.compose import compose
from utils.briefing.document import Briefing
from utils.briefing.sharing import may_compare
from utils.editions.edition import Edition
from utils.editions.refusals import StoreError
from utils.visuals.palette import LOOKS
from utils.web.shelf import Shelf, shelf_of

_LOOKS = {look.name: look for look in LOOKS}


@lru_cache(maxsize=32)
def briefing_of(shelf: Shelf, filters: Filters, ignored: tuple[Ignored, ...], look: str) -> Briefing:
    """The briefing of that choice, in the look of that name."""
    return compose(
        shelf.edition,
        filters,
        ignored=ignored,
        options=shelf.options,
        base=shelf.base,
        look=_LOOKS[look],
        earlier=lambda: edition_before(shelf.edition),
    )


def edition_before(edition: Edition) -> Edition | None:
    """The edition that this one was made from; None where there is none, or its readers are fewer than this one's."""
    if edition.parent is None:
        return None
    try:
        before = shelf_of(edition.parent).edition
    except StoreError:
        return None
    return before if may_compare(edition.dataset.about.label, before.dataset.about.label) else None
