"""Which program writes a document.

Knows the project's own file. It must not know what is written.
"""

import tomllib
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@cache
def version() -> str:
    """The program's own version."""
    return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
