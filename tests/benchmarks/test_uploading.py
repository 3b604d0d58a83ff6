"""What readers notice of an analyst who uploads 100,000 incidents: a small piece of work, timed alone and meanwhile.

Run by `make bench`; never part of the test suite. The work stands for a run of a page: Python that needs the
interpreter, 40 ms of it. The upload goes its whole way, through the process of its own, into a draft and to what it
would change.
"""

import datetime as dt
import statistics
import threading
import time

import pytest

from tests.benchmarks.long_workbook import a_long_workbook
from utils.editions.changes import changes
from utils.editions.recipes import upload_of
from utils.tables import quarantine
from utils.tables.intake import Choices, from_parts, to_parts
from utils.tables.limits import Limits
from utils.web.shelf import current_shelf
from utils.web.stores import current_store

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
ROWS = 100_000
LONGEST = 2.0
"""Seconds: no reader may wait longer than that for a page because of an upload."""


def a_run():
    start = time.thread_time()
    while time.thread_time() - start < 0.04:
        sum(range(1000))


class Beats(threading.Thread):
    """Runs one after the other, with a pause between as readers make."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seconds, self.going = [], True

    def run(self):
        while self.going:
            start = time.perf_counter()
            a_run()
            self.seconds.append(time.perf_counter() - start)
            time.sleep(0.05)


def beating(work):
    beats = Beats()
    beats.start()
    start = time.perf_counter()
    result = work()
    beats.going = False
    beats.join()
    return result, time.perf_counter() - start, sorted(beats.seconds)


def test_an_upload_does_not_stall_readers():
    files = {"incidents.xlsx": a_long_workbook(ROWS)}
    base, store, limits = current_shelf().edition, current_store(), Limits(file_mb=200, seconds=600)
    store.new_draft("large", base.number, "Ana", NOW)
    parts = to_parts(files, base.dataset, Choices(), limits)
    steps = {
        "nothing": lambda _: time.sleep(5),
        "read in a process of its own": lambda _: quarantine.run(parts, limits, lambda *_: None),
        "taken over": lambda answer: upload_of(files, from_parts(answer), Choices(), base.dataset),
        "saved as a draft": lambda upload: store.save_draft("large", upload, "Ana", NOW, base.number),
        "opened": lambda _: store.draft_edition("large"),
        "compared with what is published": lambda draft: changes(base.dataset, draft.dataset),
    }
    kept, worst = None, 0.0
    print(f"\n{ROWS:,} rows")
    for name, step in steps.items():
        kept, took, seconds = beating(lambda step=step, before=kept: step(before))
        p95 = seconds[min(int(0.95 * len(seconds)), len(seconds) - 1)]
        worst = max(worst, seconds[-1])
        print(
            f"{name:34} {took:6.1f} s   a run meanwhile: median {1000 * statistics.median(seconds):4.0f} ms, "
            f"p95 {1000 * p95:4.0f}, longest {1000 * seconds[-1]:4.0f}"
        )
    if worst > LONGEST:
        pytest.fail(f"a reader waited {worst:.1f} s")
