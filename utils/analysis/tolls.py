"""Who claims what toll: claims stay apart by claimant, victim group and time, and are never added or averaged.

Knows casualty claims and the tolls in incident rows. It must not know how a claim is worded or drawn.
Methods: ranges and gap factor after the project's method note M7 (docs/method.md).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from utils.analysis.figures import Coverage, Figure
from utils.analysis.selection import Selection
from utils.tables.vocabularies import SIDES, VICTIM_GROUPS

GROUP_COLUMNS = {"security forces": "killed_security", "civilians": "killed_civilian", "militants": "killed_militant"}
"""Which columns of an incident hold the toll of each victim group."""

TRUSTED_SOURCES, TRUSTED_CLAIMS = ("A", "B", "C"), ("1", "2", "3")
"""Grades that a row needs to count towards "at least": C3 or better."""

HALF = 0.5
"""Added above and below in the gap factor, so that a claim of none does not make it infinite."""


@dataclass(frozen=True)
class SideClaim:
    """The latest word of one side: `low` to `high` killed; `high` is None when the claimant said "more than"."""

    side: str
    claimants: tuple[str, ...]
    as_of: dt.date
    low: int | None
    high: int | None
    claim_ids: tuple[str, ...]
    source_ids: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        """The claim as a figure; its value is None unless low and high agree."""
        value = self.low if self.low == self.high else None
        known = len(self.claim_ids)
        return Figure(value, "killed", "latest-claim", self.claim_ids, Coverage(known, known), self.low, self.high)


@dataclass(frozen=True)
class Contest:
    """What the sides say about one victim group in one scope. `gap` is None when only one side has spoken."""

    scope: str
    incident_id: str | None
    campaign: str | None
    victim_group: str
    sides: tuple[SideClaim, ...]
    gap: Figure | None

    def side(self, name: str) -> SideClaim | None:
        """What that side says, or None when it has said nothing."""
        return next((claim for claim in self.sides if claim.side == name), None)


def killed_at_least(selection: Selection, victim_group: str) -> Figure:
    """At least how many were killed: the sum of the low figures in rows graded C3 or better.

    Highs are never summed: rival claimants' highs exclude each other. Coverage says how many rows give a low figure.
    """
    column = f"{GROUP_COLUMNS[victim_group]}_low"
    incidents = selection.incidents
    trusted = incidents["reliability"].isin(TRUSTED_SOURCES) & incidents["credibility"].isin(TRUSTED_CLAIMS)
    counted = incidents[trusted & incidents[column].notna()]
    total = int(counted[column].sum()) if len(counted) else None
    coverage = Coverage(len(counted), len(incidents))
    return Figure(total, "killed", "sum-of-lows", tuple(counted["incident_id"]), coverage, low=total)


def contests(selection: Selection) -> tuple[Contest, ...]:
    """Every scope and victim group that somebody claims a toll for: the focus campaign first, then the widest gaps."""
    claims = selection.claims
    spoken = claims[(claims["killed_low"].notna() | claims["killed_high"].notna()) & (claims["standing"] == "stands")]
    found = list(_contests(selection, spoken))
    focus = selection.edition.dataset.about.focus_campaign
    groups = VICTIM_GROUPS.labels
    return tuple(
        sorted(
            found,
            key=lambda contest: (
                contest.campaign is None or contest.campaign != focus,
                contest.incident_id is not None,
                -(contest.gap.value or 0) if contest.gap and contest.campaign is None else 0,
                contest.scope,
                groups.index(contest.victim_group),
            ),
        )
    )


def _contests(selection: Selection, spoken: pd.DataFrame) -> Iterator[Contest]:
    keys = spoken["incident_id"].where(spoken["incident_id"].notna(), spoken["scope"])
    for (_, group), rows in spoken.groupby([keys, "victim_group"], observed=True, sort=True):
        sides = tuple(
            _latest_word(rows[rows["side"] == side], side) for side in SIDES.labels if (rows["side"] == side).any()
        )
        first = rows.iloc[0]
        incident = first["incident_id"] if isinstance(first["incident_id"], str) else None
        campaign = first["campaign"] if isinstance(first["campaign"], str) else None
        scope = first["scope"] if incident is None else _incident_name(selection, incident)
        yield Contest(scope, incident, campaign, str(group), sides, _gap(sides))


def _incident_name(selection: Selection, incident_id: str) -> str:
    incidents = selection.edition.dataset.incidents
    row = incidents[incidents["incident_id"] == incident_id].iloc[0]
    place = row["place"] if isinstance(row["place"], str) else row["admin1"]
    return str(place)


def _latest_word(rows: pd.DataFrame, side: str) -> SideClaim:
    newest = rows[rows["as_of_date"] == rows["as_of_date"].max()]
    lows, highs = newest["killed_low"].dropna(), newest["killed_high"].dropna()
    everything = pd.concat([lows, highs])
    open_ended = bool((newest["killed_high"].isna() & newest["killed_low"].notna()).any())
    return SideClaim(
        side,
        tuple(dict.fromkeys(_named(*who) for who in zip(newest["claimant"], newest["as_stated"], strict=True))),
        newest["as_of_date"].iloc[0].date(),
        int(everything.min()) if len(lows) else None,
        None if open_ended else int(everything.max()),
        tuple(newest["claim_id"]),
        tuple(dict.fromkeys(name for names in newest["source_ids"] for name in names)),
    )


def _named(claimant: str, as_stated: str | float) -> str:
    return f"{claimant} ({as_stated})" if isinstance(as_stated, str) else claimant


def _gap(sides: tuple[SideClaim, ...]) -> Figure | None:
    """(highest + ½) / (lowest + ½) over the sides' latest words; None when fewer than two sides have spoken."""
    if len(sides) < 2:
        return None
    numbers = [number for side in sides for number in (side.low, side.high) if number is not None]
    low, high = min(numbers), max(numbers)
    basis = tuple(name for side in sides for name in side.claim_ids)
    return Figure(
        (high + HALF) / (low + HALF), "times", "gap-factor", basis, Coverage(len(sides), len(sides)), low, high
    )
