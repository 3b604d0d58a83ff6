"""Where a document comes from: the address under which its very view of its edition stays, in words and as a code.

Knows addresses and QR codes. It must not know hosts: the address is given, or there is none.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import segno

FEED = "editions.atom"
"""Where the feed of editions is, below the origin."""

LONGEST_CODED = 500
"""Letters: at 2 cm a module is then still a quarter of a millimetre wide."""


@dataclass(frozen=True)
class Imprint:
    """The permanent address of what a document shows; empty where nobody serves it, as on the command line."""

    address: str = ""

    @property
    def line(self) -> str:
        """What is printed before the address."""
        return "This view of this edition stays at" if self.address else ""

    @property
    def code(self) -> str:
        """The address as a QR code: an SVG of black modules on white, with the quiet zone that readers need.

        Empty without an address, and for one so long that its code would be too fine for a camera.
        """
        if not 0 < len(self.address) <= LONGEST_CODED:
            return ""
        drawn = io.BytesIO()
        segno.make(self.address, error="l", micro=False).save(
            drawn, kind="svg", border=4, light="#FFFFFF", xmldecl=False, omitsize=True
        )
        return drawn.getvalue().decode()

    @property
    def code_alt(self) -> str:
        """The code in words."""
        return f"QR code that leads to {self.address}"


def permanent_path(number: int, file: str, query: Mapping[str, Sequence[str]]) -> str:
    """Where that file of that edition stays for a choice, below the origin."""
    return f"editions/{number}/{file}?{urlencode(query, doseq=True)}"


NOWHERE = Imprint()
"""Of a document that nobody serves."""
