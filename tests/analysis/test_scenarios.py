import pytest

from tests.drawn import SCENARIOS, a_dataset
from utils.analysis.scenarios import prior_faults, scenarios_of


def futures(*changes):
    """The three scenarios of Northland, each with its changes."""
    rows = [{**row, **change} for row, change in zip(SCENARIOS, changes, strict=True)]
    return scenarios_of(a_dataset(scenarios=rows)[0].frame("scenarios"))


def faults(*changes):
    return [(fault.text, fault.stops) for fault in prior_faults(futures(*changes))]


def test_scenarios_come_in_their_order_with_who_set_what():
    first, _, other = futures({"order": 2, "own_likelihood": 60, "own_set_by": "The desk"}, {"order": 1}, {})[::1]
    assert first.name == "Freeze"
    assert (first.prior, first.prior_by, first.prior_on.isoformat()) == (47.5, "The desk", "2026-03-31")
    assert (first.own, first.own_by) == (None, None)
    assert other.remainder


def test_priors_that_sum_to_a_hundred_have_no_fault():
    assert faults({}, {}, {}) == []


def test_thirds_of_what_is_left_sum_to_a_hundred():
    assert faults({"prior": 33.33}, {"prior": 33.33}, {"prior": 33.34}) == []


def test_priors_that_do_not_sum_to_a_hundred_are_told_and_stop():
    ((text, stops),) = faults({"prior": 60}, {}, {})
    assert "sum to 112.5 percent and not to 100" in text
    assert stops


def test_a_prior_that_nobody_set_is_not_taken_for_none():
    ((text, stops),) = faults({"prior": None}, {}, {})
    assert "No prior is set for Thaw" in text
    assert stops


def test_two_scenarios_of_one_order_cannot_be_told_apart():
    assert ("Two scenarios have the same order, so that the matrices cannot be told apart.", True) in faults(
        {}, {"order": 1}, {}
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (({}, {}, {"remainder": "no"}), "No scenario stands for anything else"),
        (({}, {"remainder": "yes"}, {}), "2 scenarios stand for anything else"),
        (({"prior": 50}, {"prior": 48}, {"prior": 2}), "Only 2 percent are left for anything else"),
    ],
)
def test_what_stands_for_anything_else_is_asked_for_and_does_not_stop(changes, said):
    ((text, stops),) = faults(*changes)
    assert said in text
    assert not stops


def test_without_scenarios_there_is_nothing_to_weigh():
    assert [fault.text for fault in prior_faults(())] == ["No scenario is on record."]
