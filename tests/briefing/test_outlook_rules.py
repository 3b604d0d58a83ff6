import re
from dataclasses import replace

import pytest

from tests.briefing.reading import answered_for, numbers_in
from tests.drawn import EVIDENCE, INCIDENT, INDICATOR, JUDGEMENT, SCENARIOS, files
from utils.analysis.filters import DIMENSIONS, options_of
from utils.analysis.likelihood import SCALES
from utils.analysis.selection import select
from utils.briefing.citing import Citations
from utils.briefing.material import Material
from utils.briefing.prospects import outlook
from utils.briefing.rules.judgements import reworded
from utils.editions.edition import Edition, digest_of
from utils.tables.dataset import assemble
from utils.visuals.palette import PAPER

SEEN = {**INDICATOR, "state_date": "2026-03-31"}
OPEN = {
    **SEEN,
    "indicator_id": "D-2",
    "indicator": "Envoys meet within 20 days",
    "theme": "Talks",
    "state": "not known",
}


TWO = [SEEN, {**SEEN, "indicator_id": "D-3", "theme": "Roads"}]
"""Two signs of the same: no future turns when one of them falls away."""

COUNTED = {**OPEN, "measure": "attacks", "within_days": 90, "threshold": 1}


def material(edition):
    options = options_of(edition.dataset, edition.as_of)
    return Material(select(edition, options.home), options, (), Citations(edition.dataset.sources), (0, 0, 1, 1))


def edition_of(**tables):
    """An edition of these tables, whatever problems they have."""
    held = files((INCIDENT,), **tables)
    return Edition(1, digest_of(held), assemble(held)[0])


def section(**tables):
    return outlook(material(edition_of(**tables)), PAPER)


def told(scenarios=SCENARIOS, **tables):
    found = section(scenarios=scenarios, **tables).sentences
    for sentence in found:
        loose = [n for n in numbers_in(sentence.text, ()) if n not in answered_for(sentence.figures)]
        assert sentence.quoted or not loose, (sentence.text, loose)
    return {sentence.rule: sentence.text for sentence in found}


def evidence(*fits):
    return [{**EVIDENCE, "evidence_id": f"E-{n}", "fit_1": a, "fit_2": b} for n, (a, b) in enumerate(fits, 1)]


def forecasts(total, **changes):
    return [{**JUDGEMENT, "judgement_id": f"U-{number}", **changes} for number in range(total)]


def test_each_future_has_word_and_number_the_likeliest_first_and_the_rest_its_number_alone():
    assert told(indicators=TWO)["outlook.likelihoods"] == (
        "Of 3 futures that are taken to exclude each other, for Northland as a whole: Thaw very likely (86 %); "
        "Freeze very unlikely (10 %); Other, the rest, 5 %. The filters do not change this. "
        "No date is set by when."
    )


def test_futures_that_one_indicator_would_turn_share_one_word():
    four = [{**SCENARIOS[0], "prior": 30}, {**SCENARIOS[1], "prior": 30}, {**SCENARIOS[2], "prior": 10}]
    four.append({**SCENARIOS[0], "scenario_id": "SC-4", "order": 4, "name": "Flood", "prior": 30})
    signs = [{**one, "likelihood_4": "against"} for one in TWO] + [
        {**SEEN, "indicator_id": "D-8", "theme": "Talks", "likelihood_2": "for", "likelihood_4": "against"}
    ]
    signs[0], signs[1] = {**signs[0], "weight": 0.1}, {**signs[1], "likelihood_2": "for"}
    assert told(scenarios=four, indicators=signs)["outlook.likelihoods"] == (
        "Of 4 futures that are taken to exclude each other, for Northland as a whole: Thaw (48 %) and Freeze (39 %) "
        "cannot be told apart on today's warning signs; that it is one of these is very likely (87 %); Flood "
        "almost no chance (4 %); Other, the rest, 8 %. The filters do not change this. No date is set by when."
    )


def test_where_no_future_can_be_told_apart_there_is_no_word_at_all():
    text = told(indicators=[SEEN])["outlook.likelihoods"]
    assert "Thaw (71 %) and Freeze (24 %) cannot be told apart on today's warning signs; Other, the rest, 6 %" in text
    assert "likely" not in text


