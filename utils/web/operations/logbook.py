"""How the log is written: readable lines, or one JSON object a line, on standard error.

Knows loggers and their layout. It must not know what is logged, and leaves out what servers log about readers.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

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
    ours = logging.getLogger("briefbook")
    before = [(logger, _state(logger)) for logger in (*_servers(), ours, logging.getLogger(_ACCESS))]
    for logger in _servers():
        _set(logger, replace(_state(logger), handlers=(), propagate=True))
    _set(logging.getLogger(_ACCESS), _State((), propagate=False, disabled=True, level=logging.NOTSET))
    ours.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, state in before:
            _set(logger, state)


@dataclass(frozen=True)
class _State:
    """How a logger writes."""

    handlers: tuple[logging.Handler, ...]
    propagate: bool
    disabled: bool
    level: int


def _state(logger: logging.Logger) -> _State:
    return _State(tuple(logger.handlers), logger.propagate, logger.disabled, logger.level)


def _set(logger: logging.Logger, state: _State) -> None:
    logger.handlers[:] = state.handlers
    logger.propagate, logger.disabled = state.propagate, state.disabled
    logger.setLevel(state.level)


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


def _servers() -> list[logging.Logger]:
    """The servers' loggers, which write by themselves; there is one for each module of Streamlit."""
    known = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _SERVERS]
    return [logging.getLogger(name) for name in sorted(known)]
