"""The one store of this process, opened on first use and filled from the data folder when it is new.

Knows where the store is and what its first edition is made of. It must not know what readers see of it.
"""

import datetime as dt
import logging
import threading

from utils.editions.edition import digest_of
from utils.editions.recipes import Upload
from utils.editions.shipped import files_in
from utils.editions.store import Store
from utils.tables.dataset import assemble
from utils.web.settings import Settings, read_settings

_log = logging.getLogger("briefbook")

FIRST_AUTHOR = "data folder"
"""Who made edition 1, as the history names it."""


class _Opened:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stores: dict[str, Store] = {}

    def store(self, settings: Settings) -> Store:
        with self._lock:
            if settings.database_url not in self._stores:
                self._stores[settings.database_url] = _open(settings)
            return self._stores[settings.database_url]


def _open(settings: Settings) -> Store:
    store = Store(settings.database_url)
    files, unread = files_in(settings.data)
    if store.latest_number() == 0:
        dataset, problems = assemble(files, settings.limits)
        upload = Upload(files, dataset, (*unread, *problems))
        store.first(upload, FIRST_AUTHOR, now())
    elif files and digest_of(files) not in {line.digest for line in store.listing()}:
        _log.warning(
            "The spreadsheets in %s are of no published edition. The editions in the database are what is shown; "
            "docs/editions.md says how to publish a folder.",
            settings.data,
        )
    return store


_opened = _Opened()


def current_store() -> Store:
    """The store of the settings as they stand. Raises whatever its database does when it cannot be reached."""
    return _opened.store(read_settings())


def now() -> dt.datetime:
    """The moment, with its zone: the clock that the floors below are given."""
    return dt.datetime.now(dt.UTC)
