import datetime as dt
import json
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from tests.visuals.pictured import BOX, a_base, a_feature, square
from utils.visuals.borders import NONE
from utils.visuals.districts import FIRST, DistrictsError, areas_of, districts_of, layer_of, state_on, states
from utils.visuals.palette import LIGHT, PAPER
from utils.visuals.paper_map import map_picture
from utils.visuals.screen_map import deck
from utils.visuals.sites import Sites

CHANGE = "2025-07-01"
OLD = a_feature("Polygon", square(16, 9, 18, 11)[0], name="Alder", pcode="N1", valid_to="2025-06-30")
NEW = a_feature("Polygon", square(16, 9, 17, 11)[0], name="Alder", pcode="N1", valid_from=CHANGE)
BIRCH = a_feature("MultiPolygon", square(18, 9, 19, 11), name="Birch")


def document(*features, **more):
    return {"type": "FeatureCollection", "credit": "Survey of Northland", "features": list(features), **more}


def districts(*features):
    return districts_of(document(*(features or (OLD, NEW, BIRCH))))[0]


def incidents(*rows):
    columns = ["admin2", "start_date", "geo_precision"]
    frame = pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows], columns=columns)
    return frame.assign(start_date=pd.to_datetime(frame["start_date"]))


def names(state):
    return [feature["properties"]["n"] for feature in layer_of(districts(), state)["features"]]


def test_boundaries_are_drawn_as_they_stood():
    assert states(districts()) == (FIRST, CHANGE)
    assert names(FIRST) == [0, 2]
    assert names(CHANGE) == [1, 2]


@pytest.mark.parametrize(
    ("day", "state"), [("2024-01-01", FIRST), ("2025-06-30", FIRST), (CHANGE, CHANGE), ("2026-01-01", CHANGE)]
)
def test_a_day_has_the_state_that_had_begun_by_then(day, state):
    assert state_on(districts(), dt.date.fromisoformat(day)) == state


def test_a_district_is_filled_as_it_stood_on_the_day_of_the_incident():
    rows = incidents(("Alder", "2025-03-01", "district"), ("Alder", "2025-09-01", "district"))
    areas = areas_of(districts(), rows, dt.date(2026, 1, 1))
    assert areas.lines == CHANGE
    assert areas.filled == {FIRST: (0,), CHANGE: (1,)}


def test_only_what_is_known_to_the_district_fills_one():
    rows = incidents(
        ("Alder", "2025-09-01", "town"), ("N1", "2025-09-01", "district"), ("Cedar", "2025-09-01", "district")
    )
    assert areas_of(districts(), rows, dt.date(2026, 1, 1)).filled == {CHANGE: (1,)}


def test_without_a_file_there_is_nothing_to_draw():
    assert areas_of((), incidents(), dt.date(2026, 1, 1)) is None


def test_rings_are_turned_as_vega_wants_them():
    for feature in layer_of(districts(), FIRST)["features"]:
        ring = feature["geometry"]["coordinates"][0][0]
        assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) < 0


@pytest.mark.parametrize(
    ("torn", "said"),
    [
        ({"features": []}, "credit"),
        (document(a_feature("Point", [1, 2], name="A")), "feature 1"),
        (document(OLD, a_feature("Polygon", square(0, 0, 1, 1)[0])), "feature 2 lacks a name"),
        (document({**NEW, "properties": {"name": "A", "valid_from": "July"}}), "valid_from"),
        (document({**NEW, "properties": {"name": "A", "valid_from": "2026-01-02", "valid_to": "2026-01-01"}}), "ends"),
    ],
    ids=["no credit", "no polygon", "no name", "no day", "reversed"],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_feature(torn, said):
    with pytest.raises(DistrictsError, match=said):
        districts_of(torn)


def test_both_maps_draw_them_and_neither_does_without_boundaries():
    base = replace(a_base(), districts=districts())
    areas = areas_of(base.districts, incidents(("Alder", "2025-03-01", "district")), dt.date(2026, 1, 1))
    screen = json.loads(deck(Sites(()), base, LIGHT, BOX, base_url="b", areas=areas).to_json())
    found = {part["id"]: part["data"] for part in screen["layers"] if part["@@type"] == "GeoJsonLayer"}
    assert found["districts"] == f"b/districts-{CHANGE}.geojson"
    assert found[f"areas-{FIRST}"] == f"b/districts-{FIRST}.geojson"
    paper = map_picture(Sites(()), base, PAPER, BOX, boundary_note="", areas=areas).spec
    assert {"districts", "areas"} <= {part.get("name") for part in paper["layer"]}
    bare = json.loads(deck(Sites(()), base, LIGHT, BOX, base_url="b", areas=areas, boundaries=NONE).to_json())
    assert not [part for part in bare["layers"] if part["id"].startswith(("districts", "areas"))]
