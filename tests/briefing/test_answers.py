"""The sentences about change, waves and measures, each on rows drawn for it."""

import datetime as dt
import re

import pytest

from tests.briefing.reading import sentences_of
from tests.drawn import PLACES, RESPONSE, an_edition, an_incident

DISTRICTS = ("Alder", "Birch", "Cedar", "Durmast")
NAMED = (
    PLACES[0],
    *({"place_id": f"NL-{name}", "name": name, "kind": "admin2", "parent": "NL"} for name in DISTRICTS),
)
MARCH = "from=2026-03-02&to=2026-03-29"


def told(briefing, rule):
    return " ".join(sentence.text for sentence in sentences_of(briefing) if sentence.rule == rule)


@pytest.fixture
def brief_of(brief):
    """The briefing of drawn incidents and measures, for a query."""

    def of(incidents, query="", responses=(), **others):
        numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(incidents, 1)]
        measures = [
            {**RESPONSE, "trigger_ids": None, **row, "response_id": f"R-{n}"} for n, row in enumerate(responses, 1)
        ]
        return brief(an_edition(*numbered, responses=measures, places=NAMED, **others), query)

    return of


def on(*days, **changes):
    return [an_incident(start_date=str(day), **changes) for day in days]


def weekly(weeks, before="2026-03-01"):
    """One incident a week over so many weeks, the last one on that day."""
    last = dt.date.fromisoformat(before)
    return on(*(last - dt.timedelta(days=7 * week) for week in range(weeks)))


def beneath(briefing, rule):
    """What stands under the sentence of that rule, with its label."""
    sentences = [sentence for section in briefing.sections for sentence in section.sentences]
    place = next(place for place, sentence in enumerate(sentences) if sentence.rule == rule)
    assert sentences[place + 1].under
    assert sentences[place + 1].label == "How that is judged"
    return sentences[place + 1].text


def test_a_change_is_told_with_its_base_and_beneath_it_how_it_is_judged(brief_of):
    briefing = brief_of([*weekly(60), *on(*["2026-03-10"] * 20)], MARCH)
    assert told(briefing, "change.period") == (
        "20 incidents began in 2–29 Mar 2026, above what was usual: 14 earlier periods of the same length had 4."
    )
    assert beneath(briefing, "change.period") == (
        "The earlier periods go back to 3 Feb 2025 and had 4 on average; chance alone passes 9.3 in at most one such "
        "period of twenty; this is 5.1 times the average (interval 3.1–8.4)."
    )


def test_a_low_base_is_judged_no_further_and_gets_no_ratio(brief_of):
    briefing = brief_of(on("2025-03-10", "2025-12-01", "2026-03-10"), MARCH)
    assert told(briefing, "change.period").startswith("Only 1 incident on record began in 2–29 Mar 2026")
    assert beneath(briefing, "change.period").endswith("with so few, no more is judged.")
    assert "times" not in beneath(briefing, "change.period")


def test_a_record_without_past_says_that_it_cannot_compare(brief_of):
    text = told(brief_of(on("2026-03-03", "2026-03-10"), MARCH), "change.period")
    assert (
        text
        == "2 incidents began in 2–29 Mar 2026; the record holds no earlier periods of that length, too few to compare."
    )


def test_a_part_period_is_marked(brief_of):
    text = told(brief_of([*weekly(60), *on("2026-03-10")], "from=2026-03-02&to=2026-05-02"), "change.period")
    assert "2–31 Mar 2026 (where the record ends)" in text


def test_weeks_and_districts_above_their_limits_are_named(brief_of):
    rows = [*weekly(80), *on(*["2026-03-10"] * 9, admin2="Birch"), *on("2026-03-12")]
    briefing = brief_of(rows, MARCH)
    assert "1 stands above the limit that the year before it sets: 9–15 Mar 2026 (10, limit " in told(
        briefing, "change.weeks"
    )
    assert told(briefing, "change.districts") == (
        "Of 2 districts with an incident, 1 stands above its own limit: Birch (9)."
    )


def test_the_number_strip_says_what_earlier_periods_had(brief_of):
    briefing = brief_of([*weekly(60), *on("2026-03-10")], MARCH)
    strip = briefing.section("numbers").strips[0]
    assert strip.note == "of 61 on record; earlier periods of that length had 4"


def test_no_sentence_gives_a_bare_percentage(brief_of):
    briefing = brief_of([*weekly(60), *on(*["2026-03-10"] * 20)], MARCH, responses=[{}])
    rules = ("change.", "waves.", "responses.")
    assert not [s.text for s in sentences_of(briefing) if s.rule.startswith(rules) and "%" in s.text]


WAVE = [an_incident(admin2=name, start_date="2026-03-10", campaign="Operation Frost") for name in DISTRICTS]


