"""A count against what was usual before it: a limit, a ratio with its interval, or that there is too little to tell.

Knows counts in equal windows (method note M1, docs/method.md). It must not know what is counted, nor any wording.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, stdtrit

from utils.analysis.outbreaks import OUTLYING, REWEIGHTING, Usual, usual

FARRINGTON = "Farrington et al. 1996; Noufaily et al. 2013"

LIMIT_LEVEL = 0.05
"""Chance alone passes the limit in so many windows at most when nothing has changed: held by simulation."""

LIMIT_TAIL = 0.023
"""The share of Student's distribution beyond the limit: so far out, for level and spread are only estimated."""

INTERVAL_LEVEL, INTERVAL_Z = 95, 1.96
"""Of a hundred such intervals so many hold the true ratio (two sides)."""

LEAST_WINDOWS, MOST_WINDOWS, YEARS_BACK = 4, 52, 5
"""Earlier windows of the same length: as many as fit into five years, at most 52, and too few below four."""

LEAST_RECENT, RECENT_DAYS = 5, 28
"""No alarm with fewer than five events in the window, or in four weeks where the window is shorter."""

LOW_MEAN, LOW_COUNT = 2.0, 5
"""Up to these the ratio says nothing: "limited activity"."""

MOST_DISPERSION = 1.2
"""Up to this dispersion the exact Poisson probability may be given as well."""

WIDEST = 100.0
"""An interval whose ends lie farther apart than so many times says nothing, and its ratio is not told."""

HALF = 0.5
"""Added to counts in the ratio, and to an earlier total of none, so that neither is divided by nothing."""

CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Limit: chance alone passes it in one of so many windows", 1 / LIMIT_LEVEL, FARRINGTON),
    ("Limit: share of Student's distribution beyond it", LIMIT_TAIL, "our simulation, docs/method.md"),
    ("Past outbreaks weigh less above this Anscombe residual", OUTLYING, REWEIGHTING),
    ("Ratio: interval, of a hundred", INTERVAL_LEVEL, "convention"),
    ("Earlier windows: at least", LEAST_WINDOWS, "our default"),
    ("Earlier windows: at most", MOST_WINDOWS, "our default"),
    ("Earlier windows: years back", YEARS_BACK, FARRINGTON),
    ("Alarm: at least so many events in four weeks", LEAST_RECENT, FARRINGTON),
    ("Limited activity: mean up to", LOW_MEAN, "ACLED"),
    ("Limited activity: count up to", LOW_COUNT, "ACLED"),
    ("Ratio: widest interval told, times", WIDEST, "our default"),
    ("Exact probability only up to this dispersion", MOST_DISPERSION, "our default"),
)
"""What the method rests on: name, value, source."""


class Verdict(StrEnum):
    """What a comparison allows to be said."""

    ABOVE = "above what was usual"
    BELOW = "below what was usual"
    USUAL = "within what was usual"
    LIMITED = "limited activity"
    TOO_FEW = "too few earlier periods to compare"


@dataclass(frozen=True)
class Comparison:
    """One window's count, and those of earlier windows of the same length, oldest first, zeros included.

    `recent` is the count that the alarm's floor looks at: the window's own, or of four weeks where it is shorter.
    """

    count: int
    earlier: tuple[int, ...]
    recent: int

    @property
    def enough(self) -> bool:
        """Whether there are enough earlier windows."""
        return len(self.earlier) >= LEAST_WINDOWS

    @cached_property
    def _usual(self) -> Usual:
        return usual([self.earlier])

    @cached_property
    def mean(self) -> float:
        """The earlier windows' mean, past outbreaks weighing less; not a number where there are too few windows."""
        return float(self._usual.level[0]) if self.enough else math.nan

    @property
    def dispersion(self) -> float:
        """Variance over mean of the earlier windows, never below one (that of pure chance)."""
        return float(self._usual.dispersion[0]) if self.enough else 1.0

    @property
    def outbreaks(self) -> int:
        """How many earlier windows weigh less because they were outbreaks themselves."""
        return int(self._usual.outbreaks.sum()) if self.enough else 0

    @cached_property
    def limit(self) -> float:
        """Farrington's limit: chance alone passes it in one window of twenty at most, whatever the dispersion."""
        return float(limits(np.array([self.mean]), np.array([self.dispersion]), len(self.earlier))[0])

    @property
    def exceedance(self) -> float:
        """How far the count reaches from the mean towards the limit: above 1 it has passed it."""
        return (self.count - self.mean) / (self.limit - self.mean)

    @cached_property
    def ratio(self) -> tuple[float, float, float]:
        """How many times the earlier mean: estimate, low, high of its interval. Not numbers with too few windows."""
        total, windows = self.mean * len(self.earlier), max(1, len(self.earlier))
        return rate_ratio(self.count, 1, total, windows, self.dispersion)

    @property
    def tells_ratio(self) -> bool:
        """Whether the interval is narrow enough for the ratio to say anything."""
        _, low, high = self.ratio
        return high <= low * WIDEST

    @property
    def probability(self) -> float | None:
        """The probability of so many or more by chance (Gamma–Poisson); None where the counts are overdispersed."""
        if self.dispersion > MOST_DISPERSION or not self.enough:
            return None
        if self.count == 0:
            return 1.0
        windows = len(self.earlier)
        below = betainc(HALF + self.mean * windows, self.count, windows / (windows + 1))
        return float(1 - below)

    @cached_property
    def verdict(self) -> Verdict:
        """What may be said of it."""
        if not self.enough:
            return Verdict.TOO_FEW
        if self.mean <= LOW_MEAN and self.count <= LOW_COUNT:
            return Verdict.LIMITED
        if self.exceedance > 1 and self.recent >= LEAST_RECENT:
            return Verdict.ABOVE
        return Verdict.BELOW if self.ratio[2] < 1 else Verdict.USUAL


def compare(count: int, earlier: Sequence[int], recent: int | None = None) -> Comparison:
    """The count against the earlier ones, oldest first; `recent` where the alarm's floor looks at another count."""
    return Comparison(count, tuple(int(one) for one in earlier), count if recent is None else recent)


def limits(
    means: npt.NDArray[np.float64], dispersions: npt.NDArray[np.float64], windows: int
) -> npt.NDArray[np.float64]:
    """Farrington's limits: μ(1 + ⅔·t·√τ/μ)^1.5 with τ = φμ + φμ/k; with nothing before, μ is of half an event.

    `t` is Student's quantile for the number of windows, two at least.
    """
    reach = -float(stdtrit(windows - 1, LIMIT_TAIL))
    base = np.where(means > 0, means, HALF / windows)
    spread = np.sqrt(dispersions * base * (1 + 1 / windows))
    bounds: npt.NDArray[np.float64] = base * (1 + 2 / 3 * reach * spread / base) ** 1.5
    return bounds


def rate_ratio(
    count: float, windows: float, before: float, windows_before: float, dispersion: float = 1.0
) -> tuple[float, float, float]:
    """The rate of one count over that of another, with half an event added to each: estimate, low, high."""
    ratio = (count + HALF) / windows / ((before + HALF) / windows_before)
    reach = INTERVAL_Z * math.sqrt(dispersion * (1 / (count + HALF) + 1 / (before + HALF)))
    return ratio, ratio * math.exp(-reach), ratio * math.exp(reach)
