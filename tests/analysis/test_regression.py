import numpy as np
import pytest

from utils.analysis.regression import fit_counts

WEEKS = 60

ADMISSIONS = """
728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 808 937
840 916 828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 976 888 962 838
810 876 843 936 912
"""
POPULATION = """
379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 378349.7
376762.4 379032.3 379360.4 376162 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 382104.9 381802.7
381656.3 383680 383504.2 386462.9 383783.1 380836.8 383483 380906.2 382926.8 384052.4 384449.6 383428.4
388153.2 388373.2 386470.1 386033.2 383686.4 385509.3 385901.9 386516.6 388436.5 383255.2 390148.7 385874.9
391613.6 391750.4 394005.6 391364.9 391664.6 389022.3 391878.5 388575.3 392989 390018.8 390712.3
"""


def sicily():
    """Admissions by month over a smoking ban: Lopez Bernal, Cummins and Gasparrini 2017, doi 10.1093/ije/dyw098."""
    admissions, population = (np.array(numbers.split(), dtype=float) for numbers in (ADMISSIONS, POPULATION))
    month = np.arange(1.0, len(admissions) + 1)
    explaining = np.column_stack([np.ones(len(month)), month > 36, month])
    return admissions, explaining, np.log(population)


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


def test_a_published_interrupted_series_is_reproduced():
    """The tutorial gives a rate ratio of 0.894 for the ban, 0.864 to 0.925 with plain Poisson errors."""
    admissions, explaining, offset = sicily()
    fit = fit_counts(admissions, explaining, offset)
    means = np.exp(explaining @ fit.coefficients + offset)
    poisson = np.sqrt(np.linalg.inv(explaining.T @ (explaining * means[:, None]))[1, 1])
    ends = np.exp(fit.coefficients[1] + 1.96 * poisson * np.array([-1, 1]))
    assert np.exp(fit.coefficients[1]) == pytest.approx(0.894, abs=5e-4)
    assert ends == pytest.approx([0.864, 0.925], abs=1e-3)
    assert fit.errors[1] >= poisson * np.sqrt(fit.dispersion)  # the counts spread more than Poisson's, and say so
