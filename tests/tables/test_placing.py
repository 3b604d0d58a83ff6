import pytest

from tests.drawn import PLACES, a_dataset, an_incident
from utils.tables.placing import kilometres
from utils.tables.problems import Code

TOWNS = tuple({**place, "latitude": 10.0, "longitude": 40.0} if place["name"] == "Alder" else place for place in PLACES)
BOX = {"Map west": "38", "Map south": "8", "Map east": "42", "Map north": "12"}


def codes(*incidents, **others):
    _, problems = a_dataset(*incidents, **{"places": TOWNS, **others})
    return [(problem.code, problem.cell) for problem in problems]


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert kilometres(10, 40, 11, 40) == pytest.approx(111.2, abs=0.1)


def test_a_point_near_its_district_is_right():
    assert codes(an_incident(latitude=10.5, longitude=40.5)) == []


def test_swapped_coordinates_are_recognised_and_the_right_ones_offered():
    _, (problem,) = a_dataset(an_incident(latitude=40.5, longitude=10.5), places=TOWNS)
    assert problem.code is Code.COORDINATES_SWAPPED
    assert "latitude 10.5, longitude 40.5" in problem.repair


def test_a_point_far_from_its_district_is_asked_about():
    assert codes(an_incident(latitude=16.0, longitude=40.5)) == [(Code.COORDINATES_FAR, "I2")]


def test_a_stand_in_point_may_lie_anywhere():
    assert codes(an_incident(latitude=16.0, longitude=40.5, geo_precision="district")) == []


def test_without_a_known_town_the_theatre_itself_is_the_measure():
    far = an_incident(admin2="Birch", latitude=60.0, longitude=40.5)
    swapped = an_incident(admin2="Birch", latitude=40.5, longitude=10.5)
    assert codes(far, about=BOX) == [(Code.COORDINATES_FAR, "I2")]
    assert codes(swapped, about=BOX) == [(Code.COORDINATES_SWAPPED, "I2")]
    assert codes(far) == []
