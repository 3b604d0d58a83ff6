"""The house's type as rules of a style sheet, so that a page says and draws everything in it on any machine.

Knows the shipped web fonts. It must not know what is set in them. Drawings are measured in this type: in a wider one
their last letters are cut off, which once took the end of a boundary note.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path

from utils.visuals.palette import FAMILY

FOLDER = Path(__file__).parents[1] / "visuals" / "webfonts"
WEIGHTS = {400: "1 500", 600: "501 1000"}
"""The weights that are shipped, and which weights each stands for."""


@cache
def faces() -> str:
    """One rule for each weight with its font inside; letters beyond Latin come from the reader's own machine."""
    return "".join(_face(weight, stands_for) for weight, stands_for in WEIGHTS.items())


def _face(weight: int, stands_for: str) -> str:
    font = b64encode((FOLDER / f"source-sans-3-latin-{weight}-normal.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{stands_for};'
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )
