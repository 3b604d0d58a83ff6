"""What this briefing does not know, leaves out or could not do, by rule.

Knows what can be missing. It must not know how anything that is there is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.selection import Mask
from utils.analysis.tolls import GROUP_COLUMNS
from utils.briefing import choice
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.alike import told_twice
from utils.visuals import wording

UNJUDGED_SOURCE, UNJUDGED_CLAIM = "F", "6"


def gaps(material: Material) -> Iterator[Sentence]:
    """Every gap that there is; those that there are not are passed over."""
    yield from ignored(material)
    yield from beyond_the_record(material)
    yield from coverage(material)
    yield from too_wide(material)
    yield from undecided(material)
    yield from not_drawn(material)
    yield from too_coarse(material)
    yield from without_toll(material)
    yield from told_twice(material)
    yield from single_origin(material)
    yield from unjudged(material)
    yield from without_a_number(material)
    yield from in_the_spreadsheets(material)
    yield from unsaid(material)


def ignored(material: Material) -> Iterator[Sentence]:
    """What the link asked for that this edition does not hold."""
    yield from (Sentence(text, "gaps.ignored", quoted=True) for text in choice.ignored_lines(material.ignored))


def beyond_the_record(material: Material) -> Iterator[Sentence]:
    """That the period runs on after the last day that the record covers."""
    edition = material.selection.edition
    end = material.selection.filters.end
    if edition.dataset.about.as_of is not None and end > edition.as_of:
        last = wording.day(edition.as_of)
        text = f"The period runs to {wording.day(end)}, the record only to {last}: what came after is not known."
        yield Sentence(text, "gaps.beyond-the-record")


def coverage(material: Material) -> Iterator[Sentence]:
    """What the edition itself says that it does not cover, and what must not be added."""
    about = material.about
    for text, rule in ((about.coverage_note, "gaps.coverage"), (about.double_count_note, "gaps.double-count")):
        if text is not None:
            yield Sentence(text, rule, quoted=True)


def too_wide(material: Material) -> Iterator[Sentence]:
    """How many figures are about more than these filters keep, about what and by whom."""
    claims = material.claims_too_wide
    if claims.empty:
        return
    rows = ids_of(claims["claim_id"])
    scopes = wording.listing([f"“{scope}”" for scope in claims["scope"].dropna().unique()], most=3)
    claimants = wording.listing(sorted(claims["claimant"].unique()), most=4)
    verb = "reaches" if len(claims) == 1 else "reach"
    text = (
        f"{wording.sentence_case(wording.count(len(claims), 'claimed toll'))} {verb} beyond these filters and cannot "
        f"be divided by them, so they are in no toll given here: {scopes}, claimed by {claimants}."
    )
    sources = material.citations.strongest(name for names in claims["source_ids"] for name in names)
    others = _left_over(claims["scope"].nunique(), 3), _left_over(claims["claimant"].nunique(), 4)
    figures = (Figure(len(rows), "claims", "claims-too-wide", rows), *others)
    yield Sentence(text, "gaps.too-wide", figures, sources, rows)


def undecided(material: Material) -> Iterator[Sentence]:
    """How many incidents fit all that they say, yet do not say what these filters ask for."""
    ids = material.selection.undecided
    if ids:
        verbs = ("does", "is", "it belongs") if len(ids) == 1 else ("do", "are", "they belong")
        text = (
            f"{_told(len(ids))} {verbs[0]} not say what these filters ask for and {verbs[1]} left out: "
            f"the record does not tell whether {verbs[2]} here."
        )
        yield _about_incidents(material, text, "gaps.undecided", ids)


def not_drawn(material: Material) -> Iterator[Sentence]:
    """How many incidents the map does not draw, by reason."""
    beside = material.sites.beside
    if not beside:
        return
    figures = [_incidents(material, ids, "not-drawn") for ids in beside.values()]
    reasons = [f"{wording.number(len(ids))} {reason}" for reason, ids in beside.items()]
    rows = tuple(name for ids in beside.values() for name in ids)
    yield Sentence(f"Not drawn on the map: {wording.listing(reasons)}.", "gaps.not-drawn", tuple(figures), (), rows)


def too_coarse(material: Material) -> Iterator[Sentence]:
    """How many incidents no week or month of the chart can hold."""
    counts = material.counts
    if counts.unplaced:
        verb = "is" if len(counts.unplaced) == 1 else "are"
        text = (
            f"{_told(len(counts.unplaced))} {verb} in no {counts.step} of the chart: dated more coarsely than that, "
            "or begun before the period."
        )
        yield _about_incidents(material, text, "gaps.dates", counts.unplaced)


def without_toll(material: Material) -> Iterator[Sentence]:
    """How many incidents give no figure for anyone killed."""
    columns = [f"{column}_{end}" for column in GROUP_COLUMNS.values() for end in ("low", "high")]
    silent = material.incidents[columns].isna().all(axis="columns").to_numpy(dtype=bool)
    if silent.any():
        text = f"{_told(int(silent.sum()))} of {wording.number(len(silent))} {_give(silent)} no toll for any group."
        yield _about_incidents(material, text, "gaps.no-toll", _ids(material, silent))


def single_origin(material: Material) -> Iterator[Sentence]:
    """How many incidents rest on one original source, however often it was copied."""
    origin = material.citations.origin
    alone = material.incidents["source_ids"].map(lambda names: len({origin(name) for name in names}) == 1)
    single = alone.to_numpy(dtype=bool)
    if single.any():
        verb = "rests" if int(single.sum()) == 1 else "rest"
        text = f"{_told(int(single.sum()))} of {wording.number(len(single))} {verb} on a single original source."
        yield _about_incidents(material, text, "gaps.single-origin", _ids(material, single))


def unjudged(material: Material) -> Iterator[Sentence]:
    """How many incidents have a source or a report that cannot be judged, or no grade."""
    grades = material.incidents[["reliability", "credibility"]]
    open_grade = (
        (grades["reliability"] == UNJUDGED_SOURCE)
        | (grades["credibility"] == UNJUDGED_CLAIM)
        | grades.isna().any(axis=1)
    ).to_numpy(dtype=bool)
    if open_grade.any():
        verb = "has" if int(open_grade.sum()) == 1 else "have"
        grade = "a source or a report that is graded “cannot be judged”, or not graded"
        text = f"{_told(int(open_grade.sum()))} {verb} {grade}."
        yield _about_incidents(material, text, "gaps.unjudged", _ids(material, open_grade))


def without_a_number(material: Material) -> Iterator[Sentence]:
    """How many claims about tolls give no number, and whose they are."""
    claims = material.selection.claims
    silent = claims[(claims["killed_low"].isna() & claims["killed_high"].isna()).to_numpy(dtype=bool)]
    if silent.empty:
        return
    rows = ids_of(silent["claim_id"])
    who = wording.listing(sorted(silent["claimant"].unique()), most=4)
    verb = "gives" if len(rows) == 1 else "give"
    told = wording.sentence_case(wording.count(len(rows), "claim"))
    text = f"{told} about the dead {verb} no number (claimed by {who})."
    figures = (Figure(len(rows), "claims", "claims-without-number", rows), _left_over(silent["claimant"].nunique(), 4))
    sources = material.citations.strongest(name for names in silent["source_ids"] for name in names)
    yield Sentence(text, "gaps.no-number", figures, sources, rows)


def in_the_spreadsheets(material: Material) -> Iterator[Sentence]:
    """How many problems the spreadsheets hold, and how many rows were left out because of them."""
    edition = material.selection.edition
    problems, refused = len(edition.faults), edition.dataset.refused
    if not problems and not refused:
        return
    rows = f"{wording.count(refused, 'row')} {'was' if refused == 1 else 'were'} left out"
    text = f"The spreadsheets of this edition hold {wording.count(problems, 'problem')}; {rows}."
    figures = (Figure(problems, "problems", "count-problems"), Figure(refused, "rows", "count-refused"))
    yield Sentence(text, "gaps.spreadsheets", figures)


def unsaid(material: Material) -> Iterator[Sentence]:
    """What the edition does not say of itself although a reader needs it."""
    about = material.about
    for value, text, rule in (
        (about.as_of, "The edition does not say up to which day the record reaches.", "gaps.as-of"),
        (about.label, "The edition names no sharing label and is marked with the strictest.", "gaps.label"),
        (about.focus_campaign, "The edition names no campaign to lead with.", "gaps.focus"),
        (about.bottom_line, "The edition gives no assessment of its own.", "gaps.assessment"),
    ):
        if value is None:
            yield Sentence(text, rule)


def _told(total: int) -> str:
    return wording.sentence_case(wording.count(total, "incident"))


def _give(mask: Mask) -> str:
    return "gives" if int(mask.sum()) == 1 else "give"


def _ids(material: Material, mask: Mask) -> tuple[str, ...]:
    return ids_of(material.incidents.loc[mask, "incident_id"])


def _incidents(material: Material, ids: tuple[str, ...], method: str) -> Figure:
    return Figure(len(ids), "incidents", method, ids, Coverage(len(material.incidents), len(material.incidents)))


def _about_incidents(material: Material, text: str, rule: str, ids: tuple[str, ...]) -> Sentence:
    return Sentence(text, rule, (_incidents(material, ids, rule),), (), ids)


def _left_over(total: int, told: int) -> Figure:
    """How many names a listing counts as others."""
    return Figure(max(0, total - told), "others", "left-over")
