"""Where things lie, and what an operator may set by the environment.

Knows names of variables and folders. It must not know what is in them.
"""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA_VARIABLE = "BRIEFBOOK_DATA"


@dataclass(frozen=True)
class Settings:
    """The folders that the app reads."""

    data: Path
    reference: Path


def read_settings() -> Settings:
    """The settings of this process: `BRIEFBOOK_DATA` names the folder of spreadsheets, else it is `data/`."""
    data = Path(os.environ.get(DATA_VARIABLE, ROOT / "data"))
    own = data / "reference"
    return Settings(data, own if own.is_dir() else ROOT / "data" / "reference")
