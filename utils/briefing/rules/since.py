"""What changed since the edition before, by judgement and then by count, each with its reason.

Knows which changes are told. It must not know how an edition is kept. "As" names what changed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from utils.analysis.figures import Figure
from utils.analysis.likelihood import bounded
from utils.analysis.outlook import Outlook
from utils.analysis.selection import Selection, select
from utils.analysis.tolls import Contest, SideClaim, contests
from utils.briefing import tolls
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.judgements import reworded
from utils.briefing.rules.outlook import ledger_in, outlook_in
from utils.editions.changes import Changes, changes
from utils.editions.edition import Edition
from utils.visuals import chances, wording

MOST = 3
"""More changed judgements, claims or reasons than these are counted, not told."""


def since(material: Material, before: Edition | None) -> Iterator[Sentence]:
    """What changed; that nothing did; or why there is nothing to compare with."""
    edition = material.selection.edition
    if edition.parent is None:
        yield Sentence("This is the first edition: there is none before it to compare with.", "since.first")
        return
    if before is None:
        yield Sentence("The edition before this one is not at hand, so nothing is compared.", "since.not-at-hand")
        return
    found = _changed(before, edition)
    if not found:
        number = Figure(before.number, "edition", "edition-before")
        text = f"Nothing: every row and setting is as in edition {before.number}."
        yield Sentence(text, "since.nothing", (number,))
        return
    yield from likelihoods(outlook_in(before), outlook_in(edition), before)
    yield from judgements(material, before)
    yield from reworded(material, before)
    yield from assessment(material, before)
    yield from claims(material, before)
    yield incidents(material, before)
    yield tables(found)


@lru_cache(maxsize=8)  # hangs on the two editions alone, and every filter asks for it
def _changed(before: Edition, edition: Edition) -> Changes:
    return changes(before.dataset, edition.dataset)


def likelihoods(old: Outlook, new: Outlook, before: Edition) -> Iterator[Sentence]:
    """How far each future moved, and which indicators or priors moved it; that none did."""
    if not new.likelihoods:
        return
    earlier = {one.scenario_id: p for one, p in zip(old.scenarios, old.likelihoods, strict=False)}
    moved = [
        (one, earlier[one.scenario_id], p)
        for one, p in new.ranked
        if one.scenario_id in earlier and _percent(earlier[one.scenario_id]) != _percent(p)
    ]
    number = Figure(before.number, "edition", "edition-before")
    if not moved:
        text = f"No future has become likelier or less likely than in edition {before.number}."
        yield Sentence(text, "since.likelihoods", (number,))
        return
    told = [f"{one.name} from {chances.percent(was)} to {chances.percent(now)}" for one, was, now in moved]
    reasons = tuple(_reasons(old, new))
    why = wording.listing(reasons, MOST) if reasons else "no indicator changed, and what is older counts for less"
    figures = [Figure(_percent(p), "percent", "scenario-likelihood") for _, *both in moved for p in both]
    left = Figure(max(0, len(reasons) - MOST), "reasons", "left-over")
    text = f"Since edition {before.number} these moved: {wording.listing(told)}. Why: {why}."
    ids = tuple(one.scenario_id for one, *_ in moved)
    yield Sentence(text, "since.likelihoods", (number, *figures, left, *_in_words(new)), (), ids)


def _percent(probability: float) -> int:
    return round(100 * bounded(probability))


def _reasons(old: Outlook, new: Outlook) -> Iterator[str]:
    known = {one.indicator_id: one for one in old.indicators}
    for one in new.indicators:
        was = known.get(one.indicator_id)
        if was is None:
            yield f"“{one.text}” is new and {one.state}"
        elif was.state != one.state:
            yield f"“{one.text}” became {one.state} (was {was.state})"
        elif (was.weight, was.steps) != (one.weight, one.steps):
            yield f"“{one.text}” is weighed otherwise"
    gone = known.keys() - {one.indicator_id for one in new.indicators}
    yield from (f"“{known[name].text}” was withdrawn" for name in sorted(gone))
    priors = {one.scenario_id: one.prior for one in old.scenarios}
    if any(priors.get(one.scenario_id, one.prior) != one.prior for one in new.scenarios):
        yield "the starting values were set anew"


def _in_words(outlook: Outlook) -> tuple[Figure, ...]:
    """Numbers that stand in the indicators' own words."""
    words = [word.strip("%.,") for one in outlook.indicators for word in one.text.split()]
    return tuple(Figure(float(word), "as worded", "indicator-text") for word in words if word.isdigit())


