"""A selection's incidents in equal windows: the period itself, and those of the same length before it.

Knows how days fall into windows, zeros included. It must not know what a comparison of them says.
"""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.baseline import LEAST_RECENT, MOST_WINDOWS, RECENT_DAYS, YEARS_BACK, Comparison, compare, limits
from utils.analysis.figures import Coverage, Figure
from utils.analysis.lateness import lateness
from utils.analysis.outbreaks import usual
from utils.analysis.selection import BEGUN, Mask, Selection, select
from utils.editions.edition import Edition

LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}
"""So many days a date of that precision may span: a shorter window cannot hold it."""

WEEK, WEEKS_BEFORE = 7, 52
"""A week is held against the 52 before it."""

CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Single weeks: held against so many before them", WEEKS_BEFORE, "a year"),
)
"""What the comparison rests on: name, value, source."""


@dataclass(frozen=True, eq=False)
class Change:
    """The incidents begun from `start` to `end`, against equal windows from `since` on.

    `part` says that the period asked for runs on beyond the record, `held_back` that weeks at its end are left out
    because reports of them still come in. `density` is how much more of the window than of the earlier ones lies in the
    time that the edition calls densely recorded, −1 to 1. `basis` are the ids in the window, `unplaced` of those that
    are dated too coarsely for a window of that length.
    """

    start: dt.date
    end: dt.date
    since: dt.date
    part: bool
    held_back: bool
    density: float
    comparison: Comparison
    basis: tuple[str, ...]
    unplaced: tuple[str, ...]

    @property
    def days(self) -> int:
        """The window's length."""
        return (self.end - self.start).days + 1

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Count, earlier mean with its lowest and highest window, limit, and ratio with its interval."""
        told, covered = self.comparison, Coverage(len(self.basis), len(self.basis) + len(self.unplaced))
        count = Figure(told.count, "incidents", "count-begun", self.basis, covered, columns=BEGUN)
        if not told.enough:
            return (count, Figure(len(told.earlier), "windows", "earlier-windows"))
        figures = (
            count,
            Figure(len(told.earlier), "windows", "earlier-windows"),
            Figure(told.mean, "incidents", "earlier-mean", low=min(told.earlier), high=max(told.earlier)),
            Figure(told.limit, "incidents", "farrington-limit"),
            Figure(told.outbreaks, "windows", "outbreaks-weighing-less"),
        )
        ratio, low, high = told.ratio
        return (*figures, Figure(ratio, "times", "rate-ratio", self.basis, covered, low, high, BEGUN))


def change_of(selection: Selection, days: int | None = None) -> Change:
    """The selection's period, or its last so many days, against equal windows before it through the same filters."""
    windows = _windows_of(selection, days)
    whole = np.zeros(len(windows.incidents), dtype=np.int64)
    return _change(windows, windows.counts(whole, 1)[0], np.ones(len(windows.incidents), dtype=bool))


def changes_by(selection: Selection, column: str, days: int | None = None) -> dict[str, Change]:
    """The same for each value of a column that has an incident in the window, most first."""
    windows = _windows_of(selection, days)
    codes, values = pd.factorize(windows.incidents[column])
    counts = windows.counts(codes, len(values))
    told = {
        str(value): _change(windows, counts[code], codes == code)
        for code, value in enumerate(values)
        if counts[code, -1]
    }
    return dict(sorted(told.items(), key=lambda item: (-item[1].comparison.count, item[0])))


@dataclass(frozen=True, eq=False)
class _Windows:
    """A selection's incidents and the window of each, counted from the oldest; `current` is the last.

    So many of the windows before it are `open`: reports of them still come in.
    """

    incidents: pd.DataFrame
    start: dt.date
    end: dt.date
    since: dt.date
    part: bool
    held_back: bool
    density: float
    places: npt.NDArray[np.int64]
    fits: Mask
    current: int
    open: int

    @cached_property
    def ids(self) -> npt.NDArray[np.object_]:
        """The ids of the incidents."""
        found: npt.NDArray[np.object_] = self.incidents["incident_id"].to_numpy(dtype=object)
        return found

    @cached_property
    def recent(self) -> Mask:
        """Which incidents began in the last days before the end."""
        ago = -days_since(self.incidents["start_date"], self.end)
        return (ago >= 0) & (ago < RECENT_DAYS)

    def counts(self, codes: npt.NDArray[np.int64], rows: int) -> npt.NDArray[np.int64]:
        """Incidents by code and window; a code below zero is counted nowhere."""
        kept = self.fits & (self.places >= 0) & (self.places <= self.current) & (codes >= 0)
        width = self.current + 1
        flat = np.bincount(codes[kept] * width + self.places[kept], minlength=rows * width)
        counted: npt.NDArray[np.int64] = flat.reshape(rows, width)
        return counted


def _windows_of(selection: Selection, days: int | None) -> _Windows:
    edition, filters = selection.edition, selection.filters
    known = min(filters.end, edition.as_of)
    end = _settled(edition, known, filters.start)
    start = min(filters.start if days is None else end - dt.timedelta(days=days - 1), end)
    length = (end - start).days + 1
    windows = _fitting(first_day(selection), start, length)
    since = start - dt.timedelta(days=windows * length)
    earliest = min(since, end - dt.timedelta(days=RECENT_DAYS))
    incidents = select(edition, replace(filters, start=earliest, end=end)).incidents
    fits = incidents["date_precision"].map(LENGTHS).to_numpy(dtype=float) <= length
    places = days_since(incidents["start_date"], since) // length
    late = min(windows, provisional_windows(edition, start, length))
    before = start - dt.timedelta(days=late * length + 1)
    dense = _share_dense(edition, start, end) - _share_dense(edition, since, before)
    return _Windows(incidents, start, end, since, filters.end > known, end < known, dense, places, fits, windows, late)


