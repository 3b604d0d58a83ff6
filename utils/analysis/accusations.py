"""Who accuses whom of what, and in the same breath what was shown for it, who denies it, and how it is graded.

Knows the accusations among the regional signals. It must not know how they are worded or drawn, nor which are true.
"""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.tables.vocabularies import EVIDENCE_OFFERED, SIGNAL_TYPES

ACCUSATION, DENIAL = "Accusation", "Denial"
if not {ACCUSATION, DENIAL} <= set(SIGNAL_TYPES.labels):
    raise TypeError("the signal types have other names")

OPEN_TO_CHECKS = EVIDENCE_OFFERED.labels[0]

SignalRow: TypeAlias = Mapping[Hashable, Any]
"""One row of the regional signals, by column."""


@dataclass(frozen=True)
class Denial:
    """One row in which somebody denies something: who, when, in what words."""

    signal_id: str
    date: dt.date
    by: str
    summary: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Accusation:
    """One accusation, whole.

    `evidence` is None when no report says what was shown, `denied_by` when nobody is on record as denying it; `denials`
    are the rows that hold the denial, whenever they are from.
    """

    signal_id: str
    date: dt.date
    accuser: str
    accused: str
    summary: str
    campaign: str | None
    incident_ids: tuple[str, ...]
    evidence: str | None
    denied_by: str | None
    denials: tuple[Denial, ...]
    grade: str
    source_ids: tuple[str, ...]
    note: str | None
    sheet_row: int
    origin: int

    @property
    def denied(self) -> bool:
        """Whether a denial is on record."""
        return self.denied_by is not None or bool(self.denials)


@dataclass(frozen=True)
class Ledger:
    """The accusations of a period, newest first, and how many more the record holds outside it."""

    accusations: tuple[Accusation, ...]
    elsewhere: tuple[str, ...]

    @property
    def total(self) -> Figure:
        """How many accusations the period holds, of how many on record."""
        every = len(self.accusations) + len(self.elsewhere)
        return _counted(self.accusations, "accusations", every)

    @property
    def pairs(self) -> tuple[tuple[str, str, Figure], ...]:
        """Accuser, accused and how often, most often first, then by name."""
        held: dict[tuple[str, str], list[Accusation]] = {}
        for one in self.accusations:
            held.setdefault((one.accuser, one.accused), []).append(one)
        ordered = sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple((*names, _counted(some, "accusations", len(self.accusations))) for names, some in ordered)

    def shown(self, evidence: str | None) -> Figure:
        """For how many of them so much evidence was offered; None for those of which no report says."""
        some = [one for one in self.accusations if one.evidence == evidence]
        return _counted(some, "accusations", len(self.accusations))

    @property
    def denied(self) -> Figure:
        """For how many of them a denial is on record."""
        return _counted([one for one in self.accusations if one.denied], "accusations", len(self.accusations))


def ledger_of(signals: pd.DataFrame, start: dt.date, end: dt.date) -> Ledger:
    """The accusations between two days, both included; their denials whenever those were made."""
    by_id = {str(row["signal_id"]): row for row in signals.to_dict("records")}
    accusing = [row for row in by_id.values() if row["signal_type"] == ACCUSATION]
    within = [row for row in accusing if start <= row["date"].date() <= end]
    inside = {str(row["signal_id"]) for row in within}
    newest = sorted(within, key=lambda row: (row["date"], row["signal_id"]), reverse=True)
    elsewhere = tuple(str(row["signal_id"]) for row in accusing if row["signal_id"] not in inside)
    return Ledger(tuple(_accusation(row, by_id) for row in newest), elsewhere)


def denials_alone(signals: pd.DataFrame, start: dt.date, end: dt.date) -> tuple[Denial, ...]:
    """The denials between two days to which no row of the record is linked: of what, only their words say."""
    linked = {name for names in signals["denial_ids"] for name in names}
    rows = (row for row in signals.to_dict("records") if row["signal_type"] == DENIAL)
    return tuple(_denial(row) for row in rows if row["signal_id"] not in linked and start <= row["date"].date() <= end)


def _accusation(row: SignalRow, by_id: Mapping[str, SignalRow]) -> Accusation:
    grade = "".join(row[key] for key in ("reliability", "credibility") if isinstance(row[key], str))
    return Accusation(
        signal_id=row["signal_id"],
        date=row["date"].date(),
        accuser=row["actor"],
        accused=row["counterpart"],
        summary=row["summary"],
        campaign=_text(row["campaign"]),
        incident_ids=row["incident_ids"],
        evidence=_text(row["evidence_offered"]),
        denied_by=_text(row["denied_by"]),
        denials=tuple(_denial(by_id[name]) for name in row["denial_ids"] if name in by_id),
        grade=grade,
        source_ids=row["source_ids"],
        note=_text(row["note"]),
        sheet_row=int(row["sheet_row"]),
        origin=int(row["origin"]),
    )


def _denial(row: SignalRow) -> Denial:
    return Denial(row["signal_id"], row["date"].date(), row["actor"], row["summary"], row["source_ids"])


def _counted(some: Sequence[Accusation], unit: str, of: int) -> Figure:
    return Figure(len(some), unit, "count-accusations", tuple(one.signal_id for one in some), Coverage(len(some), of))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
