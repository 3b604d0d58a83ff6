"""How wide the columns of a printed table are, and which of them hold numbers.

Knows lengths of text. It must not know what a table says, nor points and millimetres.
"""

from __future__ import annotations

import math
import re

from utils.briefing.document import Grid

NUMBER = re.compile(r"[−–]?[\d,.]*(?:–[\d,.]+)?(?: ?%|×)?")
MOST = 90
"""A longer cell is broken into more lines rather than made wider."""

PROSE = 2.2
"""So many times as wide as by that rule is a column of whole sentences, so that its rows are not too tall."""

LONG, PER_LETTER = 18, 0.6
"""Letters of the longest word that is kept whole, and what each takes beside the root of a text's length."""


def widths(grid: Grid) -> list[float]:
    """What each column takes of the width, in parts: as the root of its longest text, yet enough for its longest word.

    A word of more than LONG letters is broken, so it asks for no more than that.
    """
    return [
        _width([heading, *(row[place] for row in grid.rows)]) * (PROSE if heading == grid.prose else 1)
        for place, heading in enumerate(grid.headings)
    ]


def numeric(grid: Grid) -> list[bool]:
    """Whether each column holds nothing but numbers and dashes, so that it is set flush right."""
    return [
        bool(grid.rows) and all(NUMBER.fullmatch(row[place]) for row in grid.rows)
        for place in range(len(grid.headings))
    ]


def _width(texts: list[str]) -> float:
    longest = min(max(len(text) for text in texts), MOST)
    word = min(max((len(word) for text in texts for word in text.split()), default=0), LONG)
    return round(max(math.sqrt(longest), word * PER_LETTER), 2)
