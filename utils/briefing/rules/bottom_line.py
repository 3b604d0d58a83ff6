"""The bottom line: what happened, what is contested and by whom, and what the edition concludes from it.

Knows how the briefing opens. It must not know how a claim or a number is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pandas as pd

from utils.analysis.counts import count_distinct, count_incidents
from utils.analysis.figures import Figure, ids_of
from utils.analysis.selection import Mask, Selection
from utils.analysis.surroundings import RADIUS
from utils.analysis.tolls import GROUP_COLUMNS, Contest, SideClaim
from utils.briefing import tolls
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules import campaigns, latest
from utils.briefing.rules.contested import UNLIKE, accounts
from utils.visuals import wording

MOST = 3
"""The sentences of a bottom line."""

MOST_PLACES = 3
"""More districts than these are counted, not named."""

MOST_GROUPS = 2
"""The bottom line tells the widest gaps only."""

MOST_TOLLS = 2
"""Of tolls on one side's word the bottom line tells the largest only."""


def bottom_line(material: Material) -> Iterator[Sentence]:
    """Three sentences at most: what happened and who is said to have done it, what is contested, the assessment.

    Where there are few, what the record says of each comes before what is contested.
    """
    yield from islice(_sentences(material), MOST)


def _sentences(material: Material) -> Iterator[Sentence]:
    if material.selection.empty:
        yield nothing_selected(material)
        return
    if material.focus:
        yield from focus_campaign(material)
    elif len(material.incidents) < latest.FEW:
        yield from the_selection(material)
        yield from latest.each(material)
    elif len(material.incidents) == latest.FEW:
        yield from latest.each(material)
    else:
        yield from the_selection(material)
    yield from rival_accounts(material)
    yield from what_is_contested(material)
    yield from judgement(material) if material.focus else ()


def nothing_selected(material: Material) -> Sentence:
    """That these filters leave nothing, which says nothing about whether anything happened."""
    text = "No incident on record matches these filters. That is a statement about the record, not about events."
    return Sentence(text, "bottom-line.nothing-selected", (count_incidents(material.selection),))


def focus_campaign(material: Material) -> Iterator[Sentence]:
    """How many of the selected incidents belong to the focus campaign, where, when and when most."""
    focus = material.part(_equals(material.selection, "campaign", material.focus or ""))
    every, ours = count_incidents(material.selection), count_incidents(focus)
    opening = (
        f"{material.focus} is on record with {wording.count(len(focus.incidents), 'incident')}"
        if every.value == ours.value
        else f"Of {wording.count(len(material.incidents), 'incident')} on record for {_period(material)}, "
        f"{wording.number(ours.value)} {'belongs' if ours.value == 1 else 'belong'} to {material.focus}"
    )
    who, actors = campaigns.by_whom(focus)
    where, districts = _where(focus)
    alone, on_a_word = campaigns.on_one_word(focus)
    peak, busiest = campaigns.in_a_wave(material) if material.focus else ("", ())
    if not peak:
        peak, busiest = _busiest_day(focus)
    text = f"{opening}{who}, {where}{alone}{peak}."
    figures = (every, ours, *actors, districts, *on_a_word, *busiest)
    yield Sentence(text, "bottom-line.focus", figures, material.sources_of(focus.incidents), focus.incident_ids)


def the_selection(material: Material) -> Iterator[Sentence]:
    """How many incidents are selected, where, and when most; and how many of them the focus campaign has."""
    selection = material.selection
    where, districts = _where(selection)
    peak, busiest = _busiest_day(selection)
    part, of_focus = _focus_part(material)
    total = count_incidents(selection)
    verb = "is" if total.value == 1 else "are"
    near, radius = _around(material)
    opening = f"{wording.count(len(selection.incidents), 'incident')} {verb} on record{near} for {_period(material)}"
    text = f"{opening}, {where}{peak}{part}."
    figures = (total, districts, *busiest, *of_focus, *radius)
    yield Sentence(
        text, "bottom-line.selection", figures, material.sources_of(selection.incidents), selection.incident_ids
    )


