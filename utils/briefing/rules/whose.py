"""Whose counted incidents are: by an actor that claims some, ascribed to one that claims none, or only alleged.

Knows how a count is divided by actor. It must not know which counts are told.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from utils.analysis.counts import count_by
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import Mask
from utils.briefing.material import Material
from utils.visuals import wording

CLAIMED, ALLEGED, UNKNOWN = "claimed", "alleged", "unknown"

MOST_ACTORS = 3
"""More actors than these are counted, not named."""


def split(material: Material, kept: Mask) -> tuple[str, tuple[Figure, ...]]:
    """These incidents by actor, where they have more than one: 3 by Frost Brigade and 2 alleged of Rangers."""
    part = material.part(kept)
    counted = count_by(part, "actor", UNKNOWN)
    known = counted[counted["known"].astype(bool) & (counted["label"] != UNKNOWN)]
    if len(known) < 2:
        return "", ()
    named = known.head(MOST_ACTORS)
    parts = [
        f"{wording.number(held)} {_how(part.incidents, actor)} {actor}"
        for actor, held in zip(named["label"], named["incidents"].tolist(), strict=True)
    ]
    others = int(known["incidents"].sum() - named["incidents"].sum())
    nobody = len(part.incidents) - int(known["incidents"].sum())
    rest = ((others, "by others"), (nobody, "of no named actor"))
    parts += [f"{wording.number(left)} {whose}" for left, whose in rest if left]
    told = [*named["incidents"].tolist(), others, nobody]
    covered = Coverage(len(part.incidents) - nobody, len(part.incidents))
    figures = (Figure(held, "incidents", "count-by-actor", part.incident_ids, covered) for held in told)
    return wording.listing(parts), tuple(figures)


def _how(incidents: pd.DataFrame, actor: str) -> str:
    """How an actor's incidents are its own: by it where it claims any, alleged of it where nothing else is said."""
    rows = incidents[(incidents["actor"] == actor).to_numpy(dtype=bool, na_value=False)]
    if _holds(rows, CLAIMED).any():
        return "by"
    return "alleged of" if _holds(rows, ALLEGED).all() else "ascribed to"


def only_alleged(rows: pd.DataFrame) -> tuple[str, tuple[Figure, ...]]:
    """How many of an actor's incidents are alleged or contested, as a remark; empty when none is."""
    some = alleged(rows)
    if some.empty:
        return "", ()
    rival = some["rival_actor"].notna()
    how = " or ".join(word for word, any_is in ((ALLEGED, (~rival).any()), ("contested", rival.any())) if any_is)
    figure = Figure(
        len(some), "incidents", "count-alleged", ids_of(some["incident_id"]), Coverage(len(rows), len(rows))
    )
    if len(some) == len(rows):
        return how if len(rows) == 1 else f"all {how}", (figure,)
    return f"{wording.number(len(some))} of them {how}", (figure,)


def alleged(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the incidents of which the record only says that somebody else accuses the actor."""
    return rows[_holds(rows, ALLEGED)]


def sources_of_each(material: Material, groups: Iterable[pd.DataFrame]) -> tuple[str, ...]:
    """The strongest source of each group of incidents: what is counted apart is not told on another's source."""
    found = (material.citations.strongest((n for ids in rows["source_ids"] for n in ids), most=1) for rows in groups)
    return tuple(dict.fromkeys(name for names in found for name in names))


def _holds(rows: pd.DataFrame, attribution: str) -> Mask:
    held: Mask = (rows["attribution"] == attribution).to_numpy(dtype=bool, na_value=False)
    return held
