"""A drawing as pixels, for documents that hold no vectors.

Knows Typst, which draws with the shipped fonts alone. It must not know what is drawn.
"""

from __future__ import annotations

import typst

from utils.briefing.pdf import EPOCH, fonts

RESOLUTION = 200
"""Dots per inch."""

_ONE_PICTURE = b"""
#set page(width: 6.5in, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def png_of(svg: str) -> bytes:
    """The drawing as PNG, 6.5 inches wide, on white. The same drawing gives the same bytes."""
    content = typst.compile(
        _ONE_PICTURE,
        format="png",
        ppi=RESOLUTION,
        sys_inputs={"svg": svg},
        ignore_system_fonts=True,
        font_paths=fonts(),
        timestamp=EPOCH,
    )
    return bytes(content)
