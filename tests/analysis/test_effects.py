import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.attacked import START, days, measure, steady
from utils.analysis.attack_days import AttackDays
from utils.analysis.effects import CONSTANTS, Standing, before_after
from utils.analysis.interrupted import WEEKS_AFTER, WEEKS_BEFORE, placebo_days

PROVINCE = {"admin2": np.nan}


def told(before=(), after=(), *, response=None, placebos=False, **others):
    return before_after(response or measure(), days(before, after, **others), placebos=placebos)


def test_a_planted_rise_is_found_with_its_size():
    found = told(steady(26, 4), steady(13, 12, 2), response=measure(**PROVINCE))
    level, low, high = found.level
    assert found.standing is Standing.JUDGED
    assert low < 3 < high and low > 1
    assert level == pytest.approx(3, rel=0.6)


def test_a_planted_fall_is_found():
    found = told(steady(26, 12), steady(13, 4, 2), response=measure(**PROVINCE))
    assert found.level[2] < 1


def test_what_also_rises_in_the_other_districts_is_no_change():
    control = steady(26, 8, 3) + steady(13, 24, 4)
    found = told(steady(26, 4), steady(13, 12, 2), control=control)
    assert found.controlled
    assert found.level[1] < 1 < found.level[2]


def test_where_nothing_changed_few_intervals_leave_out_one():
    alarms = 0
    for seed in range(30):
        found = told(steady(26, 6, seed), steady(13, 6, 100 + seed), response=measure(**PROVINCE))
        alarms += found.level is not None and not found.level[1] <= 1 <= found.level[2]
    assert alarms <= 4


def test_before_and_after_are_counted_without_the_day_itself():
    found = told([2] * 26, [1] * 13)
    assert (found.before, found.after) == (52, 13)
    assert found.weeks["week"].tolist() == list(range(-26, 13))


@pytest.mark.parametrize(
    ("response", "standing"),
    [
        (measure(status="announced"), Standing.ANNOUNCED),
        (measure(date_precision="week"), Standing.COARSE),
        (measure(start_date="2024-07-01"), Standing.EARLY),
        (measure(start_date="2026-06-20"), Standing.LATE),
        (measure(), Standing.FEW),
    ],
)
def test_a_measure_that_cannot_be_judged_says_why(response, standing):
    found = told((1, 0, 1), (1,), response=response)
    assert (found.standing, found.level) == (standing, None)


def test_an_interval_without_end_is_not_told():
    assert told([1] * 26, [0] * 13, response=measure(**PROVINCE)).standing is Standing.UNSETTLED


def test_a_measure_after_a_peak_is_marked_as_such():
    assert told([1] * 22 + [9] * 4, [1] * 13).after_peak
    assert not told([2] * 26, [2] * 13).after_peak


def test_attacks_that_moved_are_looked_for_in_the_ring():
    away = measure(latitude=10.5 + 50 / 111.19)
    found = told([1] * 26, [3] * 13, response=away)
    assert (found.ring.before, found.ring.after) == (13, 39)
    assert found.ring.ratio[0] == pytest.approx(39.5 / 13.5)
    assert found.ring.enough
    assert not told([0] * 26, [1] * 6, response=away).ring.enough
    assert told([1] * 26, [3] * 13, response=measure(**PROVINCE)).ring is None


def test_attacks_in_the_ring_that_come_in_bursts_show_no_move():
    away = measure(latitude=10.5 + 50 / 111.19)
    burst = told([0] * 25 + [12], [0] * 12 + [36], response=away).ring.ratio
    evenly = told([1] * 26, [3] * 13, response=away).ring.ratio
    assert burst[1] < 1 < burst[2]
    assert evenly[1] > 1


def test_where_nothing_moved_few_intervals_of_the_ring_leave_that_out():
    away, chance = measure(latitude=10.5 + 50 / 111.19), np.random.default_rng(11)
    drawn = (chance.negative_binomial(1.5, 1 / 3, 39).tolist() for _ in range(300))  # variance three times the mean
    rings = [told(weeks[:26], weeks[26:], response=away).ring.ratio for weeks in drawn]
    assert np.mean([low > 1 or high < 1 for _, low, high in rings]) < 0.1


