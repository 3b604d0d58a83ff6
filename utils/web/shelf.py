"""What readers are shown: the newest edition, an older one or a draft, each read once and kept.

Knows when to ask the store again. It must not know what readers do with it. All it gives is immutable and shared.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from utils.analysis.filters import Options, options_of
from utils.editions.edition import Edition
from utils.editions.refusals import StoreError
from utils.editions.shipped import read_shipped
from utils.visuals.geography import Base, GeographyError, read_base
from utils.web.failures import log_failure
from utils.web.settings import read_settings
from utils.web.stores import current_store

EDITION, DRAFT = "edition", "draft"
"""The parameters of an address that ask for one edition, or for a draft."""

ASKED_EVERY = 1.0
"""Seconds between two questions to the store whether there is a newer edition: replicas see one within that time."""

MOST_KEPT = 8
"""Editions and drafts kept in memory; the one used longest ago makes room."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """What a reader sees: an edition, what can be chosen in it, and the base map.

    `pinned` are the parameters of its address that ask for this very edition or draft; the newest needs none.
    `before` is the edition from which it was made, read with it so that all of it can be shown while the store is away.
    `fault` says why the store cannot be asked, while what was read before is shown.
    """

    edition: Edition
    options: Options
    base: Base
    base_fault: str | None = None
    pinned: tuple[tuple[str, str], ...] = ()
    fault: str | None = None
    before: Edition | None = None


class _Keeper:
    """The shelves of one store, and which is the newest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._turns: dict[object, threading.Lock] = {}
        self._kept: OrderedDict[object, Shelf] = OrderedDict()
        self._newest: Shelf | None = None
        self._asked = float("-inf")

    def newest(self) -> Shelf:
        """The newest; while another reader's question goes on, what was the newest before: nobody waits for it."""
        shown = self._newest
        if shown is not None and not self._asking.acquire(blocking=False):
            return shown
        if shown is None:
            self._asking.acquire()
        try:
            if self._newest is None or time.monotonic() - self._asked >= ASKED_EVERY:
                self._newest = self._ask()
                self._asked = time.monotonic()
            return self._newest
        finally:
            self._asking.release()

    def _ask(self) -> Shelf:
        try:
            number = current_store().latest_number()
            if self._newest is not None and self._newest.fault is None and self._newest.edition.number == number:
                return self._newest
            return self.edition(number)
        except Exception as error:  # noqa: BLE001  # whatever ails the database, reading goes on from memory
            return self._without_store(error)

    def _without_store(self, error: Exception) -> Shelf:
        """What was shown before, else the data folder itself."""
        if self._newest is not None and self._newest.fault is not None:
            return self._newest
        fault = (
            f"The store of editions cannot be reached (reference {log_failure(error)}). Nothing can be published now."
        )
        if self._newest is not None:
            return replace(self._newest, fault=fault)
        settings = read_settings()
        return replace(_shelf(read_shipped(settings.data), settings.reference), fault=fault)

    def edition(self, number: int, *pinned: tuple[str, str]) -> Shelf:
        return self._keep((number, pinned), lambda: current_store().edition(number), pinned)

    def draft(self, name: str) -> Shelf:
        held = current_store().draft(name)
        key = (name, held.changed_at)  # the same files begun anew from a later edition have the same digest
        return self._keep(key, lambda: current_store().draft_edition(name), ((DRAFT, name),))

    def _keep(self, key: object, read: Callable[[], Edition], pinned: tuple[tuple[str, str], ...]) -> Shelf:
        """The shelf of that key. A long one is read once, and only those who ask for it wait."""
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            try:
                shelf = self._found(key)
                return shelf or self._put(key, self._read(read(), pinned))
            finally:
                with self._lock:
                    self._turns.pop(key, None)

    def _read(self, edition: Edition, pinned: tuple[tuple[str, str], ...]) -> Shelf:
        return replace(_shelf(edition, read_settings().reference), pinned=pinned, before=self._before(edition))

    def _before(self, edition: Edition) -> Edition | None:
        """The edition from which it was made; None where there is none, or it is damaged."""
        if edition.parent is None:
            return None
        with self._lock:
            kept = [shelf.edition for shelf in self._kept.values()]
        at_hand = (held for held in kept if held.number == edition.parent and not held.draft)
        try:
            return next(at_hand, None) or current_store().edition(edition.parent)
        except StoreError as error:
            log_failure(error)
            return None

    def _found(self, key: object) -> Shelf | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _put(self, key: object, shelf: Shelf) -> Shelf:
        with self._lock:
            self._kept[key] = shelf
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return shelf


def _shelf(edition: Edition, reference: Path) -> Shelf:
    return Shelf(edition, options_of(edition.dataset, edition.as_of), *_base(reference))


@lru_cache(maxsize=4)
def _base(folder: Path) -> tuple[Base, str | None]:
    """The base map and what is wrong with it; an empty one where it cannot be read, for the rest can still be shown."""
    try:
        return read_base(folder), None
    except GeographyError as error:
        nothing: dict[str, Any] = {"type": "FeatureCollection", "features": []}
        return Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none"), str(error)


@lru_cache(maxsize=4)
def _keeper(_database_url: str, _data: Path) -> _Keeper:
    return _Keeper()


def _current_keeper() -> _Keeper:
    settings = read_settings()
    return _keeper(settings.database_url, settings.data)


def current_shelf() -> Shelf:
    """The newest edition; where the store cannot be asked, what was shown last, with the fault named."""
    return _current_keeper().newest()


def shelf_of(number: int) -> Shelf:
    """The edition of that number. Raises StoreError when there is none, or it is damaged."""
    newest = current_shelf()
    if number == newest.edition.number:
        return newest
    return _current_keeper().edition(number, (EDITION, str(number)))


def shelf_of_draft(name: str) -> Shelf:
    """The draft of that id as an edition that is not published. Raises StoreError."""
    return _current_keeper().draft(name)
