"""Attacks in the weeks around many measures, on average, beside what dates without a measure give.

Knows measures and attack days (method note M4, docs/method.md). It must not know any wording.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.attack_days import AttackDays, Counts, weeks_around
from utils.analysis.figures import Coverage, Figure
from utils.analysis.responses import ANNOUNCED

REACH = 12
"""Weeks before and after a measure."""

APART = 7
"""Measures in one area that begin within so many days of each other are one occasion: they answer the same attacks."""

LEAST_OCCASIONS, LEAST_ATTACKS = 8, 20
"""With fewer occasions, or fewer attacks around them, an average is too few to judge."""

NEARBY = 182
"""Dates for the comparison are drawn within so many days of the measure, lest a growing record look like a change."""

DRAWS, SEED = 400, 20090131
"""How often measures are drawn anew for the interval, and dates for the comparison; fixed, to be repeatable."""

INTERVAL, USUAL = (2.5, 97.5), (5.0, 95.0)
"""Percentiles of the interval of the mean, and of what dates without a measure give."""

CONSTANTS: tuple[tuple[str, float, str], ...] = (
    ("Weeks around measures: before and after", REACH, "our default"),
    ("Weeks around measures: least occasions", LEAST_OCCASIONS, "our default"),
    ("Weeks around measures: least attacks", LEAST_ATTACKS, "our default"),
    ("Weeks around measures: one occasion within, days", APART, "our default"),
    ("Weeks around measures: comparison dates within, days", NEARBY, "our default"),
    ("Weeks around measures: draws", DRAWS, "our default"),
)


@dataclass(frozen=True, eq=False)
class EventStudy:
    """By week around the measures (0 is the first after): mean attacks in the measure's own area, with its interval.

    Measures in one area that begin in one week are one occasion. `usual_low` and `usual_high` bound what the same
    areas have around dates drawn by chance. `measures` are the ids averaged, `left_out` of those announced only, dated
    coarsely, or too near the record's ends; `attacks` are counted once an occasion.
    """

    weeks: pd.DataFrame
    measures: tuple[str, ...]
    left_out: tuple[str, ...]
    occasions: int
    attacks: int

    @property
    def enough(self) -> bool:
        """Whether there is enough to judge."""
        return self.occasions >= LEAST_OCCASIONS and self.attacks >= LEAST_ATTACKS

    @property
    def figures(self) -> tuple[Figure, ...]:
        """How many measures, on how many occasions, how many attacks around them, and the mean before and after."""
        covered = Coverage(len(self.measures), len(self.measures) + len(self.left_out))
        measures = Figure(len(self.measures), "measures", "event-study", self.measures, covered)
        means = (Figure(mean, "attacks a week", "event-study", self.measures, covered) for mean in self.means)
        occasions = Figure(self.occasions, "occasions", "event-study", self.measures, covered)
        return (measures, occasions, Figure(self.attacks, "attacks", "event-study", (), covered), *means)

    @property
    def means(self) -> tuple[float, float]:
        """Attacks a week in a measure's area, before and after, on average."""
        before = self.weeks["week"] < 0
        return float(self.weeks.loc[before, "mean"].mean()), float(self.weeks.loc[~before, "mean"].mean())


def event_study(responses: pd.DataFrame, attacks: AttackDays) -> EventStudy:
    """The average around the measures of that frame."""
    series: list[Counts] = []
    usual: list[Counts] = []
    kept: list[str] = []
    totals, last = _Totals(attacks), dict[str, int]()
    rng = np.random.default_rng(SEED)
    earliest, latest = REACH * 7, attacks.length - REACH * 7 - 1
    for response in responses.sort_values(["start_date", "response_id"]).to_dict("records"):
        day = attacks.place(response["start_date"].date())
        if not _usable(response) or not earliest <= day <= latest:
            continue
        kept.append(str(response["response_id"]))
        area = _area(response)
        if day - last.get(area, -APART) >= APART:
            last[area] = day
            series.append(weeks_around(totals.of(response), day, REACH, REACH))
            drawn = rng.integers(max(earliest, day - NEARBY), min(latest, day + NEARBY) + 1, DRAWS)
            usual.append(weeks_around(totals.of(response), drawn, REACH, REACH))
    left = tuple(name for name in responses["response_id"] if name not in set(kept))
    if not kept:
        return EventStudy(_frame(None, None, rng), (), left, 0, 0)
    around = np.stack(series)
    frame = _frame(around, np.stack(usual).mean(axis=0), rng)
    return EventStudy(frame, tuple(kept), left, len(series), int(around.sum()))


def _area(response: dict[Any, Any]) -> str:
    """The measure's area, under a name that no district shares with a province."""
    district = response["admin2"]
    return f"{response['admin1']}/{district}" if isinstance(district, str) else str(response["admin1"])


class _Totals:
    """Running totals by area, each added up once."""

    def __init__(self, attacks: AttackDays) -> None:
        self._attacks = attacks
        self._known: dict[str, Counts] = {}

    def of(self, response: dict[Any, Any]) -> Counts:
        area, district, held = _area(response), response["admin2"], self._attacks
        if area not in self._known:
            local = isinstance(district, str)
            kept = held.in_districts([district]) if local else held.in_province(str(response["admin1"]))
            self._known[area] = held.totals(kept)
        return self._known[area]


def _usable(response: dict[Any, Any]) -> bool:
    return bool(response["status"] != ANNOUNCED and response["date_precision"] == "day")


def _frame(around: Counts | None, usual: npt.NDArray[np.float64] | None, rng: np.random.Generator) -> pd.DataFrame:
    weeks = np.arange(-REACH, REACH)
    if around is None or usual is None:
        nothing = np.full(len(weeks), np.nan)
        return pd.DataFrame(
            {"week": weeks} | dict.fromkeys(("mean", "low", "high", "usual_low", "usual_high"), nothing)
        )
    drawn = rng.integers(0, len(around), (DRAWS, len(around)))
    means = around[drawn].mean(axis=1)
    low, high = np.percentile(means, INTERVAL, axis=0)
    usual_low, usual_high = np.percentile(usual, USUAL, axis=0)
    told = {"week": weeks, "mean": around.mean(axis=0), "low": low, "high": high}
    return pd.DataFrame(told | {"usual_low": usual_low, "usual_high": usual_high})
