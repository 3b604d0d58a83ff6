from dataclasses import replace

import pandas as pd

from tests.visuals.pictured import BOX, a_base
from utils.analysis.routes import Route
from utils.visuals.palette import LIGHT
from utils.visuals.projects import NAMED, alt_text, legend, marks_of, project_deck, twin
from utils.visuals.sites import Sites

COLUMNS = ["name", "latitude", "longitude", "geo_precision", "sector", "status", "admin1", "admin2"]
ROUTES = (
    Route("Ring road", "highway", "", ((17.0, 10.0), (19.0, 11.0))),
    Route("The corridor", "corridor", "", ((17.0, 10.0), (19.0, 11.0))),
)


def projects(*told):
    rows = [(name, lat, lon, precision, "Road", "stalled", "Northland", None) for name, lat, lon, precision in told]
    return pd.DataFrame(rows, columns=COLUMNS)


SOME = projects(
    ("Bridge", 10.5, 18.0, "town"), ("Far mine", 11.5, 20.0, "exact"), ("Bridge ramp", 10.55, 18.02, "corridor"),
    ("Somewhere", 10.0, 18.0, "province"), ("Nowhere", None, None, "town"),
)  # fmt: skip


def layers(marks, routes=ROUTES):
    deck = project_deck(Sites(()), marks, replace(a_base(), routes=routes), LIGHT, BOX, base_url=None)
    return {layer.id: layer for layer in deck.layers}


def test_projects_too_near_to_tell_apart_share_a_mark():
    marks = marks_of(SOME)
    assert [mark.names for mark in marks] == [("Bridge", "Bridge ramp"), ("Far mine",)]


def test_a_mark_carries_its_number_and_its_projects():
    (bridge, mine) = layers(marks_of(SOME))["projects"].data
    assert (bridge["number"], mine["number"]) == ("2", "")
    assert bridge["size"] > mine["size"]
    assert bridge["tooltip"] == "2 projects\nBridge\nBridge ramp"


def test_a_name_never_begins_what_the_map_could_run():
    (mark,) = layers(marks_of(projects(("@@=alert(1)", 10.0, 18.0, "town"))))["projects"].data
    assert not mark["tooltip"].startswith("@@=")


def test_of_very_many_projects_the_tooltip_names_a_few():
    many = projects(*((f"Well {number}", 10.0, 18.0, "town") for number in range(NAMED + 3)))
    (mark,) = layers(marks_of(many))["projects"].data
    assert mark["tooltip"].endswith("and 3 others")


def test_routes_lie_under_the_names_and_corridors_under_roads():
    order = list(layers(marks_of(SOME)))
    assert order.index("borders") < order.index("routes") < order.index("countries-names") < order.index("projects")
    drawn = layers(marks_of(SOME))["routes"].data
    assert [row["tooltip"] for row in drawn] == [
        "Schematic line (corridor)\nThe corridor",
        "Schematic line (highway)\nRing road",
    ]
    assert drawn[0]["width"] > drawn[1]["width"]


def test_the_legend_says_what_is_drawn_and_what_not():
    said = " ".join(legend(marks_of(SOME), ROUTES, SOME))
    assert "drawn by hand" in said and "2 projects without a point." in said
    assert legend((), (), projects()) == ("No project can be drawn.",)


def test_words_and_table_say_the_same_as_the_map():
    told = alt_text(marks_of(SOME), ROUTES, Sites(()))
    assert "3 projects at 2 places, most together: Bridge and 1 other." in told
    assert "Ring road and The corridor" in told
    assert twin(SOME)["Project"].tolist() == SOME["name"].tolist()
    assert twin(SOME)["District"].tolist() == ["not known"] * 5
