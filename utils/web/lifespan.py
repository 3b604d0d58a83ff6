"""What happens before the first reader and after the last.

Knows the start of the process. It must not know what is served.
"""

import asyncio
import contextlib
import gc
import logging
import resource
from collections.abc import AsyncIterator
from typing import Any

from utils.tables import quarantine
from utils.visuals import drawing
from utils.web.access.opening import open_door
from utils.web.failures import log_failure
from utils.web.operations.logbook import log_kept
from utils.web.settings import read_settings
from utils.web.shelf import current_shelf

_log = logging.getLogger("briefbook")

TIDIED_EVERY = 60.0
"""Seconds after which garbage is collected and what has been kept meanwhile is frozen, too."""

FILES = 65_536
"""So many files may be open, where the operator allows it."""


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Open the log, read the edition, print the way in, start what reads and draws, then freeze what is loaded.

    A frozen heap of libraries is not walked again when garbage is collected; nor need the views be that are kept.
    Streamlit would walk the rest after every run, and with sixty readers take longer over that than over their pages:
    the configuration forbids it, and the heap is tidied here.
    """
    allow_files()
    with log_kept(read_settings().log):
        if fault := current_shelf().fault:
            _log.warning(fault)
        open_door()
        quarantine.warm()
        gc.collect()
        gc.freeze()
        warming = asyncio.create_task(asyncio.to_thread(_warm_up))
        tidying = asyncio.create_task(_tidying())
        yield {}
        tidying.cancel()
        drawing.close()
        await warming


def allow_files() -> None:
    """Open more files than a shell allows at first: a reader's session takes four, and 1,024 are 250 readers' links."""
    held, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if held != resource.RLIM_INFINITY and held < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


async def _tidying() -> None:
    collected = _collections()
    while True:
        await asyncio.sleep(TIDIED_EVERY)
        if _collections() != collected:  # where nobody reads there is nothing new
            tidy()
            collected = _collections()


def tidy() -> None:
    """Freeze what is kept by now. What was frozen before and is garbage since, as readers who left, goes first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _collections() -> int:
    """How often Python collected young garbage that had survived once: a page makes enough of it, a probe does not."""
    return int(gc.get_stats()[1]["collections"])


def _warm_up() -> None:
    try:
        drawing.warm_up()
    except Exception as error:  # noqa: BLE001  # pages stand without it; whoever asks for a PDF is told then
        log_failure(error)
