import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.visuals.pictured import everything, rows
from utils.analysis.exposure import Exposure, count_name
from utils.analysis.precision import MEASURES, Drawn
from utils.analysis.vicinities import LINE, PRECISE, VAGUE
from utils.analysis.yardsticks import BANDS, Yardstick
from utils.visuals.exposure import NO_DISTRICT, exposure_picture, lines_picture, whole_share
from utils.visuals.palette import DARK, LIGHT, PAPER

AS_OF = dt.date(2026, 3, 31)


def found(*chances, lines=()):
    """Exposure of projects J-0, J-1 and so on, with these chances that any incident is near; and lines."""
    many = len(chances)
    projects = pd.DataFrame({"project_id": [f"J-{place}" for place in range(many)], "near": [()] * many})
    measured = {name: np.array(chances, float) for name in MEASURES}
    routes = pd.DataFrame(lines, columns=["name", "km", *(count_name(90, band) for band in BANDS)])
    nothing = ((),) * 5
    return Exposure(
        AS_OF, Yardstick(window=90), projects, routes, *nothing, lambda: Drawn(500, **measured), (), np.zeros(0)
    )


def pictured(*places, exposure=None, look=LIGHT, **more):
    columns = ["label", "kind", "project_ids", *(count_name(90, band) for band in BANDS)]
    return exposure_picture(pd.DataFrame(places, columns=columns), exposure or found(), look, **more)


def test_each_place_is_a_bar_of_its_bands_in_the_order_given():
    picture = pictured(("Birch", PRECISE, ("J-2", "J-3"), 0, 3, 0), ("Alder", PRECISE, ("J-1",), 1, 0, 9))
    assert [(row["label"], row["from"], row["to"]) for row in rows(picture.spec, "bands")] == [
        ("Birch", 0, 0), ("Birch", 0, 3), ("Birch", 3, 3), ("Alder", 0, 1), ("Alder", 1, 1), ("Alder", 1, 10),
    ]  # fmt: skip
    assert [row["number"] for row in rows(picture.spec, "numbers")] == ["3", "10, 1 within 5 km"]


def test_a_place_known_roughly_is_hatched_and_gives_chances_in_the_place_of_counts():
    shown = found(0.356, 0.9992, 1.0)
    picture = pictured(("Alder", PRECISE, ("J-2",), 1, 0, 0), ("Alder", VAGUE, ("J-0", "J-1"), 4, 0, 0), exposure=shown)
    assert [row["number"] for row in rows(picture.spec, "numbers")] == ["1, 1 within 5 km", "near in 36–99 of 100"]
    strokes = rows(picture.spec, "hatch")
    assert strokes and all(stroke["from"] < stroke["to"] <= 4.2 for stroke in strokes)
    assert {stroke["top"] for stroke in strokes} == {rows(picture.spec, "bands")[3]["top"]}
    assert "Hatched" in picture.subtitle and "Alder, 2 projects placed roughly" in picture.alt
    assert picture.twin.iloc[1].tolist() == ["Alder, 2 projects placed roughly", 2, 4, 0, 0, "36–99"]


def test_where_all_places_are_known_nothing_is_hatched_and_hatching_is_not_explained():
    picture = pictured(("Alder", PRECISE, ("J-1",), 1, 0, 0))
    assert "hatch" not in str(picture.spec) and "Hatched" not in picture.subtitle


def test_lines_are_left_to_their_own_picture():
    picture = pictured(("Alder", PRECISE, ("J-1",), 1, 0, 0), ("Ring road", LINE, ("J-2",), 9, 9, 9))
    assert "Ring road" not in picture.alt and len(picture.twin) == 1


def test_words_and_table_say_what_the_bars_say():
    picture = pictured(
        ("Alder", PRECISE, ("J-1",), 1, 0, 2), (None, PRECISE, ("J-2",), 0, 1, 0), ("Calm", PRECISE, ("J-3",), 0, 0, 0)
    )
    assert picture.title == "Violent incidents near projects, 90 days to 31 Mar 2026"
    assert "Alder 3, 1 within 5 km" in picture.alt and f"{NO_DISTRICT} 1" in picture.alt
    assert "1 place with none on record" in picture.subtitle
    assert picture.twin.to_numpy().tolist() == [["Alder", 1, 1, 0, 2, ""], [NO_DISTRICT, 1, 0, 1, 0, ""]]


def test_places_beyond_the_most_are_in_the_table_and_said():
    picture = pictured(*((f"Place {number}", PRECISE, ("J-1",), 20 - number, 0, 0) for number in range(5)), top=3)
    assert len(rows(picture.spec, "numbers")) == 3
    assert len(picture.twin) == 5 and "2 more places in the table" in picture.subtitle


def test_no_violence_is_said_in_words():
    picture = pictured(("Calm", PRECISE, ("J-3",), 0, 0, 0))
    assert "None lies near" in picture.alt
    assert any("No violent incident" in value for value in everything(picture.spec) if isinstance(value, str))


ROADS = (("Long road", 400.0, 2, 2, 4), ("Spur", 50.0, 1, 0, 0), ("Calm road", 90.0, 0, 0, 0))


@pytest.mark.parametrize("look", [LIGHT, DARK, PAPER], ids=lambda look: look.name)
def test_lines_are_drawn_for_each_hundred_kilometres_in_two_bands(look):
    picture = lines_picture(found(lines=ROADS), look)
    assert [row["number"] for row in rows(picture.spec, "numbers")] == ["2 near (1)", "1 near (4), 1 further (4)"]
    assert [(row["band"], row["to"]) for row in rows(picture.spec, "bands")][:2] == [("0–20 km", 2), ("20–50 km", 2)]


def test_the_picture_of_lines_says_that_they_are_sketches_and_keeps_the_calm_ones_in_its_table():
    picture = lines_picture(found(lines=ROADS), LIGHT)
    assert "drawn as sketches" in picture.title and "drawn by hand" in picture.subtitle
    assert picture.twin["Line"].tolist() == ["Spur", "Long road", "Calm road"]
    calm = lines_picture(found(lines=ROADS[2:]), LIGHT)
    assert "None lies along" in calm.alt


@pytest.mark.parametrize(("value", "whole"), [(0, 0), (0.001, 1), (0.354, 35), (0.999, 99), (1, 100)])
def test_a_share_is_never_said_to_be_none_or_all_unless_it_is(value, whole):
    assert whole_share(value) == whole
