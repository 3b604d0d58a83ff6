import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.attacked import START, days, measure, steady
from tests.visuals.pictured import rows
from utils.analysis.effects import before_after
from utils.analysis.event_study import event_study
from utils.visuals.effects import before_after_picture, event_study_picture
from utils.visuals.palette import LIGHT, LOOKS


def one(before, after, look=LIGHT, **changes):
    told = before_after(measure(**changes), days(before, after), placebos=False)
    return before_after_picture(told, "Curfew", look)


def study(*starts):
    measures = [
        measure(response_id=f"R-{n}", start_date=START + dt.timedelta(days=day)) for n, day in enumerate(starts)
    ]
    return event_study(pd.DataFrame(measures), days(steady(70, 3), steady(25, 3, 2)))


def test_weeks_before_and_after_differ_by_more_than_colour():
    picture = one([1] * 26, [2] * 13)
    sides = {row["from"]: row["side"] for row in rows(picture.spec, "weeks")}
    assert (sides[-1], sides[0]) == ("before", "after")
    assert rows(picture.spec, "start") == [{"from": 0, "top": 2.5}]


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


def test_the_average_shows_its_interval_and_what_other_dates_have():
    picture = event_study_picture(study(*range(-200, 30, 25)), LIGHT)
    assert len(rows(picture.spec, "means")) == 24
    assert all(row["low"] <= row["mean"] <= row["high"] for row in rows(picture.spec, "intervals"))
    assert "10 measures on 10 occasions" in picture.subtitle
    assert list(picture.twin) == ["Week", "Mean", "Interval from", "Interval to", "Other dates from", "Other dates to"]


def test_too_few_measures_are_said_and_not_drawn():
    picture = event_study_picture(study(0), LIGHT)
    assert picture.subtitle == "Too few measures or attacks to judge an average."


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_both_pictures_can_be_drawn_in_every_look(look):
    assert np.isfinite(event_study_picture(study(*range(-200, 30, 25)), look).spec["height"])
    assert one([1] * 26, [2] * 13, look).spec["config"]["background"] in ("transparent", look.surface)
