"""What every timeline marks by name: the named operations of an edition, and incidents with a name of their own.

Knows the columns that hold such names. It must not know how a mark is drawn.
"""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from utils.analysis.selection import Selection
from utils.analysis.waves import NO_CAMPAIGN


@dataclass(frozen=True)
class NamedEvent:
    """One named operation or incident, by the first and the last day on which an attack of it began."""

    name: str
    first: dt.date
    last: dt.date


def named_events(selection: Selection) -> tuple[NamedEvent, ...]:
    """The events that began in the selection's period, each name once, the earliest first.

    Operations are of the whole edition: one happened, whichever of its attacks are selected. Incidents with a name of
    their own are those selected. A day that is not known dates neither.
    """
    every = selection.edition.dataset.incidents
    operations = every[(every["campaign"] != NO_CAMPAIGN).to_numpy(dtype=bool)]
    named = pd.concat([_dated(operations, "campaign"), _dated(selection.incidents, "known_as")])
    found = (
        NamedEvent(str(name), days.min().date(), days.max().date())
        for name, days in named.groupby("name", sort=True)["day"]
    )
    period = selection.filters
    return tuple(sorted((one for one in found if period.start <= one.first <= period.end), key=lambda one: one.first))


def _dated(incidents: pd.DataFrame, column: str) -> pd.DataFrame:
    """The name in that column and the first day, of the incidents that have both."""
    held = incidents[incidents[column].notna() & (incidents["date_precision"] == "day").to_numpy(dtype=bool)]
    return pd.DataFrame({"name": held[column].astype("object"), "day": held["start_date"]})
