import datetime as dt
from dataclasses import replace
from functools import lru_cache

import pytest

from tests.drawn import INDICATOR, RESPONSE, SCENARIOS, an_edition, an_incident
from utils.analysis.filters import Filters
from utils.analysis.lateness import CONSTANTS, LEAST_INCIDENTS, Known, lateness
from utils.analysis.readings import readings_of
from utils.analysis.selection import select
from utils.analysis.windows import change_of, weekly_limits
from utils.editions.edition import Standing

AS_OF = dt.date(2026, 3, 29)  # a Sunday
FIRST = dt.date(2025, 12, 15)  # a Monday

WEEKS = 15
EACH = 10


@lru_cache(maxsize=8)
def an_edition_of(*, as_of=str(AS_OF), **changes):
    return an_edition(*rows(**changes), about={"As of": as_of})


def rows(**changes):
    """Ten incidents in each of fifteen weeks, the last of which ends on the as-of day."""
    mondays = [FIRST + dt.timedelta(weeks=week) for week in range(WEEKS)]
    return [
        an_incident(incident_id=f"W{week}-{number}", start_date=str(monday), **changes)
        for week, monday in enumerate(mondays)
        for number in range(EACH)
    ]


def stood(weeks_before, missing):
    """What stood so many weeks earlier: of its last weeks, so many incidents were missing, the newest week's first."""
    last = WEEKS - 1 - weeks_before
    lost = {last - age: number for age, number in enumerate(missing)}
    ids = [f"W{week}-{number}" for week in range(last + 1) for number in range(EACH) if number >= lost.get(week, 0)]
    return Standing(AS_OF - dt.timedelta(weeks=weeks_before), frozenset(ids))


@pytest.fixture(scope="module")
def newest():
    return an_edition_of()


def seen(newest, *earlier):
    return lateness(replace(newest, earlier=earlier))


def test_the_share_known_after_so_many_weeks_is_the_planted_one(newest):
    told = seen(newest, stood(8, [6, 2, 1]), stood(5, [4, 4, 0]))
    assert told.known[:3] == (Known(0, 10, 20), Known(1, 14, 20), Known(2, 19, 20))
    assert told.known[2].share == 0.95
    assert told.editions == 2


def test_weeks_as_young_as_those_once_known_too_little_are_provisional(newest):
    told = seen(newest, stood(8, [6, 2, 1]), stood(5, [4, 4, 0]))
    assert told.slowest == Known(1, 14, 20)
    assert told.since == dt.date(2026, 3, 16), "the Monday of the last week but one"


def test_reports_that_came_in_at_once_leave_no_week_provisional(newest):
    told = seen(newest, stood(8, []))
    assert told.enough and told.slowest is None and told.since is None


def test_a_gap_in_the_middle_of_the_ages_counts_up_to_the_oldest(newest):
    assert seen(newest, stood(8, [0, 0, 5])).since == dt.date(2026, 3, 9)


@pytest.mark.parametrize("weeks_before", [0, 1, 3])
def test_an_edition_too_near_in_time_tells_nothing(newest, weeks_before):
    told = seen(newest, stood(weeks_before, [9, 9, 9]))
    assert not told.enough and told.since is None


def test_with_one_edition_nothing_is_said(newest):
    assert not seen(newest).enough


def test_a_share_needs_enough_incidents():
    few = [row for row in rows() if int(row["incident_id"].split("-")[1]) < LEAST_INCIDENTS - 1]
    edition = an_edition(*few, about={"As of": str(AS_OF)})
    assert not seen(edition, stood(8, [9, 9])).enough


def test_old_records_added_later_are_not_late_reports():
    nothing = Standing(AS_OF - dt.timedelta(weeks=8), frozenset(f"W{w}-{n}" for w in range(7) for n in range(EACH)))
    old = [an_incident(incident_id=f"O-{n}", start_date="2024-01-01") for n in range(40)]
    edition = an_edition(*rows(), *old, about={"As of": str(AS_OF)})
    assert seen(edition, nothing).since is None


def test_dates_known_only_to_a_month_are_left_out():
    assert not seen(an_edition_of(date_precision="month"), stood(8, [9, 9])).enough


