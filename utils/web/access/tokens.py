"""The one-time token: printed on the console, used once, followed by a fresh one; unused it is good for a day.

Knows one secret word at a time. It must not know who uses it, nor write it anywhere but where it is announced.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable

LASTS_SECONDS = 24 * 3600.0


class OneTimeToken:
    """The token that stands on the console now. `announce` is given each fresh one; `ticking` only goes forward."""

    def __init__(self, announce: Callable[[str], None], ticking: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._announce = announce
        self._ticking = ticking
        self._token: str | None = None
        self._until = 0.0

    def issue(self) -> None:
        """Make the first token, once; later calls do nothing."""
        with self._lock:
            if self._token is None:
                self._renew()

    def refresh(self) -> None:
        """Make a fresh token where the one on the console is more than a day old: logs are kept, and read by many."""
        with self._lock:
            if self._token is not None and self._ticking() >= self._until:
                self._renew()

    def spend(self, given: str) -> bool:
        """Whether this is the token. If it is, it is used up and a fresh one is announced."""
        with self._lock:
            expected = self._token
            if (
                expected is None
                or self._ticking() >= self._until
                or not hmac.compare_digest(given.encode(), expected.encode())
            ):
                return False
            self._renew()
            return True

    def _renew(self) -> None:
        self._token = secrets.token_urlsafe(24)
        self._until = self._ticking() + LASTS_SECONDS
        self._announce(self._token)
