import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.attacked import measure
from utils.analysis.attack_days import AttackDays
from utils.analysis.wakes import CONSTANTS, DAYS, KILOMETRES, wakes

FIRST, LENGTH, PLACES = dt.date(2020, 1, 1), 1400, 12
LATITUDES = 10 + np.arange(PLACES)  # 111 km apart: no wake reaches the next place


def planted(seed, extra=0.0, measures=40):
    """Attacks by chance in spells shared by all places; measures at dates of chance, each followed by more attacks."""
    rng = np.random.default_rng(seed)
    daily = rng.poisson(0.02 * np.repeat(rng.gamma(0.5, 2, LENGTH // 28 + 1), 28)[:LENGTH], (PLACES, LENGTH))
    places, days = rng.integers(0, PLACES, measures), rng.integers(200, 1300, measures)
    for place, day in zip(places, days, strict=True):
        np.add.at(daily[place], day + 1 + rng.integers(0, 14, rng.poisson(extra)), 1)
    return wakes(responses(places, days), attacks(daily))


def attacks(daily):
    places, days = np.nonzero(daily)
    many = daily[places, days]
    frame = pd.DataFrame(
        {
            "latitude": LATITUDES[np.repeat(places, many)].astype(float),
            "longitude": 20.0,
            "geo_precision": "town",
            "start_date": pd.Timestamp(FIRST) + pd.to_timedelta(np.repeat(days, many), unit="D"),
        }
    )
    return AttackDays(frame, FIRST, FIRST + dt.timedelta(days=LENGTH - 1))


def responses(places, days, **changes):
    rows = [
        measure(
            response_id=f"R-{n}",
            start_date=FIRST + dt.timedelta(days=int(day)),
            latitude=float(LATITUDES[place]),
            longitude=20.0,
            geo_precision="town",
            **changes,
        )
        for n, (place, day) in enumerate(zip(places, days, strict=True))
    ]
    return pd.DataFrame(rows)


def window(told, days, kilometres):
    return next(one for one in told.windows if (one.days, one.kilometres) == (days, kilometres))


def test_where_measures_mean_nothing_few_windows_stand_apart():
    """Ninety-five in a hundred would stand at none; over runs of three windows a few more are chance."""
    told = [window(planted(seed), days, 25) for seed in range(30) for days in (28, 56, 84)]
    judged = [one for one in told if one.enough]
    assert len(judged) >= 60
    assert sum(one.apart for one in judged) / len(judged) <= 0.06


def test_planted_attacks_after_measures_are_found_with_their_number():
    told = [window(planted(seed, extra=2.0), 14, 10) for seed in range(10)]
    assert all(one.apart for one in told)
    assert np.mean([one.found.change[0] for one in told]) == pytest.approx(2, rel=0.15)
    assert sum(one.found.change[1] <= 2 <= one.found.change[2] for one in told) >= 8


def small(*on, days=(700,), **changes):
    """Attacks at the first place on these days, and measures there on those."""
    daily = np.zeros((PLACES, LENGTH), dtype=int)
    for day in on:
        daily[0, day] += 1
    return wakes(responses([0] * len(days), days, **changes), attacks(daily))


def test_before_and_after_leave_out_the_day_itself():
    found = window(small(300, 690, 700, 705), 14, 10).found
    assert (found.treated, found.counted) == (1, 2)


def test_dates_near_a_measure_are_no_dates_without_one():
    lone, many = window(small(300), 28, 10).found, window(small(300, days=(700, 800)), 28, 10).found
    assert lone.controls - many.controls == 8


def test_measures_within_a_week_at_one_place_are_one_occasion():
    assert small(300, days=(700, 705, 720)).occasions == 2


def test_few_occasions_are_too_few_to_judge():
    assert small(300, 690, 705).judged == ()


@pytest.mark.parametrize(
    "changes",
    [{"status": "announced"}, {"date_precision": "week"}, {"latitude": np.nan}],
    ids=lambda told: next(iter(told)),
)
def test_measures_that_cannot_be_placed_in_time_and_space_are_left_out(changes):
    frame = responses([0], [700]).assign(**changes)
    told = wakes(frame, attacks(np.eye(PLACES, LENGTH, dtype=int)))
    assert (told.windows, told.left_out) == ((), ("R-0",))


def test_every_distance_and_span_is_tried():
    assert {(one.days, one.kilometres) for one in small(300).windows} == {(d, k) for d in DAYS for k in KILOMETRES}


def test_every_constant_has_its_unit_and_names_its_source():
    assert all(name and value and source for name, value, source in CONSTANTS)
