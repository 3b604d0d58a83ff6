import datetime as dt

import pytest

from tests.drawn import RESPONSE, an_edition
from utils.analysis.figures import Coverage
from utils.analysis.filters import Filters
from utils.analysis.responses import costs, days_under, register_of
from utils.analysis.selection import select

FEBRUARY = Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28))


def a_response(**changes):
    return {**RESPONSE, **changes}


def register(*rows, filters=FEBRUARY):
    numbered = [{**row, "response_id": f"R-{number}"} for number, row in enumerate(rows, 1)]
    return register_of(select(an_edition(responses=numbered), filters))


def shutdown(start, end=None, **changes):
    kind = {"response_type": "Communications shutdown", "curfew_days": None, "end_date": end}
    return a_response(start_date=start, **kind, **changes)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"start_date": "2026-01-20", "end_date": "2026-02-02"}, True),
        ({"start_date": "2026-01-20", "end_date": "2026-01-31", "curfew_days": None}, False),
        ({"start_date": "2026-01-20", "end_date": None, "curfew_days": None}, False),
        ({"start_date": "2026-01-20", "end_date": None, "curfew_days": 30}, True),
        ({"start_date": "2026-01-30", "end_date": None, "curfew_days": None, "date_precision": "week"}, True),
        ({"start_date": "2026-03-01", "end_date": None}, False),
    ],
)
def test_a_measure_is_kept_while_it_is_recorded_in_force(changes, kept):
    assert bool(register(a_response(**changes)).ids) is kept


def test_a_chosen_district_keeps_its_own_measures_and_those_of_its_whole_province():
    alder = Filters(FEBRUARY.start, FEBRUARY.end, districts=("Alder",))
    told = register(
        a_response(), a_response(admin2="Birch"), a_response(admin2=None, geo_precision="province"), filters=alder
    )
    assert told.ids == ("R-1", "R-3")
    assert told.wider == ("R-3",)


def test_a_chosen_campaign_keeps_the_measures_that_answered_it():
    frost = Filters(FEBRUARY.start, FEBRUARY.end, campaigns=("Operation Frost",))
    assert register(a_response(), a_response(trigger_campaign="Operation Frost"), filters=frost).ids == ("R-2",)


def test_filters_that_measures_cannot_answer_to_are_named_and_leave_none_out():
    tactic = Filters(FEBRUARY.start, FEBRUARY.end, tactics=("IED",))
    told = register(a_response(), filters=tactic)
    assert (told.ids, told.passed_over) == (("R-1",), ("Tactics",))


def test_measures_are_counted_by_kind_in_the_order_of_their_list():
    told = register(a_response(), a_response(response_type="Deployment"), a_response())
    assert told.by("response_type").to_dict("list") == {
        "label": ["Movement restriction", "Deployment"], "measures": [2, 1], "ids": [("R-1", "R-3"), ("R-2",)],
    }  # fmt: skip


def test_costs_are_ranges_over_measures_and_are_never_added():
    _, curfew, held = costs(
        register(a_response(curfew_days=3), a_response(curfew_days=10), a_response(curfew_days=None))
    )
    assert (curfew.figure.low, curfew.figure.high, curfew.figure.value) == (3, 10, None)
    assert curfew.figure.coverage == Coverage(2, 3)
    assert curfew.largest == "R-2"
    assert (held.figure.low, held.figure.coverage) == (None, Coverage(0, 3))


def test_overlapping_shutdowns_count_a_day_once():
    told = register(shutdown("2026-02-03", "2026-02-06"), shutdown("2026-02-05", "2026-02-08"))
    assert days_under(told).value == 6


def test_a_shutdown_without_an_end_counts_with_its_first_day_only():
    figure = days_under(register(shutdown("2026-02-03")))
    assert (figure.value, figure.low, figure.high, figure.coverage) == (1, 1, None, Coverage(0, 1))


def test_days_of_blackout_stand_for_a_missing_end():
    assert days_under(register(shutdown("2026-02-03", blackout_days=2.5))).value == 3


def test_days_outside_the_period_are_not_counted():
    assert days_under(register(shutdown("2026-01-20", "2026-02-03"))).value == 3


def test_a_shutdown_that_was_only_announced_is_not_counted():
    figure = days_under(register(shutdown("2026-02-03", "2026-02-06", status="announced")))
    assert figure.value is None


def test_no_shutdown_on_record_is_not_a_record_of_none():
    assert days_under(register(a_response())).value is None


def test_what_set_a_measure_off_may_be_told_in_three_ways():
    told = register(
        a_response(), a_response(trigger=None, trigger_ids=None), a_response(trigger=None, trigger_campaign="X")
    )
    assert told.triggered.tolist() == [True, False, True]
