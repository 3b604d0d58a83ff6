"""Contested claims: each side's latest word beside the others', never merged, never summed.

Knows which claims are told. It must not know how a claim is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.tolls import CLAIMED, STANDS, Contest
from utils.briefing import tolls
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.briefing.rules import whose
from utils.tables.vocabularies import SIDES
from utils.visuals import gaps, wording

MOST = 3
"""So many contests are told in sentences; the table has every one."""

ROWS = 10
"""So long the table may grow by tolls that rest on one side's word; the contested ones are always all in it."""

ALLEGED = "alleged"

NOTE = (
    "Each cell is the side's latest figure that stands, with its claimant and date; a dash: that side has given none "
    "about just this. "
    "Figures of rival claimants exclude each other and are never added. Gap: how many times the lowest figure the "
    "highest is, with half a person added to both; what the compilers worked out is in no gap."
)

UNLIKE = "the figures do not cover the same"
"""What is said beside the ratio of figures that count more, less or another time than their scope."""


def contested(material: Material) -> Iterator[Sentence]:
    """Every sentence about what is claimed."""
    told = told_contests(material)
    yield from (latest_word(material, contest) for contest in told)
    yield from movement(material, told)
    yield one_sided(material) if material.contests else none_claimed(material)
    yield from wider_but_near(material)
    yield from who_did_it(material)


def told_contests(material: Material) -> tuple[Contest, ...]:
    """The focus campaign's contests, then the widest gaps; only where there is more than one figure."""
    focus = tuple(material.focus_contests.values())
    spoken = [contest for contest in focus if len(contest.sides) > 1]
    others = [contest for contest in material.contests if contest.gap and contest not in focus]
    others.sort(key=lambda contest: -(contest.gap.value or 0) if contest.gap else 0)
    return (*spoken, *others)[: max(MOST, len(spoken))]


def latest_word(material: Material, contest: Contest) -> Sentence:
    """What each side last claimed about one victim group in one scope, and how far apart the claims are."""
    sides = [tolls.claimed(side) for side in contest.sides]
    lowest, highest = tolls.ends(contest)
    group = wording.sentence_case(contest.victim_group)
    text = f"{group} killed in {tolls.scope(material, contest)}: {wording.listing(sides)}{_apart(contest)}."
    rows = tuple(name for side in contest.sides for name in side.claim_ids)
    sources = material.sources_of_sides((lowest, highest, *contest.sides))[:4]
    return Sentence(text, "contested.latest-word", tolls.figures(contest), sources, rows)


def _apart(contest: Contest) -> str:
    """How far the figures lie apart; empty where they are near each other, or where nobody contradicts."""
    if contest.gap is None:
        return ""
    if tolls.contested(contest):
        if not contest.gap.low:
            return "; one says that none were killed"
        unlike = f", but {UNLIKE}" if contest.differing else ""
        return f"; the highest is {tolls.times(contest)} the lowest{unlike}"
    closed = all(side.low == side.high for side in contest.given)
    same = closed and contest.gap.low == contest.gap.high
    return "; the figures are the same, which does not make them independent" if same else ""


def movement(material: Material, told: tuple[Contest, ...]) -> Iterator[Sentence]:
    """How the claimants of the widest contest moved, from their first figure to their latest."""
    wide = [contest for contest in told if tolls.contested(contest)]
    if not wide:
        return
    contest = max(wide, key=lambda contest: contest.gap.value or 0 if contest.gap else 0)
    claims = material.selection.claims
    about_it = (
        (claims["scope"] == contest.scope)
        if contest.incident_id is None
        else (claims["incident_id"] == contest.incident_id)
    )
    same = about_it & (claims["victim_group"] == contest.victim_group) & (claims["standing"] == STANDS)
    rows = claims[(same & claims["killed_low"].notna()).to_numpy(dtype=bool, na_value=False)]
    moved = [part for _, part in rows.groupby("claimant", sort=True) if len(part["as_of_date"].unique()) > 1]
    if not moved:
        return
    ordered = [part.sort_values("as_of_date", kind="stable") for part in moved]
    moves = "; ".join(_moved(part) for part in ordered)
    text = f"Of {contest.victim_group} in {tolls.scope(material, contest)}, {moves}."
    figures = tuple(_figure(row) for part in ordered for row in (part.iloc[0], part.iloc[-1]))
    sources = (name for part in ordered for end in (0, -1) for name in part.iloc[end]["source_ids"])
    basis = tuple(name for part in ordered for name in part["claim_id"])
    yield Sentence(text, "contested.movement", figures, material.citations.strongest(sources), basis)


