import datetime as dt
from dataclasses import replace

import pytest

from tests.drawn import EVIDENCE, INDICATOR, SCENARIOS, a_claim, an_edition, an_incident
from utils.briefing.rules.key_judgements import MOST


def judgements(briefing):
    return briefing.section("judgements").sentences


def told(briefing, rule):
    return next((sentence.text for sentence in judgements(briefing) if sentence.rule == rule), "")


def numbered(briefing):
    return [
        group for group in briefing.section("judgements").grouped if group[0].label.startswith(("Judgement", "Finding"))
    ]


def test_each_judgement_is_followed_by_its_confidence_and_its_reason(home):
    held = numbered(home)
    assert 2 <= len(held) <= MOST
    for claim, confidence, why in held:
        assert "onfidence" not in claim.text
        assert confidence.text.startswith("Confidence ")
        assert any(level in confidence.text for level in (" low: ", " moderate: ", " high: "))
        assert why.label == "Why"


def test_two_futures_that_the_evidence_does_not_tell_apart_are_one_judgement(home):
    text = told(home, "judgements.leading")
    assert "Intensification or Containment without resolution is" in text
    assert text.endswith("(just under 80 %); today's evidence does not tell which of them.")


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("not known", "For Northland as a whole, Thaw or Freeze is almost certain (95 %); "),
        ("seen", "For Northland as a whole, Thaw is "),
    ],
)
def test_a_future_stands_alone_once_the_indicators_set_it_apart(brief, state, text):
    weighty = [
        {**INDICATOR, "indicator_id": f"D-{n}", "theme": f"Theme {n}", "weight": 1, "state": state} for n in range(3)
    ]
    edition = an_edition(an_incident(), scenarios=SCENARIOS, indicators=weighty, evidence=(EVIDENCE,))
    assert told(brief(edition), "judgements.leading").startswith(text)


def test_the_least_likely_future_is_judged_no_more_surely_than_the_others(home):
    assert told(home, "judgements.least").endswith("Political dialogue is very unlikely (16 %).")
    assert told(home, "judgements.least-confidence") == (
        "Confidence in this is low: only 4 of 9 warning signs are known and a change in a single sign moves this to "
        "anywhere between 7 and 44 %."
    )


def test_where_nothing_is_selected_no_judgement_of_the_whole_heads_the_view(brief, shipped):
    briefing = brief(shipped, "from=2025-01-01&to=2025-01-02&district=zhob")
    assert numbered(briefing) == []
    assert told(briefing, "judgements.none") == "Too little is on record here for any judgement."
    assert "about Balochistan as a whole" in told(briefing, "judgements.assessment-elsewhere")


def test_futures_are_told_of_the_whole_where_only_a_part_is_selected(brief, shipped):
    briefing = brief(shipped, "from=2026-01-01&to=2026-03-02&district=gwadar")
    assert "For Balochistan as a whole" in told(briefing, "judgements.leading")


def test_a_record_without_anything_to_judge_says_so(brief):
    edition = an_edition(an_incident())
    assert told(brief(edition), "judgements.none") == "Too little is on record here for any judgement."
    assert told(brief(edition), "judgements.too-thin").startswith("Too thin to say from this selection alone: whether")


@pytest.mark.parametrize(
    ("sides", "reason"),
    [
        (("militant",), "every claimant is a party to the fight."),
        (("militant", "independent media"), "of 3 claimants only 1 does not rest on a party to the fight."),
    ],
)
def test_confidence_in_a_contested_toll_follows_from_who_claims(brief, sides, reason):
    others = [
        a_claim(claim_id=f"C-{n}", side=side, claimant=f"Claimant {n}", killed_low=20 * n, killed_high=20 * n)
        for n, side in enumerate(sides, 2)
    ]
    briefing = brief(an_edition(an_incident(), claims=[a_claim(), *others]))
    assert told(briefing, "judgements.toll-confidence") == f"Confidence in any one figure is low: {reason}"
    assert "Interior ministry claims 2 (4 Feb 2026)" in told(briefing, "judgements.toll")


def test_a_newspaper_that_passes_on_a_partys_word_is_no_third_voice(brief):
    rivals = [
        a_claim(claim_id="C-2", side="militant", claimant="Frost Brigade", killed_low=20, killed_high=20),
        a_claim(claim_id="C-3", side="independent media", claimant="Courier", as_stated="police", quotes="government"),
    ]
    briefing = brief(an_edition(an_incident(), claims=[a_claim(), *rivals]))
    assert told(briefing, "judgements.toll-confidence") == (
        "Confidence in any one figure is low: all 3 rest on the parties themselves, since Courier (police) passes on "
        "what the government side says."
    )


@pytest.fixture(scope="module")
def gwadar(brief, shipped):
    return brief(shipped, "district=gwadar")


def test_what_carries_a_likelihood_is_called_a_judgement_and_all_else_a_finding(home, gwadar):
    for briefing in (home, gwadar):
        for claim, *_ in numbered(briefing):
            assert ("likely" in claim.text) == claim.label.startswith("Judgement"), claim


def test_what_was_found_here_comes_before_judgements_about_the_whole(home, gwadar):
    assert numbered(home)[0][0].label == "Judgement 1"
    assert numbered(gwadar)[0][0].label == "Finding 1"


def test_a_wave_is_sure_when_it_is_owned_and_rare_and_is_tested_without_doubtful_reports(home):
    claim, confidence, why = next(group for group in numbered(home) if group[0].rule == "judgements.together")
    assert claim.text == "The 35 attacks of 31 Jan – 1 Feb 2026 in 14 districts were coordinated."
    assert confidence.text == (
        "Confidence in this is high: Baloch Liberation Army claimed 26 of them as part of Herof Phase II, and so many "
        "districts are hit within 48 hours by chance about once in 1,000 tries."
    )
    assert why.text.endswith(
        "without the 4 that rest on a claimant's word alone 12 districts are left, by chance about once in 1,000 tries."
    )


PASSED = (
    "This was issued on 29 Nov 2026, after 31 Aug 2026, but the record ends on 2 Jun 2026: what is said of that day is "
    "the outlook as it stood then, and whether it came so is not judged here."
)


@pytest.mark.parametrize(("month", "stale"), [(8, False), (11, True)])
def test_a_forecast_whose_day_had_passed_at_the_issue_says_so_and_is_not_judged(brief, shipped, month, stale):
    briefing = brief(replace(shipped, at=dt.datetime(2026, month, 29, tzinfo=dt.UTC)))
    remark = "by 31 Aug 2026 (which had passed when this was issued), "
    assert (remark in told(briefing, "judgements.leading")) is stale
    assert (remark in told(briefing, "judgements.least")) is stale
    note = told(briefing, "judgements.passed")
    assert note == (PASSED if stale else "")
    in_full = [one.text for one in briefing.section("outlook").sentences if one.rule == "outlook.passed"]
    assert in_full == [note] * stale
