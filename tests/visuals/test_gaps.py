import pytest

from tests.drawn import a_claim, an_incident
from tests.visuals.pictured import selected
from utils.analysis.tolls import contests
from utils.visuals.gaps import ends, mark, passes_on, times, told

BRIGADE = {"claim_id": "C-2", "side": "militant", "claimant": "Frost Brigade"}


def contest(*claims):
    (one,) = contests(selected(an_incident(start_date="2026-02-05"), claims=claims))
    return one


def rival(low, high):
    return a_claim(**BRIGADE, killed_low=low, killed_high=high)


@pytest.mark.parametrize(
    ("low", "high", "said", "marked"),
    [
        (40, 40, "about 16 times", "16×"),
        (40, None, "at least 16 times", "at least 16×"),
        (3, 3, "about 1.4 times", "1.4×"),
    ],
)
def test_an_open_highest_figure_leaves_the_gap_open_everywhere(low, high, said, marked):
    one = contest(a_claim(), rival(low, high))
    assert (times(one), mark(one), told(one)) == (said, marked, said)


def test_one_side_alone_has_no_gap():
    one = contest(a_claim())
    assert (times(one), mark(one), told(one)) == ("", "–", "one side only")


def test_unlike_periods_are_told_beside_a_drawing():
    assert told(contest(a_claim(covers="a week more"), rival(40, 40))) == "about 16 times, unlike periods"


def test_what_was_worked_out_is_no_end_of_a_gap():
    derived = {**rival(None, 900), "worked_out_from": "1,000 in all"}
    lowest, highest = ends(contest(a_claim(), derived))
    assert lowest.claimant == highest.claimant == "Interior ministry"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"quotes": "government"}, ", passing on the government side"),
        ({"quotes": "government", "worked_out_from": "9 in all"}, ", the compilers' subtraction"),
    ],
)
def test_a_claimant_is_named_with_whose_word_it_passes_on(changes, said):
    assert passes_on(contest({**rival(4, 4), **changes}).sides[0]) == said
