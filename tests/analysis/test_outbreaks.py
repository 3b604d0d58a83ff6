import numpy as np
import pytest

from utils.analysis.outbreaks import HALF, usual


def test_without_an_outbreak_level_and_spread_are_mean_and_variance_over_mean():
    base = usual([4, 6, 5, 3, 7])
    assert base.level == pytest.approx([5])
    assert base.dispersion == pytest.approx([1])  # 2.5 / 5, and never below that of pure chance
    assert base.weights == pytest.approx(np.ones((1, 5)))
    assert not base.outbreaks.any()


def test_an_outbreak_weighs_one_over_the_square_of_its_residual():
    # level 4: the residual of 32 settles near 1.5 · (32^⅔ − μ^⅔) / μ^⅙, some ten standard deviations
    base = usual([4] * 19 + [32])
    weights = base.weights[0]
    assert base.outbreaks[0].tolist() == [False] * 19 + [True]
    assert weights.sum() == pytest.approx(20)
    mean = base.level[0]
    residual = 1.5 * (32 ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6)
    residual /= np.sqrt(base.dispersion[0] * (1 - weights[-1] / 20))
    assert weights[-1] / weights[0] == pytest.approx(residual**-2, rel=0.01)
    assert 4 < mean < 4.5


def test_a_quiet_window_is_never_made_light():
    base = usual([10] * 19 + [0])
    assert not base.outbreaks.any()
    assert base.level == pytest.approx([9.5])


def test_an_outbreak_does_not_hide_itself_in_a_short_base():
    assert usual([3, 4, 2, 5, 3, 4, 60]).outbreaks[0].tolist() == [False] * 6 + [True]


@pytest.mark.parametrize("counts", [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0]])
def test_a_base_of_none_has_a_level_and_no_outbreak(counts):
    base = usual(counts)
    assert base.level == pytest.approx([np.mean(counts)])
    assert base.dispersion == pytest.approx([1])
    assert base.level[0] < HALF


def test_rows_are_worked_out_apart():
    calm, wild = [4] * 12, [4] * 11 + [90]
    both = usual([calm, wild])
    assert both.level == pytest.approx([usual(calm).level[0], usual(wild).level[0]])
