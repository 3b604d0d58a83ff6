"""Wrong tries at signing in, counted for each client and in all, so that nobody can guess for long.

Knows times and clients. It must not know what was tried. Counts are of this process alone.
"""

import math
from collections import deque

PER_CLIENT, IN_ALL, WINDOW_SECONDS = 5, 20, 60.0


class Attempts:
    """The wrong tries of the last minute. It never holds more than `IN_ALL` of them, however many come."""

    def __init__(self) -> None:
        self._wrong: deque[tuple[float, str]] = deque(maxlen=IN_ALL)

    def wait(self, client: str, now: float) -> int:
        """Seconds until this client may try again; 0 when it may now. `now` is in seconds and only goes forward."""
        while self._wrong and self._wrong[0][0] <= now - WINDOW_SECONDS:
            self._wrong.popleft()
        own = [at for at, who in self._wrong if who == client]
        full = [times[0] for times, most in ((own, PER_CLIENT), (list(self._times()), IN_ALL)) if len(times) >= most]
        return max((math.ceil(first + WINDOW_SECONDS - now) for first in full), default=0)

    def record(self, client: str, now: float) -> None:
        """Remember one wrong try."""
        self._wrong.append((now, client))

    def _times(self) -> list[float]:
        return [at for at, _ in self._wrong]
