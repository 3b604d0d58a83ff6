import datetime as dt

import pytest

from tests.drawn import RESPONSE, an_edition
from utils.analysis.filters import Filters
from utils.analysis.responses import register_of
from utils.analysis.selection import select

FEBRUARY = Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28))


def a_response(**changes):
    return {**RESPONSE, **changes}


def register(*rows, filters=FEBRUARY):
    numbered = [{**row, "response_id": f"R-{number}"} for number, row in enumerate(rows, 1)]
    return register_of(select(an_edition(responses=numbered), filters))


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


def test_what_set_a_measure_off_may_be_told_in_three_ways():
    told = register(
        a_response(), a_response(trigger=None, trigger_ids=None), a_response(trigger=None, trigger_campaign="X")
    )
    assert told.triggered.tolist() == [True, False, True]
