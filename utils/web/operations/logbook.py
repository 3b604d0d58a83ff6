"""How the log is written: readable lines, or one JSON object a line, on standard error.

Knows loggers and their layout. It must not know what is logged, and leaves out what servers log about readers.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pythonjsonlogger.json import JsonFormatter

LINES, JSON = "lines", "json"
FORMS = (LINES, JSON)
"""What the setting may be."""

_ABOUT_READERS = '%s - "WebSocket'
"""How uvicorn's lines begin that name a reader's address and query; they are not said under any other name."""

_ACCESS = "uvicorn.access"
"""A line for each request, with address and query: ours is written in its place."""

_SERVERS = ("uvicorn", "streamlit")
_COLOURS = "color_message"


@contextmanager
def log_kept(form: str) -> Iterator[None]:
    """For as long as it lasts everything is logged in that form, by whichever library, and nothing about readers."""
    handler = logging.StreamHandler()
    handler.setFormatter(_layout(form))
    handler.addFilter(_is_not_about_readers)
    for name in _ours_to_write():
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger(_ACCESS).propagate = False
    logging.getLogger(_ACCESS).disabled = True
    logging.getLogger("briefbook").setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)


def _layout(form: str) -> logging.Formatter:
    if form == JSON:
        return JsonFormatter(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="at",
            reserved_attrs=[*_standing_fields(), _COLOURS],
            json_ensure_ascii=False,
        )
    return logging.Formatter("%(asctime)s %(levelname)s %(message)s")


def _standing_fields() -> list[str]:
    """What every record has of itself: names of files and threads, of no use to whoever reads the log."""
    return [*vars(logging.makeLogRecord({})), "taskName", "message", "asctime"]


def _is_not_about_readers(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_ABOUT_READERS)


def _ours_to_write() -> list[str]:
    """The servers' loggers that write by themselves; there is one more for each module of Streamlit."""
    known = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _SERVERS]
    return sorted({*known, _ACCESS})
