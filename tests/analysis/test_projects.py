from tests.drawn import PLACES, PROJECT, an_edition, an_incident
from utils.analysis.filters import Filters, options_of
from utils.analysis.projects import projects_of

TWO_PROVINCES = (*PLACES, {"place_id": "SL", "name": "Southland", "kind": "admin1"})
HOME = {**PROJECT, "project_id": "J-1"}
SOUTH = {**PROJECT, "project_id": "J-2", "admin1": "Southland", "admin2": None}
NOWHERE = {**PROJECT, "project_id": "J-3", "admin1": None, "admin2": None}


def seen(*projects, about=None, **chosen):
    edition = an_edition(an_incident(), projects=projects, places=TWO_PROVINCES, about=about)
    home = options_of(edition.dataset, edition.as_of).home
    found = projects_of(edition, Filters(home.start, home.end, **chosen))
    return [tuple(frame["project_id"]) for frame in (found.home, found.elsewhere, found.every)], found.where


def test_projects_of_the_theatre_stand_apart_from_those_elsewhere():
    assert seen(SOUTH, HOME, NOWHERE) == ([("J-1",), ("J-2", "J-3"), ("J-2", "J-1", "J-3")], "Northland")


def test_where_no_province_bears_the_theatres_name_all_are_at_home():
    assert seen(HOME, SOUTH, about={"Theatre": "The far north"}) == ([("J-1", "J-2"), (), ("J-1", "J-2")], None)


def test_chosen_districts_keep_their_projects_alone():
    assert seen(HOME, SOUTH, districts=("Birch",))[0] == [(), (), ()]
    assert seen(HOME, SOUTH, districts=("Alder",))[0] == [("J-1",), (), ("J-1",)]


def test_projects_without_a_district_can_be_chosen_too():
    assert seen(HOME, SOUTH, districts=("District not known",))[0] == [(), ("J-2",), ("J-2",)]
