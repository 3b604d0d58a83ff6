"""Signals between states and others: in which tone, towards whom, and how that moved.

Knows the Regional signals table. It must not know how anything is drawn. A tone is a step of an ordered list, not a
number: tones are counted, never averaged.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.tables.vocabularies import SIGNAL_TYPES, STANCES

FORCE = "use of force"
"""What an act of arms is counted as: it is a deed, and has no tone."""

FORCE_TYPES = ("Border clash", "Military action")
if not set(FORCE_TYPES) <= set(SIGNAL_TYPES.labels):
    raise TypeError("the list of signal types no longer knows acts of arms")

TONES: tuple[str, ...] = (*STANCES.labels, FORCE)
"""How a signal is counted: by its stance from the friendliest, or as the use of force."""

STEPS = {"month": "M", "quarter": "Q"}
"""Each step of time as pandas names its periods."""

MOST_MONTHS = 12
"""A longer period is counted by quarter."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("Signals counted as the use of force", " and ".join(FORCE_TYPES), "ours; they have no tone"),
    ("Signals counted by month up to", f"{MOST_MONTHS} months, else by quarter", "ours"),
)
"""Name, value and source of every constant, as method page and briefing print them."""


def signals_between(signals: pd.DataFrame, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The signals dated between two days, both included, oldest first.

    With `party`, the actor's group or its name, and `tone`, one of TONES.
    """
    within = signals["date"].between(pd.Timestamp(start), pd.Timestamp(end)).to_numpy()
    kept = signals[within].sort_values(["date", "signal_id"], kind="stable")
    stance = kept["stance"].astype("object")
    return kept.assign(
        party=kept["actor_group"].where(kept["actor_group"].notna(), kept["actor"]),
        tone=stance.mask(kept["signal_type"].isin(FORCE_TYPES).to_numpy(dtype=bool), FORCE),
    )


def parties(signals: pd.DataFrame) -> tuple[str, ...]:
    """Who signalled, most often first, then by name."""
    return _most_first(signals["party"])


def addressees(signals: pd.DataFrame) -> tuple[str, ...]:
    """To whom signals went, most often first, then by name."""
    return _most_first(signals["counterpart"])


def count_stances(signals: pd.DataFrame) -> dict[str, Figure]:
    """How many of the signals have each stance, from the friendliest, and how many are the use of force."""
    every = len(signals)
    return {tone: _counted(signals[(signals["tone"] == tone).to_numpy(dtype=bool)], every) for tone in TONES}


def stances_over_time(signals: pd.DataFrame, start: dt.date, end: dt.date) -> tuple[str, pd.DataFrame]:
    """The step (month or quarter), and the signals by start (first day of the step) and tone, zeros included."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = "month" if months <= MOST_MONTHS else "quarter"
    steps = pd.period_range(start, end, freq=STEPS[step])
    held = signals["date"].dt.to_period(STEPS[step])
    rows = [
        {
            "start": period.start_time,
            "tone": tone,
            "signals": int(((held == period) & (signals["tone"] == tone)).sum()),
        }
        for period in steps
        for tone in TONES
    ]
    return step, pd.DataFrame(rows, columns=["start", "tone", "signals"])


def who_to_whom(signals: pd.DataFrame) -> pd.DataFrame:
    """One row for each party and addressee: most signals first.

    The columns: party, counterpart, signals, one a tone, first and last day, latest tone (all that fall on the last
    day, from the friendliest).
    """
    pairs: dict[tuple[str, str], list[tuple[pd.Timestamp, str]]] = {}
    for party, counterpart, *told in zip(
        *(signals[name].tolist() for name in ("party", "counterpart", "date", "tone")), strict=True
    ):
        pairs.setdefault((party, counterpart), []).append((told[0], told[1]))
    rows = [
        {"party": party, "counterpart": counterpart, **_told(held)}
        for (party, counterpart), held in pairs.items()
        if isinstance(party, str) and isinstance(counterpart, str)
    ]
    columns = ["party", "counterpart", "signals", *TONES, "first", "last", "latest"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["signals", "party", "counterpart"], ascending=[False, True, True]).reset_index(drop=True)


def _told(held: Sequence[tuple[pd.Timestamp, str]]) -> dict[str, object]:
    """How many signals one pair exchanged, of each tone how many, and the first and last of them."""
    days, tones = [day for day, _ in held], [tone for _, tone in held]
    last = max(days)
    newest = {tone for day, tone in held if day == last}
    latest = ", ".join(tone for tone in TONES if tone in newest)
    counted = {tone: tones.count(tone) for tone in TONES}
    return {"signals": len(held), **counted, "first": min(days), "last": last, "latest": latest}


def turns(signals: pd.DataFrame) -> pd.DataFrame:
    """Where a party's tone towards the same addressee changed from one day of signals to the next.

    The columns: party, counterpart, date, before, after. A day with several tones is not a turn.
    """
    rows = []
    for (party, counterpart), part in signals.groupby(["party", "counterpart"], sort=True):
        before: str | None = None
        for day, held in part.groupby("date", sort=True):
            tones = set(held["tone"])
            if len(tones) > 1:
                before = None
                continue
            after = str(tones.pop())
            if before is not None and before != after:
                rows.append((party, counterpart, day, before, after))
            before = after
    return pd.DataFrame(rows, columns=["party", "counterpart", "date", "before", "after"])


def _most_first(names: "pd.Series[Any]") -> tuple[str, ...]:
    counted = {str(name): total for name, total in names.value_counts().items()}
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _counted(part: pd.DataFrame, of: int) -> Figure:
    return Figure(
        len(part), "signals", "count-stance", ids_of(part["signal_id"]), Coverage(len(part), of), columns=("stance",)
    )
