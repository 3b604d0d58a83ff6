"""What measures cost civil life: days without communications, under curfew, under other bans, and people held.

Knows a register of measures. It must not know what followed them. Days of one area count once where measures overlap;
areas, kinds and claimants are never added to each other.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.analysis.responses import ANNOUNCED, UNDER_WAY, Register
from utils.analysis.selection import Mask

SHUTDOWN, RESTRICTION = "Communications shutdown", "Movement restriction"

NEEDED = ["response_id", "start_date", "end_date", "admin1", "admin2", "status"]
"""The columns that every spell is made from."""


@dataclass(frozen=True)
class Burden:
    """One kind of cost in days: its name, the column with its days, and the type of measure that is one anyway."""

    name: str
    unit: str
    column: str | None
    response_type: str | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Where its days are read: from the column that gives their number, else from first and last day."""
        return (self.column,) if self.column is not None else ("start_date", "end_date")


BLACKOUT = Burden("without telephone or internet", "days of blackout", "blackout_days", SHUTDOWN)
CURFEW = Burden("under curfew", "days of curfew", "curfew_days", None)
BANS = Burden("under other limits on movement", "days of limits on movement", None, RESTRICTION)
BURDENS = (BLACKOUT, CURFEW, BANS)


@dataclass(frozen=True)
class Spell:
    """One measure's days of one kind: from `first`, at least `days`; `open` when it may have gone on longer."""

    response_id: str
    area: str
    wide: bool
    first: pd.Timestamp
    days: float
    open: bool

    @property
    def last(self) -> pd.Timestamp:
        """The last day that it is known to have been in force."""
        return self.first + pd.Timedelta(days=max(1, int(np.ceil(self.days))) - 1)


def spells(register: Register, burden: Burden) -> tuple[Spell, ...]:
    """The measures of that kind that were carried out, each with its days: as given, else from its dates, else one."""
    needed = [*NEEDED, burden.column] if burden.column is not None else NEEDED
    frame = register.frame.loc[_of_kind(register.frame, burden), needed]
    return tuple(_spell(row, burden) for row in frame.to_dict("records"))


def _of_kind(frame: pd.DataFrame, burden: Burden) -> Mask:
    kept: Mask = np.zeros(len(frame), dtype=bool)
    if burden.column is not None:
        kept = frame[burden.column].notna().to_numpy(dtype=bool)
    if burden.response_type is not None:
        kept = kept | (frame["response_type"] == burden.response_type).to_numpy(dtype=bool)
    if burden.column is None:  # what is told as a curfew is not told again
        kept = kept & frame["curfew_days"].isna().to_numpy(dtype=bool)
    carried_out: Mask = (frame["status"].astype("str") != ANNOUNCED).to_numpy(dtype=bool)
    return kept & carried_out


def _spell(row: dict[Any, Any], burden: Burden) -> Spell:
    start, end, wide = row["start_date"], row["end_date"], not isinstance(row["admin2"], str)
    days = 1.0
    if burden.column is not None and not pd.isna(row[burden.column]):
        days = float(row[burden.column])
    elif not pd.isna(end):
        days = float((end - start).days + 1)
    ended = not pd.isna(end) and row["status"] != UNDER_WAY
    area = str(row["admin1"] if wide else row["admin2"])
    return Spell(str(row["response_id"]), area, wide, start, days, not ended)


@dataclass(frozen=True)
class Cost:
    """One kind of cost over a register: the shortest and longest measure, and the days with one somewhere.

    `open` says that the longest may have lasted longer; `figure` is the range over measures, never their sum.
    """

    burden: Burden
    figure: Figure
    open: bool
    somewhere: Figure


def costs(register: Register) -> tuple[Cost, ...]:
    """Each kind of cost that some measure of the register has."""
    told = ((burden, spells(register, burden)) for burden in BURDENS)
    return tuple(_cost(register, burden, some) for burden, some in told if some)


def _cost(register: Register, burden: Burden, some: tuple[Spell, ...]) -> Cost:
    ids = tuple(spell.response_id for spell in some)
    low, high = min(spell.days for spell in some), max(spell.days for spell in some)
    longest = [spell for spell in some if spell.days == high]
    covered = Coverage(sum(not spell.open for spell in some), len(some))
    value = low if low == high else None
    figure = Figure(value, burden.unit, "range-over-measures", ids, covered, low, high, burden.columns)
    total = len(_days(register, some))
    somewhere = Figure(total, "days", f"days-{burden.name}", ids, covered, low=total)
    return Cost(burden, figure, any(spell.open for spell in longest), somewhere)


def _days(register: Register, some: tuple[Spell, ...]) -> set[int]:
    """The days of the period, by their ordinals, on which one of them is known to have been in force."""
    first, last = register.start.toordinal(), register.end.toordinal()
    days: set[int] = set()
    for spell in some:
        days.update(range(max(spell.first.toordinal(), first), min(spell.last.toordinal(), last) + 1))
    return days


@dataclass(frozen=True)
class AreaCost:
    """One area's days of one kind in the period: at least so many; `wide` for a whole province, told by itself."""

    area: str
    wide: bool
    burden: Burden
    days: int
    open: bool
    longest: float
    ids: tuple[str, ...]


def by_area(register: Register) -> tuple[AreaCost, ...]:
    """Each kind of cost in each area, whole provinces last, most days first."""
    told = [
        _area_cost(register, burden, some)
        for burden in (BLACKOUT, CURFEW)
        for some in _grouped(spells(register, burden))
    ]
    order = {burden.name: place for place, burden in enumerate(BURDENS)}
    return tuple(sorted(told, key=lambda one: (order[one.burden.name], one.wide, -one.days, one.area)))


def _grouped(some: tuple[Spell, ...]) -> list[tuple[Spell, ...]]:
    areas = dict.fromkeys((spell.area, spell.wide) for spell in some)
    return [tuple(spell for spell in some if (spell.area, spell.wide) == area) for area in areas]


def _area_cost(register: Register, burden: Burden, some: tuple[Spell, ...]) -> AreaCost:
    area, wide = some[0].area, some[0].wide
    ids = tuple(spell.response_id for spell in some)
    unended = any(spell.open for spell in some)
    return AreaCost(area, wide, burden, len(_days(register, some)), unended, max(spell.days for spell in some), ids)


def held(register: Register) -> pd.DataFrame:
    """The measures that give a number of people held, largest first; rival or overlapping numbers are never added."""
    given = register.frame[register.frame["arrests_claimed"].notna().to_numpy(dtype=bool)]
    return given.sort_values(["arrests_claimed", "start_date"], ascending=[False, True], kind="stable")