@pytest.mark.parametrize(("as_of", "since"), [("2026-03-29", "2026-03-23"), ("2026-03-31", "2026-03-23")])
def test_a_week_is_as_old_as_the_whole_weeks_since_its_end(as_of, since):
    assert seen(an_edition_of(as_of=as_of), stood(8, [5])).since == dt.date.fromisoformat(since)


def test_provisional_weeks_are_left_out_of_the_current_window(newest):
    late = replace(newest, earlier=(stood(8, [6, 2]),))
    period = Filters(dt.date(2026, 2, 2), AS_OF)
    held, whole = change_of(select(late, period)), change_of(select(newest, period))
    assert (held.end, held.held_back) == (dt.date(2026, 3, 15), True)
    assert (whole.end, whole.held_back) == (AS_OF, False)
    assert held.comparison.count == 60 and whole.comparison.count == 80


def test_a_period_of_provisional_weeks_alone_is_kept(newest):
    late = replace(newest, earlier=(stood(8, [6, 2]),))
    assert not change_of(select(late, Filters(dt.date(2026, 3, 16), AS_OF))).held_back


@pytest.mark.parametrize(("first", "left_out"), [("2026-03-23", 1), ("2026-03-24", 2), ("2026-03-16", 0)])
def test_provisional_weeks_are_left_out_of_the_baseline_too(newest, first, left_out):
    late = replace(newest, earlier=(stood(8, [6, 2]),))
    period = Filters(dt.date.fromisoformat(first), AS_OF)
    held, whole = (change_of(select(edition, period)).comparison.earlier for edition in (late, newest))
    assert held == whole[: len(whole) - left_out]


@pytest.fixture(scope="module")
def a_long_record():
    """A year of one incident a week long before those fifteen, so that every one of these has a base."""
    mondays = [FIRST - dt.timedelta(weeks=week) for week in range(21, 73)]
    before = [an_incident(incident_id=f"B-{week}", start_date=str(monday)) for week, monday in enumerate(mondays)]
    ten_days = {**INDICATOR, "state": "not known", "measure": "attacks", "within_days": 10, "threshold": 1}
    return an_edition(*before, *rows(), about={"As of": str(AS_OF)}, scenarios=SCENARIOS, indicators=[ten_days])


@pytest.mark.parametrize("first", ["2026-03-02", "2026-03-16", "2026-03-23"])
def test_a_week_is_held_against_no_provisional_week(a_long_record, first):
    late = replace(a_long_record, earlier=(stood(8, [6, 2]),))  # the last two weeks are provisional
    period = Filters(dt.date.fromisoformat(first), AS_OF)
    held, whole = (weekly_limits(select(edition, period)).set_index("start") for edition in (late, a_long_record))
    assert held["limit"].iloc[-1] == whole["limit"].get("2026-03-16", held["limit"].iloc[-1])
    assert held["limit"].iloc[-1] != whole["limit"].iloc[-1]
    assert held["incidents"].tolist() == whole["incidents"].tolist() == [EACH] * len(whole)
    firm = held.index < "2026-03-23"
    assert held[firm].equals(whole[firm])


def test_an_indicator_is_held_against_no_provisional_week(a_long_record):
    late = replace(a_long_record, earlier=(stood(8, [6, 2]),))
    held, whole = (readings_of(edition)["D-1"].earlier.earlier for edition in (late, a_long_record))
    assert held == whole[:-1], "the window before the current one ends on 19 March"


def test_late_reports_of_incidents_hold_no_measure_of_the_state_back():
    taken = [
        {**RESPONSE, "response_id": f"R-{n}", "response_type": "Deployment", "trigger_ids": None, "curfew_days": None}
        | {"start_date": day, "end_date": None}
        for n, day in enumerate(("2025-12-20", "2026-03-10"))
    ]
    one = {**INDICATOR, "state": "not known", "measure": "operations, deployments and shutdowns", "within_days": 10}
    whole = an_edition(*rows(), about={"As of": str(AS_OF)}, scenarios=SCENARIOS, indicators=[one], responses=taken)
    late = replace(whole, earlier=(stood(8, [6, 2]),))
    assert readings_of(late)["D-1"].earlier.earlier == readings_of(whole)["D-1"].earlier.earlier


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
