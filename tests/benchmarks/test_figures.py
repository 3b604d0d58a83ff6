"""From filters to new figures, figures alone and no words: beside week counts and top lists in numpy, in one run.

Run by `make bench`; never part of the test suite. Processor time, medians, in turn; every view is a new one. The floor
has its codes ready and counts no tolls.
"""

import datetime as dt
import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.test_answers import repeated
from utils.analysis.counts import count_by, count_over_time
from utils.analysis.filters import DIMENSIONS, Filters
from utils.analysis.selection import select
from utils.analysis.tolls import contests
from utils.editions.shipped import read_shipped

ROOT = Path(__file__).parents[2]
ROUNDS = 5
COLUMNS = ("admin2", "event_type", "tactic", "target_type", "actor")
BUDGET_MS = {10_000: 15, 100_000: 60}


class Floor:
    """The same counts from arrays that are at hand."""

    def __init__(self, incidents):
        self.days = incidents["start_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
        self.codes = [incidents[column].astype("category").cat.codes.to_numpy() for column in COLUMNS]

    def counted(self, first, last):
        kept = (self.days >= first) & (self.days <= last)
        weeks = self.days[kept] // 7
        np.bincount(weeks - weeks.min())
        for codes in self.codes:
            np.sort(np.bincount(codes[kept] + 1))


def ours(edition, filters):
    """Milliseconds of each step."""
    unknown = {dimension.column: dimension.unknown for dimension in DIMENSIONS}
    told, start = {}, time.process_time()

    def done(name):
        nonlocal start
        told[name], start = 1000 * (time.process_time() - start), time.process_time()

    selection = select(edition, filters)
    done("select")
    count_over_time(selection)
    for column in COLUMNS:
        count_by(selection, column, unknown.get(column, "Not recorded"))
    done("counts over time and by five columns")
    contests(selection)
    done("tolls and contests")
    return told


@pytest.mark.parametrize("many", [10_000, 100_000, 1_000_000])
def test_from_filters_to_figures(many):
    edition = replace(repeated(read_shipped(ROOT / "data"), many, moved=False))
    first = edition.dataset.incidents["start_date"].min().date()
    floor, times = Floor(edition.dataset.incidents), {}
    for number in range(ROUNDS + 1):
        filters = Filters(first + dt.timedelta(days=number), edition.as_of)
        start = time.process_time()
        floor.counted(filters.start.toordinal() - dt.date(1970, 1, 1).toordinal(), 10**6)
        taken = {"numpy": 1000 * (time.process_time() - start), **ours(edition, filters)}
        for name, milliseconds in taken.items() if number else ():
            times.setdefault(name, []).append(milliseconds)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    medians["all of ours"] = sum(taken for name, taken in medians.items() if name != "numpy")
    for name, taken in medians.items():
        print(f"{many:9,} {name:38} {taken:8.1f} ms {taken / medians['numpy']:7.1f} x")
    if many in BUDGET_MS:
        print(f"{'':9} budget {BUDGET_MS[many]} ms: {'met' if medians['all of ours'] <= BUDGET_MS[many] else 'missed'}")
