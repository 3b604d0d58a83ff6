"""A count explained by a few numbers: log-linear regression for overdispersed counts that follow each other in time.

Knows numbers only (quasi-Poisson with Newey–West errors). It must not know what is counted or why.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

MOST_STEPS, CLOSE_ENOUGH, FARTHEST = 60, 1e-8, 30.0
"""Steps of the fit, when it has arrived, and where a coefficient is taken to run off without end."""

LAG_SCALE, LAG_ROWS, LAG_POWER = 4, 100, 2 / 9
"""Neighbours in time up to a lag of 4 · (rows / 100)^(2/9) go together."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Count regression: variance over mean at least", "1", "quasi-Poisson"),
    ("Count regression: neighbouring weeks go together up to", "4 · (weeks ÷ 100)^(2/9) weeks", "Newey and West 1994"),
)
"""What the regression rests on: name, value with its unit, source."""


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients and their standard errors; `dispersion` is variance over mean, never below one."""

    coefficients: Numbers
    errors: Numbers
    dispersion: float
    spare: int


def fit_counts(counts: Numbers, explaining: Numbers, offset: Numbers) -> Fit | None:
    """The regression of log counts on the columns of `explaining`, with an offset; None where it does not settle."""
    rows, columns = explaining.shape
    if rows <= columns or not counts.any():
        return None
    fitted = _maximum(counts, explaining, offset)
    if fitted is None:
        return None
    coefficients, means = fitted
    inverse = np.linalg.pinv(explaining.T @ (explaining * means[:, None]))
    spare = rows - columns
    dispersion = max(1.0, float((((counts - means) ** 2) / means).sum()) / spare)
    plain = dispersion * np.diag(inverse)
    following = np.diag(inverse @ _newey_west(explaining * (counts - means)[:, None]) @ inverse) * rows / spare
    return Fit(coefficients, np.sqrt(np.maximum(plain, following)), dispersion, spare)


def _maximum(counts: Numbers, explaining: Numbers, offset: Numbers) -> tuple[Numbers, Numbers] | None:
    """Iteratively reweighted least squares: the coefficients and the fitted means."""
    expected = np.log(counts + 0.5)
    for _ in range(MOST_STEPS):
        means = np.exp(expected)
        working = expected - offset + (counts - means) / means
        weighted = explaining * means[:, None]
        solved = np.linalg.lstsq(explaining.T @ weighted, weighted.T @ working, rcond=None)[0]
        coefficients = solved.astype("float64")
        moved = explaining @ coefficients + offset
        if not np.isfinite(moved).all() or np.abs(coefficients).max() > FARTHEST:
            return None
        if np.abs(moved - expected).max() < CLOSE_ENOUGH:
            return coefficients, np.exp(moved)
        expected = np.clip(moved, -FARTHEST, FARTHEST)
    return None


def _newey_west(scores: Numbers) -> Numbers:
    """The variance of the scores' sum when neighbours in time go together; lag after Newey and West 1994."""
    rows = len(scores)
    lag = int(np.floor(LAG_SCALE * (rows / LAG_ROWS) ** LAG_POWER))
    total: Numbers = scores.T @ scores
    for step in range(1, lag + 1):
        together = scores[step:].T @ scores[:-step]
        total = total + (1 - step / (lag + 1)) * (together + together.T)
    return total
