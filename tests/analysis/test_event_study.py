import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.attacked import FIRST, START, days, measure, steady
from utils.analysis.attack_days import AttackDays
from utils.analysis.event_study import BLOCK, REACH, event_study


def study(before, after, *starts, **others):
    measures = [
        measure(response_id=f"R-{number}", start_date=START + dt.timedelta(days=day), **others)
        for number, day in enumerate(starts, 1)
    ]
    return event_study(pd.DataFrame(measures), days(before, after))


MONTHLY = range(-200, 30, 25)


def test_measures_of_one_area_in_one_week_are_one_occasion():
    told = study(steady(40, 3), steady(20, 3), 0, 2, 6, 7)
    assert (len(told.measures), told.occasions) == (4, 2)


def test_where_nothing_happens_the_mean_lies_within_what_other_dates_have():
    told = study(steady(70, 3), steady(25, 3, 2), *MONTHLY)
    inside = told.weeks["mean"].between(told.weeks["usual_low"], told.weeks["usual_high"])
    assert told.enough
    assert inside.mean() >= 0.75


def test_a_peak_just_before_measures_stands_out():
    weekly = steady(70, 2)
    earlier = [day for day in MONTHLY if day < 0]
    for day in earlier:
        weekly[70 + day // 7 - 1] += 12
    told = study(weekly, steady(25, 2, 2), *earlier)
    peak = told.weeks[told.weeks["week"].between(-2, -1)]
    assert (peak["mean"] > peak["usual_high"]).any()


def test_few_measures_are_too_few_to_judge():
    told = study(steady(40, 3), steady(20, 3), 0)
    assert not told.enough
    assert len(told.weeks) == 2 * REACH


def test_measures_near_the_ends_of_the_record_are_left_out():
    told = study(steady(40, 3), steady(20, 3), 0, 170)
    assert (told.measures, told.left_out) == (("R-1",), ("R-2",))


def test_announcements_are_left_out():
    assert study(steady(40, 3), steady(20, 3), 0, status="announced").measures == ()


def test_the_same_rows_give_the_same_numbers():
    one, other = (study(steady(40, 3), steady(20, 3), *MONTHLY) for _ in range(2))
    assert one.weeks.equals(other.weeks)
    assert one.means == (one.weeks["mean"][:REACH].mean(), one.weeks["mean"][REACH:].mean())


def with_one_day(attacks, *starts, day=0):
    """So many attacks on one day in an otherwise even record, and measures so many days from it."""
    held = days(steady(70, 2), steady(25, 2, 2))
    on = pd.Timestamp(START) + pd.Timedelta(days=day)
    rows = pd.concat([held.incidents, held.incidents.iloc[[-1] * attacks].assign(start_date=on, admin2="Alder")])
    measures = [
        measure(response_id=f"R-{n}", start_date=START + dt.timedelta(days=start)) for n, start in enumerate(starts)
    ]
    return event_study(pd.DataFrame(measures), AttackDays(rows, held.first, held.last))


def test_the_day_that_weighs_most_is_named_with_the_windows_that_hold_it():
    told = with_one_day(40, -100, -30, -10, 10, 30)
    assert (told.heaviest.day, told.heaviest.windows, told.occasions) == (START, 4, 5)


def test_without_that_day_only_its_weeks_are_lower():
    told = with_one_day(40, -100, -30, -10, 10, 30)
    lower = told.weeks.loc[told.weeks["without"] < told.weeks["mean"], "week"]
    assert lower.tolist() == [-5, -2, 1, 4]
    assert (told.weeks["mean"] - told.weeks["without"]).max() == pytest.approx(40 / 5)


def test_attacks_on_the_measures_own_day_are_in_no_week():
    told = with_one_day(40, 0)
    assert told.on_day >= 40
    assert told.weeks["mean"].max() < 40
    assert told.heaviest.day != START


def test_measures_in_one_stretch_of_time_have_no_interval():
    told = study(steady(70, 3), steady(25, 3, 2), *range(-80, 0, 8))
    assert told.enough
    assert not told.bounded
    assert told.weeks[["low", "high"]].isna().all().all()
    assert told.weeks["usual_low"].notna().all()


def test_windows_that_share_days_in_one_area_are_counted():
    assert study(steady(70, 3), steady(25, 3, 2), -300, 0, 50).overlapping == 2


def test_one_day_seen_by_many_measures_does_not_look_certain():
    """Eight districts see one bad day in one week after their measures; drawn one by one, its mean would seem sure."""
    districts = [f"D{n}" for n in range(8)]
    first, last = dt.date(2023, 1, 1), dt.date(2026, 6, 30)
    rows = [(name, pd.Timestamp(START) + pd.Timedelta(days=3)) for name in districts for _ in range(5)]
    frame = pd.DataFrame(rows, columns=["admin2", "start_date"]).assign(admin1="Northland")
    starts = [(name, START) for name in districts]
    starts += [("D1", START - dt.timedelta(days=days)) for days in range(90, 900, 90)]
    measures = [measure(response_id=f"R-{n}", admin2=name, start_date=day) for n, (name, day) in enumerate(starts)]
    told = event_study(pd.DataFrame(measures), AttackDays(frame, first, last))
    week = told.weeks.set_index("week").loc[0]
    assert told.bounded
    assert week["mean"] == pytest.approx(40 / 17)
    assert week["low"] == 0


@pytest.mark.parametrize("seed", range(4))
def test_moved_stretches_hold_nine_in_ten_where_measures_mean_nothing(seed):
    """Attacks come in shared spells; measures in clusters at dates that have nothing to do with them."""
    rng = np.random.default_rng(seed)
    spells = np.repeat(rng.gamma(1, 3, 30), 4)[:95]
    weekly = rng.poisson(spells).tolist()
    starts = (rng.integers(-480, 40, 12)[:, None] + rng.integers(0, 40, (12, 4))).ravel()
    starts = starts[(START - FIRST).days + starts > BLOCK]
    told = study(weekly[:70], weekly[70:], *sorted(starts.tolist()))
    inside = told.weeks["mean"].between(told.weeks["usual_low"], told.weeks["usual_high"])
    assert inside.mean() >= 0.7
