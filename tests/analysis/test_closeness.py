import numpy as np
import pytest

from utils.analysis.closeness import CONSTANTS, NEAR_DAYS, NEAR_KM, closeness, expected_pairs


def points(*places):
    """Points on a line, so many kilometres along it."""
    return np.array([[place, 0.0, 0.0] for place in places])


def test_the_expected_number_is_that_of_knox_s_leukaemias():
    """Knox 1964: of 96 cases 25 pairs were near in space and 152 in time; 5 were both where 0.83 were expected."""
    assert expected_pairs(25, 152, 96) == pytest.approx(0.83, abs=0.005)


def test_close_pairs_are_counted_as_by_hand():
    # places 0, 0, 0 and 500: three pairs are near; days 0, 10, 100, 100: two pairs (0–10, 100–100) are; one is both
    spread = [1000 * number for number in range(2, 8)]
    told = closeness(points(0, 0, 0, 500, *spread), np.array([0, 10, 100, 100, *[1000 + 100 * n for n in range(6)]]))
    assert told.observed == 1
    assert told.expected == pytest.approx(3 * 2 / 45)


@pytest.mark.parametrize(
    ("apart", "later", "held"), [(NEAR_KM, NEAR_DAYS, 1), (NEAR_KM + 0.1, 1, 0), (1, NEAR_DAYS + 1, 0)]
)
def test_the_limits_belong_to_near(apart, later, held):
    far = [10_000 + 1000 * number for number in range(9)]
    days = np.array([0, later, *[1000 * number for number in range(1, 10)]])
    assert closeness(points(0, apart, *far), days).observed == held


def test_too_few_attacks_are_not_tested():
    assert closeness(points(*range(9)), np.arange(9)) is None


def by_chance(seed, events=60):
    chance = np.random.default_rng(seed)
    return points(*chance.uniform(0, 300, events)), chance.integers(0, 365, events)


def test_places_and_dates_without_a_tie_seldom_pass_for_close():
    rare = sum(closeness(*by_chance(seed)).chance < 0.05 for seed in range(100))
    assert rare <= 11, "one in twenty, and three standard errors of a hundred runs"


def test_planted_followers_are_found():
    found = 0
    for seed in range(20):
        where, when = by_chance(seed)
        where[30:50], when[30:50] = where[:20] + 1, when[:20] + 5
        found += closeness(where, when).chance < 0.05
    assert found >= 17


def test_the_same_attacks_give_the_same_number():
    assert closeness(*by_chance(1)) == closeness(*by_chance(1))


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
