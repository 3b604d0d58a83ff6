"""From bytes to typed rows, beside a bare fast reader and pandas with openpyxl: ratios of medians, in turn, by size.

Run by `make bench`; never part of the test suite. Absolute times drift with the machine; quote the ratios. 500,000 rows
are more than is read of a stranger's file: they are let in as an operator does it, by RAISED. Neither the time nor the
memory that an upload may take is limited here, where there is no process of its own.
"""

import io
import statistics
import time
from itertools import pairwise

import fastexcel
import pandas as pd
import pytest

from tests.benchmarks.long_workbook import COLUMNS, INCIDENTS, a_long_workbook
from utils.tables.limits import Limits
from utils.tables.problems import Severity
from utils.tables.reading import read_table
from utils.tables.workbooks import open_file
from utils.web.settings import read_settings

ROUNDS = {1_000: (9, 5), 10_000: (5, 3), 100_000: (5, 1), 500_000: (3, 1)}
"""Rounds at each size, and those of them in which pandas has a turn, too: it takes minutes for the longest."""

RAISED = {"BRIEFBOOK_UPLOAD_MB": "200", "BRIEFBOOK_LIMIT_ROWS": "1000000", "BRIEFBOOK_LIMIT_UNPACKED_MB": "2000"}
TARGET, TARGET_ROWS = 2.5, 100_000
BARE, OPENED, OURS, PANDAS = "bare fastexcel", "open_file", "open_file and read_table", "pandas with openpyxl"


def with_pandas(content):
    sheet = {"sheet_name": "Incidents", "header": None, "dtype": str}
    return pd.read_excel(io.BytesIO(content), engine="openpyxl", **sheet)


def bare(content):
    return fastexcel.read_excel(content).load_sheet("Incidents", header_row=None, dtypes="string").to_arrow()


def timed(work):
    """Seconds that it took, and what it gave."""
    start = time.perf_counter()
    given = work()
    return time.perf_counter() - start, given


def ours(content, rows):
    """Seconds until the file is open, and until every cell of it is checked and typed."""
    limits = Limits() if rows < Limits.rows else read_settings(RAISED, {}).limits
    opening, opened = timed(lambda: open_file("incidents.xlsx", content, limits))
    assert opened.grids, opened.problems
    typing, (read, problems) = timed(lambda: read_table(INCIDENTS, opened.grids[0], "incidents.xlsx"))
    assert len(read.frame) == rows
    assert not [problem for problem in [*problems, *opened.problems] if problem.severity is Severity.STOPS]
    return {OPENED: opening, OURS: opening + typing}


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Nobody's libraries are loaded on the clock."""
    content = a_long_workbook(10)
    for read in (bare, with_pandas, lambda content: ours(content, 10)):
        read(content)


@pytest.fixture(scope="module")
def growth():
    """The medians of every size, which are told side by side at the end: in linear growth a line stays the same."""
    told = {}
    yield told
    print("\nmilliseconds per 1,000 rows, and beside the size before")
    for name in (BARE, OPENED, OURS, PANDAS):
        each = [(rows, 1_000_000 * medians[name] / rows) for rows, medians in told.items()]
        steps = [1.0, *(after / before for (_, before), (_, after) in pairwise(each))]
        line = (f"{rows:9,}: {ms:7.2f} ({step:4.2f})" for (rows, ms), step in zip(each, steps, strict=True))
        print(f"{name:26}", *line)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("rows", ROUNDS)
def test_reading_checking_and_typing_beside_a_bare_fast_reader(rows, growth):
    content, times = a_long_workbook(rows), {}
    rounds, slow = ROUNDS[rows]
    for number in range(rounds + 1):
        taken = {BARE: timed(lambda: bare(content))[0], **ours(content, rows)}
        taken |= {PANDAS: timed(lambda: with_pandas(content))[0]} if 0 < number <= slow else {}
        for name, seconds in taken.items() if number else ():  # the first round finds room for so many rows
            times.setdefault(name, []).append(seconds)
    medians = growth[rows] = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"\n{rows:,} rows x {COLUMNS} columns, {len(content) / 1_000_000:.1f} MB")
    for name, seconds in medians.items():
        spread = f"{min(times[name]):.3f}–{max(times[name]):.3f}"
        print(f"{name:26} {seconds:7.3f} s  ({spread})  {seconds / medians[BARE]:.2f} times bare")
    if rows == TARGET_ROWS:
        assert medians[OURS] / medians[BARE] <= TARGET
