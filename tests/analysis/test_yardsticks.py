import datetime as dt

import pytest

from utils.analysis.yardsticks import SETTINGS, USUAL, Yardstick, read_yardstick


def test_nothing_asked_for_is_the_usual_yardstick():
    assert read_yardstick({}) == USUAL == Yardstick()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_value_offered_can_be_asked_for_by_its_name(setting):
    for value in setting.values:
        assert setting.of(read_yardstick({setting.name: str(value)})) == value
    assert setting.usual in setting.values


@pytest.mark.parametrize("asked", ["7", "", "20 km", "-5", None])
def test_a_value_that_is_not_offered_is_passed_over(asked):
    assert read_yardstick({"radius": asked}) == USUAL


def test_the_day_counted_back_from_is_part_of_it():
    assert read_yardstick({}, dt.date(2026, 3, 1)) != USUAL


@pytest.mark.parametrize(("radius", "bands"), [(5, 1), (20, 2), (50, 3)])
def test_the_inner_bands_are_those_within_the_radius(radius, bands):
    assert len(Yardstick(radius=radius).inner) == bands
