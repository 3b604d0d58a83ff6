import datetime as dt

import pandas as pd
import pytest

from tests.analysis.attacked import START, days, measure, steady
from tests.visuals.pictured import rows
from utils.analysis.event_study import event_study
from utils.visuals.event_study import event_study_picture
from utils.visuals.palette import LIGHT, LOOKS

MONTHLY = range(-200, 30, 25)
FAR = range(-480, 40, 40)


def study(*starts):
    measures = [
        measure(response_id=f"R-{n}", start_date=START + dt.timedelta(days=day)) for n, day in enumerate(starts)
    ]
    return event_study(pd.DataFrame(measures), days(steady(70, 3), steady(25, 3, 2)))


def test_the_average_shows_its_interval_and_what_other_dates_have():
    picture = event_study_picture(study(*MONTHLY), LIGHT)
    assert len(rows(picture.spec, "means")) == 24
    assert "10 measures on 10 occasions" in picture.subtitle
    assert list(picture.twin)[:4] == ["Week", "Mean", "Interval from", "Interval to"]
    assert list(picture.twin)[4:] == ["Other dates from", "Other dates to", "Mean without that day"]


def test_too_few_measures_are_said_and_not_drawn():
    picture = event_study_picture(study(0), LIGHT)
    assert picture.subtitle == "Too few measures or attacks to judge an average."


def test_intervals_are_drawn_where_there_are_enough_stretches_of_time():
    far, near = (event_study_picture(study(*starts), LIGHT) for starts in (FAR, MONTHLY))
    assert all(row["low"] <= row["mean"] <= row["high"] for row in rows(far.spec, "intervals"))
    assert rows(near.spec, "intervals") == []
    assert "No interval: too few separate stretches of time." in near.subtitle
    assert "not known" in near.twin["Interval from"].tolist()


def test_what_the_heaviest_day_weighs_is_drawn_hollow_and_told():
    told = study(*FAR)
    picture = event_study_picture(told, LIGHT)
    assert {row["from"] for row in rows(picture.spec, "without")} < {row["from"] for row in rows(picture.spec, "means")}
    assert "Hollow: without" in picture.subtitle
    assert f"without {told.heaviest.day.day} " in picture.alt


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_it_can_be_drawn_in_every_look(look):
    assert event_study_picture(study(*MONTHLY), look).spec["config"]["background"] in ("transparent", look.surface)
