"""The measures that a state took: which of them the filters keep, and what set them off.

Knows the responses table. It must not know incidents' counts, nor what followed a measure.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.filters import DIMENSIONS, Filters
from utils.analysis.selection import FREQUENCIES, Mask, Selection

APPLIED = ("districts", "campaigns")
"""The dimensions of the filters that a measure can answer to: it has no event type, tactic or perpetrator."""

ANNOUNCED, UNDER_WAY = "announced", "under way"


@dataclass(frozen=True, eq=False)
class Register:
    """The measures that a choice keeps, in their order; `wider` of them cover a whole province of a chosen district.

    `passed_over` names the chosen dimensions that measures do not have, and that therefore leave none out.
    """

    frame: pd.DataFrame
    wider: tuple[str, ...]
    passed_over: tuple[str, ...]
    end: dt.date
    start: dt.date

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the measures."""
        return ids_of(self.frame["response_id"])

    @cached_property
    def ends(self) -> "pd.Series[pd.Timestamp]":
        """Each measure's last recorded day; one without an end is only known to have been in force on its first."""
        return last_days(self.frame)

    def count(self, kept: Mask | None = None, unit: str = "measures") -> Figure:
        """How many measures, all or those kept."""
        every = np.ones(len(self.frame), dtype=bool) if kept is None else kept
        ids = ids_of(self.frame.loc[every, "response_id"])
        return Figure(len(ids), unit, "count-responses", ids, Coverage(len(self.frame), len(self.frame)))

    def by(self, column: str) -> pd.DataFrame:
        """Measures by the column's value: label, measures, ids; most first, equal ones in the order of their list."""
        grouped = self.frame.groupby(column, observed=True, sort=True)["response_id"]
        rows = [(str(label), len(ids), tuple(ids)) for label, ids in grouped]
        frame = pd.DataFrame(rows, columns=["label", "measures", "ids"])
        return frame.sort_values("measures", ascending=False, kind="stable").reset_index(drop=True)

    @property
    def triggered(self) -> Mask:
        """Which measures name what set them off: an incident, a named operation, or words."""
        named = self.frame["trigger"].notna() | self.frame["trigger_campaign"].notna()
        told: Mask = (named | self.frame["trigger_ids"].map(len).gt(0)).to_numpy(dtype=bool)
        return told


def register_of(selection: Selection) -> Register:
    """The measures in force in the selection's period, in the chosen districts or over their whole province."""
    frame, filters = selection.edition.dataset.frame("responses"), selection.filters
    kept = _in_period(frame, filters)
    wider = np.zeros(len(frame), dtype=bool)
    if filters.districts:
        wider = _over_their_province(selection, frame)
        kept &= frame["admin2"].isin(filters.districts).to_numpy() | wider
    if filters.campaigns:
        kept &= frame["trigger_campaign"].isin(filters.campaigns).to_numpy()
    passed = tuple(d.label for d in DIMENSIONS if filters.chosen(d) and d.field not in APPLIED)
    ordered = frame[kept].sort_values(["start_date", "response_id"], kind="stable")
    return Register(ordered, ids_of(frame.loc[kept & wider, "response_id"]), passed, filters.end, filters.start)


def last_days(frame: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The last day of each measure: its end, else the day that its blackout or curfew days lead to, else its start."""
    days = frame[["blackout_days", "curfew_days"]].max(axis=1)
    measured = frame["start_date"] + pd.to_timedelta(np.ceil(days) - 1, unit="D")
    measured = measured.where(days.notna() & (days >= 1), frame["start_date"])
    return frame["end_date"].where(frame["end_date"].notna(), measured)


def _in_period(frame: pd.DataFrame, filters: Filters) -> Mask:
    """Measures that were recorded in force on some day of the period; a coarse date has its whole week or month."""
    starts, ends = frame["start_date"].copy(), last_days(frame)
    for precision, frequency in FREQUENCIES.items():
        coarse = (frame["date_precision"] == precision).to_numpy(dtype=bool)
        if coarse.any():
            starts[coarse] = starts[coarse].dt.to_period(frequency).dt.start_time
            ends[coarse] = ends[coarse].dt.to_period(frequency).dt.end_time.dt.normalize()
    kept: Mask = ((starts <= pd.Timestamp(filters.end)) & (ends >= pd.Timestamp(filters.start))).to_numpy(copy=True)
    return kept


def _over_their_province(selection: Selection, frame: pd.DataFrame) -> Mask:
    places = selection.edition.dataset.places
    names = dict(zip(places["place_id"], places["name"], strict=True))
    parents = places.loc[places["name"].isin(selection.filters.districts), "parent"].dropna()
    provinces = {names.get(parent) for parent in parents}
    wide: Mask = (frame["admin2"].isna() & frame["admin1"].isin(provinces)).to_numpy(dtype=bool)
    return wide