def rival_accounts(material: Material) -> Iterator[Sentence]:
    """Who did it, where one account rivals another: the deadliest such incident."""
    rows = material.incidents[material.incidents["rival_actor"].notna().to_numpy()]
    if rows.empty or material.focus:
        return
    dead = rows[[f"{column}_low" for column in GROUP_COLUMNS.values()]].sum(axis=1, min_count=1)
    row = rows.loc[dead.sort_values(kind="stable", na_position="first").index].iloc[-1]
    where = row["place"] if isinstance(row["place"], str) else row["admin1"]
    low = row["killed_civilian_low"]
    civilians = Figure(None if pd.isna(low) else int(low), "killed", "low-figure", (row["incident_id"],))
    killed = f"Who killed {wording.count(int(civilians.value), 'civilian')}" if civilians.value else "Who did it"
    text = f"{killed} at {where} ({material.began(row['incident_id'])}) is contested: {accounts(row)}."
    ids = (row["incident_id"],)
    yield Sentence(
        text, "bottom-line.rival-accounts", (civilians,), material.citations.strongest(row["source_ids"]), ids
    )


def what_is_contested(material: Material) -> Iterator[Sentence]:
    """The widest gaps between what two sides claim, then what one side says; or that no such gap is on record."""
    leading = [contest for contest in material.focus_contests.values() if tolls.contested(contest)]
    pool = leading or [contest for contest in material.contests if tolls.contested(contest)]
    wide = sorted(pool, key=lambda contest: -(contest.gap.value or 0) if contest.gap else 0)
    if not wide:
        yield from uncontested(material)
        return
    told = [contest for contest in wide if contest.scope == wide[0].scope][:MOST_GROUPS]
    unmatched = list(campaigns.one_sided(material)) if leading else []
    parts = "; ".join([*(_contrast(contest) for contest in told), *(text for text, _ in unmatched)])
    text = f"How many were killed in {tolls.scope(material, told[0])} is contested: {parts}."
    sides = [side for contest in told for side in tolls.ends(contest)] + [
        one for _, alone in unmatched for one in alone
    ]
    gaps = (contest.gap for contest in told if contest.gap)
    figures = (*(side.figure for side in sides), *gaps)
    rows = tuple(name for side in sides for name in side.claim_ids)
    yield Sentence(text, "bottom-line.contested", figures, material.sources_of_sides(sides), rows)


def uncontested(material: Material) -> Iterator[Sentence]:
    """That no such gap is on record within the selection, and how many wider figures say nothing about it."""
    wider = material.claims_too_wide
    told: tuple[SideClaim, ...] = ()
    others: tuple[Figure, ...] = ()
    if not material.contests and wider.empty:
        return
    if any(contest.gap for contest in material.contests):
        text = "Within this selection no two sides give figures far from each other for the same dead"
    elif material.contests:
        text, told, others = _one_sided(material)
    else:
        text = "No toll is claimed for this selection alone"
    if len(wider):
        verb = "reaches" if len(wider) == 1 else "reach"
        text += f"; {wording.count(len(wider), 'figure')} that {verb} beyond this selection cannot be divided"
    figure = Figure(len(wider), "claims", "claims-too-wide", ids_of(wider["claim_id"]))
    figures = (figure, *others, *(side.figure for side in told))
    rows = (*(name for side in told for name in side.claim_ids), *figure.basis)
    yield Sentence(f"{text}.", "bottom-line.uncontested", figures, material.sources_of_sides(told), rows)


