from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.drawn import a_dataset, an_incident
from utils.tables.likeness import MOST_OFFERED, likely_duplicates

OLD = an_incident(incident_id="N-1", latitude=10.5, longitude=20.5, start_date="2026-02-03")


def offered(fresh, *others, asked=("N-2",)):
    dataset, _ = a_dataset(OLD, {**OLD, "incident_id": "N-2", **fresh}, *others)
    return list(likely_duplicates(dataset.tables["incidents"], asked))


@pytest.mark.parametrize(
    "fresh",
    [
        {},
        {"start_date": "2026-02-05"},
        {"latitude": 10.54},
        {"event_type": "Explosions/Remote violence"},
        {"actor": ""},
    ],
)
def test_the_same_place_within_two_days_and_of_a_compatible_kind_is_offered(fresh):
    (problem,) = offered(fresh)
    assert problem.found == "N-2"
    assert "“N-1”" in problem.allowed


@pytest.mark.parametrize(
    "fresh",
    [
        {"start_date": "2026-02-06"},
        {"latitude": 10.56},
        {"event_type": "Protests"},
        {"actor": "Thaw Brigade"},
        {"geo_precision": "district"},
        {"date_precision": "week"},
    ],
)
def test_what_differs_in_place_day_kind_or_actor_is_not(fresh):
    assert offered(fresh) == []


def test_only_new_rows_are_asked_about_and_each_pair_once():
    assert offered({}, asked=()) == []
    assert len(offered({}, asked=("N-1", "N-2"))) == 1


def test_the_nearest_of_several_is_offered():
    (problem,) = offered({"latitude": 10.53}, {**OLD, "incident_id": "N-3", "latitude": 10.531})
    assert "“N-3”" in problem.allowed
    assert "0.1 km and 0 days away" in problem.allowed


def test_an_import_of_twenty_thousand_in_few_towns_offers_only_so_many():
    dataset, _ = a_dataset(OLD)
    read, count = dataset.tables["incidents"], 20_000
    chance = np.random.default_rng(7)
    days = pd.to_datetime("2020-01-01") + pd.to_timedelta(chance.integers(0, 365, count), unit="D")
    town = chance.integers(0, 20, count)
    frame = (
        read.frame.iloc[np.zeros(count, dtype=int)]
        .reset_index(drop=True)
        .assign(incident_id=[f"M-{number}" for number in range(count)], start_date=days, latitude=town, longitude=town)
    )
    found = list(likely_duplicates(replace(read, frame=frame), frozenset(frame["incident_id"])))
    assert len(found) == MOST_OFFERED
