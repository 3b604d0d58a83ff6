import numpy as np
import pytest

from utils.analysis.synchrony import adjusted, chance_together, hit_together

DISTRICTS, DAYS = 36, 180
PLANTED, TRIALS = 6, 60


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


def test_a_planted_wave_of_six_districts_is_found():
    rng, found = np.random.default_rng(11), 0
    for _ in range(25):
        hits = scattered(rng, 60)
        quiet = rng.choice(DISTRICTS, PLANTED + 2, replace=False)
        hits[quiet, 90 + rng.integers(0, 2, PLANTED + 2)] = True
        found += chance_together(hits, most(hits)) < 0.05
    assert found >= 23


def test_scattered_attacks_are_seldom_called_a_wave():
    rng = np.random.default_rng(5)
    alarms = sum(chance_together(one, most(one), 199) < 0.05 for one in (scattered(rng) for _ in range(TRIALS)))
    assert alarms <= TRIALS * 0.1


def test_a_burst_of_each_district_at_its_own_time_is_no_wave():
    """Each district is hit on five days running, every one at another time: clustered, yet not together."""
    rng, alarms = np.random.default_rng(8), 0
    for _ in range(20):
        hits = np.zeros((DISTRICTS, DAYS), dtype=bool)
        for district in range(DISTRICTS):
            hits[district, (rng.integers(0, DAYS) + np.arange(5)) % DAYS] = True
        alarms += chance_together(hits, most(hits), 199) < 0.05
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
