"""What happens before the first reader and after the last.

Knows the start of the process. It must not know what is served.
"""

import asyncio
import contextlib
import gc
import logging
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


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Open the log, read the edition, print the way in, start what reads and draws, then freeze what is loaded.

    Streamlit collects garbage after every run; a frozen heap of libraries is not walked again (halves a run's CPU).
    """
    with log_kept(read_settings().log):
        if fault := current_shelf().fault:
            _log.warning(fault)
        open_door()
        quarantine.warm()
        gc.collect()
        gc.freeze()
        warming = asyncio.create_task(asyncio.to_thread(_warm_up))
        yield {}
        drawing.close()
        await warming


def _warm_up() -> None:
    try:
        drawing.warm_up()
    except Exception as error:  # noqa: BLE001  # pages stand without it; whoever asks for a PDF is told then
        log_failure(error)
