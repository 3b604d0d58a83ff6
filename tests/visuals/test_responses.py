import datetime as dt

import pytest

from tests.drawn import RESPONSE, an_edition, an_incident
from tests.visuals.pictured import layer, rows
from utils.analysis.filters import Filters
from utils.analysis.responses import register_of
from utils.analysis.selection import select
from utils.analysis.windows import weekly_limits
from utils.visuals.palette import LIGHT, LOOKS
from utils.visuals.responses import register_picture

FEBRUARY = Filters(dt.date(2026, 2, 2), dt.date(2026, 3, 1))


def drawn(*measures, look=LIGHT, incidents=("2026-02-10", "2026-02-11"), by="response_type"):
    held = [
        {**RESPONSE, "trigger_ids": None, **row, "response_id": f"R-{number}"} for number, row in enumerate(measures, 1)
    ]
    told = [an_incident(incident_id=f"N-{n}", start_date=day) for n, day in enumerate(incidents, 1)]
    selection = select(an_edition(*told, responses=held), FEBRUARY)
    return register_picture(register_of(selection), weekly_limits(selection), look, by)


def test_each_kind_has_a_lane_in_the_order_of_its_list_with_its_number():
    picture = drawn({}, {"response_type": "Military operation"}, {})
    assert [row["words"] for row in rows(picture.spec, "lanes")] == [
        "Military operation (1)",
        "Movement restriction (2)",
    ]


@pytest.mark.parametrize(
    ("by", "lanes"),
    [
        ("actor", ["Northland Police (2)", "Army (1)"]),
        ("admin2", ["Alder (1)", "Birch (1)", "All of a province (1)"]),
    ],
)
def test_lanes_may_stand_for_who_acted_or_for_districts(by, lanes):
    whole = {"admin2": None, "geo_precision": "province"}
    picture = drawn({}, {"admin2": "Birch"}, {"actor": "Army", **whole}, by=by)
    assert [row["words"] for row in rows(picture.spec, "lanes")] == lanes


def test_many_values_share_a_last_lane():
    picture = drawn(*({"actor": f"Body {n:02}"} for n in range(14)), by="actor")
    lanes = [row["words"] for row in rows(picture.spec, "lanes")]
    assert (len(lanes), lanes[-1]) == (10, "5 others (5)")
    assert "By who acted: Body 00 1" in picture.alt


def test_a_measure_is_drawn_from_its_first_to_its_last_day_within_the_period():
    (mark,) = rows(drawn({"start_date": "2026-01-20", "end_date": "2026-02-05"}).spec, "marks")
    assert (mark["from"], mark["until"]) == ("2026-02-02T00:00:00Z", "2026-02-05T00:00:00Z")
    assert mark["when"] == "20 Jan – 5 Feb 2026"


@pytest.mark.parametrize(
    ("status", "word", "explained"),
    [
        (None, "carried out", ""),
        ("announced", "announced", "○ announced only."),
        ("under way", "under way", "▶"),
    ],
)
def test_how_far_a_measure_got_is_told_by_its_mark_and_in_words(status, word, explained):
    picture = drawn({"status": status})
    assert rows(picture.spec, "marks")[0]["status"] == word
    assert explained in picture.subtitle
    assert picture.twin["Status"].tolist() == [word]


def test_incidents_stand_above_by_week_with_zeros():
    assert [row["incidents"] for row in rows(drawn({}).spec, "weeks")] == [0, 2, 0, 0]


def test_the_limit_is_drawn_only_where_a_year_of_record_lies_before():
    assert rows(drawn({}).spec, "limits") == []
    assert "Line:" not in drawn({}).subtitle
    old = drawn({}, incidents=("2024-06-01", "2026-02-10"))
    assert len(rows(old.spec, "limits")) == 4
    assert "Line: the limit that chance alone passes" in old.subtitle


def test_the_alternative_text_and_the_table_say_the_same():
    picture = drawn({}, {"admin2": None, "geo_precision": "province", "date_precision": "month", "end_date": None})
    assert picture.alt.startswith("Timeline of 2 measures, 2 Feb – 1 Mar 2026")
    assert "Movement restriction 2" in picture.alt
    assert "week of 9 Feb 2026: 2" in picture.alt
    assert set(picture.twin["Where"]) == {"all of Northland", "Alder"}
    assert set(picture.twin["When"]) == {"4–6 Feb 2026", "Feb 2026"}


def test_no_measure_is_an_empty_frame_with_a_sentence():
    picture = drawn({"start_date": "2020-01-01", "end_date": "2020-01-02", "curfew_days": None})
    assert "no measure is recorded" in picture.alt
    assert picture.twin.empty


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_colours_come_from_the_look(look):
    spec = drawn({}, look=look).spec
    assert layer(spec, "marks")["mark"]["color"] == look.accent
