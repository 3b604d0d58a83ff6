"""How many incidents: over time, and by place, type, tactic, target or actor.

Knows incidents as things to count. It must not know tolls, nor how a count is drawn.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.filters import Filters
from utils.analysis.lateness import lateness
from utils.analysis.selection import BEGUN, FREQUENCIES, Mask, Selection

MOST_WEEKS = 104
"""A longer period is counted by month: bars for single weeks could no longer be told apart."""

CONSTANTS: tuple[tuple[str, float, str], ...] = (("Longest period counted by week, weeks", MOST_WEEKS, "our default"),)
"""Name, value and source of what is set here."""


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
        return Figure(known, "incidents", f"count-by-{self.step}", self.placed, Coverage(known, every), columns=BEGUN)


def steps_of(filters: Filters) -> tuple[str, pd.PeriodIndex]:
    """Whether the period is counted by week (Monday to Sunday) or, when it is long, by month; and each step of it."""
    step = "week" if (filters.end - filters.start).days <= MOST_WEEKS * 7 else "month"
    return step, pd.period_range(filters.start, filters.end, freq=FREQUENCIES[step])


def in_steps(selection: Selection, starts: Sequence[dt.date]) -> Selection:
    """The selection with those of its incidents that are placed in the steps of these first days; whole without any."""
    if not starts:
        return selection
    step, _ = steps_of(selection.filters)
    chosen = pd.DatetimeIndex(list(starts)).to_period(FREQUENCIES[step])
    within = selection.incidents["start_date"].dt.to_period(FREQUENCIES[step]).isin(chosen)
    return replace(selection, incidents=selection.incidents[_placed(selection, step) & within.to_numpy(dtype=bool)])


def days_of(filters: Filters, starts: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """First and last day of the steps of these first days, as far as the period reaches."""
    step, _ = steps_of(filters)
    periods = pd.DatetimeIndex(list(starts)).to_period(FREQUENCIES[step])
    first, last = periods.min().start_time.date(), periods.max().end_time.date()
    return max(first, filters.start), min(last, filters.end)


def _placed(selection: Selection, step: str) -> Mask:
    """Which of the selection's incidents can stand in a step: dated closely enough, and begun in the period."""
    incidents, filters = selection.incidents, selection.filters
    too_coarse = incidents["date_precision"].isin(["month", "year"] if step == "week" else ["year"])
    before, after = (pd.Timestamp(day) for day in (filters.start, filters.end))
    outside = (incidents["start_date"] < before) | (incidents["start_date"] > after)
    placed: Mask = ~(too_coarse | outside).to_numpy(dtype=bool)
    return placed


def count_over_time(selection: Selection) -> TimeCounts:
    """The selection's incidents by week (Monday to Sunday), or by month when the period is long."""
    start, end = selection.filters.start, selection.filters.end
    step, steps = steps_of(selection.filters)
    frequency = FREQUENCIES[step]
    incidents = selection.incidents[["incident_id", *BEGUN, "date_precision"]]  # not the whole rows, which are wide
    in_a_step = _placed(selection, step)
    placed = incidents[in_a_step]
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
    unplaced = incidents[~in_a_step]
    return TimeCounts(step, frame, ids_of(placed["incident_id"]), ids_of(unplaced["incident_id"]))


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
    basis = ids_of(selection.incidents.loc[values.notna(), "incident_id"])
    return Figure(
        int(values.nunique()), unit, f"distinct-{column}", basis, Coverage(known, len(values)), columns=(column,)
    )


def count_where(selection: Selection, column: str, value: str, unit: str) -> Figure:
    """How many selected incidents hold the value in the column, of those that give one there."""
    values = selection.incidents[column]
    known = int((values.notna() & (values != "unknown")).sum())
    basis = ids_of(selection.incidents.loc[(values == value).to_numpy(), "incident_id"])
    return Figure(len(basis), unit, f"count-{column}", basis, Coverage(known, len(values)), columns=(column,))


def count_by(selection: Selection, column: str, unknown: str) -> pd.DataFrame:
    """Incidents by the column's value: label, incidents, known (false in the one row for rows that give none).

    Most first; equal counts keep the order of their list, so that the same rows give the same table.
    """
    values = selection.incidents[column]
    counted = values.value_counts(sort=False)
    labels, totals = counted.index.astype("str").to_numpy(), counted.to_numpy(dtype=np.int64)
    order = np.arange(len(labels)) if values.dtype == "category" else np.argsort(labels, kind="stable")
    order = order[np.argsort(-totals[order], kind="stable")]
    order = order[totals[order] > 0]
    missing = [int(values.isna().sum())] if values.hasnans else []
    return pd.DataFrame(
        {
            "label": pd.array([*labels[order], *([unknown] if missing else [])], dtype="str"),
            "incidents": np.array([*totals[order], *missing], dtype=np.int64),
            "known": np.array([True] * len(order) + [False] * len(missing), dtype=bool),
        }
    )
