import pytest

from tests.briefing.reading import sentences_of
from tests.drawn import CLAIM, INCIDENT, SOURCES, a_claim, an_edition, an_incident
from utils.tables.problems import Code, Problem

MINISTRY, BRIGADE, COURIER = "Interior ministry", "Frost Brigade", "Northland Courier"


def told(briefing, rule):
    """What the rule says in the briefing; empty when it says nothing."""
    return " ".join(sentence.text for sentence in sentences_of(briefing) if sentence.rule == rule)


def numbered(*rows):
    return [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(rows, 1)]


@pytest.fixture
def brief_of(brief):
    """The briefing of drawn incidents, for a query."""
    return lambda *rows, query="", **others: brief(an_edition(*numbered(*rows), **others), query)


FROST = {"campaign": "Operation Frost"}
WIDE = {"incident_id": None, "scope": "Frost, everywhere", "campaign": "Operation Frost"}
RIVALS = (
    a_claim(claim_id="C-1", **WIDE),
    a_claim(claim_id="C-2", side="militant", claimant=BRIGADE, killed_low=40, killed_high=40, **WIDE),
)


def test_the_focus_campaign_leads_when_it_is_held_whole(brief_of):
    briefing = brief_of(an_incident(**FROST), an_incident(**FROST, admin2="Birch"), an_incident())
    assert told(briefing, "bottom-line.focus").startswith(
        "Of 3 incidents on record for 1 Jan – 31 Mar 2026, 2 belong to Operation Frost, in Alder and Birch"
    )


def test_a_part_of_the_campaign_is_told_as_a_selection(brief_of):
    briefing = brief_of(an_incident(**FROST), an_incident(**FROST, admin2="Birch"), query="district=birch")
    text = told(briefing, "bottom-line.selection")
    assert text == "1 incident is on record for 1 Jan – 31 Mar 2026, in Birch; it is part of Operation Frost."


def test_the_judgement_stands_only_beside_the_whole_campaign(brief_of):
    rows = (an_incident(**FROST), an_incident(**FROST, admin2="Birch"))
    about = {
        "Bottom line": "We assess that the bridge stays closed.",
        "Bottom line confidence": "Our confidence is low.",
    }
    whole, part = brief_of(*rows, about=about), brief_of(*rows, about=about, query="district=birch")
    assert told(whole, "bottom-line.assessment") == "We assess that the bridge stays closed."
    assert told(whole, "judgements.confidence") == "Our confidence is low."
    assert [sentence.label for sentence in whole.section("bottom-line").sentences][-1] == "Assessment"
    assert told(part, "bottom-line.assessment") == told(part, "judgements.confidence") == ""
    assert "about Northland as a whole" in told(part, "judgements.assessment-elsewhere")


def test_without_a_campaign_to_lead_with_nothing_is_said_of_one(brief_of):
    briefing = brief_of(an_incident(), about={"Focus campaign": None})
    assert told(briefing, "bottom-line.selection") == "1 incident is on record for 1 Jan – 31 Mar 2026, in Alder."
    assert told(briefing, "gaps.focus")


def test_an_open_claim_stays_open_in_sentence_and_strip(brief_of):
    open_end = [RIVALS[0], {**RIVALS[1], "killed_high": None}]
    briefing = brief_of(an_incident(**FROST), claims=open_end)
    text = told(briefing, "contested.latest-word")
    assert "Frost Brigade claims more than 40" in text and text.endswith("the highest is at least 16 times the lowest.")
    assert "at least 16 times as many" in told(briefing, "bottom-line.contested")
    assert briefing.section("contested").grid.rows[0][-1] == "at least 16×"
    assert "2 to more than 40 claimed" in [strip.number for strip in briefing.section("numbers").strips]


def test_up_to_a_number_is_not_the_same_as_that_number(brief_of):
    equal = [{**RIVALS[0], "killed_low": 40, "killed_high": 40}, {**RIVALS[1], "killed_low": None}]
    text = told(brief_of(an_incident(**FROST), claims=equal), "contested.latest-word")
    assert "up to 40" in text and "the same" not in text


