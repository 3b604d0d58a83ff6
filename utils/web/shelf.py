"""What readers are shown: the newest edition, an older one or a draft, each read once and kept.

Knows when to ask the store again. It must not know what readers do with it. All it gives is immutable and shared.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from utils.analysis.filters import Options, options_of
from utils.editions.ailments import Ailment
from utils.editions.edition import Edition
from utils.editions.refusals import NoSuchEditionError, StoreError, TornBlobError, UnreachableError
from utils.editions.shipped import read_shipped
from utils.tables.storing import StoredTableError
from utils.visuals.geography import Base, GeographyError, read_base
from utils.web.failures import log_failure
from utils.web.settings import read_settings
from utils.web.stores import current_store

EDITION, DRAFT = "edition", "draft"
"""The parameters of an address that ask for one edition, or for a draft."""

ASKED_EVERY = 1.0
"""Seconds between two questions to the store whether there is a newer edition: replicas see one within that time."""

WAITED = 5.0
"""Seconds that the reader waits in whose name the store is asked; the answer is for those who come after. A store that
has not answered by then is taken for away until it does."""

LOOKED_AT_EVERY = 60.0
"""Seconds between two looks at an edition that was found damaged: somebody may have restored it."""

MOST_KEPT = 8
"""Editions and drafts kept in memory, each once and with the edition before it; the one used longest ago makes room."""


class Source(Enum):
    """Where what is shown comes from, from best to worst."""

    STORE = "the store"
    EARLIER = "the store, an earlier edition"
    MEMORY = "memory"
    FOLDER = "the data folder"


_Pinned = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Shelf:
    """What a reader sees: an edition, what can be chosen in it, and the base map.

    `pinned` are the parameters of its address that ask for this very edition or draft; the newest needs none.
    `before` is the edition from which it was made, read with it so that all of it can be shown while the store is away.
    `fault` says why this is not surely the newest edition, and then it does not come from the store.
    """

    edition: Edition
    options: Options
    base: Base
    base_fault: str | None = None
    pinned: _Pinned = ()
    fault: str | None = None
    before: Edition | None = None
    source: Source = Source.STORE
    views: dict[object, Any] = field(default_factory=dict, init=False, repr=False)  # filled by utils.web.keeping

    @property
    def is_without_store(self) -> bool:
        """Whether the store is away. Then nobody waits for it: it may take seconds to say nothing, again and again."""
        return self.source in (Source.MEMORY, Source.FOLDER)


class _Keeper:
    """The shelves of one store, and which is the newest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._turns: dict[object, threading.Lock] = {}
        self._kept: OrderedDict[object, dict[_Pinned, Shelf]] = OrderedDict()
        self._newest: Shelf | None = None
        self._asked = float("-inf")
        self._waiting_since = float("inf")
        self._torn: dict[int, float] = {}

    def newest(self, patience: float) -> Shelf:
        """The newest; what was the newest before, while the question goes on with another reader or beyond patience."""
        if self._newest is None:
            with self._asking:
                self._newest = self._newest or self._ask()
                self._asked = time.monotonic()
            return self._newest
        if time.monotonic() - self._asked >= ASKED_EVERY and self._asking.acquire(blocking=False):
            self._have_asked(0.0 if self._newest.is_without_store else patience)
        if time.monotonic() - self._waiting_since >= WAITED:
            self._newest = self._without_store(UnreachableError(f"it has not answered for {WAITED:g} seconds"))
        return self._newest

    def _have_asked(self, patience: float) -> None:
        """Whoever holds the right to ask hands it to a thread, and need not wait for a store that does not answer."""
        self._waiting_since = time.monotonic()
        asker = threading.Thread(target=self._ask_aside, daemon=True)
        try:
            asker.start()
        except RuntimeError as error:  # no thread is to be had: the next reader tries again
            log_failure(error)
            self._asked_enough()
        else:
            asker.join(patience)

    def _ask_aside(self) -> None:
        try:
            self._newest = self._ask()
        finally:
            self._asked_enough()

    def _asked_enough(self) -> None:
        self._asked, self._waiting_since = time.monotonic(), float("inf")
        self._asking.release()

    def _ask(self) -> Shelf:
        try:
            return self._newest_of(current_store().latest_number())
        except Exception as error:  # noqa: BLE001  # whatever ails the database, reading goes on from memory
            return self._without_store(error)

    def _newest_of(self, number: int) -> Shelf:
        """That edition; where it is damaged, the last before it that is whole, with the fault named."""
        shown = self._newest
        for earlier in range(number, 0, -1):
            if shown is not None and shown.source is Source.STORE and shown.edition.number == earlier == number:
                return shown
            whole = self._whole(earlier)
            if whole is None:
                continue
            if earlier == number:
                return whole
            fault = _damaged(number, earlier)
            if shown is not None and (shown.edition, shown.fault) == (whole.edition, fault):
                return shown  # what was drawn for it is kept with it
            return replace(whole, fault=fault, source=Source.EARLIER)
        raise NoSuchEditionError(number)

    def _whole(self, number: int) -> Shelf | None:
        """That edition; None where it is damaged, which is looked at again after a while only."""
        if time.monotonic() - self._torn.get(number, float("-inf")) < LOOKED_AT_EVERY:
            return None
        try:
            shelf = self.edition(number)
        except (TornBlobError, StoredTableError) as error:
            log_failure(error)
            self._torn[number] = time.monotonic()
            return None
        self._torn.pop(number, None)
        return shelf

    def _without_store(self, error: Exception) -> Shelf:
        """What was shown before, else the data folder itself."""
        if self._newest is not None and self._newest.is_without_store:
            return self._newest
        damaged = isinstance(error, UnreachableError) and error.ailment is Ailment.DAMAGED
        what = "is damaged" if damaged else "cannot be reached"
        away = f"The store of editions {what} (reference {log_failure(error)}). Nothing can be published now."
        if self._newest is not None:
            return replace(self._newest, fault=away, source=Source.MEMORY)
        settings = read_settings()
        shelf = _shelf(read_shipped(settings.data, settings.limits), settings.reference)
        told = f"{away} What is shown are the spreadsheets of the data folder, which may not be the newest edition."
        return replace(shelf, fault=told, source=Source.FOLDER)

    def edition(self, number: int, *pinned: tuple[str, str]) -> Shelf:
        return self._keep(number, lambda: current_store().edition(number), pinned)

    def at_hand(self, number: int, *pinned: tuple[str, str]) -> Shelf | None:
        """That edition when it is in memory."""
        return self._found(number, pinned)

    def draft(self, name: str) -> Shelf:
        held = current_store().draft(name)
        key = (name, held.digest, held.parent, held.changed_at)  # no one of them tells: a clock may stand still
        return self._keep(key, lambda: current_store().draft_edition(name), ((DRAFT, name),))

    def _keep(self, key: object, read: Callable[[], Edition], pinned: _Pinned) -> Shelf:
        """The shelf of that key. A long one is read once, and only those who ask for it wait."""
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            try:
                shelf = self._found(key, pinned)
                return shelf or self._put(key, self._read(read(), pinned))
            finally:
                with self._lock:
                    self._turns.pop(key, None)

    def _read(self, edition: Edition, pinned: _Pinned) -> Shelf:
        return replace(_shelf(edition, read_settings().reference), pinned=pinned, before=self._before(edition))

    def _before(self, edition: Edition) -> Edition | None:
        """The edition from which it was made; None where there is none, or it is damaged."""
        if edition.parent is None:
            return None
        kept = self._found(edition.parent, ())
        try:
            return kept.edition if kept else current_store().edition(edition.parent)
        except (StoreError, StoredTableError) as error:
            log_failure(error)
            return None

    def _found(self, key: object, pinned: _Pinned) -> Shelf | None:
        """What is kept under that key, as who asks for it so sees it: always the same, for what is drawn goes by it."""
        with self._lock:
            held = self._kept.get(key)
            if held is None:
                return None
            self._kept.move_to_end(key)
            if pinned not in held:
                held[pinned] = replace(next(iter(held.values())), pinned=pinned)
            return held[pinned]

    def _put(self, key: object, shelf: Shelf) -> Shelf:
        with self._lock:
            self._kept[key] = {shelf.pinned: shelf}
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return shelf


