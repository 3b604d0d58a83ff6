"""What was usual before, with past outbreaks made light: the level and spread of earlier counts, and the weights used.

Knows counts in equal windows (Noufaily et al. 2013; docs/method.md, M1). It must not know the count they are held
against.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

REWEIGHTING = "Noufaily et al. 2013"

OUTLYING = 2.58
"""A window whose Anscombe residual is larger weighs one over the residual's square."""

ROUNDS = 10
"""So often level, spread and weights are worked out from each other; they settle long before."""

MADS = 1.4826
"""The standard deviation of normal residuals is so many times their median distance from nought."""

HALF = 0.5
"""The least level from which residuals are taken: nothing can be divided by a level of none."""


@dataclass(frozen=True, eq=False)
class Usual:
    """By row of counts: the level, the spread (variance over mean, at least one), and each window's weight.

    The weights of a row sum to the number of its windows; one of a past outbreak is far below the others.
    """

    level: Numbers
    dispersion: Numbers
    weights: Numbers

    @property
    def outbreaks(self) -> npt.NDArray[np.bool_]:
        """Which windows were made light."""
        lightened: npt.NDArray[np.bool_] = self.weights < self.weights.max(axis=1, keepdims=True)
        return lightened


def usual(counts: npt.ArrayLike) -> Usual:
    """What was usual in each row of earlier counts, two windows at least.

    It begins from the median, not from the mean as the paper does: in a short base an outbreak hides itself by what it
    adds to the spread.
    """
    held = np.atleast_2d(np.asarray(counts, dtype=float))
    level = np.maximum(np.median(held, axis=1), HALF)
    distance = np.median(np.abs(_residuals(held, level, np.ones(len(held)), 0.0)), axis=1)
    spread, weights = np.maximum(1.0, (MADS * distance) ** 2), np.ones(held.shape)
    for _ in range(ROUNDS):
        residuals = _residuals(held, np.maximum(level, HALF), spread, weights / held.shape[1])
        weights = np.where(residuals > OUTLYING, np.maximum(residuals, OUTLYING) ** -2.0, 1.0)
        weights *= held.shape[1] / weights.sum(axis=1, keepdims=True)
        level = (weights * held).mean(axis=1)
        squares = (weights * (held - level[:, None]) ** 2).sum(axis=1) / (held.shape[1] - 1)
        spread = np.maximum(1.0, np.divide(squares, level, out=np.ones(len(held)), where=level > 0))
    return Usual(level, spread, weights)


def _residuals(counts: Numbers, level: Numbers, spread: Numbers, pull: npt.ArrayLike) -> Numbers:
    """Anscombe's residuals; `pull` is the share of the level that is the window's own."""
    mean = level[:, None]
    apart = 1.5 * (counts ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6)
    told: Numbers = apart / np.sqrt(spread[:, None] * (1 - np.asarray(pull)))
    return told
