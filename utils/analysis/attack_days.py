"""Attacks day by day in an area, so that any number of weeks around any date is one subtraction.

Knows incidents dated to the day. It must not know measures, nor what is compared.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.episodes import MEASURABLE, is_attack
from utils.analysis.selection import Mask
from utils.editions.edition import Edition
from utils.tables.placing import EARTH_KM

WEEK = 7
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class AttackDays:
    """The edition's attacks dated to the day, whatever the filters, from the record's first to its last day."""

    incidents: pd.DataFrame
    first: dt.date
    last: dt.date

    @cached_property
    def days(self) -> Counts:
        """Each attack's day, counted from the first."""
        passed: Counts = (self.incidents["start_date"].to_numpy("datetime64[D]") - np.datetime64(self.first)).astype(
            "int64"
        )
        return passed

    @property
    def length(self) -> int:
        """How many days the record has."""
        return (self.last - self.first).days + 1

    def place(self, day: dt.date) -> int:
        """The day's number, counted from the first."""
        return (day - self.first).days

    def totals(self, kept: Mask) -> Counts:
        """Running totals of the kept attacks: element n is the number begun before day n."""
        daily = np.bincount(self.days[kept], minlength=self.length)[: self.length]
        return np.concatenate([[0], np.cumsum(daily)])

    def of_area(self, province: str, district: str | None = None) -> Counts:
        """Running totals of one district, or of the whole province where none is named; added up once an area."""
        if district is None:
            return self._once(("province", province), lambda: self.in_province(province))
        return self._once(("district", district), lambda: self.in_districts([district]))

    def of_others(self, province: str, district: str) -> Counts:
        """Running totals of the province without that district; added up once."""
        return self._once(("others", province, district), lambda: self.in_province(province, without=district))

    def of_ring(self, latitude: float, longitude: float, nearest: float, farthest: float) -> Counts:
        """Running totals of the attacks in a ring around a point; added up once."""
        key = ("ring", latitude, longitude, nearest, farthest)
        return self._once(key, lambda: self.in_ring(latitude, longitude, nearest, farthest))

    def _once(self, key: tuple[str | float, ...], kept: Callable[[], Mask]) -> Counts:
        if key not in self._added:
            self._added[key] = self.totals(kept())
        return self._added[key]

    @cached_property
    def _added(self) -> dict[tuple[str | float, ...], Counts]:
        return {}

    def in_districts(self, districts: Iterable[str]) -> Mask:
        """Which attacks lie in these districts."""
        kept: Mask = self.incidents["admin2"].isin(list(districts)).to_numpy()
        return kept

    def in_province(self, province: str, *, without: str | None = None) -> Mask:
        """Which attacks lie in the province, one district of it left out where named."""
        kept: Mask = (self.incidents["admin1"] == province).to_numpy(dtype=bool)
        return kept & ~self.in_districts([without]) if without else kept

    def in_ring(self, latitude: float, longitude: float, nearest: float, farthest: float) -> Mask:
        """Which attacks known to the town lie so many kilometres away or farther, but no farther than the second."""
        exact = self.incidents["geo_precision"].isin(MEASURABLE).to_numpy()
        away = distances(self.incidents["latitude"], self.incidents["longitude"], latitude, longitude)
        kept: Mask = exact & (away >= nearest) & (away <= farthest)  # a distance that is not known is in no ring
        return kept


@lru_cache(maxsize=4)
def attack_days(edition: Edition) -> AttackDays:
    """The attacks of the edition, day by day; worked out once."""
    incidents = edition.dataset.incidents
    kept = incidents[is_attack(incidents) & (incidents["date_precision"] == "day").to_numpy()]
    kept = kept[(kept["start_date"] <= pd.Timestamp(edition.as_of)).to_numpy()]
    first = edition.as_of if kept.empty else kept["start_date"].min().date()
    return AttackDays(kept, first, edition.as_of)


def weeks_around(totals: Counts, day: int | Counts, before: int, after: int) -> Counts:
    """Attacks in the weeks before the day and after it, oldest first; the day itself in neither. A row a day."""
    steps = np.concatenate([-WEEK * np.arange(before, 0, -1), 1 + WEEK * np.arange(after)])
    starts = np.asarray(day)[..., None] + steps
    around: Counts = totals[starts + WEEK] - totals[starts]
    return around


def distances(
    latitudes: "pd.Series[float]", longitudes: "pd.Series[float]", latitude: float, longitude: float
) -> npt.NDArray[np.float64]:
    """Great-circle distances to a point in kilometres; not a number where a coordinate is not known."""
    one, other = np.radians(latitudes.to_numpy(dtype=float)), np.radians(latitude)
    across = np.radians(longitudes.to_numpy(dtype=float) - longitude)
    chord = np.sin((one - other) / 2) ** 2 + np.cos(one) * np.cos(other) * np.sin(across / 2) ** 2
    away: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(chord))
    return away
