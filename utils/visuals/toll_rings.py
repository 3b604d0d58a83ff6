"""How many were killed at each site: a ring for at least so many, a dotted one for at most, one victim group at a time.

Knows sites and the incidents' own figures. It must not add up what rival claimants say, nor different victim groups.
"""

import math

import pandas as pd

from utils.analysis.tolls import GROUP_COLUMNS
from utils.visuals import wording
from utils.visuals.overlays import INK, TOLLS, KeyLine, Overlay, Symbol
from utils.visuals.shapes import DOTTED, RING
from utils.visuals.sites import Site, Sites

GROWTH, SMALLEST, LARGEST = 3.2, 4.0, 60.0
"""Pixels: a ring's radius for one killed, and how small and how large it may be; its area grows with the number."""


def toll_overlay(sites: Sites, incidents: pd.DataFrame, victim_group: str) -> Overlay:
    """Rings for one victim group.

    A site's lows are added up, being counts of different incidents. Its high is drawn only where a single incident
    gives a figure: highs are never added.
    """
    column = GROUP_COLUMNS[victim_group]
    told = incidents[incidents[f"{column}_low"].notna().to_numpy()]
    lows, highs = (dict(zip(told["incident_id"], told[f"{column}_{end}"], strict=True)) for end in ("low", "high"))
    symbols = [symbol for site in sites.drawn for symbol in _rings(site, lows, highs, victim_group)]
    lines = (
        KeyLine(RING, INK, f"{wording.sentence_case(victim_group)} killed, at least; the larger the ring, the more"),
        KeyLine(DOTTED, INK, "At most, where one incident there gives a figure; highs are never added"),
    )
    known = [name for site in sites.drawn for name in site.incident_ids if name in lows]
    said = (
        f"{wording.sentence_case(victim_group)} killed are given for {wording.count(len(known), 'incident')} "
        f"of {wording.number(sites.incidents)} drawn."
    )
    return Overlay(TOLLS.key, tuple(symbols), (), lines, said, replaces=True)


def _rings(site: Site, lows: dict[str, float], highs: dict[str, float], victim_group: str) -> list[Symbol]:
    known = [name for name in site.incident_ids if name in lows]
    least = int(sum(lows[name] for name in known))
    most = highs[known[0]] if len(known) == 1 and not pd.isna(highs[known[0]]) else None
    if not known or not (least or most):
        return []
    among = f"{wording.number(len(known))} of {wording.count(len(site.incident_ids), 'incident')} there give a figure"
    reach = f"{wording.number(least)} to {wording.number(int(most))}" if most else f"at least {wording.number(least)}"
    tooltip = f"Killed, {victim_group}: {reach}\n{site.label}\n{wording.sentence_case(among)}."
    rings = [(RING, least)] if least else []
    if most and most > least:
        rings.append((DOTTED, int(most)))
    return [Symbol(site.longitude, site.latitude, shape, INK, _radius(total), tooltip) for shape, total in rings]


def _radius(killed: int) -> float:
    return round(min(max(GROWTH * math.sqrt(killed), SMALLEST), LARGEST), 1)
