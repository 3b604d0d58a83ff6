"""Signals between states and others: in which tone, towards whom, and how that moved.

Knows the Regional signals table. It must not know how anything is drawn. A tone is a step of an ordered list, not a
number: tones are counted, never averaged.
"""

import datetime as dt
from typing import Any

import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.tables.vocabularies import STANCES

STEPS = {"month": "M", "quarter": "Q"}
"""Each step of time as pandas names its periods."""

MOST_MONTHS = 12
"""A longer period is counted by quarter."""


def signals_between(signals: pd.DataFrame, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The signals dated between two days, both included, oldest first, with `party`: the actor's group or its name."""
    within = signals["date"].between(pd.Timestamp(start), pd.Timestamp(end)).to_numpy()
    kept = signals[within].sort_values(["date", "signal_id"], kind="stable")
    return kept.assign(party=kept["actor_group"].where(kept["actor_group"].notna(), kept["actor"]))


def parties(signals: pd.DataFrame) -> tuple[str, ...]:
    """Who signalled, most often first, then by name."""
    return _most_first(signals["party"])


def addressees(signals: pd.DataFrame) -> tuple[str, ...]:
    """To whom signals went, most often first, then by name."""
    return _most_first(signals["counterpart"])


def count_stances(signals: pd.DataFrame) -> dict[str, Figure]:
    """How many of the signals have each stance, from the friendliest."""
    every = len(signals)
    return {stance: _counted(signals[(signals["stance"] == stance).to_numpy()], every) for stance in STANCES.labels}


def stances_over_time(signals: pd.DataFrame, start: dt.date, end: dt.date) -> tuple[str, pd.DataFrame]:
    """The step (month or quarter), and the signals by start (first day of the step) and stance, zeros included."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = "month" if months <= MOST_MONTHS else "quarter"
    steps = pd.period_range(start, end, freq=STEPS[step])
    held = signals["date"].dt.to_period(STEPS[step])
    rows = [
        {
            "start": period.start_time,
            "stance": stance,
            "signals": int(((held == period) & (signals["stance"] == stance)).sum()),
        }
        for period in steps
        for stance in STANCES.labels
    ]
    return step, pd.DataFrame(rows, columns=["start", "stance", "signals"])


def who_to_whom(signals: pd.DataFrame) -> pd.DataFrame:
    """One row for each party and addressee: most signals first.

    The columns: party, counterpart, signals, one a stance, first and last day, latest stance (all that fall on the last
    day, from the friendliest).
    """
    rows = []
    for (party, counterpart), part in signals.groupby(["party", "counterpart"], sort=True):
        last = part["date"].max()
        newest = set(part.loc[(part["date"] == last).to_numpy(), "stance"])
        rows.append(
            {
                "party": party,
                "counterpart": counterpart,
                "signals": len(part),
                **{stance: int((part["stance"] == stance).sum()) for stance in STANCES.labels},
                "first": part["date"].min(),
                "last": last,
                "latest": ", ".join(stance for stance in STANCES.labels if stance in newest),
            }
        )
    columns = ["party", "counterpart", "signals", *STANCES.labels, "first", "last", "latest"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["signals", "party", "counterpart"], ascending=[False, True, True]).reset_index(drop=True)


def turns(signals: pd.DataFrame) -> pd.DataFrame:
    """Where a party's stance towards the same addressee changed from one day of signals to the next.

    The columns: party, counterpart, date, before, after. A day with several stances is not a turn.
    """
    rows = []
    for (party, counterpart), part in signals.groupby(["party", "counterpart"], sort=True):
        before: str | None = None
        for day, held in part.groupby("date", sort=True):
            stances = set(held["stance"])
            if len(stances) > 1:
                before = None
                continue
            after = str(stances.pop())
            if before is not None and before != after:
                rows.append((party, counterpart, day, before, after))
            before = after
    return pd.DataFrame(rows, columns=["party", "counterpart", "date", "before", "after"])


def _most_first(names: "pd.Series[Any]") -> tuple[str, ...]:
    counted = {str(name): total for name, total in names.value_counts().items()}
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _counted(part: pd.DataFrame, of: int) -> Figure:
    return Figure(len(part), "signals", "count-stance", tuple(part["signal_id"]), Coverage(len(part), of))