def _settled(edition: Edition, end: dt.date, start: dt.date) -> dt.date:
    """The last day before the weeks that are still provisional; the end itself when nothing else would be left."""
    since = lateness(edition).since
    return end if since is None or since > end or since <= start else since - dt.timedelta(days=1)


def provisional_windows(edition: Edition, start: dt.date, length: int) -> int:
    """How many windows of that length just before the start reach into weeks that are still provisional."""
    since = lateness(edition).since
    return 0 if since is None else max(0, -(-(start - since).days // length))


def _share_dense(edition: Edition, start: dt.date, end: dt.date) -> float:
    """Of these days the share that the edition calls densely recorded; none where it names no such time."""
    about = edition.dataset.about
    if about.dense_from is None or end < start:
        return 0.0
    first, last = max(start, about.dense_from), min(end, about.dense_to or edition.as_of)
    return max(0, (last - first).days + 1) / ((end - start).days + 1)


def _change(windows: _Windows, counts: npt.NDArray[np.int64], kept: Mask) -> Change:
    current = kept & (windows.places == windows.current)
    length = (windows.end - windows.start).days + 1
    recent = int(counts[-1]) if length >= RECENT_DAYS else int((windows.recent & windows.fits & kept).sum())
    return Change(
        windows.start,
        windows.end,
        windows.since,
        windows.part,
        windows.held_back,
        windows.density,
        compare(int(counts[-1]), counts[: windows.current - windows.open].tolist(), recent),
        tuple(windows.ids[current & windows.fits]),
        tuple(windows.ids[current & ~windows.fits]),
    )


def first_day(selection: Selection) -> dt.date:
    """The first day of the edition's record, whatever is selected; its as-of day when it holds nothing."""
    first = selection.edition.dataset.incidents["start_date"].min()
    return selection.edition.as_of if pd.isna(first) else first.date()


def days_since(dates: "pd.Series[pd.Timestamp]", day: dt.date) -> npt.NDArray[np.int64]:
    """Whole days from that day to each date."""
    passed: npt.NDArray[np.int64] = (dates.to_numpy("datetime64[D]") - np.datetime64(day)).astype("int64")
    return passed


def _fitting(first: dt.date, start: dt.date, length: int) -> int:
    """How many windows of that length lie between the record's first day, or five years ago, and the start."""
    reach = min((start - first).days, YEARS_BACK * 365)
    return max(0, min(MOST_WINDOWS, reach // length))


def weekly_limits(selection: Selection) -> pd.DataFrame:
    """Each week of the period (Monday to Sunday) with its count, the mean of 52 weeks before it, and their limit.

    Past outbreaks weigh less; no provisional week is in a base: it ends where they begin. Columns: start, incidents,
    mean, limit (None before the record holds 52 weeks), above, part (the period or the record ends within it; the first
    week is counted whole). Incidents dated more coarsely than a week are in none.
    """
    filters, end = selection.filters, min(selection.filters.end, selection.edition.as_of)
    weeks = pd.period_range(filters.start, max(end, filters.start), freq="W-SUN")
    ends = _base_ends(selection.edition, weeks)
    since = (ends[0] - pd.Timedelta(weeks=WEEKS_BEFORE)).date()
    incidents = select(selection.edition, replace(filters, start=since, end=max(end, since))).incidents
    fits = incidents["date_precision"].isin(["day", "week"]).to_numpy()
    places = days_since(incidents["start_date"], since) // WEEK
    first = WEEKS_BEFORE + (weeks[0].start_time - ends[0]).days // WEEK
    total = first + len(weeks)
    counts = np.bincount(places[fits & (places >= 0) & (places < total)], minlength=total)
    before = np.lib.stride_tricks.sliding_window_view(counts, WEEKS_BEFORE)[(ends - ends[0]).days // WEEK]
    base = usual(before)
    bounds = limits(base.level, base.dispersion, WEEKS_BEFORE)
    lately = np.convolve(counts, np.ones(RECENT_DAYS // WEEK, dtype=int))[first:total]
    known = np.asarray(ends >= pd.Timestamp(first_day(selection)) + pd.Timedelta(weeks=WEEKS_BEFORE))
    now = counts[first:]
    return pd.DataFrame(
        {
            "start": weeks.start_time,
            "incidents": now,
            "mean": np.where(known, base.level, np.nan),
            "limit": np.where(known, bounds, np.nan),
            "above": known & (now > bounds) & (lately >= LEAST_RECENT),
            "part": np.asarray(weeks.end_time.normalize() > pd.Timestamp(end)),
        }
    )


def _base_ends(edition: Edition, weeks: pd.PeriodIndex) -> pd.DatetimeIndex:
    """For each week the Monday on which its base ends: its own, or that of the first provisional week before it."""
    since = lateness(edition).since
    if since is None:
        return weeks.start_time
    first = pd.Timestamp(since)
    return weeks.start_time.where(weeks.start_time < first, first)
