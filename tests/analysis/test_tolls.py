import datetime as dt
from pathlib import Path

import pytest

from tests.drawn import a_claim, an_edition, an_incident, files
from utils.analysis.figures import Coverage
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.tolls import UNGROUPED, contests, killed_at_least
from utils.editions.edition import Edition
from utils.editions.shipped import read_shipped
from utils.tables.dataset import assemble

YEAR = Filters(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def whole(*incidents, claims=(), filters=YEAR):
    return select(an_edition(*incidents, claims=claims), filters)


def numbered(*claims):
    return [{**claim, "claim_id": f"C-{number}"} for number, claim in enumerate(claims, 1)]


def test_at_least_is_the_sum_of_lows_in_rows_graded_c3_or_better():
    figure = killed_at_least(
        whole(
            an_incident(killed_civilian_low=2, killed_civilian_high=30),
            an_incident(incident_id="N-2", killed_civilian_low=3, reliability="D"),
            an_incident(incident_id="N-3", killed_civilian_low=4, credibility="6"),
            an_incident(incident_id="N-4"),
        ),
        "civilians",
    )
    assert (figure.value, figure.low, figure.high) == (2, 2, None)
    assert figure.basis == ("N-1",)
    assert figure.coverage == Coverage(1, 4)


def test_no_known_toll_is_not_a_toll_of_none():
    assert killed_at_least(whole(an_incident()), "civilians").value is None
    assert killed_at_least(whole(an_incident(killed_civilian_low=0)), "civilians").value == 0


def test_each_side_is_held_to_its_latest_word():
    claims = numbered(
        a_claim(as_of_date="2026-02-03", killed_low=10, killed_high=10),
        a_claim(as_of_date="2026-02-05", killed_low=22, killed_high=22),
        a_claim(as_of_date="2026-02-04", side="militant", claimant="Frost Brigade", killed_low=362, killed_high=362),
    )
    (contest,) = contests(whole(an_incident(), claims=claims))
    (government,), (militant,) = contest.of("government"), contest.of("militant")
    assert (government.low, government.claim_ids) == (22, ("C-2",))
    assert militant.high == 362
    assert contest.of("research body") == ()


def test_claims_stand_where_no_incident_is_on_record_at_all():
    dataset, _ = assemble(files([], casualty_claims=[a_claim(incident_id=None, scope="All of Northland")]))
    (contest,) = contests(select(Edition(1, "digest", dataset), YEAR))
    assert (contest.scope, contest.incident_id) == ("All of Northland", None)


def test_the_gap_factor_is_the_hand_worked_one():
    claims = numbered(
        a_claim(killed_low=22, killed_high=22),
        a_claim(side="militant", claimant="Frost Brigade", killed_low=362, killed_high=362),
    )
    (contest,) = contests(whole(an_incident(), claims=claims))
    assert contest.gap.value == pytest.approx(362.5 / 22.5)
    assert contest.gap.basis == ("C-1", "C-2")


def test_one_side_alone_makes_no_gap():
    (contest,) = contests(whole(an_incident(), claims=numbered(a_claim())))
    assert contest.gap is None


def test_an_overtaken_figure_is_nobodys_latest_word():
    claims = numbered(
        a_claim(as_of_date="2026-02-03", killed_low=9, killed_high=9),
        a_claim(as_of_date="2026-02-20", killed_low=1, killed_high=1, standing="overtaken"),
    )
    (contest,) = contests(whole(an_incident(), claims=claims))
    assert [word.low for word in contest.of("government")] == [9]


def test_an_open_figure_stays_open():
    (contest,) = contests(whole(an_incident(), claims=numbered(a_claim(killed_low=20, killed_high=None))))
    assert [(word.low, word.high) for word in contest.of("government")] == [(20, None)]


def test_victim_groups_and_scopes_are_never_put_together():
    claims = numbered(
        a_claim(),
        a_claim(victim_group="civilians"),
        a_claim(incident_id=None, scope="Operation Frost, whole province", campaign="Operation Frost"),
    )
    found = contests(whole(an_incident(campaign="Operation Frost"), claims=claims))
    assert len(found) == 3
    assert found[0].scope == "Operation Frost, whole province"  # the focus campaign leads


def test_a_claim_about_a_whole_operation_is_not_divided_by_a_filter():
    claims = numbered(a_claim(incident_id=None, scope="Operation Frost, whole province", campaign="Operation Frost"))
    rows = (
        an_incident(campaign="Operation Frost"),
        an_incident(incident_id="N-2", campaign="Operation Frost", admin2="Birch"),
    )
    part = whole(*rows, claims=claims, filters=Filters(YEAR.start, YEAR.end, districts=("Alder",)))
    assert part.claims.empty
    assert part.claims_too_wide["claim_id"].tolist() == ["C-1"]
    every = whole(*rows, claims=claims)
    assert every.claims["claim_id"].tolist() == ["C-1"]
    assert every.claims_too_wide.empty


def test_a_claim_of_no_operation_that_a_filter_cannot_divide_reaches_beyond_it_and_the_one_that_names_it_comes_first():
    loose = {"incident_id": None, "campaign": None, "as_of_date": "2026-02-26"}
    claims = numbered(
        a_claim(**loose, scope="All of Northland, February"),
        a_claim(**loose, scope="Alder and Birch, aftermath"),
        a_claim(**{**loose, "as_of_date": "2024-02-26"}, scope="Alder, two years before"),
    )
    part = whole(an_incident(), claims=claims, filters=Filters(YEAR.start, YEAR.end, districts=("Alder",)))
    assert part.claims.empty
    assert part.claims_too_wide["claim_id"].tolist() == ["C-2", "C-1"]
    assert whole(an_incident(), claims=claims).claims_too_wide.empty


def test_a_place_is_named_by_its_whole_name_alone():
    claims = numbered(a_claim(incident_id=None, campaign=None, as_of_date="2026-02-26", scope="Aldershot, aftermath"))
    part = whole(an_incident(), claims=claims, filters=Filters(YEAR.start, YEAR.end, districts=("Alder",)))
    assert not part.names_a_place(part.claims_too_wide).any()


def test_the_shipped_contest_reads_as_the_sources_give_it():
    edition = read_shipped(Path(__file__).parents[2] / "data")
    found = contests(select(edition, Filters(dt.date(2026, 1, 1), dt.date(2026, 6, 2))))
    security = found[0]
    assert (security.campaign, security.victim_group) == (edition.dataset.about.focus_campaign, "security forces")
    said = {claim.side: (claim.low, claim.as_of.isoformat()) for claim in security.sides}
    assert said == {
        "government": (22, "2026-02-05"),
        "militant": (362, "2026-02-06"),
        "independent media": (22, "2026-02-04"),
    }


def test_two_claimants_of_one_side_are_not_made_into_a_range_that_nobody_gave():
    claims = numbered(a_claim(killed_low=3, killed_high=3), a_claim(claimant="Police", killed_low=5, killed_high=5))
    (contest,) = contests(whole(an_incident(), claims=claims))
    assert [(word.claimant, word.low, word.high) for word in contest.sides] == [
        ("Interior ministry", 3, 3),
        ("Police", 5, 5),
    ]
    assert contest.gap is None  # one side only


def test_whoever_is_no_party_is_named_with_whom_it_quotes():
    claims = numbered(
        a_claim(as_stated="evening statement"), a_claim(side="independent media", claimant="Wire", as_stated="police")
    )
    (contest,) = contests(whole(an_incident(), claims=claims))
    assert [word.claimant for word in contest.sides] == ["Interior ministry", "Wire (police)"]


RIVAL = a_claim(claim_id="C-2", side="independent media", claimant="Courier", killed_low=None, killed_high=35)


def test_what_the_compilers_worked_out_is_nobodys_word_and_makes_no_gap():
    derived = {**RIVAL, "quotes": "government", "worked_out_from": "58 of both groups together"}
    (contest,) = contests(whole(an_incident(), claims=[a_claim(), derived]))
    assert contest.gap is None
    assert [side.worked_out_from for side in contest.sides] == [None, "58 of both groups together"]
    assert [side.claimant for side in contest.given] == ["Interior ministry"]


@pytest.mark.parametrize(("quotes", "rests"), [("government", True), ("research body", False), (None, False)])
def test_who_passes_on_a_partys_word_rests_on_that_party(quotes, rests):
    (contest,) = contests(whole(an_incident(), claims=[a_claim(), {**RIVAL, "quotes": quotes}]))
    assert [side.rests_on_a_party for side in contest.sides] == [True, rests]


@pytest.mark.parametrize("covers", ["the raids before it as well", None])
def test_figures_that_count_another_time_are_known_to_differ(covers):
    (contest,) = contests(whole(an_incident(), claims=[a_claim(covers=covers), RIVAL]))
    assert contest.differing is (covers is not None)


def test_the_dead_of_no_known_group_are_summed_apart():
    figure = killed_at_least(whole(an_incident(killed_ungrouped_low=14)), UNGROUPED)
    assert (figure.value, figure.high) == (14, None)
    assert killed_at_least(whole(an_incident(killed_ungrouped_low=14)), "civilians").value is None
