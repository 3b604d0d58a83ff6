"""What rival counters published for an area: each with its own rule, side by side, never added and never averaged.

Knows the table of published counts. It must not know how they are worded or drawn.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from utils.analysis.figures import ids_of

EVERYONE = "everyone whom the rule counts"
"""Stands for a group that is left empty."""

BEST = "best"


@dataclass(frozen=True)
class Published:
    """One number of one counter. `low` and `high` differ from `value` only where the counter itself gives bounds.

    `start` and `end` are None where they do not follow from what was published.
    """

    counter: str
    period: str
    year: int
    start: dt.date | None
    end: dt.date | None
    value: int
    low: int
    high: int
    rule: str
    count_ids: tuple[str, ...]
    source_ids: tuple[str, ...]

    @property
    def drawn(self) -> bool:
        """Whether both ends of its period are known."""
        return self.start is not None and self.end is not None


@dataclass(frozen=True)
class Rivals:
    """Counters that published for the very same days: the lowest and the highest of them first and last."""

    start: dt.date
    end: dt.date
    published: tuple[Published, ...]


def areas(counts: pd.DataFrame) -> tuple[str, ...]:
    """The areas, those that most counters cover first."""
    counters = counts.groupby("area", sort=True)["publisher"].nunique().sort_values(ascending=False, kind="stable")
    return tuple(str(area) for area in counters.index)


def measures(counts: pd.DataFrame, area: str) -> tuple[tuple[str, str], ...]:
    """What was counted there, of whom, as pairs; those of most counters first, then in the order of their list."""
    here = counts[(counts["area"] == area).to_numpy()].assign(group=_groups)
    counters = here.groupby(["measure", "group"], observed=True, sort=True)["publisher"].nunique()
    ordered = counters.sort_values(ascending=False, kind="stable")
    return tuple((str(measure), str(group)) for measure, group in ordered.index)


def published(counts: pd.DataFrame, area: str, measure: str, group: str) -> tuple[Published, ...]:
    """Every number for that area, measure and group, by counter and time; bounds of one estimate stand together."""
    here = counts[(counts["area"] == area).to_numpy() & (counts["measure"] == measure).to_numpy(dtype=bool)]
    here = here[(_groups(here) == group).to_numpy(dtype=bool)]
    keys = ["publisher", "attributed_to", "period", "year", "inclusion_rule"]
    told = [_one(rows) for _, rows in here.groupby(keys, dropna=False, sort=True)]
    flat = [one for several in told for one in several]
    return tuple(sorted(flat, key=lambda one: (one.counter, one.end or dt.date(one.year, 12, 31), one.period)))


def rivals(told: Iterable[Published]) -> Rivals | None:
    """The latest days for which more than one counter published; None when there are none."""
    spans: dict[tuple[dt.date, dt.date], list[Published]] = {}
    for one in told:
        if one.start is not None and one.end is not None:
            spans.setdefault((one.end, one.start), []).append(one)
    shared = {span: some for span, some in spans.items() if len({one.counter for one in some}) > 1}
    if not shared:
        return None
    end, start = max(shared)
    return Rivals(start, end, tuple(sorted(shared[end, start], key=lambda one: (one.value, one.counter))))


def _groups(frame: pd.DataFrame) -> "pd.Series[str]":
    named = frame["group"].astype("str")
    return named.where(frame["group"].notna(), EVERYONE)


def _one(rows: pd.DataFrame) -> list[Published]:
    """The rows of one counter for one period: one number, or its bounds together; two plain numbers stay apart."""
    bounded = rows[rows["bound"].notna().to_numpy()]
    plain = rows[rows["bound"].isna().to_numpy()]
    told = [_published(plain.iloc[[place]]) for place in range(len(plain))]
    return [*told, _published(bounded)] if len(bounded) else told


def _published(rows: pd.DataFrame) -> Published:
    first = rows.iloc[0]
    best = rows[(rows["bound"] == BEST).to_numpy(dtype=bool)]
    chosen = best.iloc[0] if len(best) else first
    only = first["attributed_to"]
    return Published(
        f"{first['publisher']} (only {only})" if isinstance(only, str) else str(first["publisher"]),
        str(first["period"]),
        int(first["year"]),
        None if pd.isna(first["start_date"]) else first["start_date"].date(),
        None if pd.isna(first["end_date"]) else first["end_date"].date(),
        int(chosen["value"]),
        int(rows["value"].min()),
        int(rows["value"].max()),
        str(first["inclusion_rule"]),
        ids_of(rows["count_id"]),
        tuple(dict.fromkeys(name for names in rows["source_ids"] for name in names)),
    )
