import math

import numpy as np
import pytest

from utils.analysis.clusters import CONSTANTS, LEAST_EVENTS, LONGEST_DAYS, clusters, likelihood_ratio


def found(areas, days):
    return clusters(np.array(areas, dtype="int64"), np.array(days, dtype="int64"))[0]


def test_the_ratio_is_the_hand_worked_one():
    # 4 where 1.6 were expected, of 10: 4·ln(4/1.6) + 6·ln(6/8.4)
    told = likelihood_ratio(np.array([4.0, 1.0]), np.array([1.6, 1.6]), 10)
    assert told == pytest.approx([4 * math.log(2.5) + 6 * math.log(6 / 8.4), 0])


def test_a_cluster_s_expected_number_is_its_area_s_share_of_those_days():
    # area 0 has 5 of 10 attacks, days 100–103 have 4 of 10: 5 · 4 / 10 = 2 are expected, and 4 were
    one, *_ = found([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [100, 101, 102, 103, 900, 0, 200, 400, 600, 800])
    assert (one.area, one.first, one.last, one.expected) == (0, 100, 103, 2.0)
    assert one.rows.tolist() == [0, 1, 2, 3]
    assert one.ratio == pytest.approx(4 * math.log(2) + 6 * math.log(6 / 8))


def test_a_wave_that_strikes_everywhere_at_once_is_no_cluster():
    everywhere = [area for area in range(6) for _ in range(4)]
    assert all(one.chance > 0.05 for one in found(everywhere, [5, 5, 6, 100] * 6))


def test_a_cluster_lasts_four_weeks_at_most():
    areas = [0] * 4 + [1] * 30
    elsewhere = [1000 + 100 * number for number in range(30)]
    longest = found(areas, [0, 9, 18, LONGEST_DAYS - 1, *elsewhere])[0]
    assert len(longest.rows) == 4
    longer = found(areas, [0, 9, 18, LONGEST_DAYS, *elsewhere])[0]
    assert len(longer.rows) == LEAST_EVENTS


def test_clusters_told_share_no_attack():
    chance = np.random.default_rng(2)
    told = found(chance.integers(0, 5, 80), chance.integers(0, 200, 80))
    rows = [row for one in told for row in one.rows]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("days", [[], [3], [3, 4]])
def test_too_few_attacks_gather_nowhere(days):
    assert found([0] * len(days), days) == ()


def test_one_area_alone_cannot_have_more_than_its_share():
    assert found([0] * 30, list(range(30))) == ()


def by_chance(seed, events=90, areas=18, days=180):
    """Attacks of areas of unequal size, over days of which some are busier than others everywhere."""
    chance = np.random.default_rng(seed)
    sizes = chance.dirichlet(np.full(areas, 0.8))
    busy = chance.dirichlet(np.full(days, 0.3))
    return chance.choice(areas, events, p=sizes), chance.choice(days, events, p=busy)


def strongest(areas, days):
    told = found(areas, days)
    return told[0] if told else None


def test_chance_alone_seldom_makes_a_cluster():
    told = [strongest(*by_chance(seed)) for seed in range(60)]
    assert sum(one is not None and one.chance < 0.05 for one in told) <= 8, "3, and three standard errors of 60 runs"


def test_a_planted_cluster_is_found_where_it_was_planted():
    hits = 0
    for seed in range(20):
        areas, days = by_chance(seed)
        more = np.random.default_rng(seed + 1000).integers(60, 80, 12)
        one = strongest(np.concatenate([areas, np.full(12, 7)]), np.concatenate([days, more]))
        hits += one.chance < 0.05 and one.area == 7 and one.first >= 50 and one.last <= 90
    assert hits >= 15


def test_the_same_attacks_give_the_same_clusters():
    one, other = strongest(*by_chance(3)), strongest(*by_chance(3))
    assert (one.ratio, one.chance, one.rows.tolist()) == (other.ratio, other.chance, other.rows.tolist())


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
