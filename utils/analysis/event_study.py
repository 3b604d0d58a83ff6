"""Attacks in the weeks around many measures, on average, beside what the same places have at other dates.

Knows measures and attack days (method note M4, docs/method.md). It must not know any wording.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from utils.analysis.attack_days import WEEK, AttackDays, Counts, weeks_around
from utils.analysis.figures import Coverage, Figure
from utils.analysis.responses import ANNOUNCED

REACH = 12
"""Weeks before and after a measure."""

APART = 7
"""Measures in one area that begin within so many days of each other are one occasion: they answer the same attacks."""

LEAST_OCCASIONS, LEAST_ATTACKS = 8, 20
"""With fewer occasions, or fewer attacks around them, an average is too few to judge."""

BLOCK, LEAST_BLOCKS = REACH * WEEK, 8
"""Occasions that begin in one stretch of so many days are drawn together, since they see the same attacks; with fewer
such stretches no interval is told."""

NEARBY = 182
"""Dates for the comparison lie within so many days of the measures, lest a growing record look like a change."""

DRAWS, SEED = 400, 20090131
"""How often stretches are drawn anew for the interval, and moved for the comparison; fixed, to be repeatable."""

INTERVAL, USUAL = (2.5, 97.5), (5.0, 95.0)
"""Percentiles of the interval of the mean, and of what the same places have at other dates."""

OURS = "our default"
CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Weeks around measures: before and after", f"{REACH} weeks each", OURS),
    ("Weeks around measures: one occasion within", f"{APART} days", OURS),
    ("Weeks around measures: least occasions", f"{LEAST_OCCASIONS} occasions", OURS),
    ("Weeks around measures: least attacks", f"{LEAST_ATTACKS} attacks", OURS),
    (
        "Weeks around measures: stretch whose measures are drawn together",
        f"{BLOCK} days",
        "block bootstrap; our length",
    ),
    ("Weeks around measures: least stretches for an interval", f"{LEAST_BLOCKS} stretches", OURS),
    ("Weeks around measures: other dates within", f"{NEARBY} days", OURS),
    ("Weeks around measures: draws", f"{DRAWS} draws, seed {SEED}", OURS),
)
"""What the method rests on: name, value with its unit, source."""


@dataclass(frozen=True)
class HeaviestDay:
    """The day that puts most attacks into the average, and in how many of the windows it lies with its attacks."""

    day: dt.date
    windows: int


@dataclass(frozen=True, eq=False)
class EventStudy:
    """By week around the measures (0 is the first after): mean attacks in the measure's own area, with its interval.

    Measures in one area that begin in one week are one occasion. `low` and `high` come from drawing whole stretches of
    `blocks` anew and are not known with too few; `usual_low` and `usual_high` bound what the same areas have when the
    stretches are moved to other dates; `without` is the mean without the heaviest day. `on_day` is the mean on the
    measures' own day, which is in no week. `measures` are the ids averaged, `left_out` of those announced only, dated
    coarsely, or too near the record's ends; `attacks` are counted once an occasion.
    """

    weeks: pd.DataFrame
    measures: tuple[str, ...]
    left_out: tuple[str, ...]
    occasions: int
    attacks: int
    on_day: float = 0.0
    blocks: int = 0
    overlapping: int = 0
    heaviest: HeaviestDay | None = None

    @property
    def enough(self) -> bool:
        """Whether there is enough to judge."""
        return self.occasions >= LEAST_OCCASIONS and self.attacks >= LEAST_ATTACKS

    @property
    def bounded(self) -> bool:
        """Whether there are enough separate stretches of time for an interval."""
        return self.blocks >= LEAST_BLOCKS

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
        return self._means("mean")

    @property
    def means_without(self) -> tuple[float, float]:
        """The same without the heaviest day."""
        return self._means("without")

    def _means(self, column: str) -> tuple[float, float]:
        before = self.weeks["week"] < 0
        return float(self.weeks.loc[before, column].mean()), float(self.weeks.loc[~before, column].mean())


@dataclass(frozen=True, eq=False)
class _Occasion:
    """One occasion: its day, its area and the running totals there."""

    day: int
    area: tuple[str, str | None]
    totals: Counts

    @property
    def block(self) -> int:
        return self.day // BLOCK

    @property
    def around(self) -> Counts:
        """Attacks by week."""
        return weeks_around(self.totals, self.day, REACH, REACH)

    @property
    def daily(self) -> Counts:
        """Attacks by day, the measure's own in the middle."""
        return np.diff(self.totals[self.day - BLOCK : self.day + BLOCK + 2])

    def meets(self, other: "_Occasion") -> bool:
        """Whether the two windows share days, in areas of which one holds the other."""
        (province, district), (theirs, place) = self.area, other.area
        shared = province == theirs and (district == place or district is None or place is None)
        return shared and abs(self.day - other.day) <= 2 * BLOCK


