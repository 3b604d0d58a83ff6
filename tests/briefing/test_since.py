import dataclasses

import pytest

from tests.drawn import INDICATOR, JUDGEMENT, SCENARIOS, a_claim, an_edition, an_incident
from utils.analysis.filters import from_query, options_of
from utils.briefing.compose import compose
from utils.visuals.palette import PAPER


@pytest.fixture
def since(base):
    """What changed between two editions, by rule."""

    def told(before, after, query=None):
        after = dataclasses.replace(after, number=2, parent=1)
        options = options_of(after.dataset, after.as_of)
        filters, _ = from_query(query or {}, options)
        briefing = compose(after, filters, options=options, base=base, look=PAPER, earlier=lambda: before)
        return {sentence.rule: sentence.text for sentence in briefing.section("since").sentences}

    return told


def outlook(state, **others):
    held = {"scenarios": SCENARIOS, "indicators": ({**INDICATOR, "state": state},)}
    return an_edition(an_incident(), **held, **others)


def test_the_first_edition_says_that_it_is(brief):
    sentences = brief(an_edition(an_incident())).section("since").sentences
    assert [sentence.rule for sentence in sentences] == ["since.first"]


def test_an_edition_before_that_cannot_be_had_is_told(since):
    assert list(since(None, an_edition(an_incident()))) == ["since.not-at-hand"]


def test_nothing_changed_is_told(since):
    edition = an_edition(an_incident())
    assert since(edition, edition) == {"since.nothing": "Nothing: every row and setting is as in edition 1."}


def test_a_likelihood_moves_for_the_indicator_that_changed(since):
    told = since(outlook("not known"), outlook("seen"))["since.likelihoods"]
    assert told.startswith("Since edition 1 these moved: Thaw from 48 % to 6")
    assert told.endswith("Why: “The bridge is open to trade” became seen (was not known).")


def test_likelihoods_that_stay_are_told_to_stay(since):
    told = since(outlook("seen"), outlook("seen", judgements=(JUDGEMENT,)))
    assert told["since.likelihoods"] == "No future has become likelier or less likely than in edition 1."


def test_a_judgement_that_fared_otherwise_is_named(since):
    old, new = (outlook("seen", judgements=({**JUDGEMENT, "status": status},)) for status in ("unknown", "observed"))
    assert since(old, new)["since.judgements"] == (
        "How judgements on record fared changed: U-1 from unknown to observed."
    )


def test_an_assessment_in_other_words_is_told(since):
    old, new = (an_edition(an_incident(), about={"Bottom line": text}) for text in ("It stays.", "It goes."))
    assert since(old, new)["since.assessment"] == "The edition's own assessment reads otherwise."


def test_a_claimant_that_moved_is_told_with_both_figures(since):
    old, new = (an_edition(an_incident(), claims=[a_claim(killed_low=n, killed_high=n)]) for n in (2, 5))
    told = since(old, new)["since.claims"]
    assert told == "Interior ministry claims 5 for security forces in N-1 where it claimed 2."


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({}, "Incidents of this selection: 1 then, 2 now (1 new to it, 0 no longer in it)."),
        ({"district": ["alder"]}, "The incidents of this selection are the same 1."),
    ],
)
def test_incidents_are_compared_through_the_same_filters(since, query, text):
    old = an_edition(an_incident())
    new = an_edition(an_incident(), an_incident(incident_id="N-2", admin2="Birch"))
    told = since(old, new, query)
    assert told["since.incidents"] == text
    assert told["since.tables"] == "Rows over the whole edition: Incidents: 1 added."
