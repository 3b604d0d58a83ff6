"""The key judgements, with a word of likelihood and its numbers, and the findings; how sure each is, and why.

Knows which judgements lead, and by which rule their confidence follows. It must not know how any number is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count, islice

import pandas as pd

from utils.analysis.baseline import Verdict
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.synchrony import HIT_DAYS
from utils.analysis.tolls import PARTIES, Contest
from utils.analysis.waves import Wave, doubtful
from utils.analysis.waves import waves as find_waves
from utils.briefing import tolls
from utils.briefing.document import Judgement, Sentence
from utils.briefing.material import Material
from utils.briefing.rules import change, forecasts, outlook
from utils.briefing.rules.horizons import not_judged
from utils.briefing.rules.waves import odds, odds_figures
from utils.visuals import wording

MOST = 5
"""More than these would not be the key ones."""

SEVERAL = 0.5
"""Of the attacks of a wave at least this share must be claimed as parts of one operation for high confidence."""

CLAIMED = "claimed"


REASON = "Why"
"""The label of the sentence that gives a judgement's reason."""

ASSESSOR = "Assessed by"
"""The label of whose assessment the bottom line is."""


def key_judgements(material: Material) -> Iterator[Sentence]:
    """Each judgement with what stands under it; then whose assessment the bottom line is, and what is too thin."""
    told = list(islice(_judgements(material), MOST))
    judged, found = count(1), count(1)
    for one in told:
        yield replace(one.claim, label=f"Judgement {next(judged)}" if one.estimated else f"Finding {next(found)}")
        yield replace(one.confidence, under=True)
        yield replace(one.why, text=wording.sentence_case(one.why.text), label=REASON, under=True)
    if any(one.estimated for one in told):
        yield from not_judged(material, outlook.outlook_in(material.selection.edition).horizon, "judgements.passed")
    if not told:
        yield Sentence("Too little is on record here for any judgement.", "judgements.none")
    yield from of_the_bottom_line(material)
    yield from too_thin(material)


def _judgements(material: Material) -> Iterator[Judgement]:
    """What the futures are leads where the briefing is about the whole; else what was found in the selection.

    Where nothing is selected there is none: what is judged of the whole would seem to be about these filters.
    """
    if material.selection.empty:
        return iter(())
    parts = (_futures(material), _findings(material))
    return chain(*(parts if material.focus else reversed(parts)))


def _futures(material: Material) -> Iterator[Judgement]:
    edition = material.selection.edition
    futures, matrix = outlook.outlook_in(edition), outlook.matrix_in(edition)
    if futures.likelihoods:
        yield forecasts.leading(material, futures, matrix)
        yield from forecasts.least(material, futures, matrix)


def _findings(material: Material) -> Iterator[Judgement]:
    yield from _together(material)
    yield from _above(material)
    yield from _toll(material)


def of_the_bottom_line(material: Material) -> Iterator[Sentence]:
    """How confident the edition is in its own assessment, and whose that is, in its own words."""
    about = material.about
    if material.focus is None:
        yield from _elsewhere(material)
        return
    if about.bottom_line is None:
        return
    for label, text, rule in (
        ("Confidence in the assessment above", about.bottom_line_confidence, "judgements.confidence"),
        (ASSESSOR, about.assessed_by, "judgements.assessor"),
    ):
        if text is not None:
            yield Sentence(text, rule, label=label, quoted=True)


def _elsewhere(material: Material) -> Iterator[Sentence]:
    """That the edition's judgement is not about a part, and where it stands."""
    if material.about.bottom_line is None or material.about.focus_campaign is None:
        return
    whole = material.about.theatre or "the whole record"
    text = (
        f"This edition's assessment is about {whole} as a whole and is not cut to this selection: "
        "it stands in the briefing without filters."
    )
    yield Sentence(text, "judgements.assessment-elsewhere", label="Assessment")