def _one_sided(material: Material) -> tuple[str, tuple[SideClaim, ...], tuple[Figure, ...]]:
    """Who claims which tolls that no other side gives a figure for, the largest; and how many more there are."""
    every = sorted(material.contests, key=lambda one: -max(side.high or side.low or 0 for side in one.sides))
    shown = every[:MOST_TOLLS]
    parts = [
        f"of {one.victim_group} ({tolls.scope(material, one)}), {wording.listing([*map(tolls.claimed, one.sides)])}"
        for one in shown
    ]
    left = Figure(len(every) - len(shown), "tolls", "left-over")
    more = f"; and {wording.count(int(left.value), 'other')}" if left.value else ""
    opening = "The one toll here rests" if len(every) == 1 else "Each toll here rests"
    silence = f"no other side gives a figure for {'it' if len(every) == 1 else 'any of them'}"
    text = f"{opening} on one side's word: {'; '.join(parts)}{more}; {silence}"
    return text, tuple(side for one in shown for side in one.sides), (left,)


def judgement(material: Material) -> Iterator[Sentence]:
    """The edition's own judgement in its own words; how confident it is, and whose, the key judgements tell."""
    if material.about.bottom_line is not None:
        yield Sentence(material.about.bottom_line, "bottom-line.assessment", label="Assessment", quoted=True)


def _contrast(contest: Contest) -> str:
    lowest, highest = tolls.ends(contest)
    gap = f", {tolls.times(contest)} as many" if contest.gap and contest.gap.low else ""
    gap += f", but {UNLIKE}" if gap and contest.differing else ""
    return f"of {contest.victim_group}, {tolls.claimed(lowest)} and {tolls.claimed(highest)}{gap}"


def _equals(selection: Selection, column: str, value: str) -> Mask:
    kept: Mask = (selection.incidents[column] == value).to_numpy(dtype=bool, na_value=False)
    return kept


def _period(material: Material) -> str:
    return wording.span(material.selection.filters.start, material.selection.filters.end)


def _around(material: Material) -> tuple[str, tuple[Figure, ...]]:
    """Around which projects, when the filters ask for surroundings: the first few by name."""
    names = material.selection.filters.surroundings
    if not names:
        return "", ()
    left = Figure(max(0, len(names) - MOST_PLACES), "projects", "left-over")
    text = f" within {wording.number(RADIUS)} km of {wording.listing(names, MOST_PLACES)}"
    return text, (Figure(RADIUS, "km", "radius"), left)


def _where(selection: Selection) -> tuple[str, Figure]:
    """The districts by name when they are few, else their number."""
    figure = count_distinct(selection, "admin2", "districts")
    names = sorted(selection.incidents["admin2"].dropna().unique())
    if len(names) > MOST_PLACES:
        return f"in {wording.count(len(names), 'district')}", figure
    return f"in {wording.listing(names)}" if names else "in no named district", figure


def _busiest_day(selection: Selection) -> tuple[str, tuple[Figure, ...]]:
    """The one day of the period on which most began, where the incidents are more than a few."""
    days = selection.incidents["start_date"]
    within = (days >= pd.Timestamp(selection.filters.start)) & (days <= pd.Timestamp(selection.filters.end))
    exact = days[((selection.incidents["date_precision"] == "day") & within).to_numpy()]
    most = exact.mode()
    if len(most) != 1 or len(selection.incidents) < MOST_PLACES:
        return "", ()
    began = selection.incidents.loc[exact.index[(exact == most[0]).to_numpy()]]
    figure = count_incidents(replace(selection, incidents=began))
    return f"; {wording.number(figure.value)} of them began on {wording.day(most[0].date())}", (figure,)


def _focus_part(material: Material) -> tuple[str, tuple[Figure, ...]]:
    campaign = material.about.focus_campaign
    if campaign is None:
        return "", ()
    focus = material.part(_equals(material.selection, "campaign", campaign))
    figure, (who, actors) = count_incidents(focus), campaigns.by_whom(focus)
    if not figure.value:
        return "", ()
    if figure.value == len(material.incidents):
        return f"; {'it is' if figure.value == 1 else 'all are'} part of {campaign}{who}", (figure, *actors)
    verb = "is" if figure.value == 1 else "are"
    return f"; {wording.number(figure.value)} of them {verb} part of {campaign}{who}", (figure, *actors)
