"""What happens before the first reader and after the last.

Knows the start of the process. It must not know what is served.
"""

import contextlib
import gc
from collections.abc import AsyncIterator
from typing import Any

from utils.web.shelf import current_shelf


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Read the edition, then freeze what is loaded.

    Streamlit collects garbage after every run; a frozen heap of libraries is not walked again (halves a run's CPU).
    """
    current_shelf()
    gc.collect()
    gc.freeze()
    yield {}
