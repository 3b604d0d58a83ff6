"""Responses on the map: a shield where a measure was taken, and how many cannot be placed.

Knows responses and how exactly their places are known. It must not know what came before or after them.
"""

from collections import Counter

import pandas as pd

from utils.visuals import wording
from utils.visuals.overlays import PLACE, RESPONSES, KeyLine, Overlay, Symbol
from utils.visuals.shapes import SHIELD
from utils.visuals.sites import PROVINCE

RADIUS, NUMBERED = 7.0, 9.5
NAMED = 4
"""So many measures of a place are named under the pointer; the register has them all."""

ASIDE = -11.0
"""Pixels over the point, where a shield leaves the mark of the incidents free."""


def response_overlay(responses: pd.DataFrame) -> Overlay:
    """The measures that are known to a district or closer, by point; the others are counted in the key."""
    placed = responses["latitude"].notna() & responses["longitude"].notna() & (responses["geo_precision"] != PROVINCE)
    rows = responses[placed.to_numpy(dtype=bool)]
    points = list(zip(rows["longitude"].round(2), rows["latitude"].round(2), strict=True))
    titles: dict[tuple[float, float], list[str]] = {}
    for point, title in zip(points, rows["title"], strict=True):
        titles.setdefault(point, []).append(str(title))
    symbols = tuple(_symbol(*point, titles[point]) for point in sorted(Counter(points), key=lambda p: (-p[1], p)))
    beside = len(responses) - len(rows)
    left_out = f"; {wording.number(beside)} known to no district are not drawn" if beside else ""
    said = f"{wording.sentence_case(wording.count(len(rows), 'response'))} drawn{left_out}."
    return Overlay(RESPONSES.key, symbols, (), (KeyLine(SHIELD, PLACE, f"Response of the state{left_out}"),), said)


def _symbol(longitude: float, latitude: float, titles: list[str]) -> Symbol:
    more = [f"and {wording.number(len(titles) - NAMED)} more"] if len(titles) > NAMED else []
    told = "\n".join([wording.sentence_case(wording.count(len(titles), "response")), *titles[:NAMED], *more])
    number = wording.number(len(titles)) if len(titles) > 1 else ""
    size = NUMBERED if number else RADIUS
    return Symbol(longitude, latitude, SHIELD, PLACE, size, told, 0, ASIDE, number)
