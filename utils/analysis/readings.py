"""What the edition's own rows say of an indicator: a count up to its date, against a threshold or what was usual.

Knows each measure of the closed list and the rows that it counts. It must not know what an analyst set, nor what
follows for any future.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from utils.analysis.baseline import MOST_WINDOWS, YEARS_BACK, Comparison, Verdict, compare
from utils.analysis.episodes import is_attack
from utils.analysis.exposure import exposure_of
from utils.analysis.figures import Coverage, Figure
from utils.analysis.filters import Filters
from utils.analysis.foreigners import AT_A_PROJECT, attacks_of
from utils.analysis.projects import projects_of
from utils.analysis.responses import ANNOUNCED
from utils.analysis.selection import Mask, Selection, select
from utils.analysis.waves import waves
from utils.analysis.windows import LENGTHS, days_since, provisional_windows
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.editions.edition import Edition
from utils.tables.cells import EARLIEST
from utils.tables.vocabularies import INDICATOR_MEASURES, INDICATOR_STATES, RESPONSE_TYPES, TACTICS

SEEN, NOT_SEEN, NOT_KNOWN = INDICATOR_STATES.labels
ATTACKS, DISTRICTS, WAVES, SUICIDE, NEAR, OPERATIONS = INDICATOR_MEASURES.labels

USUAL_DAYS = 90
"""How far a measure looks back where the sheet does not say."""

SUICIDE_TACTIC = "suicide attack"
FORCEFUL = ("Military operation", "Intelligence operation", "Deployment", "Communications shutdown")
if SUICIDE_TACTIC not in TACTICS.labels or not set(FORCEFUL) <= set(RESPONSE_TYPES.labels):
    raise TypeError("the lists no longer know what a measure counts")

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Computed indicators: days looked back where none are set", f"{USUAL_DAYS} days", "ours"),
    ("Computed indicators: near a project", f"within {USUAL.radius} km of its point", "as on the Investments page"),
    ("Computed indicators: seen, where no number is set", "above the limit of earlier periods", "Farrington 1996 (M1)"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


class Gap(StrEnum):
    """Why a measure could not be worked out."""

    NO_ROWS = "the edition has no rows that it counts"
    NO_BASE = "the record holds too few earlier periods of that length, and no number is set from which it is seen"
    NO_TEST = "too few attacks to test whether chance brought them together"
    THIN = "the record is thin in that time, so what is not on it is not thereby absent"


@dataclass(frozen=True)
class Reading:
    """What one measure says on the edition's date: `value` from `start` to `end`, None where nothing could be counted.

    `gap` says why no state follows: none was counted, or too little in a time that is not densely recorded.

    It is seen from `threshold` on; where none is set, above the limit of `earlier` periods of that length. `unit` is
    what is counted, one and many; `basis` the ids of the rows; `unplaced` of those dated too coarsely for that length.
    """

    measure: str
    unit: tuple[str, str]
    start: dt.date
    end: dt.date
    value: int | None
    threshold: float | None
    earlier: Comparison | None
    basis: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    gap: Gap | None = None

    @property
    def state(self) -> str:
        """The state that follows from it: seen, not seen, or not known."""
        return NOT_KNOWN if self.gap else self.at_its_word

    @property
    def at_its_word(self) -> str:
        """The state that would follow if what is not on record were absent."""
        if self.value is None:
            return NOT_KNOWN
        if self.threshold is not None:
            return SEEN if self.value >= self.threshold else NOT_SEEN
        above = self.earlier is not None and self.earlier.verdict is Verdict.ABOVE
        return SEEN if above else NOT_SEEN

    @property
    def days(self) -> int:
        """How many days it looks at."""
        return (self.end - self.start).days + 1

    @property
    def held_before(self) -> int | None:
        """In how many of the earlier periods it would have been seen from the same number; None without that number."""
        if self.threshold is None or self.earlier is None:
            return None
        return sum(count >= self.threshold for count in self.earlier.earlier)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The count, the number from which it is seen, and the least and most of the earlier periods."""
        if self.value is None:
            return ()
        covered = Coverage(len(self.basis), len(self.basis) + len(self.unplaced))
        found = [Figure(self.value, self.unit[1], "indicator-measure", self.basis, covered)]
        found.append(Figure(self.days, "days", "measure-window"))
        if self.threshold is not None:
            found.append(Figure(self.threshold, self.unit[1], "seen-from"))
        if self.earlier is not None and self.earlier.earlier:
            counts = self.earlier.earlier
            found.append(Figure(len(counts), "periods", "earlier-windows", low=min(counts), high=max(counts)))
            found.append(Figure(round(self.earlier.limit, 1), self.unit[1], "farrington-limit"))
            found.append(Figure(self.held_before, "periods", "seen-before"))
        return tuple(found)


