"""Who claims what toll: claims stay apart by claimant, victim group and time, and are never added or averaged.

Knows casualty claims and the tolls in incident rows. It must not know how a claim is worded or drawn.
Methods: ranges and gap factor after the project's method note M7 (docs/method.md).
"""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import Selection
from utils.editions.edition import Edition
from utils.tables.vocabularies import SIDES, STANDINGS, VICTIM_GROUPS

UNGROUPED = "group not given"
"""The dead whom no report tells apart by victim group."""

GROUP_COLUMNS = {
    "security forces": "killed_security",
    "civilians": "killed_civilian",
    "militants": "killed_militant",
    UNGROUPED: "killed_ungrouped",
}
"""Which columns of an incident hold the toll of each victim group."""

TRUSTED_SOURCES, TRUSTED_CLAIMS = ("A", "B", "C"), ("1", "2", "3")
"""Grades that a row needs to count towards "at least": C3 or better."""

PARTIES = SIDES.labels[:2]
"""The sides that fight; the others pass on what they are told, and are named with whom they quote."""

ADVOCACY = SIDES.labels[-1]
"""The side of those who speak for victims."""

STANDS = STANDINGS.labels[0]

CLAIMED = ("killed_low", "killed_high")
"""Which columns of a claim hold its toll."""

HALF = 0.5
"""Added above and below in the gap factor, so that a claim of none does not make it infinite."""

Claim: TypeAlias = dict[Hashable, Any]
"""One row of the claims, by column."""

CONSTANTS: tuple[tuple[str, str, str], ...] = (
    ("At least: rows graded", f"{TRUSTED_SOURCES[-1]}{TRUSTED_CLAIMS[-1]} or better", "our default"),
    ("Gap factor: added above and below", f"{HALF:g}", "method note M7"),
)
"""What the method rests on: name, value, source."""


@dataclass(frozen=True)
class SideClaim:
    """The latest word of one claimant: `low` to `high` killed; `high` is None when it said "more than".

    `quotes` is the side whose word it passes on, `covers` what it counts beyond or short of its scope. With
    `worked_out_from` it is the compilers' subtraction from what the claimant gave, and no word of its own.
    """

    side: str
    claimant: str
    as_of: dt.date
    low: int | None
    high: int | None
    claim_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    quotes: str | None = None
    covers: str | None = None
    worked_out_from: str | None = None

    @property
    def rests_on_a_party(self) -> bool:
        """Whether the figure is that of a side that fights, its own or passed on."""
        return self.side in PARTIES or self.quotes in PARTIES

    @property
    def figure(self) -> Figure:
        """The claim as a figure; its value is None unless low and high agree."""
        value = self.low if self.low == self.high else None
        known = len(self.claim_ids)
        covered = Coverage(known, known)
        return Figure(value, "killed", "latest-claim", self.claim_ids, covered, self.low, self.high, CLAIMED)


@dataclass(frozen=True)
class Contest:
    """What the sides say about one victim group in one scope. `gap` is None when only one side has spoken."""

    scope: str
    incident_id: str | None
    campaign: str | None
    victim_group: str
    sides: tuple[SideClaim, ...]
    gap: Figure | None

    def of(self, side: str) -> tuple[SideClaim, ...]:
        """What that side says: nothing, or a figure for each of its newest claimants."""
        return tuple(claim for claim in self.sides if claim.side == side)

    @property
    def given(self) -> tuple[SideClaim, ...]:
        """The figures that somebody gave, without those that the compilers worked out."""
        return tuple(side for side in self.sides if side.worked_out_from is None)

    @property
    def differing(self) -> bool:
        """Whether a figure counts more, less or another time than the others, so that a ratio would mislead."""
        return any(side.covers for side in self.given)


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
    basis = ids_of(counted["incident_id"])
    return Figure(total, "killed", "sum-of-lows", basis, coverage, low=total, columns=(column,))


def contests(selection: Selection) -> tuple[Contest, ...]:
    """Every scope and victim group that somebody claims a toll for: focus campaign, wider scopes, incidents."""
    spoken = _spoken(selection.edition)
    found = list(_contests(selection, [spoken[row] for row in selection.claims.index.tolist() if row in spoken]))
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


