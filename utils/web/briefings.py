"""Briefings, made once for an edition and a choice.

Knows what is worth keeping. It must not know how a briefing is composed. Editions are immutable, so nothing here
can be stale; only the newest few are kept, and none for longer than its edition.
"""

from utils.analysis.filters import Filters, Ignored
from utils.analysis.selection import Selection, select
from utils.briefing.compose import compose
from utils.briefing.document import Briefing
from utils.briefing.sharing import may_compare
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs
from utils.editions.edition import Edition
from utils.visuals.palette import look_of
from utils.web.keeping import kept
from utils.web.shelf import Shelf

MOST_VIEWS = 128
"""So many views are kept, the one used longest ago making room: about 2 MB each of the shipped edition."""


@kept(MOST_VIEWS)
def briefing_of(
    shelf: Shelf, filters: Filters, ignored: tuple[Ignored, ...], look: str, what_ifs: WhatIfs = AS_RECORDED
) -> Briefing:
    """The briefing of that choice, in the look of that name, and with what is tried out."""
    return compose(
        shelf.edition,
        filters,
        ignored=ignored,
        options=shelf.options,
        base=shelf.base,
        look=look_of(look),
        earlier=lambda: edition_before(shelf),
        what_ifs=what_ifs,
    )


@kept(MOST_VIEWS)
def selection_of(shelf: Shelf, filters: Filters) -> Selection:
    """The rows that the choice keeps: the very same object for every reader of that view."""
    return select(shelf.edition, filters)


def edition_before(shelf: Shelf) -> Edition | None:
    """The edition that this one was made from; None where there is none, or its readers are fewer than this one's."""
    before = shelf.before
    if before is None or not may_compare(shelf.edition.dataset.about.label, before.dataset.about.label):
        return None
    return before
