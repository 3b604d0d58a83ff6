import math

import pytest

from tests.visuals.pictured import a_base
from utils.visuals.borders import CHOICES, DASH, DOTTED, NONE, boundaries_of, dashed_borders, noted


def test_disputed_lines_are_short_dashes_and_settled_ones_whole():
    settled, disputed = (feature["geometry"]["coordinates"] for feature in dashed_borders(a_base())["features"])
    assert settled == [[[20, 8], [20, 10]]]
    assert len(disputed) > 20
    assert all(math.dist(*line) <= DASH + 1e-3 for line in disputed)
    assert disputed[0][0] == [20, 10]
    drawn = sum(math.dist(*line) for line in disputed)
    assert drawn == pytest.approx(1.5, abs=DASH)  # half of three degrees


def test_dashes_keep_the_corners_of_a_line():
    base = a_base()
    base.borders["features"][1]["geometry"]["coordinates"] = [[[20, 10], [20, 10.02], [20.02, 10.02], [20.3, 10.02]]]
    assert dashed_borders(base)["features"][1]["geometry"]["coordinates"][0] == [
        [20, 10], [20, 10.02], [20.02, 10.02], [20.04, 10.02],
    ]  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
def test_a_link_leads_to_the_choice_that_it_names(choice):
    assert boundaries_of(choice.key) is choice


@pytest.mark.parametrize("key", [None, "", "straight"])
def test_any_other_link_leads_to_the_usual_one(key):
    assert boundaries_of(key) is DOTTED


def test_the_note_says_when_boundaries_are_left_out_and_is_never_left_out_itself():
    assert noted("A note.", DOTTED) == "A note."
    assert noted("A note.", NONE) == "No boundaries are drawn, as the reader has chosen. A note."
    assert noted("", DOTTED) == ""
