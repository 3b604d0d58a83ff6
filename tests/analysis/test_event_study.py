import datetime as dt

import pandas as pd

from tests.analysis.attacked import START, days, measure, steady
from utils.analysis.event_study import REACH, event_study


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
