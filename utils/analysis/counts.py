"""How many incidents: over time, and by place, type, tactic, target or actor.

Knows incidents as things to count. It must not know tolls, nor how a count is drawn.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.analysis.lateness import lateness
from utils.analysis.selection import FREQUENCIES, Mask, Selection

MOST_WEEKS = 104
"""A longer period is counted by month: bars for single weeks could no longer be told apart."""


@dataclass(frozen=True, eq=False)
class TimeCounts:
    """Incidents by week or month of their start, every step of the period, zeros included.

    `frame` has start (first day of the step), incidents, coarse (of these, dated only to a week or worse), part
    (the step lies partly outside the period) and provisional (reports of it still come in, as earlier ones did).
    `unplaced` holds the ids that are in no step: dated more coarsely than a step, or begun before the period.
    """

    step: str
    frame: pd.DataFrame
    placed: tuple[str, ...]
    unplaced: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        """How many incidents the steps hold, of how many selected."""
        known, every = len(self.placed), len(self.placed) + len(self.unplaced)
        return Figure(known, "incidents", f"count-by-{self.step}", self.placed, Coverage(known, every))


def count_over_time(selection: Selection) -> TimeCounts:
    """The selection's incidents by week (Monday to Sunday), or by month when the period is long."""
    start, end = selection.filters.start, selection.filters.end
    step = "week" if (end - start).days <= MOST_WEEKS * 7 else "month"
    frequency = FREQUENCIES[step]
    steps = pd.period_range(start, end, freq=frequency)
    incidents = selection.incidents
    too_coarse = incidents["date_precision"].isin(["month", "year"] if step == "week" else ["year"])
    outside = (incidents["start_date"] < pd.Timestamp(start)) | (incidents["start_date"] > pd.Timestamp(end))
    placed = incidents[~(too_coarse | outside)]
    positions = steps.get_indexer(placed["start_date"].dt.to_period(frequency))
    coarse = (placed["date_precision"] != "day").to_numpy(dtype=bool)
    frame = pd.DataFrame(
        {
            "start": steps.start_time,
            "incidents": np.bincount(positions, minlength=len(steps)),
            "coarse": np.bincount(positions[coarse], minlength=len(steps)),
            "part": _partly_outside(steps, start, end),
            "provisional": _provisional(selection, steps),
        }
    )
    unplaced = incidents[too_coarse | outside]
    return TimeCounts(step, frame, tuple(placed["incident_id"]), tuple(unplaced["incident_id"]))


def _partly_outside(steps: pd.PeriodIndex, start: dt.date, end: dt.date) -> Mask:
    begins_before = np.asarray(steps.start_time < pd.Timestamp(start))
    ends_after = np.asarray(steps.end_time.normalize() > pd.Timestamp(end))
    outside: Mask = begins_before | ends_after
    return outside


def _provisional(selection: Selection, steps: pd.PeriodIndex) -> Mask:
    since = lateness(selection.edition).since
    late: Mask = np.asarray(steps.end_time >= pd.Timestamp(since)) if since else np.zeros(len(steps), dtype=bool)
    return late


def count_incidents(selection: Selection) -> Figure:
    """How many incidents are selected."""
    total = len(selection.incidents)
    return Figure(total, "incidents", "count", selection.incident_ids, Coverage(total, total))


def count_distinct(selection: Selection, column: str, unit: str) -> Figure:
    """How many different values the column holds among the selected incidents, of those that give one."""
    values = selection.incidents[column]
    known = int(values.notna().sum())
    basis = tuple(selection.incidents.loc[values.notna(), "incident_id"])
    return Figure(int(values.nunique()), unit, f"distinct-{column}", basis, Coverage(known, len(values)))


def count_where(selection: Selection, column: str, value: str, unit: str) -> Figure:
    """How many selected incidents hold the value in the column, of those that give one there."""
    values = selection.incidents[column]
    known = int((values.notna() & (values != "unknown")).sum())
    basis = tuple(selection.incidents.loc[(values == value).to_numpy(), "incident_id"])
    return Figure(len(basis), unit, f"count-{column}", basis, Coverage(known, len(values)))


def count_by(selection: Selection, column: str, unknown: str) -> pd.DataFrame:
    """Incidents by the column's value: label, incidents, known (false in the one row for rows that give none).

    Most first; equal counts keep the order of their list, so that the same rows give the same table.
    """
    values = selection.incidents[column]
    counted = values.value_counts(sort=False)
    counted = counted[counted > 0]
    frame = pd.DataFrame({"label": counted.index.astype("str"), "incidents": counted.to_numpy(), "known": True})
    if values.dtype != "category":
        frame = frame.sort_values("label", kind="stable")
    frame = frame.sort_values("incidents", ascending=False, kind="stable")
    missing = int(values.isna().sum())
    if missing:
        frame = pd.concat([frame, pd.DataFrame({"label": [unknown], "incidents": [missing], "known": [False]})])
    return frame.reset_index(drop=True)