def readings_of(edition: Edition) -> dict[str, Reading]:
    """By indicator, what its measure says on the edition's date; indicators that name no measure are not there."""
    rows = edition.dataset.frame("indicators").to_dict("records")
    told = {str(row["indicator_id"]): _reading(edition, row) for row in rows if isinstance(row["measure"], str)}
    return {name: _held_to_its_record(edition, reading) for name, reading in told.items()}


def _held_to_its_record(edition: Edition, reading: Reading) -> Reading:
    """The same; where the edition calls another time densely recorded, that something is missing says nothing."""
    about = edition.dataset.about
    if about.dense_from is None or reading.at_its_word != NOT_SEEN:
        return reading
    dense = about.dense_from <= reading.start and reading.end <= (about.dense_to or edition.as_of)
    return reading if dense else replace(reading, gap=Gap.THIN)


def _reading(edition: Edition, row: Mapping[Hashable, Any]) -> Reading:
    days = USUAL_DAYS if pd.isna(row["within_days"]) else int(row["within_days"])
    threshold = None if pd.isna(row["threshold"]) else float(row["threshold"])
    if row["measure"] == WAVES:
        return _waves(edition, days, threshold)
    counted = _COUNTED[row["measure"]](edition)
    return _count(counted, row["measure"], edition, days, threshold)


@dataclass(frozen=True, eq=False)
class _Counted:
    """Rows that a measure counts: ids, first days, precisions; of the `groups` each window counts the different ones.

    `first` is the record's first day, None when it holds no row. `reported` says that they are incidents: how late
    those come in says nothing of any other row.
    """

    unit: tuple[str, str]
    ids: pd.Series[Any]
    starts: pd.Series[pd.Timestamp]
    precisions: pd.Series[Any]
    groups: pd.Series[Any]
    first: dt.date | None
    reported: bool


