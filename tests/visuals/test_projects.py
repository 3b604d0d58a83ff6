from dataclasses import replace

import pytest

from tests.visuals.pictured import BOX, a_base, rows
from tests.visuals.test_project_marks import ROUTES, SOME, projects
from utils.analysis.yardsticks import USUAL
from utils.visuals.palette import LIGHT, PAPER
from utils.visuals.projects import ProjectMap, twin
from utils.visuals.sites import Sites


def a_map(frame=SOME, routes=ROUTES, exposed=("J-1",)):
    return ProjectMap(Sites(()), frame, routes, exposed, USUAL)


def test_on_screen_projects_lie_over_circles_over_routes_over_land():
    deck = a_map().deck(replace(a_base(), routes=ROUTES), LIGHT, BOX, base_url=None)
    order = [layer.id for layer in deck.layers]
    found = [order.index(name) for name in ("borders", "routes-links", "exposure-links", "projects-symbols")]
    assert found == sorted(found)


@pytest.mark.parametrize("look", [LIGHT, PAPER], ids=lambda look: look.name)
def test_on_paper_the_same_layers_are_drawn_under_the_maps_own_heading(look):
    picture = a_map().picture(a_base(), look, BOX, boundary_note="Disputed lines are dotted.")
    names = [layer.get("name", "") for layer in picture.spec["layer"]]
    found = [names.index(name) for name in ("routes-links", "exposure-links", "projects-solid")]
    assert found == sorted(found)
    assert "Projects, routes" in str(picture.spec["title"]) and picture.name == "project-map"
    assert any(name.startswith("town-rims") for name in names), "a line strikes out the names of towns"
    assert not [row for row in rows(picture.spec, "layers-key-words") if "Circle" in row["meaning"]]


def test_the_legend_says_what_is_drawn_and_what_not():
    said = " ".join(a_map().legend)
    assert "drawn by hand" in said and "2 projects without a point." in said
    assert "Circles: 20 km around 1 place of projects with a violent incident that near in the last 365 days" in said
    assert a_map(projects(), routes=()).legend == ("No project can be drawn.",)


def test_words_and_table_say_the_same_as_the_map():
    told = a_map().alt_text
    assert "4 projects at 2 places, most together: Bridge and 2 others." in told
    assert "Ring road, The corridor and The railway" in told
    assert twin(SOME)["Project"].tolist() == SOME["name"].tolist()
    assert twin(SOME)["District"].tolist() == ["not known"] * 6