def test_rival_claims_stand_beside_each_other_with_their_gap(brief_of):
    briefing = brief_of(an_incident(**FROST), claims=RIVALS)
    assert told(briefing, "contested.latest-word") == (
        "Security forces killed in Operation Frost: Interior ministry claims 2 (4 Feb 2026) "
        "and Frost Brigade claims 40 (4 Feb 2026); the highest is about 16 times the lowest."
    )
    assert briefing.section("contested").grid.rows[0] == (
        "Frost, everywhere", "Security forces", "2 (Interior ministry, 4 Feb 2026)", "40 (Frost Brigade, 4 Feb 2026)",
            "16×",
    )  # fmt: skip


def test_claims_of_rivals_lead_the_number_strip_as_a_range(brief_of):
    strips = {strip.label: strip for strip in brief_of(an_incident(**FROST), claims=RIVALS).section("numbers").strips}
    strip = strips["Security forces killed in Operation Frost"]
    assert strip.number == "2–40 claimed"
    assert strip.note == "Interior ministry, 4 Feb 2026 to Frost Brigade, 4 Feb 2026"
    assert strips["Civilians killed"].number == "not known"


def test_a_claim_about_more_than_the_selection_is_not_divided(brief_of):
    rows = (an_incident(**FROST), an_incident(**FROST, admin2="Birch"))
    briefing = brief_of(*rows, claims=RIVALS, query="district=birch")
    assert "2 claimed tolls reach beyond these filters" in told(briefing, "gaps.too-wide")
    assert "2 figures that reach beyond this selection" in told(briefing, "bottom-line.uncontested")
    assert briefing.section("contested").grid is None


def test_a_claim_of_a_wider_scope_that_names_the_chosen_district_is_told_with_its_claimant(brief_of):
    aftermath = {"incident_id": None, "campaign": None, "scope": "Alder and Birch, aftermath", "claim_id": "C-9"}
    briefing = brief_of(an_incident(admin2="Birch"), claims=[a_claim(**aftermath)], query="district=birch")
    assert told(briefing, "contested.wider") == (
        "1 claim about a wider scope names a place of this selection and cannot be divided: Interior ministry claims "
        "2 security forces killed (“Alder and Birch, aftermath”, 4 Feb 2026)."
    )
    assert "1 claimed toll reaches beyond these filters" in told(briefing, "gaps.too-wide")
    elsewhere = a_claim(**{**aftermath, "scope": "All of Northland"})
    briefing = brief_of(an_incident(admin2="Birch"), claims=[elsewhere], query="district=birch")
    assert not told(briefing, "contested.wider") and "“All of Northland”" in told(briefing, "gaps.too-wide")


def test_lowest_figures_of_trusted_rows_make_at_least(brief_of):
    trusted = an_incident(killed_civilian_low=3, killed_civilian_high=9)
    doubtful = an_incident(killed_civilian_low=5, killed_civilian_high=5, reliability="D")
    strips = brief_of(trusted, trusted, doubtful).section("numbers").strips
    assert (strips[3].number, strips[3].note) == ("at least 6", "from 2 of 3 incidents, graded C3 or better")


def test_an_open_claim_stays_open(brief_of):
    briefing = brief_of(an_incident(), claims=[a_claim(killed_low=20, killed_high=None)])
    assert briefing.section("contested").grid.rows[0][2] == "more than 20 (Interior ministry, 4 Feb 2026)"


def test_how_a_claimant_moved_is_told(brief_of):
    later = a_claim(claim_id="C-3", **WIDE, as_of_date="2026-02-08", killed_low=9, killed_high=9)
    briefing = brief_of(an_incident(**FROST), claims=(*RIVALS, later))
    assert "Interior ministry claimed 2 on 4 Feb 2026 and 9 on 8 Feb 2026" in told(briefing, "contested.movement")


