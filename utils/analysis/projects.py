"""Which projects a reader looks at: those of the chosen districts, and among them those of the theatre.

Knows projects and places. It must not know what is measured about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from utils.analysis.filters import DIMENSIONS, Filters
from utils.editions.edition import Edition

DISTRICTS = next(dimension for dimension in DIMENSIONS if dimension.column == "admin2")


@dataclass(frozen=True, eq=False)
class Projects:
    """The projects of one view: `home` in the theatre, `elsewhere` in other provinces, in several, or in none named.

    `where` is the theatre's name; None when no project's province has it: then all are `home`. `districts` are those
    that the filters name.
    """

    home: pd.DataFrame
    elsewhere: pd.DataFrame
    where: str | None
    districts: tuple[str, ...] = ()

    @property
    def place(self) -> str | None:
        """What to call the place they are in: the chosen districts, else the theatre."""
        return " and ".join(self.districts) or self.where

    @cached_property
    def every(self) -> pd.DataFrame:
        """Both together, in the edition's order."""
        return pd.concat([self.home, self.elsewhere]).sort_index()


def projects_of(edition: Edition, filters: Filters) -> Projects:
    """The projects that the district filter keeps. The record covers the theatre: silence elsewhere is not calm."""
    frame = edition.dataset.frame("projects")
    chosen = filters.chosen(DISTRICTS)
    if chosen:
        unknown = frame["admin2"].isna() if DISTRICTS.unknown in chosen else False
        frame = frame[(frame["admin2"].isin(chosen) | unknown).to_numpy(dtype=bool)]
    if filters.surroundings:
        frame = frame[frame["name"].isin(filters.surroundings).to_numpy(dtype=bool)]
    theatre = edition.dataset.about.theatre
    inside = (frame["admin1"] == theatre).to_numpy(dtype=bool)
    if not (edition.dataset.frame("projects")["admin1"] == theatre).any():
        return Projects(frame, frame.iloc[:0], None, chosen)
    return Projects(frame[inside], frame[~inside], theatre, chosen)
