"""The server's own log without its readers: no address of anybody, and of what they asked for the path alone.

Knows the log of uvicorn. It must not know who asks. A query holds what a reader looks for, and once a token.
"""

import logging

LOGGERS = ("uvicorn.access", "uvicorn.error")
"""Where uvicorn writes what was asked for over HTTP, and which websockets were opened."""

SOMEBODY = "-"
_BEGINS = '%s - "'
"""So begin the lines that name a client, which is their first part."""


class _Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            named = str(record.msg).startswith(_BEGINS)
            told = (_without_query(part) if isinstance(part, str) else part for part in record.args)
            record.args = (SOMEBODY, *list(told)[1:]) if named else tuple(told)
        return True


def keep_readers_out_of_the_log() -> None:
    """From now on the lines of uvicorn name nobody and show no query."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(held, _Discreet) for held in logger.filters):
            logger.addFilter(_Discreet())


def _without_query(text: str) -> str:
    path, asked, _ = text.partition("?")
    return f"{path}?…" if asked and path.startswith("/") else text