def test_one_sides_word_is_not_a_confirmation(brief_of):
    briefing = brief_of(an_incident(), claims=[CLAIM])
    assert told(briefing, "contested.one-sided").startswith("Every toll on record here rests on one side's word alone")


def test_an_alleged_perpetrator_is_told_with_who_alleges_it(brief_of):
    briefing = brief_of(an_incident(attribution="alleged", attributed_by="the ministry"))
    assert "Alder bridge (3 Feb 2026; Frost Brigade, named by the ministry)" in told(briefing, "contested.perpetrators")


def test_only_values_that_are_ahead_are_called_commonest(brief_of):
    tactics = ["IED", "IED", "IED", "arson", "robbery", "abduction", "grenade"]
    briefing = brief_of(*(an_incident(tactic=tactic) for tactic in tactics))
    assert told(briefing, "incidents.tactics") == "The commonest of 5 tactics is IED (3)."
    even = brief_of(*(an_incident(tactic=tactic) for tactic in tactics[2:]))
    assert told(even, "incidents.tactics") == "No tactic stands out among 5."


def test_an_unknown_target_is_counted_and_not_named(brief_of):
    briefing = brief_of(an_incident(), an_incident(target_type="unknown"), an_incident(target_type=None))
    assert told(briefing, "incidents.targets") == "The only target is police (1); 2 incidents give none."


def test_women_fighters_are_told_with_what_is_not_known(brief_of):
    briefing = brief_of(an_incident(female_fighter="yes"), an_incident(female_fighter="no"), an_incident())
    text = (
        "Women are recorded as fighters in 1 incident, by the account of Frost Brigade (1); recorded as absent in 1 "
        "and not known for 1."
    )
    assert told(briefing, "incidents.women-fighters") == text


def test_the_busiest_week_is_told_when_it_stands_out(brief_of):
    briefing = brief_of(an_incident(), an_incident(), an_incident(start_date="2026-03-03"))
    text = "The busiest week, 2–8 Feb 2026, has 2 of the 3 incidents that can be counted by week."
    assert told(briefing, "incidents.busiest") == text
    assert told(brief_of(an_incident()), "incidents.busiest") == ""


def test_what_is_missing_is_told(brief_of):
    briefing = brief_of(
        an_incident(latitude=None, longitude=None, date_precision="month", credibility="6"),
        an_incident(killed_militant_low=1, latitude=30.0, longitude=66.0, source_ids="S-1; S-2"),
        claims=[a_claim(killed_low=None, killed_high=None)],
    )
    assert told(briefing, "gaps.not-drawn") == "Not drawn on the map: 1 without a point."
    assert told(briefing, "gaps.dates").startswith("1 incident is in no week of the chart")
    assert told(briefing, "gaps.no-toll") == "1 incident of 2 gives no toll for any group."
    assert told(briefing, "gaps.single-origin") == "1 incident of 2 rests on a single original source."
    assert told(briefing, "gaps.unjudged").startswith("1 incident has a source or a report")
    assert told(briefing, "gaps.no-number") == "1 claim about the dead gives no number (claimed by Interior ministry)."


def test_copies_of_one_original_are_a_single_source(brief_of):
    sources = [{**source, "origin_id": "wire-1"} for source in SOURCES]
    briefing = brief_of({**INCIDENT, "source_ids": "S-1; S-2"}, sources=sources)
    assert told(briefing, "gaps.single-origin") == "1 incident of 1 rests on a single original source."
    assert len(briefing.sources) == 1


def test_problems_in_the_spreadsheets_are_told(brief):
    edition = an_edition(an_incident())
    torn = type(edition)(1, edition.digest, edition.dataset, (Problem(Code.NOT_A_DATE, "incidents.xlsx"),))
    text = "The spreadsheets of this edition hold 1 problem; no rows were left out."
    assert told(brief(torn), "gaps.spreadsheets") == text


def test_nothing_selected_is_a_statement_about_the_record(brief_of):
    briefing = brief_of(an_incident(), query="from=2026-03-01")
    assert told(briefing, "bottom-line.nothing-selected").startswith("No incident on record matches these filters.")
    assert told(briefing, "incidents.none") == "No incident is selected."
    assert told(briefing, "contested.none") == "No claim of a toll is on record for this selection."
    assert [strip.number for strip in briefing.section("numbers").strips] == ["0", "0", *["not known"] * 3]