def one_sided(material: Material) -> Sentence:
    """For how many scopes only one side has given a figure, of all that the selection holds."""
    alone = [contest for contest in material.contests if contest.gap is None]
    every = len(material.contests)
    basis = tuple(name for contest in alone for side in contest.sides for name in side.claim_ids)
    figure = Figure(len(alone), "figures", "one-sided", basis, Coverage(len(alone), every))
    if not alone:
        return Sentence(
            "Every toll on record here has been claimed by two sides or more.", "contested.one-sided", (figure,)
        )
    told = f"Of {wording.count(every, 'toll')} on record here, {wording.number(len(alone))}"
    opening = "Every toll on record here" if len(alone) == every else told
    verb = "rest" if 1 < len(alone) < every else "rests"
    text = f"{opening} {verb} on one side's word alone: that nobody contradicts a claim is not a confirmation."
    return Sentence(text, "contested.one-sided", (figure,), (), basis)


def wider_but_near(material: Material) -> Iterator[Sentence]:
    """What is claimed of a wider scope that no campaign holds and whose words name a place of the selection."""
    wider = material.claims_too_wide
    given = wider["campaign"].isna() & (wider["killed_low"].notna() | wider["killed_high"].notna())
    claims = wider[given.to_numpy(dtype=bool) & material.selection.names_a_place(wider)]
    if claims.empty:
        return
    told = [
        f"{row['claimant']} claims {_number(row)} {row['victim_group']} killed (“{row['scope']}”, {_day(row)})"
        for _, row in claims.iterrows()
    ]
    verb = "names" if len(claims) == 1 else "name"
    opening = f"{wording.sentence_case(wording.count(len(claims), 'claim'))} about a wider scope {verb}"
    text = f"{opening} a place of this selection and cannot be divided: {wording.listing(told, MOST)}."
    left = Figure(max(0, len(claims) - MOST), "claims", "left-over")
    count = Figure(len(claims), "claims", "claims-too-wide", ids_of(claims["claim_id"]))
    sources = material.citations.strongest(name for names in claims["source_ids"] for name in names)
    figures = (count, left, *(_figure(row) for _, row in claims.iterrows()))
    yield Sentence(text, "contested.wider", figures, sources, count.basis)


def who_did_it(material: Material) -> Iterator[Sentence]:
    """Which incidents have a perpetrator who is only alleged, and who says so; the first few, and how many more."""
    rows = material.incidents[(material.incidents["attribution"] == ALLEGED).to_numpy(dtype=bool, na_value=False)]
    if rows.empty:
        return
    named = [_alleged(material, row) for _, row in rows.iterrows()]
    opening = "Who did it is contested, or alleged by an adversary or an advocacy group"
    text = f"{opening}: {wording.listing(named, most=MOST)}."
    figures = (Figure(max(0, len(rows) - MOST), "incidents", "count-alleged", ids_of(rows["incident_id"])),)
    told = (rows.iloc[[place]] for place in range(min(MOST, len(rows))))
    sources = whose.sources_of_each(material, told)
    yield Sentence(text, "contested.perpetrators", figures, sources, ids_of(rows["incident_id"]))


def _alleged(material: Material, row: pd.Series) -> str:
    where = row["place"] if isinstance(row["place"], str) else row["admin1"]
    actor = row["actor"] if isinstance(row["actor"], str) else "nobody"
    by = f", named by {row['attributed_by']}" if isinstance(row["attributed_by"], str) else ""
    note = _remark(row["attributed_by"], row["attribution_note"])
    if isinstance(row["rival_actor"], str):
        return f"{where} ({material.when(row['incident_id'])}; {accounts(row)})"
    return f"{where} ({material.when(row['incident_id'])}; {actor}{by}{note})"


