import numpy as np
import pytest
from scipy.stats import binom

from utils.analysis.synchrony import adjusted, chance_together, hit_together

DISTRICTS, DAYS = 36, 180
RARE, TRIALS, QUIET = 0.05, 50, 2000


def scattered(rng, events=90):
    """So many attacks in districts of unequal rate, on days of their own."""
    rates = rng.dirichlet(np.ones(DISTRICTS))
    hits = np.zeros((DISTRICTS, DAYS), dtype=bool)
    hits[rng.choice(DISTRICTS, events, p=rates), rng.integers(0, DAYS, events)] = True
    return hits


def most(hits):
    return int(hit_together(hits).max())


def test_districts_hit_on_a_day_or_the_next_are_counted_once():
    hits = np.zeros((3, 6), dtype=bool)
    hits[0, [2, 3]], hits[1, 3], hits[2, 5] = True, True, True
    assert hit_together(hits).tolist() == [0, 1, 2, 2, 1, 1]


@pytest.mark.parametrize(
    ("attacks", "districts", "at_least"), [(60, 5, 15), (60, 6, 49), (90, 6, 22), (90, 7, 49), (90, 10, 49)]
)
def test_a_planted_wave_is_found_the_surer_the_wider_it_is(attacks, districts, at_least):
    """Of 50 series; the power that a longer run measured is in the method note M2."""
    rng, found = np.random.default_rng(11), 0
    for _ in range(TRIALS):
        hits = scattered(rng, attacks)
        struck = rng.choice(DISTRICTS, districts, replace=False)
        hits[struck, 90 + rng.integers(0, 2, districts)] = True
        found += chance_together(hits, most(hits)) < RARE
    assert found >= at_least


def test_scattered_attacks_are_called_a_wave_less_often_than_is_allowed():
    """So seldom that a test which raised a false alarm in 5 of 100 would hardly ever do as well."""
    rng = np.random.default_rng(5)
    alarms = sum(chance_together(one, most(one)) < RARE for one in (scattered(rng) for _ in range(QUIET)))
    assert binom.cdf(alarms, QUIET, RARE) < RARE


def test_a_burst_of_each_district_at_its_own_time_is_no_wave():
    """Each district is hit on five days running, every one at another time: clustered, yet not together."""
    rng, alarms = np.random.default_rng(8), 0
    for _ in range(20):
        hits = np.zeros((DISTRICTS, DAYS), dtype=bool)
        for district in range(DISTRICTS):
            hits[district, (rng.integers(0, DAYS) + np.arange(5)) % DAYS] = True
        alarms += chance_together(hits, most(hits), 199) < RARE
    assert alarms <= 3


def test_the_same_rows_give_the_same_chance():
    hits = scattered(np.random.default_rng(2))
    assert chance_together(hits, 5) == chance_together(hits, 5)


def test_what_chance_always_reaches_is_answered_early_and_plainly():
    assert chance_together(scattered(np.random.default_rng(2)), 1) == 1
    assert chance_together(scattered(np.random.default_rng(2)), DISTRICTS) == pytest.approx(1 / 1000)


def test_chances_are_raised_for_the_others_tried_beside_them():
    assert adjusted([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert adjusted([0.9, 0.8]) == [1, 1]
    assert adjusted([]) == []