def test_the_day_by_when_stands_in_the_sentence_and_whose_it_is_under_the_table():
    dated = [{**row, "by_date": "2026-06-30"} for row in SCENARIOS]
    rules = told(scenarios=dated, indicators=TWO)
    assert "each other, by 30 Jun 2026 and for Northland as a whole: Thaw" in rules["outlook.likelihoods"]
    assert "No date" not in rules["outlook.likelihoods"]
    note = section(scenarios=dated, indicators=TWO).grid.note
    assert note.endswith("The starting values, and the date by when, were set on 31 Mar 2026 by the desk.")


def test_without_a_date_only_the_starting_values_are_somebodys():
    assert section(scenarios=SCENARIOS).grid.note.endswith(" The starting values were set on 31 Mar 2026 by the desk.")


def test_a_day_that_has_passed_is_told_as_that():
    passed = [{**row, "by_date": "2026-02-28"} for row in SCENARIOS]
    assert "by 28 Feb 2026 (which has passed) and for" in told(scenarios=passed)["outlook.likelihoods"]


def test_the_words_are_of_the_scale_that_the_edition_names():
    text = told(about={"Likelihood scale": "PHIA"}, indicators=TWO)["outlook.likelihoods"]
    assert "Thaw highly likely (86 %)" in text
    words = {band.word for band in SCALES["ICD 203"].bands} - {band.word for band in SCALES["PHIA"].bands}
    assert not [word for word in words if re.search(rf"(?<!highly ){word}", text)]


def test_it_is_said_from_which_chances_they_start_and_how_many_signs_speak():
    assert told(indicators=[SEEN, OPEN])["outlook.ground"] == (
        "We began with equal chances (48 % each, 5 % for anything else). 1 of 2 warning signs is known and has moved "
        "them; the other one is left out."
    )


def test_chances_that_are_not_equal_at_the_start_are_each_named():
    uneven = [{**SCENARIOS[0], "prior": 60}, {**SCENARIOS[1], "prior": 35}, {**SCENARIOS[2], "prior": 5}]
    text = told(scenarios=uneven, indicators=TWO)["outlook.ground"]
    assert text.startswith("We began with these chances: Thaw 60 %, Freeze 35 %, 5 % for anything else.")


@pytest.mark.parametrize(
    ("indicators", "said"),
    [
        ([SEEN], "The one warning sign is known and has moved them."),
        ([OPEN], "The one warning sign is not known, so nothing has moved them."),
        ([OPEN, {**OPEN, "indicator_id": "D-9"}], "None of 2 warning signs is known, so nothing has moved them."),
        (
            [SEEN, *({**OPEN, "indicator_id": f"D-{n}"} for n in (7, 8))],
            "1 of 3 warning signs is known and has moved them; the other 2 are left out.",
        ),
        (TWO, "Both warning signs are known and have moved them."),
    ],
)
def test_one_and_none_are_written_as_such(indicators, said):
    assert said in told(indicators=indicators)["outlook.ground"]


def test_a_single_piece_of_evidence_is_told_as_one():
    text = told(evidence=evidence(("consistent", "neutral")))["outlook.evidence"]
    assert text.startswith("The one piece of evidence speaks against no future.")
    assert text.endswith("cannot be told apart on this evidence: no piece weighs more against either.")


def test_priors_that_do_not_sum_to_a_hundred_are_told_and_no_word_is_given():
    rules = told(scenarios=[{**SCENARIOS[0], "prior": 80}, *SCENARIOS[1:]], indicators=[SEEN])
    assert "The priors sum to 132.5 percent and not to 100" in rules["outlook.fault"]
    assert "outlook.likelihoods" not in rules
    assert not re.search(r"\b(un)?likely\b", " ".join(rules.values()))


