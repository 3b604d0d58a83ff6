"""The number strip: incidents, districts, and the tolls by victim group, as claims or as "at least".

Knows which numbers lead. It must not know how they are set.
"""

from __future__ import annotations

from utils.analysis.counts import count_distinct, count_incidents
from utils.analysis.figures import Figure
from utils.analysis.tolls import CLAIMED, UNGROUPED, Contest, SideClaim, killed_at_least
from utils.briefing import tolls
from utils.briefing.document import Strip
from utils.briefing.material import Material
from utils.briefing.rules.change import usual
from utils.tables.vocabularies import VICTIM_GROUPS
from utils.visuals import wording

SEE = "claimed, see What is contested"
"""Beside a toll that no graded incident gives although somebody claims one."""


def strips(material: Material) -> tuple[Strip, ...]:
    """Five numbers, each with what it covers; and a sixth where people were killed whom no report tells by group."""
    groups = (killed(material, group) for group in VICTIM_GROUPS.labels)
    ungrouped = at_least(material, UNGROUPED)
    return (incidents(material), districts(material), *groups, *([ungrouped] if ungrouped.figure.value else []))


def incidents(material: Material) -> Strip:
    """How many incidents are selected, of how many on record, and what earlier periods of that length had."""
    figure = count_incidents(material.selection)
    on_record = f"of {wording.number(len(material.selection.edition.dataset.incidents))} on record"
    note = "; ".join(part for part in (on_record, usual(material.change)) if part)
    return Strip("Incidents", wording.number(figure.value), note, figure)


def districts(material: Material) -> Strip:
    """How many districts have an incident, of those that name one."""
    figure = count_distinct(material.selection, "admin2", "districts")
    unnamed = figure.coverage.of - figure.coverage.known
    note = f"{wording.count(unnamed, 'incident')} without a district" if unnamed else "every incident names one"
    return Strip("Districts", wording.number(figure.value), "" if material.selection.empty else note, figure)


def killed(material: Material, group: str) -> Strip:
    """A group's toll: what the sides claim for the focus campaign when it is held whole, else at least how many."""
    contest = material.focus_contests.get(group)
    return claimed(contest) if contest else at_least(material, group)


def claimed(contest: Contest) -> Strip:
    """Lowest to highest claim of the sides' latest words, and whose they are."""
    lowest, highest = tolls.ends(contest)
    sides = {lowest.side, highest.side}
    named = [f"{s.claimant}, {wording.day(s.as_of)}" for s in (lowest, highest)]
    high = highest.high
    coverage = contest.gap.coverage if contest.gap else lowest.figure.coverage
    basis = tuple(name for side in contest.sides for name in side.claim_ids)
    figure = Figure(None, "killed", "claims-lowest-to-highest", basis, coverage, lowest.low, high, CLAIMED)
    note = " to ".join(named) if len(sides) > 1 else named[0]
    return Strip(
        f"{_label(contest.victim_group)} in {contest.campaign}", f"{_apart(lowest, highest)} claimed", note, figure
    )


def _apart(lowest: SideClaim, highest: SideClaim) -> str:
    """From the lowest figure to the highest, which may be open: 22–36, or 22 to more than 362."""
    if lowest is not highest and highest.high is None:
        return f"{tolls.killed(lowest)} to {tolls.killed(highest)}"
    return wording.number_range(lowest.low, highest.high, beyond=wording.MORE_THAN)


def at_least(material: Material, group: str) -> Strip:
    """At least how many, from the rows graded well enough, and how many rows that is; or not known."""
    figure = killed_at_least(material.selection, group)
    rows = wording.count(figure.coverage.of, "incident")
    if material.selection.empty:
        return Strip(_label(group), wording.NOT_KNOWN, "no incident is selected", figure)
    if figure.value is None:
        claimed_by = any(contest.victim_group == group for contest in material.contests)
        see = f"{SEE}; " if claimed_by else ""
        return Strip(_label(group), wording.NOT_KNOWN, f"{see}no figure graded C3 or better in {rows}", figure)
    note = f"from {wording.number(figure.coverage.known)} of {rows}, graded C3 or better"
    return Strip(_label(group), wording.number_range(figure.low, None), note, figure)


def _label(group: str) -> str:
    return f"Killed, {group}" if group == UNGROUPED else f"{wording.sentence_case(group)} killed"
