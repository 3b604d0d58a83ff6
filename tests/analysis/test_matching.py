import numpy as np
import pytest

from utils.analysis.matching import Dates, matched, weights_of


def dates(*rows):
    """Before, trend, after, treated and stretch of each date."""
    before, trend, after, treated, stretch = (np.array(column) for column in zip(*rows, strict=True))
    return Dates(before, trend, after, treated.astype(bool), stretch)


HAND_WORKED = (
    (0, 0, 3, 1, 0),
    (0, 0, 1, 1, 1),
    (0, 0, 1, 0, 0),
    (0, 0, 0, 0, 1),
    (0, 0, 2, 0, 2),
    (5, 1, 9, 1, 2),  # nothing like it: left out
    (9, -1, 9, 0, 2),  # nothing like it: left out
)


def test_dates_match_in_the_class_of_what_came_before_and_in_its_trend():
    assert weights_of(dates(*HAND_WORKED)).tolist() == [1, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(("before", "trend", "alike"), [(3, 0, True), (4, 0, True), (5, 0, False), (3, 1, False)])
def test_classes_widen_and_the_trend_counts_by_its_direction(before, trend, alike):
    assert bool(weights_of(dates((3, 0, 0, 1, 0), (before, trend, 0, 0, 1)))[0]) is alike


def test_like_dates_weigh_as_much_as_the_treated_in_each_class():
    told = dates((0, 0, 0, 1, 0), (0, 0, 0, 0, 1), (0, 0, 0, 0, 1), (1, 0, 0, 1, 0), (1, 0, 0, 0, 1))
    assert weights_of(told).tolist() == pytest.approx([1, 0.75, 0.75, 1, 1.5])


def test_the_change_is_the_hand_worked_difference():
    """Treated: 3 and 1, mean 2. Like dates: 1, 0 and 2, mean 1. Without stretch 0: 1 − 1; 1: 3 − 1.5; 2: 2 − 0.5."""
    found = matched(dates(*HAND_WORKED))
    change, low, high = found.change
    spread = np.sqrt(2 / 3 * ((0 - 1) ** 2 + (1.5 - 1) ** 2 + (1.5 - 1) ** 2))
    assert change == pytest.approx(1)
    assert high - change == pytest.approx(12.7062 * spread, rel=1e-4)  # Student's t at one degree of freedom
    assert change - low == pytest.approx(high - change)
    assert (found.treated, found.controls, found.stretches, found.counted) == (2, 3, 2, 4)


def test_what_was_more_before_is_taken_out():
    rows = [(before, 0, 2 * before + 3 * treated, treated, n) for n, before in enumerate((3, 4)) for treated in (0, 1)]
    assert matched(dates(*rows)).change[0] == pytest.approx(3)


def test_one_stretch_settles_nothing():
    assert matched(dates((0, 0, 1, 1, 0), (0, 0, 0, 0, 0))).change is None


def test_nothing_alike_is_nothing_matched():
    found = matched(dates((0, 0, 1, 1, 0), (9, 0, 0, 0, 1)))
    assert (found.treated, found.controls, found.change) == (0, 0, None)