def test_futures_that_the_evidence_does_not_part_are_said_to_be_so():
    text = told(evidence=evidence(("inconsistent", "neutral"), ("neutral", "strongly inconsistent")))[
        "outlook.evidence"
    ]
    assert text == (
        "Of 2 pieces of evidence, 1 speaks against Freeze and 1 against Thaw. Thaw and Freeze cannot be told apart on "
        "this evidence: 1 piece weighs more against Thaw, 1 more against Freeze."
    )


def test_futures_that_the_evidence_parts_are_said_to_be_so():
    text = told(evidence=evidence(*[("consistent", "inconsistent")] * 8))["outlook.evidence"]
    assert text == (
        "Of 8 pieces of evidence, 8 speak against Freeze and none against Thaw. The evidence tells Thaw and Freeze "
        "apart: no pieces weigh more against Thaw, 8 more against Freeze."
    )


def test_without_evidence_no_sentence_weighs_it():
    assert "outlook.evidence" not in told(indicators=[SEEN])


def test_the_changes_that_move_the_first_most_up_and_down_are_told():
    assert told(indicators=[SEEN, OPEN])["outlook.change"] == (
        "What would change this most: Thaw would go from 71 % to 86 % if “Envoys meet within 20 days” were seen and to "
        "24 % if “The bridge is open to trade” were not seen."
    )


TURNS = "one sign more or fewer would put another future first"
APART = [("consistent", "inconsistent")] * 8


@pytest.mark.parametrize(
    ("indicators", "fits", "said"),
    [
        ([OPEN], APART, f"low: the one warning sign is not known and {TURNS}."),
        (TWO, [("consistent", "neutral")], "low: the evidence does not tell the two best fitting futures apart."),
        (TWO, [], "low: no evidence was held against the futures."),
        ([SEEN], APART, f"low: {TURNS}."),
        (TWO, APART, "moderate: most warning signs are known and the evidence tells the futures apart."),
    ],
)
def test_confidence_has_its_own_sentence_with_its_reasons(indicators, fits, said):
    rules = told(indicators=indicators, evidence=evidence(*fits))
    assert rules["outlook.confidence"] == f"Confidence in this is {said}"


def test_all_indicators_that_move_the_first_alike_are_named():
    twin = {**OPEN, "indicator_id": "D-4", "indicator": "Roads are mended", "theme": "Roads"}
    assert (
        "to 86 % if any one of “Envoys meet within 20 days” and “Roads are mended” were seen and to"
        in (told(indicators=[SEEN, OPEN, twin])["outlook.change"])
    )


def test_a_computed_state_is_told_with_its_count_its_threshold_and_what_would_be_without_it():
    rules = told(indicators=[COUNTED])
    assert rules["outlook.computed"] == (
        "No analyst has set these, so they are computed from this edition's rows: “Envoys meet within 20 days” seen, "
        "with 1 attack in the 90 days to 31 Mar 2026 (seen from 1 on)."
    )
    assert rules["outlook.as-typed"] == (
        "Without what is computed, Thaw would be at 48 %, Freeze at 48 % and Other at 5 %."
    )


def test_a_count_on_a_thin_record_leaves_the_state_open_and_says_why_and_what_hangs_on_it():
    thin = {"Dense from": "2025-01-01", "Dense to": "2025-12-31"}
    rules = told(indicators=[{**COUNTED, "threshold": 2}], about=thin)
    assert rules["outlook.left-open"] == (
        "1 sign was not seen, but the record is too thin after 31 Dec 2025 to say that it is absent: “Envoys meet "
        "within 20 days” (1 attack in the 90 days to 31 Mar 2026)."
    )
    assert rules["outlook.at-its-word"].startswith("If that sign were truly absent, Freeze would be at ")
    assert "outlook.computed" not in rules


def test_a_count_beside_what_an_analyst_has_set_moves_nothing():
    rules = told(indicators=[{**COUNTED, "state": "not seen", "state_date": "2026-03-31"}])
    assert not {"outlook.computed", "outlook.left-open"} & rules.keys()


def test_no_sentence_holds_a_likelihood_word_and_a_confidence():
    words = "|".join(sorted({band.word for scale in SCALES.values() for band in scale.bands}, key=len, reverse=True))
    for text in told(indicators=[SEEN, OPEN], evidence=evidence(("consistent", "neutral"))).values():
        assert not ("onfidence" in text and re.search(rf"\b({words})\b", text)), text


