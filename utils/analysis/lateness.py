"""How late reports arrive: of a week's incidents, the share that earlier editions knew so many weeks after it.

Knows what stood in earlier editions (method note M8, docs/method.md). It must not know how it is worded or drawn.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from utils.editions.edition import Edition

WEEK = 7

COMPLETE = 0.9
"""From this share on a week is taken to be known; below, it is provisional."""

SETTLED_WEEKS = 4
"""An edition is held against this one only when it is so many weeks older: else little can have come since."""

LONGEST_WEEKS = 26
"""What comes in later than this is taken for old records added, not for late reports."""

LEAST_INCIDENTS = 10
"""A share is worked out from so many incidents or more."""

SOURCE = "after Hegre et al. 2020 (UCDP Candidate)"
CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Late reports: a week is provisional below this share", COMPLETE, "method note M8"),
    ("Late reports: weeks between two editions that are compared", SETTLED_WEEKS, "our default"),
    ("Late reports: weeks after which nothing counts as late", LONGEST_WEEKS, "our default"),
    ("Late reports: least incidents for a share", LEAST_INCIDENTS, "our default"),
)


@dataclass(frozen=True)
class Known:
    """Of the incidents of weeks that had ended `weeks` weeks before, so many were `known`, of so many known `now`."""

    weeks: int
    known: int
    now: int

    @property
    def share(self) -> float:
        """The share that was known."""
        return self.known / self.now


@dataclass(frozen=True)
class Lateness:
    """What earlier editions tell. `editions` is how many were compared; `since` the first provisional day, or None."""

    editions: int
    known: tuple[Known, ...]
    since: dt.date | None

    @property
    def enough(self) -> bool:
        """Whether anything can be said of how late reports arrive."""
        return bool(self.known)

    @property
    def slowest(self) -> Known | None:
        """The greatest age at which a week was still not known well enough; None where every age is."""
        late = [one for one in self.known if one.share < COMPLETE]
        return late[-1] if late else None


@lru_cache(maxsize=8)
def lateness(edition: Edition) -> Lateness:
    """How late reports arrive, from the editions before this one; worked out once an edition.

    Weeks are known by the incidents of this edition that are dated to a day or week, whatever is selected.
    """
    older = [one for one in edition.earlier if (edition.as_of - one.as_of).days >= SETTLED_WEEKS * WEEK]
    incidents = edition.dataset.incidents
    dated = incidents[incidents["date_precision"].isin(["day", "week"]).to_numpy() & incidents["start_date"].notna()]
    ends = _week_ends(dated["start_date"].to_numpy("datetime64[D]"))
    known, now = np.zeros(LONGEST_WEEKS, dtype=np.int64), np.zeros(LONGEST_WEEKS, dtype=np.int64)
    for one in older:
        ages = (np.datetime64(one.as_of) - ends).astype("int64") // WEEK
        inside = (ages >= 0) & (ages < LONGEST_WEEKS)
        stood = dated["incident_id"].isin(one.incident_ids).to_numpy()
        now += np.bincount(ages[inside], minlength=LONGEST_WEEKS)
        known += np.bincount(ages[inside & stood], minlength=LONGEST_WEEKS)
    ages_told = np.flatnonzero(now >= LEAST_INCIDENTS)
    told = tuple(Known(int(age), int(known[age]), int(now[age])) for age in ages_told)
    return Lateness(len(older), told, _since(edition.as_of, Lateness(len(older), told, None).slowest))


def _week_ends(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    """The Sunday of each day's week."""
    weekday = (days.astype("int64") + 3) % WEEK  # day 0 was a Thursday
    ends: npt.NDArray[np.datetime64] = days + (WEEK - 1 - weekday)
    return ends


def _since(as_of: dt.date, slowest: Known | None) -> dt.date | None:
    """The Monday of the first week that is no older than the slowest age."""
    if slowest is None:
        return None
    last_known = as_of - dt.timedelta(days=(slowest.weeks + 1) * WEEK)  # a week that ended by then is known
    to_sunday = (WEEK - 1 - last_known.weekday()) or WEEK
    return last_known + dt.timedelta(days=to_sunday - WEEK + 1)
