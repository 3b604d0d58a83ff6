"""What was worked out for a shelf, kept with it: when its edition makes room for another, all that is of it goes too.

Knows how much is kept. It must not know what. Nothing but the shelf holds what is kept, for a view holds its edition.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from utils.web.shelf import Shelf

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _View:
    """One result, and where it is kept."""

    shelf: Shelf
    key: object
    result: Any


class _Order:
    """The views of one function, the one used longest ago first. It keeps none of them alive."""

    def __init__(self, most: int) -> None:
        self._lock = threading.Lock()
        self._most = most
        self._used: OrderedDict[ref[_View], None] = OrderedDict()

    def find(self, shelf: Shelf, key: object) -> _View | None:
        with self._lock:
            view = shelf.views.get(key)
            if view is not None:
                self._used.move_to_end(ref(view))
            return view

    def put(self, view: _View) -> _View:
        """The view; the one that another reader put there meanwhile, so that all are given the very same."""
        with self._lock:
            first: _View = view.shelf.views.setdefault(view.key, view)
            self._used[ref(first)] = None
            for gone in [used for used in self._used if used() is None]:
                del self._used[gone]
            while len(self._used) > self._most:
                oldest = self._used.popitem(last=False)[0]()
                if oldest is not None:
                    oldest.shelf.views.pop(oldest.key, None)
            return first


def kept(most: int) -> Callable[[Callable[Concatenate[Shelf, P], T]], Callable[Concatenate[Shelf, P], T]]:
    """Keep so many results of a function of a shelf, over all shelves, each no longer than its shelf is in use."""

    def keeping(make: Callable[Concatenate[Shelf, P], T]) -> Callable[Concatenate[Shelf, P], T]:
        order = _Order(most)

        @wraps(make)
        def result(shelf: Shelf, /, *asked: P.args, **named: P.kwargs) -> T:
            key = (make, asked, tuple(named.items()))
            view = order.find(shelf, key) or order.put(_View(shelf, key, make(shelf, *asked, **named)))
            made: T = view.result
            return made

        return result

    return keeping
