"""An answer on its way out: whether it has begun, and what is still changed of its headers.

Knows ASGI's messages. It must not know what is answered, nor why a header is changed.
"""

from collections.abc import Callable

from starlette.types import Message, Send

_STARTS = ("http.response.start", "websocket.http.response.start")


class Answer:
    """A `send` that knows whether the answer has begun; `amend` may change the message that begins it."""

    def __init__(self, send: Send, amend: Callable[[Message], None] | None = None) -> None:
        self._send = send
        self._amend = amend
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """Send it on."""
        if message["type"] in _STARTS:
            self.begun = True
            if self._amend is not None:
                self._amend(message)
        await self._send(message)