def event_study(responses: pd.DataFrame, attacks: AttackDays) -> EventStudy:
    """The average around the measures of that frame."""
    held: list[_Occasion] = []
    kept: list[str] = []
    last: dict[tuple[str, str | None], int] = {}
    for response in responses.sort_values(["start_date", "response_id"]).to_dict("records"):
        day = attacks.place(response["start_date"].date())
        if not _usable(response) or not BLOCK <= day <= attacks.length - BLOCK - 1:
            continue
        kept.append(str(response["response_id"]))
        district = response["admin2"]
        area = (str(response["admin1"]), district if isinstance(district, str) else None)
        if day - last.get(area, -APART) >= APART:
            last[area] = day
            held.append(_Occasion(day, area, attacks.of_area(*area)))
    left = tuple(name for name in responses["response_id"] if name not in set(kept))
    if not held:
        return EventStudy(_nothing(), (), left, 0, 0)
    weeks, heaviest = _averages(held, attacks)
    around = np.stack([one.around for one in held])
    return EventStudy(
        weeks,
        tuple(kept),
        left,
        len(held),
        int(around.sum()),
        float(np.mean([one.daily[BLOCK] for one in held])),
        len({one.block for one in held}),
        sum(any(one is not other and one.meets(other) for other in held) for one in held),
        heaviest,
    )


def _usable(response: dict[Any, Any]) -> bool:
    return bool(response["status"] != ANNOUNCED and response["date_precision"] == "day")


def _nothing() -> pd.DataFrame:
    weeks = np.arange(-REACH, REACH)
    unknown = np.full(len(weeks), np.nan)
    columns = ("mean", "low", "high", "usual_low", "usual_high", "without")
    return pd.DataFrame({"week": weeks} | dict.fromkeys(columns, unknown))


def _averages(held: list[_Occasion], attacks: AttackDays) -> tuple[pd.DataFrame, HeaviestDay | None]:
    rng = np.random.default_rng(SEED)
    around = np.stack([one.around for one in held]).astype(float)
    blocks, codes = np.unique([one.block for one in held], return_inverse=True)
    low, high = _interval(around, codes, rng) if len(blocks) >= LEAST_BLOCKS else (np.nan, np.nan)
    usual_low, usual_high = np.percentile(_elsewhen(held, codes, attacks, rng), USUAL, axis=0)
    heaviest, without = _without_heaviest(held, around, attacks)
    told = {"week": np.arange(-REACH, REACH), "mean": around.mean(axis=0), "low": low, "high": high}
    told |= {"usual_low": usual_low, "usual_high": usual_high, "without": without.mean(axis=0)}
    return pd.DataFrame(told), heaviest


def _interval(
    around: npt.NDArray[np.float64], codes: npt.NDArray[np.intp], rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """The mean's interval when whole stretches are drawn anew, each with all its occasions."""
    stretches = int(codes.max()) + 1
    sums = np.zeros((stretches, around.shape[1]))
    np.add.at(sums, codes, around)
    sizes = np.bincount(codes, minlength=stretches)
    drawn = rng.multinomial(stretches, np.full(stretches, 1 / stretches), DRAWS)
    ends: npt.NDArray[np.float64] = np.percentile((drawn @ sums) / (drawn @ sizes)[:, None], INTERVAL, axis=0)
    return ends


def _elsewhen(
    held: list[_Occasion], codes: npt.NDArray[np.intp], attacks: AttackDays, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """The means when each stretch is moved by an offset of its own, all its occasions together: one row a draw."""
    days = np.array([one.day for one in held])
    moved = np.empty((len(held), DRAWS), dtype=np.int64)
    for code in range(int(codes.max()) + 1):
        inside = codes == code
        first, last = int(days[inside].min()), int(days[inside].max())
        least, most = max(-NEARBY, BLOCK - first), min(NEARBY, attacks.length - BLOCK - 1 - last)
        moved[inside] = days[inside, None] + rng.integers(least, most + 1, DRAWS)
    total = sum(weeks_around(one.totals, at, REACH, REACH) for one, at in zip(held, moved, strict=True))
    means: npt.NDArray[np.float64] = np.asarray(total) / len(held)
    return means


def _without_heaviest(
    held: list[_Occasion], around: npt.NDArray[np.float64], attacks: AttackDays
) -> tuple[HeaviestDay | None, npt.NDArray[np.float64]]:
    """The day that puts most attacks into the weeks, and the weeks without it."""
    counted = np.zeros(attacks.length, dtype=np.int64)
    for one in held:
        daily = one.daily
        daily[BLOCK] = 0  # a measure's own day is in no week
        counted[one.day - BLOCK : one.day + BLOCK + 1] += daily
    if not counted.any():
        return None, around
    heaviest = int(counted.argmax())
    without, windows = around.copy(), 0
    for place, one in enumerate(held):
        away = heaviest - one.day
        if abs(away) <= BLOCK:
            on = int(one.totals[heaviest + 1] - one.totals[heaviest])
            windows += on > 0
            if away:
                without[place, REACH + (away // WEEK if away < 0 else (away - 1) // WEEK)] -= on
    return HeaviestDay(attacks.first + dt.timedelta(days=heaviest), windows), without