def _damaged(number: int, shown: int) -> str:
    return (
        f"Edition {number}, the newest, is damaged in the store and is not shown. This is edition {shown}, the last "
        "before it that is whole. Nothing of it has changed."
    )


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
    return _current_keeper().newest(WAITED)


def glanced_shelf() -> Shelf:
    """The same, and nobody waits for the store: a change is seen at the next glance."""
    return _current_keeper().newest(0.0)


def shelf_of(number: int) -> Shelf:
    """The edition of that number. Raises StoreError when there is none, or it is damaged, and UnreachableError."""
    newest = current_shelf()
    if number == newest.edition.number:
        return newest
    pinned = (EDITION, str(number))
    found = _current_keeper().at_hand(number, pinned)
    if found is None:
        _do_not_ask_in_vain(newest)
    return found or _current_keeper().edition(number, pinned)


def shelf_of_draft(name: str) -> Shelf:
    """The draft of that id as an edition that is not published. Raises StoreError and UnreachableError."""
    _do_not_ask_in_vain(current_shelf())
    return _current_keeper().draft(name)


def _do_not_ask_in_vain(newest: Shelf) -> None:
    """While the store is away whoever waited for it would hold a thread that other readers need."""
    if newest.is_without_store:
        raise UnreachableError("it was asked a moment ago")