def test_a_toll_contested_of_one_incident_leads_where_none_is_of_the_campaign(brief_of):
    claims = [
        a_claim(),
        a_claim(claim_id="C-2", side="militant", claimant="Frost Brigade", killed_low=20, killed_high=20),
    ]
    briefing = brief_of(an_incident(**FROST), claims=claims)
    assert told(briefing, "bottom-line.contested").startswith("How many were killed in Alder bridge, 3 Feb 2026 is")


def test_a_section_without_a_word_has_no_heading(brief_of):
    briefing = brief_of(an_incident(), query="from=2026-03-01&to=2026-03-02")
    assert briefing.section("waves").silent
    assert "waves" not in [section.key for section in briefing.sections]


BOMBED = {"start_date": "2026-03-20", "killed_ungrouped_low": 14, "summary": "A bomb on a train killed at least 14."}


def test_a_toll_of_no_known_group_is_told_as_such(brief_of):
    strips = {strip.label: strip for strip in brief_of(an_incident(**BOMBED)).section("numbers").strips}
    assert strips["Killed, group not given"].number == "at least 14"
    assert strips["Civilians killed"].number == "not known"
    assert not told(brief_of(an_incident(**BOMBED)), "gaps.no-toll")
    assert "Killed, group not given" not in {strip.label for strip in brief_of(an_incident()).section("numbers").strips}


def test_few_incidents_are_told_in_the_words_of_the_record(brief_of):
    briefing = brief_of(an_incident(), an_incident(**BOMBED))
    spoken = [s for s in briefing.section("bottom-line").sentences if s.rule == "numbers.latest"]
    assert [(s.label, s.text) for s in spoken] == [
        ("3 Feb 2026", "Gunmen fired at a police post on the bridge."),
        ("20 Mar 2026", "A bomb on a train killed at least 14."),
    ]


def test_of_many_incidents_the_latest_is_told(brief_of):
    briefing = brief_of(*[an_incident()] * 4, an_incident(**BOMBED))
    (spoken,) = [s for s in briefing.section("numbers").sentences if s.rule == "numbers.latest"]
    assert (spoken.label, spoken.text) == ("Latest of these, 20 Mar 2026", "A bomb on a train killed at least 14.")
    assert told(brief_of(*[an_incident()] * 5), "numbers.latest") == ""


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ({}, "The record ends on 31 Mar 2026."),
        (
            {"Dense from": "2026-01-01", "Dense to": "2026-02-28"},
            "The record ends on 31 Mar 2026 and is thin after 28 Feb 2026.",
        ),
    ],
)
def test_every_briefing_says_beside_its_numbers_where_the_record_ends(brief_of, about, text):
    assert told(brief_of(an_incident(), about=about), "numbers.end-of-the-record") == text
    assert told(brief_of(an_incident(), about=about, query="from=2026-03-30"), "numbers.end-of-the-record") == text


def test_what_was_worked_out_is_told_as_a_subtraction_and_not_as_a_claim(brief_of):
    derived = {
        **a_claim(claim_id="C-2", side="independent media", claimant=COURIER, **WIDE),
        "killed_low": None,
        "killed_high": 35,
        "worked_out_from": "58 of two groups together",
    }
    briefing = brief_of(an_incident(**FROST), claims=[RIVALS[0], derived])
    assert told(briefing, "contested.latest-word") == (
        "Security forces killed in Operation Frost: Interior ministry claims 2 (4 Feb 2026) and Northland Courier says "
        "58 of two groups together (4 Feb 2026), which leaves up to 35 (the compilers' subtraction)."
    )
    assert briefing.section("contested").grid.rows[0][-1] == "–"