def test_a_change_is_ranked_among_dates_without_the_measure():
    quiet = steady(70, 4)
    found = told(quiet, steady(13, 30, 2), response=measure(**PROVINCE), placebos=True)
    assert found.placebos >= 19
    assert found.chance == pytest.approx(1 / (found.placebos + 1))
    calm = told(quiet, steady(13, 4, 2), response=measure(**PROVINCE), placebos=True)
    assert calm.chance > 0.1


def test_too_few_other_dates_give_no_rank():
    found = told(steady(26, 4), steady(13, 4, 2), response=measure(**PROVINCE), placebos=True)
    assert (found.placebos < 19, found.chance) == (True, None)


@pytest.mark.parametrize("day", [200, 700, 1200])
def test_no_other_date_sees_the_measure_or_what_followed_it(day):
    own, length = set(range(day, day + 7 * WEEKS_AFTER + 1)), 1400
    dates = placebo_days(length, day, WEEKS_AFTER)
    windows = [range(date - 7 * WEEKS_BEFORE, date + 7 * WEEKS_AFTER + 1) for date in dates]
    assert dates and not any(own & set(window) for window in windows)
    assert all(window[0] >= 0 and window[-1] < length for window in windows)


def test_a_change_that_passed_again_is_not_hidden_by_itself():
    weeks = [*steady(13, 14, 3), *steady(40, 4, 4)]
    found = told(steady(70, 4, 5), weeks, last=dt.date(2027, 1, 20), response=measure(**PROVINCE), placebos=True)
    assert found.chance < 0.05


def on_the_day(attacks):
    held = days([1, 0] * 13, [1] * 13)
    rows = pd.concat([held.incidents, held.incidents.iloc[[-1] * attacks].assign(start_date=pd.Timestamp(START))])
    return before_after(measure(**PROVINCE), AttackDays(rows, held.first, held.last), placebos=False)


def test_the_day_of_the_measure_is_told_and_left_out_of_both_halves():
    found = on_the_day(6)
    assert (found.before, found.after, found.on_day) == (13, 13, 6)


def test_what_would_change_with_the_day_counted_is_told_both_ways():
    found = on_the_day(6)
    assert found.counted_before[0] < found.level[0] < found.counted_after[0]
    assert on_the_day(0).counted_after is None


@pytest.mark.parametrize(("after", "week"), [([20, 1, 1, 1, 1, 1], 0), ([1, 1, 20, 1, 1, 1], 2)])
def test_a_single_day_with_a_third_of_all_attacks_is_told_by_itself(after, week):
    held = days([1, 0] * 13, after)
    first = pd.Timestamp(START) + pd.Timedelta(days=1 + 7 * week)
    kept = held.incidents["start_date"].between(first, first + pd.Timedelta(days=6))
    rows = held.incidents.assign(start_date=held.incidents["start_date"].where(~kept, first))
    found = before_after(measure(**PROVINCE), AttackDays(rows, held.first, held.last), placebos=False)
    assert (found.burst.day, found.burst.attacks, found.burst.week) == (first.date(), 20, week)


def test_a_single_day_in_the_last_week_before_is_placed_there():
    held = days([1, 0] * 12 + [1, 20], [1] * 13)
    day = pd.Timestamp(START) - pd.Timedelta(days=1)
    kept = held.incidents["start_date"].between(day - pd.Timedelta(days=6), day)
    rows = held.incidents.assign(start_date=held.incidents["start_date"].where(~kept, day))
    found = before_after(measure(**PROVINCE), AttackDays(rows, held.first, held.last), placebos=False)
    assert (found.burst.attacks, found.burst.week) == (20, -1)
    assert found.burst.level[0] == pytest.approx(told([1, 0] * 13, [1] * 13, response=measure(**PROVINCE)).level[0])


def test_attacks_spread_over_days_make_no_burst():
    assert told([2] * 26, [2] * 13).burst is None


def test_every_constant_has_its_unit_and_names_its_source():
    assert all(name and value and source for name, value, source in CONSTANTS)
