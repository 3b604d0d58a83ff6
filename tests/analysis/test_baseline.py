import math

import numpy as np
import pytest

from utils.analysis.baseline import CONSTANTS, LEAST_RECENT, LIMIT_LEVEL, Verdict, compare, limits, rate_ratio
from utils.analysis.outbreaks import usual

RUNS = 4000


def test_the_limit_is_the_hand_worked_one():
    # μ 4, ten windows, no overdispersion: τ = 4 + 0.4, Student's 2.3 % point of 9 is 2.313, and
    # 4 · (1 + ⅔ · 2.313 · √4.4 / 4)^1.5 = 9.730
    told = compare(10, [4] * 10)
    assert told.dispersion == 1
    assert told.limit == pytest.approx(9.730, abs=0.001)
    assert told.exceedance == pytest.approx((10 - 4) / (9.730 - 4), abs=0.001)
    assert told.verdict is Verdict.ABOVE


def test_overdispersion_is_variance_over_mean_and_raises_the_limit():
    calm, wild = compare(9, [4] * 10), compare(9, [0, 8] * 5)
    assert wild.mean == calm.mean
    assert wild.dispersion == pytest.approx((160 / 9) / 4)
    assert wild.limit > calm.limit
    assert wild.verdict is Verdict.USUAL


def test_the_ratio_and_its_interval_are_the_hand_worked_ones():
    # (9.5 / 1) / (40.5 / 10); log interval ± 1.96 · √(1/9.5 + 1/40.5)
    ratio, low, high = compare(9, [4] * 10).ratio
    assert ratio == pytest.approx(2.3457, abs=0.0001)
    assert (low, high) == pytest.approx((1.1572, 4.7547), abs=0.0002)


@pytest.mark.parametrize(
    ("count", "earlier", "verdict"),
    [
        (3, [1, 0, 2, 1, 0], Verdict.LIMITED),
        (0, [0, 0, 0, 0], Verdict.LIMITED),
        (6, [1, 0, 2, 1, 0], Verdict.ABOVE),
        (40, [10, 12, 9], Verdict.TOO_FEW),
        (40, [], Verdict.TOO_FEW),
        (1, [20, 22, 19, 21], Verdict.BELOW),
        (21, [20, 22, 19, 21], Verdict.USUAL),
    ],
)
def test_what_may_be_said_of_a_count(count, earlier, verdict):
    assert compare(count, earlier).verdict is verdict


def test_no_alarm_without_five_events_in_four_weeks():
    assert compare(12, [4] * 10, recent=4).verdict is Verdict.USUAL
    assert compare(12, [4] * 10, recent=5).verdict is Verdict.ABOVE


def test_a_record_of_none_before_still_has_a_limit_and_a_ratio():
    told = compare(6, [0, 0, 0, 0])
    assert told.limit > 0
    assert told.ratio[1] > 0
    assert told.verdict is Verdict.ABOVE


def test_the_exact_probability_is_given_for_pure_chance_only():
    assert compare(9, [0, 8] * 5).probability is None
    assert compare(0, [4] * 10).probability == 1
    rng = np.random.default_rng(1)
    rates = rng.gamma(40.5, 1 / 10, 200_000)
    simulated = (rng.poisson(rates) >= 9).mean()
    assert compare(9, [4] * 10).probability == pytest.approx(simulated, abs=0.0012)


def drawn(rng, mean, dispersion, shape):
    """Counts by chance: Poisson, or with a variance of so many times the mean."""
    if dispersion == 1:
        return rng.poisson(mean, shape)
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, shape)


def alarms(now, earlier):
    """The share of counts above the limit that the counts before them set, with the floor of five."""
    base = usual(earlier)
    return ((now > limits(base.level, base.dispersion, earlier.shape[1])) & (now >= LEAST_RECENT)).mean()


@pytest.mark.parametrize("windows", [8, 20, 52])
@pytest.mark.parametrize(("mean", "dispersion"), [(5, 1), (20, 1), (5, 3), (10, 3), (30, 3)])
def test_false_alarms_stay_at_or_below_the_nominal_one_in_twenty(windows, mean, dispersion):
    """With φ 1 and φ 3, whether the base is short or long; three standard errors of the simulation are allowed."""
    held = drawn(np.random.default_rng(7), mean, dispersion, (RUNS, windows + 1))
    assert alarms(held[:, -1], held[:, :-1]) <= LIMIT_LEVEL + 3 * math.sqrt(LIMIT_LEVEL / RUNS)


@pytest.mark.parametrize(("dispersion", "least"), [(1, 0.85), (3, 0.45)])
def test_a_second_outbreak_is_still_seen_in_the_year_after_the_first(dispersion, least):
    """Three weeks of thirteen times the mean stand in the base; two and a half times the mean follow."""
    rng = np.random.default_rng(5)
    earlier = drawn(rng, 10, dispersion, (RUNS, 52))
    earlier[:, 40:43] += 120
    now = drawn(rng, 25, dispersion, RUNS)
    assert alarms(now, earlier) > least
    plain = limits(earlier.mean(axis=1), earlier.var(axis=1, ddof=1) / earlier.mean(axis=1), 52)
    assert (now > plain).mean() < 0.05, "without making the first one light, nothing would be seen"


def test_the_interval_holds_the_true_ratio_nineteen_times_in_twenty():
    rng = np.random.default_rng(3)
    told = [rate_ratio(int(a), 1, int(b), 10) for a, b in zip(rng.poisson(12, 800), rng.poisson(40, 800), strict=True)]
    assert 0.93 <= np.mean([low <= 3 <= high for _, low, high in told]) <= 0.98


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
