"""What the numbers of the analysis pages cost in CPU, beside numpy that only looks at every incident once.

Run by `make bench`; never part of the test suite. The record is the shipped one repeated, each copy a little moved, so
that incidents lie at points of their own. Quote the ratios.
"""

import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.analysis.exposure import exposure_of
from utils.analysis.filters import Filters, options_of
from utils.analysis.yardsticks import USUAL
from utils.briefing.compose import compose
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import LIGHT

ROOT = Path(__file__).parents[2]
ROUNDS, WINDOW = 5, 365
SECTIONS = ("responses", "investments", "region", "outlook")


def repeated(edition, many, *, moved):
    """The edition with its incidents repeated to so many, each copy up to about 2 km away when `moved`."""
    table = edition.dataset.tables["incidents"]
    copies = -(-many // len(table.frame))
    frame = pd.concat([table.frame] * copies, ignore_index=True)
    number = np.repeat(np.arange(copies), len(table.frame))
    names = [f"{name}-{copy}" for name, copy in zip(frame["incident_id"], number, strict=True)]
    shift = np.random.default_rng(1).normal(0, 0.01, (2, len(frame))) if moved else np.zeros((2, len(frame)))
    frame = frame.assign(
        incident_id=names, latitude=frame["latitude"] + shift[0], longitude=frame["longitude"] + shift[1]
    )
    tables = {**edition.dataset.tables, "incidents": replace(table, frame=frame.iloc[:many])}
    return replace(edition, dataset=replace(edition.dataset, tables=tables))


def floor(edition):
    """Week counts, and counts near fifty points, from arrays that are at hand."""
    frame = edition.dataset.incidents
    weeks = frame["start_date"].to_numpy().astype("datetime64[W]").astype(np.int64)
    np.bincount(weeks - weeks.min())
    east, north = frame["longitude"].to_numpy(), frame["latitude"].to_numpy()
    for _ in range(50):
        np.count_nonzero((east - 62.3) ** 2 + (north - 25.1) ** 2 < 0.04)


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("moved", [False, True], ids=["at the shipped points", "each at a point of its own"])
@pytest.mark.parametrize("many", [147, 10_000, 100_000])
def test_the_numbers_of_the_pages(many, moved):
    edition = repeated(read_shipped(ROOT / "data"), many, moved=moved)
    base, options = read_base(ROOT / "data" / "reference"), options_of(edition.dataset, edition.as_of)
    filters = Filters(edition.dataset.incidents["start_date"].min().date(), edition.as_of)
    times: dict[str, list[float]] = {}
    for round_number in range(ROUNDS):
        fresh = replace(edition)  # answers are kept by edition: a new one is answered anew
        briefing = compose(fresh, filters, options=options, base=base, look=LIGHT)
        exposure = exposure_of(replace(edition), filters, base.routes, edition.as_of, USUAL)
        work = {
            "numpy": lambda fresh=fresh: floor(fresh),
            "exposure": lambda: exposure_of(replace(edition), filters, base.routes, edition.as_of, USUAL),
            "draws": lambda exposure=exposure: exposure.drawn,
            **{key: lambda key=key, briefing=briefing: briefing.section(key) for key in SECTIONS},
        }
        for name, asked in work.items():
            if round_number:
                times.setdefault(name, []).append(seconds(asked))
            else:
                asked()
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        print(
            f"{many:8,} {'moved' if moved else ''} {name:12} {1000 * taken:8.0f} ms {taken / medians['numpy']:8.1f} x"
        )
