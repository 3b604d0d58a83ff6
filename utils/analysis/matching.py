"""What followed some dates against what followed like ones: coarsened matching, then a weighted regression.

Knows numbers only (Iacus, King and Porro 2012; Schutte and Donnay 2014). It must not know what is counted or why.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from utils.analysis.selection import Mask

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

EDGES = np.array([1, 2, 3, 5, 9, 17, 33, 65, 129, 257, 513])
"""Where the classes of earlier counts begin: none, 1, 2, 3 to 4, 5 to 8, and so on."""

CERTAINTY = 0.975
"""The quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, eq=False)
class Dates:
    """Dates with what was counted before and after each; `treated` are those of interest.

    `trend` is the later half of the time before minus the earlier; dates of one `stretch` see the same events.
    """

    before: Counts
    trend: Counts
    after: Counts
    treated: Mask
    stretch: Counts


@dataclass(frozen=True)
class Matched:
    """How many treated dates found a like one, how many of these there are, and how much more followed the treated.

    `counted` is what lies before and after the treated. `change` is in counts a date, with an interval that leaves out
    one stretch at a time; None where it is not settled.
    """

    treated: int
    controls: int
    stretches: int
    counted: int
    change: tuple[float, float, float] | None


def matched(dates: Dates) -> Matched:
    """The change after = before + treated, over dates that are alike in what came before and how it moved."""
    weights = weights_of(dates)
    kept = weights > 0
    treated = dates.treated & kept
    stretches = len(np.unique(dates.stretch[treated]))
    counted = int(dates.before[treated].sum() + dates.after[treated].sum())
    change = _change(dates, weights) if stretches > 1 else None
    return Matched(int(treated.sum()), int((kept & ~treated).sum()), stretches, counted, change)


def weights_of(dates: Dates) -> Numbers:
    """One for a treated date that has a like one, none for what has none; like dates weigh as much as the treated."""
    classes = np.digitize(dates.before, EDGES) * 3 + np.sign(dates.trend).astype(np.int64) + 1
    size = int(classes.max(initial=0)) + 1
    of_treated = np.bincount(classes[dates.treated], minlength=size).astype(float)
    of_others = np.bincount(classes[~dates.treated], minlength=size).astype(float)
    both = (of_treated > 0) & (of_others > 0)
    if not both.any():
        return np.zeros(len(classes))
    share = np.divide(of_treated, of_others, out=np.zeros(size), where=both)
    scale = of_others[both].sum() / of_treated[both].sum()
    weights: Numbers = np.where(dates.treated, both[classes].astype(float), share[classes] * scale)
    return weights


def _change(dates: Dates, weights: Numbers) -> tuple[float, float, float] | None:
    """The treated dates' coefficient, its spread from leaving out one stretch at a time."""
    kept = weights > 0
    explaining = np.column_stack([np.ones(int(kept.sum())), dates.before[kept], dates.treated[kept].astype(float)])
    weighted = explaining * weights[kept, None]
    stretches, codes = np.unique(dates.stretch[kept], return_inverse=True)
    order = np.argsort(codes, kind="stable")
    firsts = np.searchsorted(codes[order], np.arange(len(stretches)))
    squares = np.add.reduceat((weighted[:, :, None] * explaining[:, None, :])[order], firsts)
    products = np.add.reduceat((weighted * dates.after[kept, None])[order], firsts)
    found = _solved(squares.sum(axis=0), products.sum(axis=0))
    with_treated = np.unique(codes[dates.treated[kept]])
    without = _solved(squares.sum(axis=0) - squares, products.sum(axis=0) - products)
    if not np.isfinite(without).all():
        return None
    many = len(stretches)
    spread = np.sqrt((many - 1) / many * ((without - found) ** 2).sum())
    reach = float(stdtrit(len(with_treated) - 1, CERTAINTY) * spread)
    return float(found), float(found) - reach, float(found) + reach


def _solved(squares: Numbers, products: Numbers) -> Numbers:
    """The treated dates' coefficient of each system; where nothing varied before, that column is left out of it."""
    solved: Numbers = np.einsum("...ij,...j->...i", np.linalg.pinv(squares, hermitian=True), products)
    return solved[..., 2]