def test_judgements_are_counted_by_how_they_fared():
    text = told(judgements=[*forecasts(2), *forecasts(1, judgement_id="U-9", status="observed")])["outlook.judgements"]
    assert text == (
        "Of 3 judgements by A columnist, as of 31 Mar 2026: 1 observed and 2 not observed. No judgement carries a "
        "probability, so none can be scored; fewer than 20 settled ones are too few to judge."
    )


def test_a_few_settled_forecasts_are_too_few_to_judge():
    text = told(judgements=forecasts(19, status="observed", likelihood=80, due_on="2026-02-28"))["outlook.judgements"]
    assert text.endswith("With a probability: 19, of which settled: 19; too few to judge.")


def test_twenty_settled_forecasts_have_their_score():
    text = told(judgements=forecasts(20, status="observed", likelihood=50, due_on="2026-02-28"))["outlook.judgements"]
    assert text.endswith("The 20 that are settled and carry a number have a Brier score of 0.50.")


def test_without_futures_one_sentence_says_so():
    found = section()
    assert [sentence.text for sentence in found.sentences] == ["No future is on record, so none is weighed."]
    assert found.grid is None and found.pictures == ()


def test_the_table_holds_prior_number_word_reach_and_the_analysts_own():
    own = [{**SCENARIOS[0], "own_likelihood": 60, "own_set_by": "The desk"}, *SCENARIOS[1:]]
    rows = section(scenarios=own, indicators=[SEEN]).grid.rows
    assert rows[0] == ("Thaw", "48 %", "71 %", "not told apart from Freeze", "24–71 %", "60 %")
    assert rows[2][3:] == ("the rest", "5–6 %", "none")
    assert len(section(scenarios=SCENARIOS, indicators=[SEEN]).grid.headings) == 5
    assert section(indicators=TWO, scenarios=own).grid.rows[0][3] == "very likely (80–95 %)"


def test_under_the_table_stands_every_word_of_the_scale_with_its_range():
    note = section(scenarios=SCENARIOS).grid.note
    assert "those of ICD 203: almost no chance 1–5 %, very unlikely 5–20 %," in note
    assert "and almost certain 95–99 %." in note


def test_no_filter_narrows_the_outlook(shipped):
    whole = material(shipped)
    narrowed = replace(whole, selection=select(shipped, whole.options.home.choosing(DIMENSIONS[0], ["Gwadar"])))
    assert outlook(narrowed, PAPER) == outlook(whole, PAPER)


def test_the_shipped_record_says_that_the_first_two_cannot_be_told_apart(shipped):
    text = " ".join(sentence.text for sentence in outlook(material(shipped), PAPER).sentences)
    assert "Of 35 pieces of evidence, 23 speak against Political dialogue" in text
    assert "Intensification and Containment without resolution cannot be told apart on this evidence" in text
    assert "Confidence in this is low" in text
    assert "by 31 Aug 2026 and for Balochistan as a whole: Intensification (46 %) and Containment" in text
    assert "3 signs were not seen, but the record is too thin after 31 Mar 2026 to say that they are absent: " in text


def reworded_since(before, after):
    old, new = (material(edition_of(judgements=rows)) for rows in (before, after))
    return [sentence.text for sentence in reworded(new, old.selection.edition)]


def test_a_forecast_that_was_changed_after_it_was_issued_is_told_both_ways():
    (text,) = reworded_since(
        forecasts(2, likelihood=70), [*forecasts(1, likelihood=90), *forecasts(2, likelihood=70)[1:]]
    )
    assert text == (
        "Judgement U-0 says something else than in edition 1: then “The bridge will stay closed.” (A columnist, 5 Feb "
        "2026, 70 %), now “The bridge will stay closed.” (A columnist, 5 Feb 2026, 90 %)."
    )


def test_an_outcome_that_was_entered_is_no_change_of_a_forecast():
    assert reworded_since(forecasts(1, likelihood=70), forecasts(1, likelihood=70, status="observed")) == []