def test_a_wave_is_told_with_its_reach_and_what_chance_brings(brief_of):
    rows = [
        *WAVE,
        *(
            an_incident(
                admin2=DISTRICTS[n % 4],
                start_date=str(dt.date(2025, 10, 6) + dt.timedelta(days=9 * n)),
                actor=f"Band {chr(65 + n)}",
            )
            for n in range(14)
        ),
    ]
    text = told(brief_of(rows, MARCH), "waves.found")
    assert text.startswith("10 Mar 2026: 4 linked attacks by Frost Brigade at 1 place in 4 districts within 24 hours; ")
    assert re.search(r"4 districts would be hit within 48 hours about \d+ times in 1,000 tries\.$", text)


def test_a_wave_among_few_attacks_is_not_tested(brief_of):
    assert "too few attacks around it" in told(brief_of(WAVE, MARCH), "waves.found")


def test_a_named_operation_stands_beside_what_was_found(brief_of):
    assert told(brief_of(WAVE, MARCH), "waves.named").endswith(", 4 belong to the wave of 10 Mar 2026.")
    alone = brief_of(WAVE[:1], MARCH)
    assert "cannot be looked for" in told(alone, "waves.too-narrow")


def test_attacks_known_too_coarsely_are_counted(brief_of):
    text = told(brief_of([*WAVE, *on("2026-03-11", date_precision="week")], MARCH), "waves.left-out")
    assert text == "1 attack is dated more coarsely than a day, or without a district, and cannot be used here."


def test_measures_are_counted_by_kind_and_promises_apart(brief_of):
    briefing = brief_of(on("2026-02-03"), responses=[{}, {"status": "announced"}, {"response_type": "Deployment"}])
    assert told(briefing, "responses.measures") == (
        "3 measures are on record for 1 Jan – 31 Mar 2026: Movement restriction (2) and Deployment (1)."
    )
    assert told(briefing, "responses.announced") == (
        "1 measure is announced only: nothing on record says that it was carried out."
    )


def test_civic_cost_is_a_range_that_is_not_added(brief_of):
    briefing = brief_of(on("2026-02-03"), responses=[{"curfew_days": 3}, {"curfew_days": 10, "end_date": None}])
    assert told(briefing, "responses.cost").startswith("On at least 10 days of the period some area was under curfew")
    assert "(2 measures of 3 to at least 10 days)" in told(briefing, "responses.cost")


def test_a_single_measure_is_not_given_its_days_twice(brief_of):
    told_once = told(brief_of(on("2026-02-03"), responses=[{"curfew_days": 4}]), "responses.cost")
    assert told_once.endswith("some area was under curfew (1 measure).")


def test_kinds_beyond_the_first_are_counted_with_their_measures(brief_of):
    kinds = (
        "Movement restriction",
        "Deployment",
        "Arrests and detention",
        "Intelligence operation",
        "Military operation",
    )
    rows = [{"response_type": kind} for kind in (*kinds, kinds[0], kinds[1], kinds[2], kinds[3])]
    assert told(brief_of(on("2026-02-03"), responses=rows), "responses.measures").endswith(" and 3 of 2 other kinds.")


def test_people_held_are_told_by_claimant_and_not_added(brief_of):
    given = [{"arrests_claimed": 4, "arrests_claimed_by": "Northland Police"}, {"arrests_claimed": 180}]
    briefing = brief_of(on("2026-02-03"), responses=given)
    assert told(briefing, "responses.held") == (
        "People held in single measures, with who says so: 180 (claimant not recorded) and 4 (Northland Police); they "
        "are not added: claimants and periods differ, and the same people can be in several."
    )


def test_a_single_day_that_comparisons_leave_out_or_rest_on_is_told(brief_of):
    attacks = [*on("2025-01-05"), *on("2026-01-20") * 3, *on("2026-02-03") * 8]
    briefing = brief_of(attacks, responses=[{"start_date": "2026-02-03"}, {"start_date": "2026-02-01"}])
    assert told(briefing, "responses.own-day") == (
        "A measure's own day is in neither half: for 1 measure that leaves out 3 Feb 2026, with up to 8 attacks."
    )
    assert told(briefing, "responses.one-day") == (
        "For 1 measure, a third or more of the attacks fall on one day, 3 Feb 2026."
    )


def test_what_cannot_be_judged_is_said_and_the_warning_always_stands(brief_of):
    briefing = brief_of(on("2026-02-03"), responses=[{}])
    assert told(briefing, "responses.before-after").endswith("for none: there is too little to judge.")
    assert "not thereby its effect" in told(briefing, "responses.warning")


def test_no_measure_is_said_so(brief_of):
    assert told(brief_of(on("2026-02-03")), "responses.none") == ("No measure is on record for this selection.")
