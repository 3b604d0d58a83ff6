"""Attacks on foreign nationals, by nationality, and on projects: a series of its own over the whole record.

Knows which incidents name a target's nationality, and which a project names. It must not know distances or money.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.editions.edition import Edition
from utils.tables.cells import EARLIEST
from utils.tables.vocabularies import TARGETS

FOREIGN = "foreign nationals"
"""The target of incidents in which foreigners were attacked, known nationality or not."""

NOT_NAMED = "Nationality not recorded"
AT_A_PROJECT = "Projects, no foreigner attacked"

if FOREIGN not in TARGETS.labels:
    raise TypeError("the list of targets no longer knows foreign nationals")


@dataclass(frozen=True, eq=False)
class Attacks:
    """The incidents of the series, oldest first, each with its group: a nationality, or what stands for the others.

    `frame` has incident_id, start_date, year, group and project_ids. `groups` are in the order of their number, the
    projects' last. `first` to `last` are the years that the record covers.
    """

    as_of: dt.date
    frame: pd.DataFrame
    groups: tuple[str, ...]
    first: int
    last: int

    @property
    def nationalities(self) -> tuple[str, ...]:
        """The groups that are of foreign nationals."""
        return tuple(group for group in self.groups if group != AT_A_PROJECT)

    def figure(self, *groups: str) -> Figure:
        """How many incidents these groups hold."""
        rows = self.frame[self.frame["group"].isin(groups).to_numpy()]
        coverage = Coverage(len(self.frame), len(self.frame))
        return Figure(len(rows), "incidents", "attacks-on-foreigners", ids_of(rows["incident_id"]), coverage)

    @property
    def by_year(self) -> pd.DataFrame:
        """Year, group and incidents, zeros included."""
        years = range(self.first, self.last + 1)
        counted = self.frame.groupby(["year", "group"]).size().to_dict()
        rows = [(year, group, int(counted.get((year, group), 0))) for year in years for group in self.groups]
        return pd.DataFrame(rows, columns=["year", "group", "incidents"])


def attacks_of(edition: Edition, filters: Filters, as_of: dt.date) -> Attacks:
    """The attacks up to that day that the filters keep, their period aside."""
    every = edition.dataset.incidents
    kept = select(edition, replace(filters, start=EARLIEST, end=as_of)).incidents
    named = _named(edition.dataset.frame("projects"))
    foreign = (kept["target_nationality"].notna() | (kept["target_type"] == FOREIGN)).to_numpy(dtype=bool)
    rows = kept[foreign | kept["incident_id"].isin(named).to_numpy()]
    nationality = rows["target_nationality"].astype("object")
    group = nationality.where(nationality.notna(), AT_A_PROJECT)
    unnamed = (nationality.isna() & (rows["target_type"] == FOREIGN)).to_numpy(dtype=bool)
    group = group.mask(unnamed, NOT_NAMED)
    frame = pd.DataFrame(
        {
            "incident_id": rows["incident_id"],
            "start_date": rows["start_date"],
            "year": rows["start_date"].dt.year,
            "group": group,
            "project_ids": [named.get(name, ()) for name in rows["incident_id"]],
        }
    ).sort_values(["start_date", "incident_id"], kind="stable", ignore_index=True)
    counts = {str(label): int(total) for label, total in frame["group"].value_counts().items()}
    groups = sorted(counts, key=lambda label: (label == AT_A_PROJECT, -counts[label], label))
    begun = every["start_date"].dropna()
    first = int(begun.min().year) if len(begun) else as_of.year
    return Attacks(as_of, frame, tuple(groups), min(first, as_of.year), as_of.year)


def _named(projects: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """By incident, the projects that name it."""
    found: dict[str, tuple[str, ...]] = {}
    for project_id, names in zip(projects["project_id"], projects["incident_ids"], strict=True):
        for name in names:
            found[name] = (*found.get(name, ()), project_id)
    return found