def _together(material: Material) -> Iterator[Judgement]:
    """That the attacks of the widest wave were coordinated, when chance alone seldom brings so many together."""
    wave = next((one for one in material.waves.found if one.rare), None)
    if wave is None:
        return
    ids = wave.incident_ids
    rows = material.incidents[material.incidents["incident_id"].isin(ids).to_numpy()]
    sources = material.sources_of(rows)
    attacks, districts = Figure(len(ids), "attacks", "wave", ids), Figure(len(wave.districts), "districts", "wave", ids)
    text = (
        f"The {wording.count(len(ids), 'attack')} of {wording.span(wave.first, wave.last)} in "
        f"{wording.count(len(wave.districts), 'district')} were coordinated."
    )
    yield Judgement(
        Sentence(text, "judgements.together", (attacks, districts), sources, ids),
        _wave_confidence(material, wave),
        _wave_reason(material, wave),
    )


def _wave_confidence(material: Material, wave: Wave) -> Sentence:
    """High where most of its attacks are claimed by those who made them, as parts of one named operation."""
    rows = _rows_of(material, wave)
    campaign, _ = max(wave.campaigns, key=lambda held: held[1], default=(None, 0))
    owned = rows[((rows["attribution"] == CLAIMED) & (rows["campaign"] == campaign)).to_numpy(bool, na_value=False)]
    figure = Figure(
        len(owned), "attacks", "claimed-as-one", ids_of(owned["incident_id"]), Coverage(len(rows), len(rows))
    )
    most = len(owned) >= SEVERAL * len(rows)
    claimed = (
        f"{wording.listing(sorted(owned['actor'].dropna().unique()), 2)} claimed {wording.number(len(owned))} of them "
        f"as part of {campaign}"
        if len(owned)
        else "nobody claimed them as parts of one operation"
    )
    level, joined = ("high", "and") if most else ("moderate", "but")
    text = (
        f"Confidence in this is {level}: {claimed}, {joined} so many districts are hit within "
        f"{wording.number(HIT_DAYS * 24)} hours by chance {odds(wave)}."
    )
    hours = Figure(HIT_DAYS * 24, "hours", "hit-together")
    left = Figure(max(0, owned["actor"].nunique() - 2), "others", "left-over")
    return Sentence(text, "judgements.together-confidence", (figure, hours, left, *odds_figures(wave)))


def _wave_reason(material: Material, wave: Wave) -> Sentence:
    """On how many originals the attacks rest, and what is left without those that rest on a claimant's word alone."""
    rows = _rows_of(material, wave)
    origin = material.citations.origin
    several = rows["source_ids"].map(lambda names: len({origin(name) for name in names}) > 1)
    backed = Figure(int(several.sum()), "attacks", "several-origins", wave.incident_ids, Coverage(len(rows), len(rows)))
    every = Figure(len(rows), "attacks", "wave", wave.incident_ids)
    firmer, retested = _without_doubtful(material, wave)
    text = (
        f"that they happened rests on more than one original source for {wording.number(backed.value)} of "
        f"{wording.number(every.value)}{firmer}."
    )
    figures = (backed, every, *retested)
    return Sentence(text, "judgements.together-why", figures, (), wave.incident_ids)


def _without_doubtful(material: Material, wave: Wave) -> tuple[str, tuple[Figure, ...]]:
    """What the same test says without the attacks whose reports cannot be judged; nothing where there are none."""
    rows = _rows_of(material, wave)
    left_out = ids_of(rows.loc[doubtful(rows), "incident_id"])
    if not left_out:
        return "", ()
    held = set(wave.incident_ids)
    firm = max(
        find_waves(material.selection, judged=True).found,
        key=lambda one: len(held & set(one.incident_ids)),
        default=None,
    )
    out = Figure(len(left_out), "attacks", "cannot-be-judged", left_out)
    opening = f"; without the {wording.number(out.value)} that rest on a claimant's word alone"
    if firm is None or firm.chance is None or not held & set(firm.incident_ids):
        return f"{opening} too few are left to test", (out,)
    together = Figure(firm.together, "districts together", "wave", firm.incident_ids)
    text = f"{opening} {wording.count(firm.together, 'district')} are left, by chance {odds(firm)}"
    return text, (out, together, *odds_figures(firm))


