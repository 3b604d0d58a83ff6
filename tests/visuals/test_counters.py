import pytest

from tests.drawn import COUNT, an_edition
from tests.visuals.pictured import layer, rows
from utils.analysis.counters import EVERYONE, published
from utils.visuals.counters import counters_picture
from utils.visuals.palette import LIGHT, LOOKS

SHORT = {"publisher": "Quarterly", "start_date": "2025-01-01", "end_date": "2025-03-31", "value": 7, "period": "Q1"}


def drawn(*changes, look=LIGHT):
    held = [{**COUNT, **row, "count_id": f"K-{number}"} for number, row in enumerate(changes, 1)]
    frame = an_edition(counts=held).dataset.frame("published_counts")
    return counters_picture(published(frame, "Northland", "killed", EVERYONE), title="Killed in Northland", look=look)


def test_a_number_is_drawn_as_long_as_its_period_and_at_its_own_height():
    year, quarter = rows(drawn({}, SHORT).spec, "periods")
    assert (year["from"], year["until"], year["value"]) == ("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 41)
    assert (quarter["until"], quarter["value"]) == ("2025-04-01T00:00:00Z", 7)


def test_counters_differ_by_shape_as_well_as_by_colour():
    encoding = layer(drawn({}, SHORT).spec, "numbers")["encoding"]
    for channel in ("color", "shape"):
        assert encoding[channel]["scale"]["domain"] == ["Northland Monitor", "Quarterly"]
    assert len(set(encoding["shape"]["scale"]["range"])) == 2


def test_a_counters_own_bounds_are_drawn_and_explained():
    picture = drawn({"bound": "low", "value": 30}, {"bound": "best", "value": 41}, {"bound": "high", "value": 60})
    assert "Upright lines" in picture.subtitle
    assert picture.twin["Number"].tolist() == ["41 (30–60)"]
    assert "Upright lines" not in drawn({}).subtitle


def test_what_has_no_known_days_is_in_the_table_and_counted():
    picture = drawn({}, {"start_date": None, "end_date": None, "period": "to date", "value": 99})
    assert "1 number without known dates is not drawn." in picture.subtitle
    assert "to date, 2025" in picture.twin["Period"].tolist()
    assert len(rows(picture.spec, "periods")) == 1


def test_every_number_stands_in_the_table_with_what_it_counts():
    assert drawn({}, SHORT).twin["What it counts"].tolist() == ["Deaths in attacks only"] * 2


def test_nothing_published_is_an_empty_frame_with_a_sentence():
    picture = counters_picture((), title="Killed in Northland", look=LIGHT)
    assert picture.twin.empty
    assert picture.subtitle == "Nothing of the kind is published."


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_colours_come_from_the_look(look):
    colours = layer(drawn({}, SHORT, look=look).spec, "numbers")["encoding"]["color"]["scale"]["range"]
    assert set(colours) <= set(look.categories)


def test_numbers_of_one_size_stand_on_a_plain_scale_from_nought():
    picture = drawn({}, SHORT)
    assert layer(picture.spec, "periods")["encoding"]["y"]["scale"]["domain"][0] == 0
    assert "Logarithmic" not in picture.subtitle


def test_numbers_of_very_different_size_stand_on_a_logarithmic_scale_that_says_so():
    picture = drawn({"value": 4100}, SHORT)
    y = layer(picture.spec, "periods")["encoding"]["y"]
    assert (y["scale"]["type"], y["scale"]["domain"][0]) == ("log", 1)
    assert y["axis"]["values"] == [1, 3, 10, 30, 100, 300, 1000, 3000]
    assert "Logarithmic scale" in picture.subtitle


def test_a_number_of_none_keeps_the_plain_scale():
    assert "Logarithmic" not in drawn({"value": 4100}, {**SHORT, "value": 0}).subtitle
