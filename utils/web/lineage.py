"""What changed from one published edition to another, in words, worked out once.

Knows the store. It must not know who is told. Published editions never change, so nothing here can be stale.
"""

from functools import lru_cache

from utils.editions.store import Store
from utils.web.desk.difference import summary_of
from utils.web.stores import current_store


def changed_between(before: int, after: int) -> str:
    """The changes in a line: `Incidents: 2 added, 1 corrected; Sources: 1 added`. Raises StoreError."""
    return _changed(current_store(), before, after)


@lru_cache(maxsize=128)
def _changed(store: Store, before: int, after: int) -> str:
    return summary_of(store.changes_between(before, after))
