import datetime as dt

import numpy as np
import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis.baseline import Verdict
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.windows import change_of, weekly_limits

MARCH = Filters(dt.date(2026, 3, 2), dt.date(2026, 3, 29))  # four whole weeks


def on(*days, **changes):
    return [an_incident(start_date=day, **changes) for day in days]


def seen(rows, filters=MARCH, **others):
    numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(rows, 1)]
    return select(an_edition(*numbered, **others), filters)


def test_windows_of_the_same_length_are_counted_with_their_zeros():
    change = change_of(seen(on("2025-11-10", "2026-02-10", "2026-02-11", "2026-03-02", "2026-03-29")))
    assert change.comparison.earlier == (1, 0, 0, 2)
    assert change.comparison.count == 2
    assert (change.since, change.start, change.end) == (dt.date(2025, 11, 10), MARCH.start, MARCH.end)
    assert change.basis == ("N-4", "N-5")


def test_the_current_window_is_not_part_of_its_own_baseline():
    quiet = on("2025-11-10", "2026-01-05", "2026-02-10")
    calm, busy = change_of(seen(quiet)), change_of(seen([*quiet, *on(*["2026-03-10"] * 30)]))
    assert busy.comparison.earlier == calm.comparison.earlier
    assert busy.comparison.verdict is Verdict.ABOVE


def test_an_incident_begun_before_the_window_is_not_counted_in_it():
    change = change_of(seen(on("2025-06-01") + on("2026-02-20", end_date="2026-03-05")))
    assert change.comparison.count == 0
    assert change.comparison.earlier[-1] == 1


def test_a_date_too_coarse_for_the_window_is_counted_nowhere_and_told():
    rows = on("2025-06-01", "2026-02-20", "2026-03-10") + on("2026-03-10", "2026-02-10", date_precision="month")
    change = change_of(seen(rows))
    assert change.comparison.count == 1
    assert change.unplaced == ("N-4",)
    assert sum(change.comparison.earlier) == 1


def test_filters_narrow_the_baseline_as_they_narrow_the_period():
    rows = on("2025-06-01", "2026-02-10", "2026-03-10") + on("2026-02-11", "2026-03-11", admin2="Birch")
    birch = Filters(MARCH.start, MARCH.end, districts=("Birch",))
    change = change_of(seen(rows, birch))
    assert (change.comparison.count, change.comparison.earlier[-1]) == (1, 1)


def test_a_period_that_runs_on_beyond_the_record_is_cut_and_marked():
    change = change_of(seen(on("2025-06-01"), Filters(dt.date(2026, 3, 2), dt.date(2026, 4, 30))))
    assert (change.end, change.part) == (dt.date(2026, 3, 31), True)


def test_a_record_without_enough_past_says_so():
    change = change_of(seen(on("2026-02-10", "2026-03-10")))
    assert change.comparison.verdict is Verdict.TOO_FEW
    assert [figure.unit for figure in change.figures] == ["incidents", "windows"]


def test_nothing_selected_is_no_crash():
    change = change_of(seen(on("2026-03-10"), Filters(dt.date(2020, 1, 1), dt.date(2020, 1, 31))))
    assert change.comparison.count == 0


def test_the_last_four_weeks_are_compared_with_earlier_four_weeks():
    change = change_of(seen(on("2025-03-01", "2026-03-20"), Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31))), 28)
    assert (change.start, change.days) == (dt.date(2026, 3, 4), 28)


def test_each_week_is_held_against_the_year_before_it():
    steady = [str(np.datetime64("2024-12-02") + 7 * week) for week in range(69)]
    weeks = weekly_limits(seen(on(*steady, *["2026-03-10"] * 9)))
    assert weeks["incidents"].tolist() == [1, 10, 1, 1]
    assert weeks["above"].tolist() == [False, True, False, False]
    assert weeks["mean"].iloc[0] == pytest.approx(1)


def test_a_week_with_less_than_a_year_of_record_before_it_has_no_limit():
    weeks = weekly_limits(seen(on("2026-02-10", *["2026-03-10"] * 9)))
    assert weeks["limit"].isna().all() and not weeks["above"].any()