def judgements(material: Material, before: Edition) -> Iterator[Sentence]:
    """Which judgements of the ledger fared otherwise than before."""
    old = {one.judgement_id: one.status for one in ledger_in(before).judgements}
    ledger = ledger_in(material.selection.edition).judgements
    moved = [one for one in ledger if old.get(one.judgement_id, one.status) != one.status]
    if not moved:
        return
    told = [f"{one.judgement_id} from {old[one.judgement_id]} to {one.status}" for one in moved]
    text = f"How judgements on record fared changed: {wording.listing(told, MOST)}."
    sources = material.citations.strongest(name for one in moved for name in one.source_ids)
    ids = tuple(one.judgement_id for one in moved)
    left = Figure(max(0, len(moved) - MOST), "judgements", "left-over", ids)
    yield Sentence(text, "since.judgements", (left,), sources, ids, quoted=True)


def assessment(material: Material, before: Edition) -> Iterator[Sentence]:
    """That the edition's own assessment, or its confidence, reads otherwise."""
    old, new = before.dataset.about, material.about
    parts = [
        name
        for name, was, now in (
            ("assessment", old.bottom_line, new.bottom_line),
            ("confidence", old.bottom_line_confidence, new.bottom_line_confidence),
        )
        if was != now
    ]
    if parts:
        text = f"The edition's own {wording.listing(parts)} {'reads' if len(parts) == 1 else 'read'} otherwise."
        yield Sentence(text, "since.assessment")


def claims(material: Material, before: Edition) -> Iterator[Sentence]:
    """Which claimants of this selection have another latest figure than in the edition before."""
    old = dict(_words(contests(_selected(before, material))))
    moved = [(key, side) for key, side in _words(material.contests) if key in old and old[key].figure != side.figure]
    if not moved:
        return
    told = [
        f"{side.claimant} claims {tolls.killed(side)} for {group} in {about} where it claimed {tolls.killed(old[key])}"
        for key, side in moved
        for about, group, _ in (key,)
    ]
    figures = tuple(figure for key, side in moved for figure in (old[key].figure, side.figure))
    left = Figure(max(0, len(moved) - MOST), "claims", "left-over")
    text = f"{wording.listing(told, MOST)}."
    sources = material.sources_of_sides(side for _, side in moved[:MOST])
    rows = tuple(name for _, side in moved for name in side.claim_ids)
    yield Sentence(text, "since.claims", (*figures, left), sources, rows)


def _words(found: tuple[Contest, ...]) -> Iterator[tuple[tuple[str, str, str], SideClaim]]:
    for contest in found:
        for side in contest.sides:
            yield (contest.incident_id or contest.scope, contest.victim_group, side.claimant), side


def _selected(before: Edition, material: Material) -> Selection:
    """The same filters over the edition before; its period ends where the record ended then, and that is kept."""
    return select(before, material.selection.filters)


def incidents(material: Material, before: Edition) -> Sentence:
    """How many incidents of this selection were added and are gone since."""
    old = _selected(before, material)
    was, now = set(old.incident_ids), set(material.selection.incident_ids)
    added = tuple(name for name in material.selection.incident_ids if name not in was)
    gone = tuple(name for name in old.incident_ids if name not in now)
    totals = (
        Figure(len(was), "incidents", "count-before", old.incident_ids),
        Figure(len(now), "incidents", "count-incidents", material.selection.incident_ids),
        Figure(len(added), "incidents", "added", added),
        Figure(len(gone), "incidents", "gone", gone),
    )
    if not added and not gone:
        text = f"The incidents of this selection are the same {wording.number(len(now))}."
        if not now:
            text = "This selection held no incident then and holds none now."
        return Sentence(text, "since.incidents", totals)
    text = (
        f"Incidents of this selection: {wording.number(len(was))} then, {wording.number(len(now))} now "
        f"({wording.number(len(added))} new to it, {wording.number(len(gone))} no longer in it)."
    )
    rows = material.incidents[material.incidents["incident_id"].isin(added).to_numpy()]
    return Sentence(text, "since.incidents", totals, material.sources_of(rows), (*added, *gone))


def tables(found: Changes) -> Sentence:
    """Which tables changed, by rows added, corrected and withdrawn."""
    told = [f"{one.sheet}: {one.summary}" for one in found.tables if one]
    numbers = [len(ids) for one in found.tables if one for ids in (one.added, one.corrected_ids, one.withdrawn)]
    figures = tuple(Figure(number, "rows", "changed-rows") for number in numbers)
    return Sentence(f"Rows over the whole edition: {'; '.join(told)}.", "since.tables", figures)
