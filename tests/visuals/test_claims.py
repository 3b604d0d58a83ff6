import datetime as dt

import pytest

from tests.drawn import a_claim, an_incident
from tests.visuals.pictured import everything, layer, rows, selected
from utils.analysis.named_events import NamedEvent
from utils.analysis.tolls import contests
from utils.visuals.annotations import LINE
from utils.visuals.claims import claims_over_time_picture
from utils.visuals.contests import contest_picture
from utils.visuals.palette import LIGHT, LOOKS, SIDE_SHAPES

BRIGADE = {"claimant": "Frost Brigade", "side": "militant"}


def contested(*claims, look=LIGHT):
    return contest_picture(contests(selected(an_incident(start_date="2026-02-05"), claims=claims)), look=look)


def moved(*claims, look=LIGHT, named=()):
    told = selected(an_incident(start_date="2026-02-05"), claims=claims).claims
    return claims_over_time_picture(told, title="How the claims moved", look=look, named=named)


def both(killed=40):
    return a_claim(), a_claim(**BRIGADE, as_of_date="2026-02-06", killed_low=killed, killed_high=killed)


def test_each_side_has_its_own_point_label_colour_and_shape():
    spec = contested(*both()).spec
    assert [(row["side"], row["value"]) for row in rows(spec, "points")] == [("government", 2), ("militant", 40)]
    assert [row["said"] for row in rows(spec, "labels")] == ["2", "40"]
    encoding = layer(spec, "points")["encoding"]
    assert encoding["color"]["scale"]["range"] == list(LIGHT.sides.values())
    assert encoding["shape"]["scale"]["range"] == list(SIDE_SHAPES.values())


def test_a_side_is_named_with_its_claimant_and_day():
    names = [row["words"] for row in rows(contested(*both()).spec, "names")]
    assert names == ["Government: Interior ministry, 4 Feb", "Militant: Frost Brigade, 6 Feb"]


def test_a_range_is_drawn_from_low_to_high():
    picture = contested(a_claim(killed_low=2, killed_high=9))
    assert [(row["value"], row["high"]) for row in rows(picture.spec, "ranges")] == [(2, 9)]
    assert rows(picture.spec, "labels")[0]["said"] == "2–9"


def test_more_than_is_drawn_with_an_arrow_and_said():
    picture = contested(a_claim(killed_low=20, killed_high=None))
    assert [row["value"] for row in rows(picture.spec, "open-up-head")] == [20]
    assert rows(picture.spec, "labels")[0]["said"] == "more than 20"
    assert "An arrow marks an open end." in picture.subtitle
    assert not rows(contested(*both()).spec, "open-up-head")


def test_the_scale_begins_at_zero_unless_claims_lie_a_hundredfold_apart():
    plain, steep = contested(*both(40)), contested(*both(400))
    assert layer(plain.spec, "points")["encoding"]["x"]["scale"]["domain"][0] == 0
    assert "Plain scale from zero." in plain.subtitle
    assert layer(steep.spec, "points")["encoding"]["x"]["scale"]["type"] == "log"
    assert "Logarithmic scale" in steep.subtitle


def test_a_claim_of_none_keeps_the_scale_plain():
    picture = contested(a_claim(killed_low=0, killed_high=0), *both(400)[1:])
    assert layer(picture.spec, "points")["encoding"]["x"]["scale"]["domain"][0] == 0


def test_a_group_tells_its_gap_or_that_one_side_spoke():
    assert [row["gap"] for row in rows(contested(*both()).spec, "gaps")] == ["about 16 times"]
    assert [row["gap"] for row in rows(contested(a_claim()).spec, "gaps")] == ["one side only"]


def test_victim_groups_stand_apart():
    picture = contested(*both(), a_claim(victim_group="civilians", killed_low=5, killed_high=5))
    assert [row["group"] for row in rows(picture.spec, "groups")] == ["Security forces killed", "Civilians killed"]
    assert "7" not in picture.twin["Killed, as claimed"].tolist()


