"""A picture before it is drawn: its specification, and the words and table that say the same.

Knows what every picture must carry. It must not know what any picture shows.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Picture:
    """A chart or a map. `spec` is its Vega-Lite specification with the data inlined; the same goes to screen and paper.

    `title` says what it shows, `subtitle` its unit, period and n. `alt` tells the same in words, and `twin` in rows,
    both made from the frame that is drawn.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    twin: pd.DataFrame
    spec: dict[str, Any]
