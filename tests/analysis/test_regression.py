import numpy as np
import pytest

from utils.analysis.regression import fit_counts

WEEKS = 60


def stepped(rng, times, mean=6.0):
    after = (np.arange(WEEKS) >= WEEKS // 2).astype(float)
    return rng.poisson(mean * times**after).astype(float), np.column_stack([np.ones(WEEKS), after])


def test_two_means_give_their_ratio():
    counts = np.array([4.0] * 30 + [8.0] * 30)
    _, explaining = stepped(np.random.default_rng(1), 1)
    fit = fit_counts(counts, explaining, np.zeros(WEEKS))
    assert np.exp(fit.coefficients) == pytest.approx([4, 2])
    assert fit.dispersion == 1


def test_an_offset_is_taken_out():
    counts = np.array([4.0] * 30 + [8.0] * 30)
    _, explaining = stepped(np.random.default_rng(1), 1)
    fit = fit_counts(counts, explaining, np.log(np.array([1.0] * 30 + [2.0] * 30)))
    assert np.exp(fit.coefficients[1]) == pytest.approx(1)


def test_the_plain_error_is_the_hand_worked_one():
    """For two groups of counts the log ratio's variance is one over the one total plus one over the other."""
    counts = np.array([4.0] * 30 + [8.0] * 30)
    _, explaining = stepped(np.random.default_rng(1), 1)
    error = fit_counts(counts, explaining, np.zeros(WEEKS)).errors[1]
    assert error == pytest.approx(np.sqrt(1 / 120 + 1 / 240))


@pytest.mark.parametrize("times", [1.0, 2.5])
def test_intervals_hold_the_planted_step(times):
    rng, held = np.random.default_rng(4), []
    for _ in range(200):
        counts, explaining = stepped(rng, times)
        fit = fit_counts(counts, explaining, np.zeros(WEEKS))
        held.append(abs(fit.coefficients[1] - np.log(times)) <= 1.96 * fit.errors[1])
    assert np.mean(held) >= 0.93


def test_neighbouring_weeks_that_go_together_widen_the_interval():
    counts = np.repeat(np.random.default_rng(3).poisson(6, 15), 4).astype(float)
    _, explaining = stepped(np.random.default_rng(1), 1)
    plain = np.sqrt(1 / counts[:30].sum() + 1 / counts[30:].sum())
    assert fit_counts(counts, explaining, np.zeros(WEEKS)).errors[1] > 1.2 * plain


def test_what_does_not_settle_gives_nothing():
    _, explaining = stepped(np.random.default_rng(1), 1)
    assert fit_counts(np.array([3.0] * 30 + [0.0] * 30), explaining, np.zeros(WEEKS)) is None
    assert fit_counts(np.zeros(WEEKS), explaining, np.zeros(WEEKS)) is None
    assert fit_counts(np.ones(2), np.ones((2, 2)), np.zeros(2)) is None