def test_the_words_and_the_table_tell_who_says_what_and_when():
    picture = contested(*both())
    assert "government 2 (Interior ministry, 4 Feb 2026); militant 40 (Frost Brigade, 6 Feb 2026)" in picture.alt
    assert picture.twin.iloc[1].tolist() == ["Security forces killed", "Militant", "Frost Brigade", "6 Feb 2026", "40"]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_no_claims_are_said_in_words(look):
    for picture in (contested(look=look), moved(look=look)):
        assert any("Nobody" in value for value in everything(picture.spec) if isinstance(value, str))
        assert picture.twin.empty


def test_a_claimants_line_steps_from_claim_to_claim():
    first, last = a_claim(), a_claim(as_of_date="2026-02-09", killed_low=7, killed_high=7)
    spec = moved(first, last).spec
    steps = layer(spec, "security-forces-steps")
    assert steps["mark"]["interpolate"] == "step-after"
    assert [row["low"] for row in rows(spec, "security-forces-steps")] == [2, 7]
    assert steps["encoding"]["detail"]["field"] == "claimant"


def test_the_last_standing_claim_of_each_side_is_labelled():
    last = a_claim(as_of_date="2026-02-09", killed_low=7, killed_high=7)
    spec = moved(*both(), last).spec
    assert [row["number"] for row in rows(spec, "security-forces-last-numbers")] == ["40", "7"]
    assert rows(spec, "security-forces-last-words")[0]["words"] == ["Militant: Frost", "Brigade"]


def test_labels_of_like_claims_are_moved_apart():
    media = a_claim(claimant="Wire", side="independent media")
    labels = rows(moved(a_claim(), media).spec, "security-forces-last-numbers")
    assert labels[1]["level"] - labels[0]["level"] >= 2 * 13


def test_a_replaced_claim_is_hollow_and_joined_only_when_its_claimant_spoke_again():
    replaced = a_claim(as_of_date="2026-02-03", killed_low=9, killed_high=9, standing="overtaken")
    stray = a_claim(as_of_date="2026-02-03", killed_low=5, killed_high=5, standing="overtaken", claimant="Police")
    picture = moved(replaced, stray, a_claim())
    assert [row["stands"] for row in rows(picture.spec, "security-forces-points")] == [False, False, True]
    assert [row["low"] for row in rows(picture.spec, "security-forces-steps")] == [9, 2]
    assert "Hollow: later replaced, a part only, or worked out by the compilers." in picture.subtitle


def test_a_replaced_claim_heard_of_later_is_counted_not_drawn():
    picture = moved(a_claim(), a_claim(as_of_date="2026-03-09", standing="overtaken"))
    assert len(rows(picture.spec, "security-forces-points")) == 1
    assert "1 replaced claim of later date not drawn." in picture.subtitle
    assert len(picture.twin) == 2


def test_a_claim_without_a_number_is_counted_not_drawn():
    picture = moved(a_claim(), a_claim(killed_low=None, killed_high=None))
    assert len(rows(picture.spec, "security-forces-points")) == 1
    assert "1 more claim without a number" in picture.subtitle


def test_an_open_end_is_pointed_out():
    picture = moved(a_claim(killed_low=20, killed_high=None))
    assert rows(picture.spec, "security-forces-points")[0]["open"] == "up"
    assert "datum.open" in layer(picture.spec, "security-forces-open-ends")["transform"][0]["filter"]
    assert "Arrow: open end." in picture.subtitle


def test_each_victim_group_has_a_scale_of_its_own():
    spec = moved(a_claim(), a_claim(victim_group="civilians", killed_low=500, killed_high=500)).spec
    assert spec["resolve"]["scale"]["y"] == "independent"
    tops = [
        layer(spec, f"{key}-points")["encoding"]["y"]["scale"]["domain"][1] for key in ("security-forces", "civilians")
    ]
    assert tops[0] < 5
    assert tops[1] > 500


def test_the_words_tell_how_a_side_moved():
    picture = moved(a_claim(), a_claim(as_of_date="2026-02-09", killed_low=7, killed_high=7))
    assert (
        "government from 2 (Interior ministry, 4 Feb 2026) to 7 (Interior ministry, 9 Feb 2026) in 2 claims"
        in picture.alt
    )


