"""The named operations of an edition, as what every timeline marks: a name, and from when to when its attacks began.

Knows the column of campaigns. It must not know how a mark is drawn.
"""

import datetime as dt
from dataclasses import dataclass

from utils.analysis.selection import Selection
from utils.analysis.waves import NO_CAMPAIGN


@dataclass(frozen=True)
class NamedEvent:
    """One named operation, by the first and the last day on which an attack of it began."""

    name: str
    first: dt.date
    last: dt.date


def named_events(selection: Selection) -> tuple[NamedEvent, ...]:
    """The operations that began in the selection's period, the earliest first.

    Of the whole edition: an operation happened, whichever of its attacks are selected. A day that is not known dates
    no operation.
    """
    incidents = selection.edition.dataset.incidents
    dated = (incidents["date_precision"] == "day").to_numpy(dtype=bool)
    named = (incidents["campaign"].notna() & (incidents["campaign"] != NO_CAMPAIGN)).to_numpy(dtype=bool)
    starts = incidents[dated & named].groupby(incidents["campaign"].astype("object"), sort=True)["start_date"]
    found = (NamedEvent(str(name), days.min().date(), days.max().date()) for name, days in starts)
    period = selection.filters
    return tuple(sorted((one for one in found if period.start <= one.first <= period.end), key=lambda one: one.first))
