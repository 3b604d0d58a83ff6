import json
from pathlib import Path

import pytest

from utils.analysis.routes import RoutesError, routes_of, stretches_of
from utils.editions.shipped import read_shipped

ROOT = Path(__file__).parents[2]


def a_route(coordinates=((20, 10), (21, 11), (22, 12)), kind="LineString", **properties):
    told = {"name": "Ring road", "kind": "highway", **properties}
    return {"properties": told, "geometry": {"type": kind, "coordinates": coordinates}}


def read(*features):
    return routes_of({"features": list(features)})


def test_a_line_keeps_its_name_kind_and_corners():
    (route,) = read(a_route(note="by way of Alder"))
    assert (route.name, route.kind, route.note) == ("Ring road", "highway", "by way of Alder")
    assert route.line == ((20, 10), (21, 11), (22, 12))


def test_a_project_is_the_part_of_the_line_that_is_said():
    routes = read(a_route(stretches={"J-1": [1, 2]}), a_route(stretches={"J-1": [0, 1], "J-2": [0, 2]}))
    assert stretches_of(routes, "J-1") == (((21, 11), (22, 12)), ((20, 10), (21, 11)))
    assert stretches_of(routes, "J-9") == ()


def test_a_document_without_features_has_no_routes():
    assert routes_of({}) == ()


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        ({"properties": {}, "geometry": {"type": "LineString", "coordinates": [[1, 2]]}}, "route 1"),
        (a_route(coordinates=((20, 10),)), "Ring road"),
        (a_route(kind="MultiLineString"), "Ring road"),
        (a_route(coordinates=(("east", 10), (1, 2))), "route 1"),
        (a_route(stretches={"J-1": [0, 3]}), "J-1"),
        (a_route(stretches={"J-1": [2, 1]}), "J-1"),
        (a_route(stretches={"J-1": [0]}), "route 1"),
    ],
)
def test_a_line_that_cannot_be_followed_is_named(feature, told):
    with pytest.raises(RoutesError, match=told):
        read(feature)


def test_the_shipped_stretches_are_of_roads_and_railways_of_the_record():
    routes = routes_of(json.loads((ROOT / "data/reference/routes.geojson").read_text()))
    projects = read_shipped(ROOT / "data").dataset.frame("projects").set_index("project_id")
    named = {name for route in routes for name, _, _ in route.stretches}
    assert len(routes) == 12 and len(named) == 13
    assert set(projects.loc[sorted(named), "sector"]) == {"Road", "Rail"}
    assert set(projects.loc[sorted(named), "geo_precision"]) == {"corridor"}
