"""The one-time token: printed on the console, used once, followed by a fresh one.

Knows one secret word at a time. It must not know who uses it, nor write it anywhere but where it is announced.
"""

import hmac
import secrets
import threading
from collections.abc import Callable


class OneTimeToken:
    """The token that stands on the console now. `announce` is given each fresh one."""

    def __init__(self, announce: Callable[[str], None]) -> None:
        self._lock = threading.Lock()
        self._announce = announce
        self._token: str | None = None

    def issue(self) -> None:
        """Make the first token, once; later calls do nothing."""
        with self._lock:
            if self._token is None:
                self._renew()

    def spend(self, given: str) -> bool:
        """Whether this is the token. If it is, it is used up and a fresh one is announced."""
        with self._lock:
            expected = self._token
            if expected is None or not hmac.compare_digest(given.encode(), expected.encode()):
                return False
            self._renew()
            return True

    def _renew(self) -> None:
        self._token = secrets.token_urlsafe(24)
        self._announce(self._token)