def _remark(by: object, note: object) -> str:
    """What the record adds on the attribution; nothing where it only names again who is named already."""
    if not isinstance(note, str) or (isinstance(by, str) and note.casefold() == f"reported by {by}".casefold()):
        return ""
    return f"; {note}"


def accounts(row: pd.Series) -> str:
    """Whom each account holds to have done it, where one rivals the other."""
    ours = row["attributed_by"] if isinstance(row["attributed_by"], str) else "the record"
    actor = row["actor"] if isinstance(row["actor"], str) else "nobody"
    theirs = row["rival_account_by"] if isinstance(row["rival_account_by"], str) else "a rival account"
    return f"the account of {ours} names {actor}, that of {theirs} names {row['rival_actor']}"


def none_claimed(material: Material) -> Sentence:
    """That no toll is claimed for the selection, by anyone."""
    figure = Figure(0, "claims", "count-claims", (), Coverage(0, len(material.incidents)))
    return Sentence("No claim of a toll is on record for this selection.", "contested.none", (figure,))


def contested_table(material: Material) -> Grid | None:
    """The contests as rows, one column a side that has spoken; tolls on one side's word as far as there is room."""
    if not material.contests:
        return None
    shown = _tabled(material.contests)
    spoken = {side.side for contest in shown for side in contest.sides}
    sides = [side for side in SIDES.labels if side in spoken]
    headings = ("Scope", "Victims", *(wording.sentence_case(side) for side in sides), "Gap")
    left = len(material.contests) - len(shown)
    rows = tuple(_row(material, contest, sides) for contest in shown)
    sources = tuple(material.sources_of_sides(contest.sides) for contest in shown)
    more = f"{wording.count(left, 'other')} {'is' if left == 1 else 'are'} in the ledger of claims"
    more = (
        f" Of tolls on one side's word alone those of a campaign and the largest of single incidents are shown; {more}."
        if left
        else ""
    )
    return Grid("Who claims what toll", headings, rows, sources, NOTE + tolls.covering(shown) + more)


def _tabled(contests: Sequence[Contest]) -> tuple[Contest, ...]:
    disputed = [contest for contest in contests if contest.gap]
    alone = [contest for contest in contests if not contest.gap]
    largest = sorted(alone, key=_size, reverse=True)[: max(0, ROWS - len(disputed))]
    return (*disputed, *(contest for contest in alone if contest in largest))


def _size(contest: Contest) -> tuple[bool, bool, int]:
    """Those of a campaign first, then the larger ones of single incidents, then those of scopes that are wider."""
    most = max(side.high or side.low or 0 for side in contest.sides)
    return contest.campaign is not None, contest.incident_id is not None, most


def _row(material: Material, contest: Contest, sides: Sequence[str]) -> tuple[str, ...]:
    scope = contest.scope if contest.incident_id is None else tolls.scope(material, contest)
    cells = (tolls.cell(contest.of(side)) for side in sides)
    return (scope, wording.sentence_case(contest.victim_group), *cells, gaps.mark(contest))


def _moved(part: pd.DataFrame) -> str:
    first, last = part.iloc[0], part.iloc[-1]
    return f"{first['claimant']} claimed {_number(first)} on {_day(first)} and {_number(last)} on {_day(last)}"


def _number(row: pd.Series) -> str:
    return wording.number_range(_end(row, "killed_low"), _end(row, "killed_high"), beyond=wording.MORE_THAN)


def _day(row: pd.Series) -> str:
    return wording.day(row["as_of_date"].date())


def _figure(row: pd.Series) -> Figure:
    low, high = _end(row, "killed_low"), _end(row, "killed_high")
    return Figure(None, "killed", "claim", (row["claim_id"],), Coverage(1, 1), low, high, CLAIMED)


def _end(row: pd.Series, end: str) -> int | None:
    return None if pd.isna(row[end]) else int(row[end])
