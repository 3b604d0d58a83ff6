import datetime as dt

import pytest

from tests.drawn import RESPONSE, an_edition
from utils.analysis.civic import BANS, BLACKOUT, CURFEW, by_area, costs, held, spells
from utils.analysis.figures import Coverage
from utils.analysis.filters import Filters
from utils.analysis.responses import register_of
from utils.analysis.selection import select

FEBRUARY = Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28))
WHOLE = {"admin2": None, "geo_precision": "province"}


def register(*rows):
    numbered = [{**RESPONSE, **row, "response_id": f"R-{number}"} for number, row in enumerate(rows, 1)]
    return register_of(select(an_edition(responses=numbered), FEBRUARY))


def shutdown(start, end=None, **changes):
    kind = {"response_type": "Communications shutdown", "curfew_days": None, "end_date": end}
    return {"start_date": start, **kind, **changes}


def cost(told, burden):
    return next(one for one in costs(told) if one.burden is burden)


def test_the_shortest_and_longest_measure_bound_a_cost_and_nothing_is_added():
    told = cost(register({"curfew_days": 3}, {"curfew_days": 10}, {"curfew_days": None}), CURFEW)
    assert (told.figure.low, told.figure.high, told.figure.value) == (3, 10, None)
    assert told.figure.basis == ("R-1", "R-2")


@pytest.mark.parametrize(
    ("measure", "days", "is_open"),
    [
        (shutdown("2026-02-03", "2026-02-06"), 4, False),
        (shutdown("2026-02-03", "2026-02-06", blackout_days=2.5), 2.5, False),
        (shutdown("2026-02-03", blackout_days=2.5), 2.5, True),
        (shutdown("2026-02-03"), 1, True),
        (shutdown("2026-02-03", "2026-02-06", status="under way"), 4, True),
        (shutdown("2026-02-03", "2026-02-06", status="ended"), 4, False),
    ],
)
def test_days_are_those_given_else_those_of_its_dates_else_its_first_day_at_least(measure, days, is_open):
    (spell,) = spells(register(measure), BLACKOUT)
    assert (spell.days, spell.open) == (days, is_open)


def test_a_curfew_with_cut_communications_is_told_as_both():
    told = register({"curfew_days": 9, "blackout_days": 9, "end_date": None})
    assert [one.burden for one in costs(told)] == [BLACKOUT, CURFEW]


def test_what_is_told_as_a_curfew_is_not_told_again_as_a_limit_on_movement():
    told = register({"curfew_days": 9}, {"curfew_days": None})
    assert cost(told, BANS).figure.basis == ("R-2",)


def test_overlapping_days_count_once():
    told = register(shutdown("2026-02-03", "2026-02-06"), shutdown("2026-02-05", "2026-02-08"))
    assert cost(told, BLACKOUT).somewhere.value == 6


def test_days_outside_the_period_are_not_counted():
    assert cost(register(shutdown("2026-01-20", "2026-02-03")), BLACKOUT).somewhere.value == 3


def test_what_was_only_announced_costs_nothing_yet():
    assert costs(register(shutdown("2026-02-03", "2026-02-06", status="announced"))) == ()


def test_how_many_ends_are_on_record_is_told():
    told = cost(register(shutdown("2026-02-03"), shutdown("2026-02-05", "2026-02-08")), BLACKOUT)
    assert told.figure.coverage == Coverage(1, 2)


def test_each_area_has_its_own_days_and_a_whole_province_stands_apart():
    told = by_area(
        register(
            shutdown("2026-02-03", "2026-02-04"),
            shutdown("2026-02-04", "2026-02-06"),
            shutdown("2026-02-03", "2026-02-12", admin2="Birch"),
            shutdown("2026-02-01", "2026-02-20", **WHOLE),
        )
    )
    assert [(one.area, one.wide, one.days) for one in told] == [
        ("Birch", False, 10),
        ("Alder", False, 4),
        ("Northland", True, 20),
    ]


def test_an_area_has_at_least_its_days_when_one_of_its_measures_has_no_end():
    (one,) = by_area(register(shutdown("2026-02-03", "2026-02-04"), shutdown("2026-02-10")))
    assert (one.days, one.open, one.ids) == (3, True, ("R-1", "R-2"))


def test_people_held_stay_apart_by_measure_largest_first():
    told = register(
        {"arrests_claimed": 4, "arrests_claimed_by": "Northland Police"},
        {"arrests_claimed": 180},
        {"arrests_claimed": None},
    )
    assert held(told)["response_id"].tolist() == ["R-2", "R-1"]