def _rows_of(material: Material, wave: Wave) -> pd.DataFrame:
    return material.incidents[material.incidents["incident_id"].isin(wave.incident_ids).to_numpy()]


def _above(material: Material) -> Iterator[Judgement]:
    """That the period stands above what was usual, when it does."""
    whole = material.change
    told = whole.comparison
    if told.verdict is not Verdict.ABOVE:
        return
    span = wording.span(whole.start, whole.end)
    text = f"More was recorded in {span} than is usual here: {wording.count(told.count, 'incident')}."
    rows = material.incidents[material.incidents["incident_id"].isin(whole.basis).to_numpy()]
    sources = material.sources_of(rows)
    figures = change.rounded(whole.figures)
    confidence = (
        "Confidence that violence itself rose as much is low: "
        f"{'the record is not equally dense throughout' if material.about.coverage_note else 'nothing tells'}"
        f"{'' if material.about.coverage_note else ' whether the record is equally dense throughout'}."
    )
    why = (
        f"{wording.count(len(told.earlier), 'earlier period')} of that length had "
        f"{wording.number_range(min(told.earlier), max(told.earlier))}."
    )
    yield Judgement(
        Sentence(text, "judgements.above", figures, sources, whole.basis),
        Sentence(confidence, "judgements.above-confidence"),
        Sentence(why, "judgements.above-why", figures, (), whole.basis),
    )


def _toll(material: Material) -> Iterator[Judgement]:
    """That no single figure can be taken for the widest contested toll."""
    leading = [one for one in material.focus_contests.values() if tolls.contested(one)]
    wide = leading or [one for one in material.contests if tolls.contested(one)]
    if not wide:
        return
    contest = max(wide, key=lambda one: one.gap.value or 0 if one.gap else 0)
    low, high = tolls.ends(contest)
    text = (
        f"How many {contest.victim_group} were killed in {tolls.scope(material, contest)} is not established: "
        f"{tolls.claimed(low)} and {tolls.claimed(high)}."
    )
    sources = material.sources_of_sides((low, high))
    rows = (*low.claim_ids, *high.claim_ids)
    yield Judgement(
        Sentence(text, "judgements.toll", (low.figure, high.figure), sources, rows),
        _toll_confidence(contest),
        Sentence(
            "figures of rival claimants exclude each other, so they are neither added nor averaged.",
            "judgements.toll-why",
        ),
    )


def _toll_confidence(contest: Contest) -> Sentence:
    given = contest.given
    passing = [side for side in given if side.rests_on_a_party and side.side not in PARTIES]
    others = sum(not side.rests_on_a_party for side in given)
    figure = Figure(others, "claimants", "not-parties", (), Coverage(others, len(given)))
    every = Figure(len(given), "claimants", "claimants")
    verb = "does" if others == 1 else "do"
    counted = wording.count(len(given), "claimant")
    reason = f"of {counted} only {wording.number(others)} {verb} not rest on a party to the fight"
    if not others:
        reason = "every claimant is a party to the fight"
    if passing and not others:
        named = wording.listing([f"{side.claimant} passes on what the {side.quotes} side says" for side in passing])
        reason = f"all {wording.number(every.value)} rest on the parties themselves, since {named}"
    text = f"Confidence in any one figure is low: {reason}."
    return Sentence(text, "judgements.toll-confidence", (figure, every))


def too_thin(material: Material) -> Iterator[Sentence]:
    """What cannot be said of so small a selection."""
    if material.selection.empty:
        return
    found = material.waves
    thin = [
        question
        for question, answered in (
            ("whether that is more than usual", material.change.comparison.enough),
            ("whether attacks were coordinated", bool(found.found)),
            ("how far rival tolls lie apart", any(one.gap for one in material.contests)),
        )
        if not answered
    ]
    if thin:
        yield Sentence(f"Too thin to say from this selection alone: {wording.listing(thin)}.", "judgements.too-thin")