def test_figures_that_do_not_cover_the_same_say_so_beside_their_ratio(brief_of):
    wider = {**RIVALS[1], "covers": "with the week before it"}
    briefing = brief_of(an_incident(**FROST), claims=[RIVALS[0], wider])
    assert "Frost Brigade claims 40 (4 Feb 2026; with the week before it)" in told(briefing, "contested.latest-word")
    assert told(briefing, "contested.latest-word").endswith("but the figures do not cover the same.")
    assert told(briefing, "bottom-line.contested").endswith("but the figures do not cover the same.")
    grid = briefing.section("contested").grid
    assert grid.rows[0][3] == "40† (Frost Brigade, 4 Feb 2026)"
    assert "† 40 (Frost Brigade): with the week before it." in grid.note


def test_two_accounts_of_who_did_it_stand_beside_each_other(brief_of):
    row = an_incident(
        attribution="alleged", attributed_by="the ministry", rival_actor="Rangers", rival_account_by=COURIER
    )
    text = "the account of the ministry names Frost Brigade, that of Northland Courier names Rangers"
    briefing = brief_of({**row, "killed_civilian_low": 11})
    assert told(briefing, "bottom-line.rival-accounts") == (
        f"Who killed 11 civilians at Alder bridge (3 Feb 2026) is contested: {text}."
    )
    assert text in told(briefing, "contested.perpetrators")
    assert told(brief_of(an_incident()), "bottom-line.rival-accounts") == ""


ONE_SIDED = (
    "The one toll here rests on one side's word: of security forces (Alder bridge, 3 Feb 2026), "
    "Interior ministry claims 2 (4 Feb 2026); no other side gives a figure for it."
)


@pytest.mark.parametrize(
    ("claims", "text"),
    [([], ""), ([CLAIM], ONE_SIDED)],
)
def test_agreement_is_not_told_where_nobody_could_disagree(brief_of, claims, text):
    assert told(brief_of(an_incident(), claims=claims), "bottom-line.uncontested") == text


def test_what_one_side_claims_of_the_campaign_is_told_with_who_is_silent(brief_of):
    civilians = {**RIVALS[0], "claim_id": "C-3", "victim_group": "civilians", "killed_low": 36, "killed_high": 36}
    briefing = brief_of(an_incident(**FROST), claims=[*RIVALS, civilians])
    assert told(briefing, "bottom-line.contested").endswith(
        "; of civilians, Interior ministry claims 36 (4 Feb 2026) and Frost Brigade gives no figure."
    )


def test_the_campaign_is_told_by_actor_and_by_what_rests_on_one_word(brief_of):
    ours = [an_incident(**FROST), an_incident(**FROST, admin2="Birch", credibility="6")]
    ascribed = an_incident(**FROST, actor="Rangers", attribution="alleged", attributed_by="Watch")
    text = told(brief_of(*ours, ascribed), "bottom-line.focus")
    assert "3 incidents, 2 of them by Frost Brigade and 1 ascribed to Rangers, in Alder and Birch" in text
    assert "1 of them (Birch) on the word of Frost Brigade alone" in text


@pytest.mark.parametrize(
    ("rows", "opening"), [((), "No incident on record began"), ((an_incident(start_date="2026-03-20"),), "Only 1")]
)
def test_little_on_a_thin_record_is_not_called_calm(brief_of, rows, opening):
    about = {"Dense from": "2025-01-01", "Dense to": "2026-01-31"}
    busy = [an_incident(start_date=f"2025-{month:02}-05") for month in range(1, 13)]
    text = told(brief_of(*busy, *rows, an_incident(), about=about), "change.last-weeks")
    assert text.startswith(opening)
    assert "limited activity" not in text
    assert text.endswith("The record is thin after 31 Jan 2026, so this does not show that violence fell.")


ACCUSED = {"actor": "Rangers", "attribution": "alleged", "attributed_by": "a rights group", "source_ids": "S-2"}


