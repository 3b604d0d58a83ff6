"""The rows that a choice keeps, and how many it could not decide on.

Knows filters and the dataset. It must not know what is counted in the rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.figures import ids_of
from utils.analysis.filters import DIMENSIONS, NEAR, Filters
from utils.analysis.surroundings import around
from utils.editions.edition import Edition

Mask = npt.NDArray[np.bool_]

FREQUENCIES = {"week": "W-SUN", "month": "M", "year": "Y"}
"""Each coarse date precision as pandas names its periods; a week runs from Monday to Sunday."""

BEGUN = ("start_date",)
"""The column that says when an incident began: what a figure by time is read from."""


@dataclass(frozen=True, eq=False)
class Selection:
    """One edition seen through one choice. Frames are parts of the edition's own, in its order."""

    edition: Edition
    filters: Filters
    incidents: pd.DataFrame
    undecided: tuple[str, ...] = ()

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The casualty claims about kept incidents, and those about a wider scope that the choice holds whole."""
        about_kept = np.isin(_rows_of_claims(self.edition), self.incidents.index.to_numpy())
        return self.edition.dataset.claims[about_kept | self._wider_scope_held()]

    @cached_property
    def claims_too_wide(self) -> pd.DataFrame:
        """The claims about a wider scope that touches the choice but is not held whole: they cannot be divided.

        One of no named operation touches it by its day. Those that name a place of the choice come first.
        """
        claims = self.edition.dataset.claims
        wider, in_none = claims["incident_id"].isna().to_numpy(), claims["campaign"].isna().to_numpy()
        touched = claims["campaign"].isin(self.incidents["campaign"].dropna().unique()).to_numpy()
        left = claims[wider & (touched | (in_none & self._claimed_within())) & ~self._wider_scope_held()]
        near = self.names_a_place(left)
        return pd.concat([left[near], left[~near]])

    def names_a_place(self, claims: pd.DataFrame) -> Mask:
        """Which of these claims have a scope whose words name a district that is chosen or has a kept incident."""
        names = {*self.filters.districts, *self.incidents["admin2"].dropna().unique()}
        pattern = "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names))
        named: Mask = claims["scope"].str.contains(pattern, na=False).to_numpy(dtype=bool) & bool(names)
        return named

    def _wider_scope_held(self) -> Mask:
        claims, filters = self.edition.dataset.claims, self.filters
        wider = claims["incident_id"].isna().to_numpy()
        named = claims["campaign"].notna().to_numpy()
        held = claims["campaign"].isin(self.campaigns_held_whole).to_numpy()
        narrowed = any(filters.chosen(dimension) for dimension in DIMENSIONS)
        kept: Mask = wider & ((named & held) | (~named & self._claimed_within() & (not narrowed)))
        return kept

    def _claimed_within(self) -> Mask:
        days = self.edition.dataset.claims["as_of_date"].to_numpy()
        within: Mask = (days >= np.datetime64(self.filters.start)) & (days <= np.datetime64(self.filters.end))
        return within

    @cached_property
    def campaigns_held_whole(self) -> frozenset[str]:
        """The named operations of which the choice leaves out no incident."""
        every = _campaigns(self.edition)
        kept = self.incidents["campaign"].value_counts().to_dict()
        return frozenset(str(name) for name, count in kept.items() if count == every[name])

    @property
    def empty(self) -> bool:
        """Whether no incident is left."""
        return self.incidents.empty

    @property
    def incident_ids(self) -> tuple[str, ...]:
        """The ids of the kept incidents, in the edition's order."""
        return ids_of(self.incidents["incident_id"])


def select(edition: Edition, filters: Filters) -> Selection:
    """The edition's incidents that overlap the period and match every chosen dimension.

    `undecided` holds the ids that match in all they say, but say nothing along a chosen dimension.
    """
    incidents = edition.dataset.incidents
    keep = _overlaps(edition, filters)
    open_to = keep.copy()
    for dimension in DIMENSIONS:
        chosen = filters.chosen(dimension)
        if chosen and dimension.column == NEAR:
            inside, unsure = around(incidents, edition.dataset.frame("projects"), chosen)
            keep &= inside
            open_to &= inside | unsure
        elif chosen:
            matched = _matches(incidents[dimension.column], chosen, dimension.unknown)
            keep &= matched
            open_to &= matched | incidents[dimension.column].isna().to_numpy()
    return Selection(edition, filters, incidents[keep], ids_of(incidents.loc[open_to & ~keep, "incident_id"]))


def _overlaps(edition: Edition, filters: Filters) -> Mask:
    """Whether any day on which it may have happened lies in the period."""
    first, last = _days(edition)
    kept: Mask = (first <= np.datetime64(filters.end)) & (last >= np.datetime64(filters.start))
    return kept


@lru_cache(maxsize=8)
def _campaigns(edition: Edition) -> dict[Any, int]:
    """How many incidents of the whole edition each named operation has."""
    return dict(edition.dataset.incidents["campaign"].value_counts().to_dict())


@lru_cache(maxsize=8)
def _rows_of_claims(edition: Edition) -> npt.NDArray[np.int64]:
    """Which row of the incidents each claim is about; -1 for one about a wider scope."""
    incidents = edition.dataset.incidents
    ids = pd.Index(incidents["incident_id"])
    where = ids.get_indexer(edition.dataset.claims["incident_id"])
    rows = np.full(len(where), -1, dtype=np.int64)
    rows[where >= 0] = incidents.index.to_numpy()[where[where >= 0]]
    return rows


@lru_cache(maxsize=8)  # the days are the edition's own, and every number asks for them
def _days(edition: Edition) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
    """Of every incident the first and the last day on which it may have happened: of a month-dated one its month's."""
    incidents = edition.dataset.incidents
    starts = incidents["start_date"]
    ends = incidents["end_date"].fillna(starts)  # no end given: it ended as it began
    starts, ends = starts.copy(), ends.copy()
    for precision, frequency in FREQUENCIES.items():
        coarse = (incidents["date_precision"] == precision).to_numpy(dtype=bool)
        if coarse.any():
            starts[coarse] = starts[coarse].dt.to_period(frequency).dt.start_time
            ends[coarse] = ends[coarse].dt.to_period(frequency).dt.end_time.dt.normalize()
    return starts.to_numpy(), ends.to_numpy()


def _matches(column: "pd.Series[Any]", chosen: Sequence[str], unknown: str) -> Mask:
    kept: Mask = column.isin(chosen).to_numpy()
    return kept | column.isna().to_numpy() if unknown in chosen else kept
