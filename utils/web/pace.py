"""How often one client may ask for what costs this process something: so many at once, and so many a minute over time.

Knows clients, times and counts, all in the memory of this process. It must not know what is asked for. A bucket that
empties by one with each grant and fills by the minute (a "token bucket"): two hundred readers behind one address who
open a link in the same minute are let in, and somebody who never stops asking is slowed down.
"""

import ipaddress
import math
import threading
from collections import OrderedDict

MINUTES_AT_ONCE = 4
"""A client that has been quiet may ask for so many minutes' worth at once."""

MOST_CLIENTS = 10_000
"""So many clients are remembered; the one that asked longest ago is forgotten first."""


class Pace:
    """The buckets of all clients for one kind of thing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float, per_minute: int) -> int:
        """0: granted, and counted. Else the seconds until the next is. `now` is in seconds and only goes forward."""
        if not per_minute:
            return 0
        who = neighbourhood(client)
        with self._lock:
            left = self._filled(who, now, per_minute)
            granted = left >= 1
            self._left[who] = (left - granted, now)
            self._left.move_to_end(who)
            if len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0 if granted else _until_next(left, per_minute)

    def left_to_wait(self, client: str, now: float, per_minute: int) -> int:
        """What `wait` would say; nothing is granted or counted."""
        if not per_minute:
            return 0
        with self._lock:
            left = self._filled(neighbourhood(client), now, per_minute)
        return 0 if left >= 1 else _until_next(left, per_minute)

    def _filled(self, who: str, now: float, per_minute: int) -> float:
        most = float(per_minute * MINUTES_AT_ONCE)
        left, then = self._left.get(who, (most, now))
        return min(most, left + (now - then) * per_minute / 60)


def _until_next(left: float, per_minute: int) -> int:
    return math.ceil((1 - left) * 60 / per_minute)


def neighbourhood(client: str) -> str:
    """Who is counted as one: an IPv4 address, or the 64 bits of an IPv6 address that one customer has to themselves."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client[:64]
    if address.version == 4 or not isinstance(address, ipaddress.IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


pages, documents, sign_ins = Pace(), Pace(), Pace()
"""Of this process: pages opened, documents made, and everything about signing in."""