def test_a_count_that_mixes_actors_says_whose_the_incidents_are_and_cites_the_accusation(brief_of):
    briefing = brief_of(an_incident(), an_incident(), an_incident(**ACCUSED))
    assert told(briefing, "incidents.tactics") == (
        "The only tactic is armed assault (3: 2 by Frost Brigade and 1 alleged of Rangers)."
    )
    assert told(briefing, "incidents.actors") == "The actors are Frost Brigade (2) and Rangers (1, alleged)."
    for rule in ("incidents.tactics", "incidents.actors", "incidents.attribution"):
        (sentence,) = (one for one in sentences_of(briefing) if one.rule == rule)
        assert set(sentence.sources) == {"S-1", "S-2"}, rule


def test_a_part_of_the_campaign_is_told_by_actor_as_the_whole_is(brief_of):
    rows = (an_incident(**FROST), an_incident(**FROST, **ACCUSED), an_incident(**FROST, admin2="Birch"))
    assert told(brief_of(*rows, query="district=alder"), "bottom-line.selection").endswith(
        "all are part of Operation Frost, 1 of them by Frost Brigade and 1 ascribed to Rangers."
    )


def test_how_much_of_an_actor_is_alleged_or_contested_stands_beside_its_count(brief_of):
    rival = {**ACCUSED, "rival_actor": "Frost Brigade", "rival_account_by": COURIER}
    rows = (an_incident(**ACCUSED), an_incident(**rival), an_incident(**{**ACCUSED, "attribution": "attributed"}))
    assert told(brief_of(*rows), "incidents.actors") == "The only actor is Rangers (3, 2 of them alleged or contested)."


def test_an_accusation_of_weeks_is_dated_by_all_of_them_and_names_its_accuser_once(brief_of):
    weeks = {"start_date": "2026-01-31", "end_date": "2026-02-28", "date_precision": "month"}
    row = an_incident(**ACCUSED, **weeks, attribution_note="reported by a rights group")
    assert told(brief_of(row), "contested.perpetrators") == (
        "Who did it is contested, or alleged by an adversary or an advocacy group: "
        "Alder bridge (31 Jan – 28 Feb 2026; Rangers, named by a rights group)."
    )
    told_more = an_incident(**ACCUSED, **weeks, attribution_note="reported by two outlets")
    assert "named by a rights group; reported by two outlets)" in told(brief_of(told_more), "contested.perpetrators")


def test_the_largest_tolls_on_one_sides_word_are_told_and_the_others_counted(brief_of):
    groups = ("security forces", "civilians", "militants")
    claims = [
        a_claim(claim_id=f"C-{n}", victim_group=group, killed_low=n, killed_high=n) for n, group in enumerate(groups, 1)
    ]
    assert told(brief_of(an_incident(), claims=claims), "bottom-line.uncontested") == (
        "Each toll here rests on one side's word: of militants (Alder bridge, 3 Feb 2026), Interior ministry claims 3 "
        "(4 Feb 2026); of civilians (Alder bridge, 3 Feb 2026), Interior ministry claims 2 (4 Feb 2026); and 1 other; "
        "no other side gives a figure for any of them."
    )


def test_a_toll_that_no_graded_incident_gives_points_to_its_claims(brief_of):
    row = an_incident(reliability="D", killed_civilian_low=3, killed_civilian_high=3)
    briefing = brief_of(row, claims=[a_claim(victim_group="civilians")])
    notes = {strip.label: strip.note for strip in briefing.section("numbers").strips}
    assert notes["Civilians killed"] == ("claimed, see What is contested; no figure graded C3 or better in 1 incident")
    assert notes["Militants killed"] == "no figure graded C3 or better in 1 incident"


def test_measures_over_a_whole_province_are_not_told_as_those_of_a_district(brief, shipped):
    briefing = brief(shipped, "district=nushki")
    assert told(briefing, "responses.province") == (
        "11 measures cover the whole province of a chosen district: what they cost and whom they hold is of the whole "
        "province."
    )
    assert "180 (Officials quoted by Dawn; of the whole province)" in told(briefing, "responses.held")
    assert not told(brief(shipped), "responses.province") and "whole province" not in told(
        brief(shipped), "responses.held"
    )