@lru_cache(maxsize=8)  # claims are the edition's own, and plain rows are faster here than frames
def _spoken(edition: Edition) -> dict[int, Claim]:
    """The edition's claims that give a toll and stand, by row."""
    claims = edition.dataset.claims
    kept = claims[(claims["killed_low"].notna() | claims["killed_high"].notna()) & (claims["standing"] == STANDS)]
    return dict(zip(kept.index.tolist(), kept.to_dict("records"), strict=True))


def _contests(selection: Selection, spoken: Sequence[Claim]) -> Iterator[Contest]:
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in spoken:
        about = claim["incident_id"] if isinstance(claim["incident_id"], str) else claim["scope"]
        told.setdefault((about, claim["victim_group"]), []).append(claim)
    names = _incident_names(selection.edition)
    for (about, group), claims in sorted(told.items()):
        campaign = claims[0]["campaign"] if isinstance(claims[0]["campaign"], str) else None
        sides = tuple(word for side in SIDES.labels for word in _latest_word(side, claims))
        incident_id = about if about in names else None
        yield Contest(names.get(about, about), incident_id, campaign, group, sides, _gap(sides))


@lru_cache(maxsize=8)
def _incident_names(edition: Edition) -> dict[str, str]:
    """Where each incident was that a claim is about: the place as reported, else the province."""
    incidents = edition.dataset.incidents
    rows = incidents[incidents["incident_id"].isin(edition.dataset.claims["incident_id"].dropna())]
    places = rows["place"].where(rows["place"].notna(), rows["admin1"].astype("str"))
    return dict(zip(rows["incident_id"].tolist(), places.tolist(), strict=True))


def _latest_word(side: str, claims: Sequence[Claim]) -> Iterator[SideClaim]:
    """The side's newest claims, one a claimant: two of the same day are not made into a range that nobody gave."""
    own = [claim for claim in claims if claim["side"] == side]
    latest = max((claim["as_of_date"] for claim in own), default=None)
    newest = [claim for claim in own if claim["as_of_date"] == latest]
    for claimant in dict.fromkeys(_claimant(claim) for claim in newest):
        yield _word(side, claimant, [claim for claim in newest if _claimant(claim) == claimant])


def _word(side: str, claimant: str, claims: Sequence[Claim]) -> SideClaim:
    lows = [int(claim["killed_low"]) for claim in claims if pd.notna(claim["killed_low"])]
    highs = [int(claim["killed_high"]) for claim in claims if pd.notna(claim["killed_high"])]
    return SideClaim(
        side,
        claimant,
        claims[0]["as_of_date"].date(),
        min(lows) if len(lows) == len(claims) else None,
        max(highs) if len(highs) == len(claims) else None,
        tuple(claim["claim_id"] for claim in claims),
        tuple(dict.fromkeys(name for claim in claims for name in claim["source_ids"])),
        *(_said(claims, column) for column in ("quotes", "covers", "worked_out_from")),
    )


def _said(claims: Sequence[Claim], column: str) -> str | None:
    """What the claims say in a column, each once; None when they say nothing there."""
    told = dict.fromkeys(str(claim[column]) for claim in claims if isinstance(claim[column], str))
    return "; ".join(told) or None


def _claimant(claim: Claim) -> str:
    """The claimant; with whom it quotes when it is no party itself, for that is whose figure it passes on."""
    quoted = claim["as_stated"] if claim["side"] not in PARTIES else None
    return f"{claim['claimant']} ({quoted})" if isinstance(quoted, str) else str(claim["claimant"])


def _gap(sides: tuple[SideClaim, ...]) -> Figure | None:
    """(highest + ½) / (lowest + ½) over the sides' latest words; None when fewer than two sides have spoken.

    What the compilers worked out is nobody's word and stands in no gap.
    """
    sides = tuple(side for side in sides if side.worked_out_from is None)
    spoken = {side.side for side in sides}
    if len(spoken) < 2:
        return None
    numbers = [number for side in sides for number in (side.low, side.high) if number is not None]
    low, high = min(numbers), max(numbers)
    basis = tuple(name for side in sides for name in side.claim_ids)
    factor, covered = (high + HALF) / (low + HALF), Coverage(len(spoken), len(spoken))
    return Figure(factor, "times", "gap-factor", basis, covered, low, high, CLAIMED)
