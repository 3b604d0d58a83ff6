"""A client that sends one request again and again over a few kept connections, and counts what comes back.

Run as `python asking.py PORT CONNECTIONS SECONDS` with the request on standard input; it prints JSON. It knows as much
of HTTP as it takes to find the end of an answer, so that it costs less than what it measures.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Asked(asyncio.Protocol):
    """One connection, on which the next request is sent as soon as the answer is whole."""

    def __init__(self, request, told):
        self.request, self.told, self.head, self.left = request, told, b"", None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        if self.left is None:
            head, ended, data = (self.head + data).partition(b"\r\n\r\n")
            if not ended:
                self.head = head
                return
            self._begin(head)
        self.left -= len(data)
        self.told["bytes"] += len(data)
        if self.left <= 0:
            self.head, self.left = b"", None
            self.told["requests"] += 1
            self.transport.write(self.request)

    def _begin(self, head):
        length = LENGTH.search(head)
        if length is None and b" 304 " not in head[:16]:
            raise ValueError(f"an answer without a length: {head[:200]!r}")
        self.left = int(length[1]) if length and b" 304 " not in head[:16] else 0
        self.told[head[9:12].decode()] += 1


async def asked(port, connections, seconds, request):
    """What came back within the seconds: answers by status, bytes, and the processor time that asking took."""
    told, loop = Counter(), asyncio.get_running_loop()
    failed = loop.create_future()
    loop.set_exception_handler(lambda _, context: failed.done() or failed.set_exception(context["exception"]))
    begun, used = time.perf_counter(), time.process_time()
    opened = [await loop.create_connection(lambda: Asked(request, told), "127.0.0.1", port) for _ in range(connections)]
    await asyncio.wait([failed], timeout=seconds)
    if failed.done():
        failed.result()
    if any(transport.is_closing() for transport, _ in opened):
        raise ConnectionError("a connection was not kept")
    return {**told, "seconds": time.perf_counter() - begun, "processor": time.process_time() - used}


if __name__ == "__main__":
    given = asked(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.stdin.buffer.read())
    print(json.dumps(asyncio.run(given)))
