import datetime as dt

import pandas as pd
import pytest

from tests.analysis.attacked import START, days, measure
from tests.visuals.pictured import rows
from utils.analysis.attack_days import AttackDays
from utils.analysis.effects import before_after
from utils.visuals.effects import before_after_picture
from utils.visuals.palette import LIGHT, LOOKS


def one(before, after, look=LIGHT, **changes):
    told = before_after(measure(**changes), days(before, after), placebos=False)
    return before_after_picture(told, "Curfew", look)


def test_weeks_before_and_after_differ_by_more_than_colour():
    picture = one([1] * 26, [2] * 13)
    sides = {row["from"]: row["side"] for row in rows(picture.spec, "weeks")}
    assert (sides[-1], sides[1]) == ("before", "after")
    assert 0 not in sides  # the measure's own day lies between them


def test_the_mean_before_is_drawn_over_the_weeks_before_only():
    (line,) = rows(one([1, 3] * 13, [2] * 13).spec, "usual")
    assert (line["from"], line["until"], line["usual"]) == (-26, 0, 2)


def test_the_subtitle_counts_both_sides_and_leaves_the_day_out():
    assert "26 attacks in the 26 weeks before 1 Jan 2026, 26 in the 13 weeks after" in one([1] * 26, [2] * 13).subtitle


def test_the_words_never_say_that_a_measure_did_anything():
    picture = one([1] * 26, [2] * 13)
    text = " ".join((picture.title, picture.subtitle, picture.alt)).casefold()
    assert not [word for word in ("cause", "effect", "worked", "because", "led to") if word in text]


def test_what_cannot_be_compared_is_an_empty_frame_that_says_why():
    picture = one([1] * 26, [2] * 13, status="announced")
    assert picture.subtitle == "Not compared: announced only."
    assert picture.twin.empty


def test_the_measures_own_day_is_a_hollow_bar_with_its_number_between_the_halves():
    picture = with_day(9)
    (bar,) = rows(picture.spec, "apart")
    assert (bar["words"], bar["floor"], bar["solid"]) == ("1 Jan: 9", 0, 9)
    assert -1 < bar["from"] < bar["until"] < 1
    assert "with 9 attacks, is in neither" in picture.subtitle
    assert picture.twin.loc[26].tolist() == ["the day itself", 9]


def test_a_day_with_a_third_of_all_attacks_is_a_hollow_part_of_its_week():
    picture = with_day(20, day=START + dt.timedelta(days=10))
    (bar,) = rows(picture.spec, "apart")
    week = next(row for row in rows(picture.spec, "weeks") if row["when"] == "week 2 after")
    assert (bar["words"], bar["floor"], bar["solid"]) == ("11 Jan: 20", 1, 21)
    assert (week["attacks"], week["solid"]) == (21, 1)
    assert "Hollow: the 20 attacks of 11 Jan 2026." in picture.subtitle


def with_day(attacks, day=START):
    held = days([1] * 26, [1] * 13)
    added = held.incidents.iloc[[-1] * attacks].assign(start_date=pd.Timestamp(day))
    told = before_after(measure(), AttackDays(pd.concat([held.incidents, added]), held.first, held.last))
    return before_after_picture(told, "Curfew", LIGHT)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_it_can_be_drawn_in_every_look(look):
    assert one([1] * 26, [2] * 13, look).spec["config"]["background"] in ("transparent", look.surface)
