"""What the app holds in memory: started, with its first documents made, and with one edition after another opened.

Run by `make bench`; never part of the test suite. Each edition has one incident more than the one before and is opened
under the address where it stays, newest first. Told is the resident memory of the process, and of its children, which
draw pictures and wait for uploads; and what the same editions take alone, without documents, as the shelf keeps them.
"""

import datetime as dt
import subprocess
import sys
import urllib.request
from dataclasses import replace

import pytest

from tests.benchmarks.test_answers import repeated
from tests.load.watched import taken
from tests.serving import ROOT, started
from utils.editions.recipes import Upload
from utils.editions.shipped import read_shipped
from utils.editions.store import Store
from utils.web.press import FORMS, file_of
from utils.web.shelf import MOST_KEPT

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
ALONE = """
import gc, os, sys
from tests.load.watched import taken
from utils.web.shelf import current_shelf, shelf_of
current_shelf()
for number in map(int, sys.argv[1:]):
    gc.collect()
    print(taken(os.getpid()).memory)
    shelf_of(number)
gc.collect()
print(taken(os.getpid()).memory)
"""


def a_store(url, many, editions):
    """So many editions, one after the other; the last holds so many incidents, or those that are shipped."""
    store, shipped = Store(url), read_shipped(ROOT / "data")
    whole = repeated(shipped, many, moved=True) if many else shipped
    for number in range(1, editions + 1):
        upload = Upload({"incidents.xlsx": str(number).encode()}, without(whole.dataset, editions - number))
        if number == 1:
            store.first(upload, "Ana", NOW)
        else:
            store.new_draft(f"draft {number}", number - 1, "Ana", NOW)
            store.save_draft(f"draft {number}", upload, "Ana", NOW)
            store.publish(f"draft {number}", "Bo", NOW)
    store.close()


def without(dataset, last):
    table = dataset.tables["incidents"]
    shorter = replace(table, frame=table.frame.iloc[: len(table.frame) - last])
    return replace(dataset, tables={**dataset.tables, "incidents": shorter})


def opened(address):
    with urllib.request.urlopen(address, timeout=600) as answer:
        return len(answer.read())


def told(what, process, before=None):
    """Prints what the process takes now, and gives its memory in MB."""
    now = taken(process.pid)
    more = "" if before is None else f"  {now.memory - before:+6.1f}"
    print(f"{what:42} {now.memory:7.1f} MB, children {now.children:6.1f}{more}", flush=True)
    return now.memory


def summed_up(what, curve):
    """MB an edition while the shelf has room, and after: level when these take next to none.

    The first step is not counted, for what setting the documents took for a while is given back in it.
    """
    room, full = curve[1:MOST_KEPT], curve[MOST_KEPT - 1 :]
    told = [f"{(part[-1] - part[0]) / (len(part) - 1):.2f} MB each" for part in (room, full) if len(part) > 1]
    print(f"{what}: {' while there is room, '.join(told)}{' once the shelf is full' if len(told) > 1 else ''}")


@pytest.mark.parametrize(("many", "editions"), [(None, 2 * MOST_KEPT), (10_000, MOST_KEPT + 4), (100_000, 4)])
def test_memory_with_editions_kept(many, editions, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/editions.sqlite"
    monkeypatch.setenv("DATABASE_URL", url)
    a_store(url, many, editions)
    print(f"\n{f'{many:,}' if many else 'the shipped'} incidents, {editions} editions; the shelf keeps {MOST_KEPT}")
    with started(settings={"DATABASE_URL": url}) as (address, process):
        opened(f"{address}/healthz")
        idle = told("idle, after one healthz", process)
        for form in FORMS:
            opened(f"{address}/editions/{editions}/{file_of(form)}")
        curve = [told(f"all {len(FORMS)} documents of the newest", process, idle)]
        for number in range(editions - 1, 0, -1):
            opened(f"{address}/editions/{number}/briefing.html")
            curve.append(told(f"web page of edition {number}", process, curve[-1]))
    summed_up("editions with their web page", curve)
    for name, numbers in (("going back", range(editions - 1, 0, -1)), ("going forward", range(1, editions))):
        call = [sys.executable, "-c", ALONE, *map(str, numbers)]
        run = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True)
        summed_up(f"editions alone, {name}", [float(line) for line in run.stdout.split()])