def _count(counted: _Counted, measure: str, edition: Edition, days: int, threshold: float | None) -> Reading:
    """The current window, which ends on the day, against equal ones back to the record's first day.

    Earlier windows that reach into provisional weeks are not among them.
    """
    as_of = edition.as_of
    start = as_of - dt.timedelta(days=days - 1)
    empty = Reading(measure, counted.unit, start, as_of, None, threshold, None)
    if counted.first is None:
        return replace(empty, gap=Gap.NO_ROWS)
    age = -days_since(counted.starts, as_of)
    fits = counted.precisions.map(LENGTHS).to_numpy(dtype=float) <= days
    before = max(0, min(MOST_WINDOWS, min((start - counted.first).days, YEARS_BACK * 365) // days))
    window = age // days
    totals = [_different(counted, (window == place) & fits & (age >= 0)) for place in range(before + 1)]
    late = provisional_windows(edition, start, days) if counted.reported else 0
    current = (window == 0) & (age >= 0)
    told = compare(totals[0], totals[:late:-1], int((current & fits).sum()))
    basis, unplaced = tuple(counted.ids[current & fits]), tuple(counted.ids[current & ~fits])
    found = replace(empty, earlier=told, basis=basis, unplaced=unplaced)
    return replace(found, gap=Gap.NO_BASE) if threshold is None and not told.enough else replace(found, value=totals[0])


def _different(counted: _Counted, kept: Mask) -> int:
    return int(counted.groups[kept].nunique())


def _attacks(edition: Edition) -> _Counted:
    incidents = edition.dataset.incidents
    return _incidents(edition, is_attack(incidents), ("attack", "attacks"))


def _districts(edition: Edition) -> _Counted:
    incidents = edition.dataset.incidents
    placed = is_attack(incidents) & incidents["admin2"].notna().to_numpy()
    unit = ("district with an attack", "districts with an attack")
    return _incidents(edition, placed, unit, group="admin2")


def _suicide(edition: Edition) -> _Counted:
    kept = (edition.dataset.incidents["tactic"] == SUICIDE_TACTIC).to_numpy(dtype=bool)
    return _incidents(edition, kept, ("suicide attack", "suicide attacks"))


def _near(edition: Edition) -> _Counted:
    """Violent incidents near projects of the theatre, and those in which foreign nationals were a target."""
    every, incidents = Filters(EARLIEST, edition.as_of), edition.dataset.incidents
    first = incidents["start_date"].min()
    whole = 1 if pd.isna(first) else max(1, (edition.as_of - first.date()).days + 1)
    home = projects_of(edition, every).home["project_id"].tolist()
    near = exposure_of(edition, every, (), edition.as_of, Yardstick(window=whole)).incidents_near(home)
    foreign = attacks_of(edition, every, edition.as_of).frame
    ids = {*near.basis, *foreign.loc[(foreign["group"] != AT_A_PROJECT).to_numpy(dtype=bool), "incident_id"]}
    unit = ("incident near a project or against foreigners", "incidents near projects or against foreigners")
    return _incidents(edition, incidents["incident_id"].isin(ids).to_numpy(), unit)


def _incidents(edition: Edition, kept: Mask, unit: tuple[str, str], group: str = "incident_id") -> _Counted:
    incidents = edition.dataset.incidents
    rows, first = incidents[kept], incidents["start_date"].min()
    return _Counted(
        unit,
        rows["incident_id"],
        rows["start_date"],
        rows["date_precision"].astype("str"),
        rows[group].astype("str"),
        None if pd.isna(first) else first.date(),
        reported=True,
    )


def _operations(edition: Edition) -> _Counted:
    frame = edition.dataset.frame("responses")
    forceful = frame["response_type"].isin(FORCEFUL) & (frame["status"].astype("str") != ANNOUNCED)
    rows, first = frame[forceful.to_numpy(dtype=bool)], frame["start_date"].min()
    return _Counted(
        ("operation, deployment or shutdown", "operations, deployments and shutdowns"),
        rows["response_id"],
        rows["start_date"],
        rows["date_precision"].astype("str"),
        rows["response_id"],
        None if pd.isna(first) else first.date(),
        reported=False,
    )


_COUNTED: Mapping[str, Callable[[Edition], _Counted]] = {
    ATTACKS: _attacks,
    DISTRICTS: _districts,
    SUICIDE: _suicide,
    NEAR: _near,
    OPERATIONS: _operations,
}


def _waves(edition: Edition, days: int, threshold: float | None) -> Reading:
    """Waves of the last days that chance seldom brings, and named operations of which an incident lies in them.

    Without a number set, one is enough: the test has weighed already what is usual.
    """
    start = edition.as_of - dt.timedelta(days=days - 1)
    unit = ("wave or named operation", "waves or named operations")
    selection: Selection = select(edition, Filters(start, edition.as_of))
    told = waves(selection)
    least = 1.0 if threshold is None else threshold
    named = {one.name for one in told.named}
    rare = [wave for wave in told.found if wave.rare and not named & {name for name, _ in wave.campaigns}]
    basis = [name for wave in rare for name in wave.incident_ids]
    basis += [name for one in told.named for name in one.incident_ids]
    value = len(named) + len(rare)
    untested = value < least and any(wave.chance is None for wave in told.found)
    if edition.dataset.incidents.empty:
        return Reading(WAVES, unit, start, edition.as_of, None, least, None, gap=Gap.NO_ROWS)
    if untested:
        return Reading(WAVES, unit, start, edition.as_of, None, least, None, tuple(basis), gap=Gap.NO_TEST)
    return Reading(WAVES, unit, start, edition.as_of, value, least, None, tuple(dict.fromkeys(basis)))
