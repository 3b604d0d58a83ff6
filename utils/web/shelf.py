"""The current edition, read once and kept until its files change.

Knows when to read again. It must not know what readers do with it. Everything it gives is immutable and shared.
"""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.analysis.filters import Options, options_of
from utils.editions.edition import Edition
from utils.editions.shipped import read_shipped
from utils.visuals.geography import Base, GeographyError, read_base
from utils.web.settings import read_settings

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Shelf:
    """What every reader of this moment sees: the edition, what can be chosen in it, and the base map."""

    edition: Edition
    options: Options
    base: Base
    base_fault: str | None = None


class _Keeper:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signature: Signature | None = None
        self._shelf: Shelf | None = None

    def current(self) -> Shelf:
        settings = read_settings()
        signature = _signature(settings.data)
        with self._lock:
            if self._shelf is None or signature != self._signature:
                edition = read_shipped(settings.data)
                options = options_of(edition.dataset, edition.as_of)
                self._shelf, self._signature = Shelf(edition, options, *_base(settings.reference)), signature
            return self._shelf


def _signature(folder: Path) -> Signature:
    """Name, size and time of each file read: cheap enough to ask on every run, so that a replaced file is seen."""
    paths = [*folder.glob("*.xlsx"), *(folder / "reference").glob("*.*json")]
    stats = ((path.name, path.stat()) for path in sorted(paths) if path.is_file())
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _base(folder: Path) -> tuple[Base, str | None]:
    """The base map and what is wrong with it; an empty one where it cannot be read, for the rest can still be shown."""
    try:
        return read_base(folder), None
    except GeographyError as error:
        nothing: dict[str, Any] = {"type": "FeatureCollection", "features": []}
        return Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none"), str(error)


_keeper = _Keeper()


def current_shelf() -> Shelf:
    """The shelf as the data folder stands now."""
    return _keeper.current()
