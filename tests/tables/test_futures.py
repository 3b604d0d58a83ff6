import pytest

from tests.drawn import INDICATOR, SCENARIOS, a_dataset
from utils.tables.problems import Code, Severity


def problems(*changes, indicators=()):
    """The problems of Northland's three scenarios, each with its changes, and of these indicators."""
    rows = [{**row, **change} for row, change in zip(SCENARIOS, changes or ({}, {}, {}), strict=True)]
    return a_dataset(scenarios=rows, indicators=indicators)[1]


def weights(*told):
    return [
        {**INDICATOR, "indicator_id": f"D-{number}", "theme": theme, "weight": weight}
        for number, (theme, weight) in enumerate(told, 1)
    ]


def test_exclusive_futures_with_priors_of_a_hundred_have_no_problem():
    assert problems() == ()


def test_an_edition_without_scenarios_has_none_either():
    assert a_dataset()[1] == ()


@pytest.mark.parametrize("prior", [5.5, 4.5])
def test_rounding_may_miss_the_hundred_by_half_a_percent(prior):
    assert problems({}, {}, {"prior": prior}) == ()


def test_priors_that_sum_to_something_else_stop_publishing_and_name_the_repair():
    (problem,) = problems({"prior": 60}, {}, {})
    assert problem.code is Code.PRIORS_NOT_WHOLE
    assert problem.severity is Severity.STOPS
    assert str(problem) == (
        "outlook.xlsx, Scenarios!F2: The priors sum to 112.5 percent, so no likelihood can follow from them. "
        "Make them sum to 100, or leave all of them empty."
    )


def test_a_prior_left_out_is_named_by_its_own_cell():
    (problem,) = problems({}, {"prior": None}, {})
    assert (problem.code, problem.cell, problem.found) == (Code.PRIORS_NOT_WHOLE, "F3", "52.5")


def test_futures_without_any_prior_are_no_fault():
    assert problems(*[{"prior": None}] * 3) == ()


def test_an_order_given_twice_is_named_at_the_second():
    (problem,) = problems({}, {"order": 1}, {})
    assert (problem.code, problem.cell, problem.allowed) == (Code.ORDER_TWICE, "B3", "“Thaw”")


@pytest.mark.parametrize(
    ("changes", "cell", "found"),
    [(({}, {}, {"remainder": "no"}), "E2", "No rows"), (({}, {"remainder": "yes"}, {}), "E4", "2 rows")],
)
def test_exactly_one_row_stands_for_anything_else(changes, cell, found):
    (problem,) = problems(*changes)
    assert (problem.code, problem.cell, problem.found) == (Code.REMAINDER_NOT_ONE, cell, found)


def test_too_little_for_anything_else_is_asked_about():
    (problem,) = problems({"prior": 50}, {"prior": 47}, {"prior": 3})
    assert (problem.code, problem.severity, problem.cell) == (Code.REMAINDER_SMALL, Severity.CHECK, "F4")


@pytest.mark.parametrize("day", ["2026-07-01", None])
def test_exclusive_futures_have_one_date_by_when(day):
    (problem,) = problems({"by_date": "2026-06-30"}, {"by_date": day}, {"by_date": "2026-06-30"})
    assert problem.code is Code.DATES_DIFFER
    assert problem.allowed == "2026-06-30"
    assert problems(*[{"by_date": "2026-06-30"}] * 3) == ()


@pytest.mark.parametrize(
    ("told", "cells"),
    [
        ([("Trade", 0.5)] * 3, []),
        ([("Trade", 0.1)] * 15, []),
        ([("Trade", 0.5)] * 4, ["D5"]),
        ([("Trade", 1), ("Talks", 1), ("Trade", 0.6), ("Trade", 1)], ["D4"]),
    ],
)
def test_a_theme_that_weighs_more_than_its_limit_is_warned_of_once(told, cells):
    found = problems(indicators=weights(*told))
    assert [problem.cell for problem in found] == cells
    assert all((p.code, p.severity) == (Code.THEME_HEAVY, Severity.CHECK) for p in found)


def test_a_row_that_could_not_be_read_is_not_told_a_second_time():
    found = problems({"prior": "a third"}, {}, {})
    assert Code.NOT_A_NUMBER in {problem.code for problem in found}
    rows = [{**SCENARIOS[0], "name": None}, *SCENARIOS[1:]]
    assert {problem.code for problem in a_dataset(scenarios=rows)[1]} == {Code.VALUE_MISSING}
