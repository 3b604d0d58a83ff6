"""How large a request may be: its address, its headers and its body; each is looked at before anything is made of it.

Knows sizes. It must not know addresses or who is asking.
"""

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

LONGEST_QUERY = 16_384
"""Every district, tactic and actor of a large edition chosen at once stays below it."""
LARGEST_HEADERS = 32_768
LARGEST_BODY = 65_536
"""Of whatever is no upload: the largest that anybody sends in earnest is the sign-in form."""
LARGEST_MESSAGE = 1_000_000
"""Of a websocket: all widgets of a page, as Streamlit sends them, are a few thousand bytes."""


class TooLargeError(Exception):
    """More bytes were sent than may be."""


def refused(scope: Scope) -> tuple[int, str] | None:
    """Status and sentence where address or headers are longer than anybody needs; None where they are not."""
    if len(scope.get("query_string", b"")) > LONGEST_QUERY:
        return 414, f"The address is too long: after the question mark {LONGEST_QUERY} characters are followed."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return 431, f"The headers of the request are larger than {LARGEST_HEADERS} bytes."
    return None


def counted(scope: Scope, receive: Receive, most: int) -> Receive:
    """What is received, until it is more than it may be. Raises TooLargeError, at once where the length is told."""
    length = Headers(scope=scope).get("content-length")
    if length is not None and length.isdecimal() and int(length) > most:  # any other length is counted as it comes
        raise TooLargeError
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLargeError
        return message

    return receiving
