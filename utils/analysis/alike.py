"""Incidents that may be one event told twice: near in place and time, of a like kind, and both kept.

Knows the edition's likely pairs (method note M9, docs/method.md). It must not decide which are one: a person does.
"""

from functools import lru_cache

from utils.analysis.selection import Selection
from utils.editions.edition import Edition
from utils.tables.likeness import MOST_OFFERED, NEAR_DAYS, NEAR_KM
from utils.tables.likeness import alike as likely

SOURCE = "MELTT, doi 10.1177/0022002718777050"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Told twice: within km", NEAR_KM, SOURCE),
    ("Told twice: within days", NEAR_DAYS, SOURCE),
    ("Told twice: pairs looked for, at most", MOST_OFFERED, "our default"),
)


def pairs_alike(selection: Selection) -> tuple[tuple[str, str], ...]:
    """The ids of the pairs of which both are selected, each with the nearest that it may be the same as."""
    held = set(selection.incident_ids)
    return tuple(pair for pair in _pairs(selection.edition) if held.issuperset(pair))


@lru_cache(maxsize=8)
def _pairs(edition: Edition) -> tuple[tuple[str, str], ...]:
    table = edition.dataset.tables["incidents"]
    ids = table.frame["incident_id"]
    return tuple((str(ids.iloc[one]), str(ids.iloc[other])) for one, other in likely(table, set(ids)))