def test_a_replaced_claim_after_its_claimants_last_word_is_not_joined_to_it():
    replaced = a_claim(as_of_date="2026-02-09", killed_low=9, killed_high=9, standing="overtaken")
    picture = moved(a_claim(), replaced, a_claim(as_of_date="2026-02-10", claimant="Police"))
    assert [row["claimant"] for row in rows(picture.spec, "security-forces-steps")] == ["Interior ministry", "Police"]
    assert len(rows(picture.spec, "security-forces-points")) == 3


def test_panels_lie_under_each_other_and_more_is_higher():
    spec = moved(a_claim(), a_claim(victim_group="civilians")).spec
    ranges = [
        layer(spec, f"{key}-points")["encoding"]["y"]["scale"]["range"] for key in ("security-forces", "civilians")
    ]
    assert ranges[0][0] > ranges[0][1]
    assert ranges[1][0] > ranges[1][1] > ranges[0][0]
    assert ranges[1][0] <= spec["height"]


def test_a_figure_that_the_compilers_worked_out_is_hollow_and_said_to_be_theirs():
    derived = a_claim(**BRIGADE, killed_low=None, killed_high=35, worked_out_from="58 of both together")
    picture = contested(a_claim(), derived)
    assert [row["hollow"] for row in rows(picture.spec, "points")] == [False, True]
    assert picture.subtitle.endswith("Hollow: the compilers' subtraction.")
    assert rows(picture.spec, "names")[1]["words"] == "Militant, the compilers' subtraction: Frost Brigade, 4 Feb"
    assert "the compilers' subtraction: Frost Brigade" in picture.alt


def test_a_figure_of_another_time_is_marked_and_its_time_said():
    picture = contested(a_claim(covers="with the week before it"), both()[1])
    assert rows(picture.spec, "labels")[0]["said"] == "2 †"
    assert picture.subtitle.endswith("†: with the week before it.")


def test_panels_say_that_their_scales_differ_and_what_was_worked_out_is_hollow():
    derived = a_claim(
        **BRIGADE, victim_group="civilians", killed_low=None, killed_high=35, worked_out_from="58 of both"
    )
    picture = moved(a_claim(), derived)
    assert "Scales differ between panels." in picture.subtitle
    assert "Hollow: later replaced, a part only, or worked out by the compilers." in picture.subtitle
    assert [row["stands"] for row in rows(picture.spec, "civilians-points")] == [False]
    assert "Scales differ" not in moved(a_claim()).subtitle


def event(name, day, month=2):
    return NamedEvent(name, dt.date(2026, month, day), dt.date(2026, month, day))


def test_named_events_of_the_days_drawn_are_marked_over_the_panels_and_said():
    claims = (a_claim(), a_claim(victim_group="civilians", as_of_date="2026-02-09"))
    named = (event("Long before", 1, month=1), event("Night Mail siege", 3), event("Long after", 20))
    plain, picture = moved(*claims), moved(*claims, named=named)
    assert picture.alt == f"{plain.alt} Marked: Night Mail siege, 3 Feb 2026."
    name = layer(picture.spec, "event-night-mail-siege")["encoding"]["y"]["value"]
    for key in ("security-forces", "civilians"):
        foot, top = layer(picture.spec, f"{key}-points")["encoding"]["y"]["scale"]["range"]
        assert [(row["from"][:10], row["top"]) for row in rows(picture.spec, f"{key}-events")] == [("2026-02-03", top)]
        assert layer(picture.spec, f"{key}-events")["encoding"]["y2"]["value"] == foot
        heading = layer(picture.spec, f"{key}-heading")["encoding"]["y"]["value"]
        assert name < heading < top
    assert picture.spec["height"] == plain.spec["height"] + LINE


def test_named_events_of_other_days_leave_the_picture_as_it_was():
    picture = moved(a_claim(), named=(event("Long after", 20),))
    assert (picture.spec, picture.alt) == (moved(a_claim()).spec, moved(a_claim()).alt)


def test_events_that_find_no_room_over_the_claims_are_counted():
    picture = moved(
        a_claim(), a_claim(as_of_date="2026-02-09"), named=tuple(event(f"E{day}", day) for day in range(4, 9))
    )
    assert picture.subtitle.endswith("1 earlier named event is not marked.")
    assert picture.alt.endswith("1 earlier named event is not marked.")
