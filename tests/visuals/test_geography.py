import hashlib
import json
from pathlib import Path

import pytest

from utils.visuals.geography import LAYERS, GeographyError, read_base

SHIPPED = Path("data/reference")
EMPTY = b'{"type":"FeatureCollection","features":[]}'


@pytest.fixture
def folder(tmp_path):
    for name in LAYERS:
        (tmp_path / name).write_bytes(EMPTY)
    manifest = {
        "box": [1, 2, 3, 4],
        "sources": [{"credit": "Earth"}, {"credit": "Earth"}, {"credit": "Towns"}],
        "files": {name: hashlib.sha256(EMPTY).hexdigest() for name in LAYERS},
    }
    (tmp_path / "base.json").write_text(json.dumps(manifest))
    return tmp_path


def names(layer):
    return {feature["properties"]["name"] for feature in layer["features"]}


def test_a_base_holds_its_layers_box_and_credits(folder):
    base = read_base(folder)
    assert base.countries == base.towns == {"type": "FeatureCollection", "features": []}
    assert base.box == (1, 2, 3, 4)
    assert base.credits == ("Earth", "Towns")


def test_the_digest_follows_the_bytes(folder):
    before = read_base(folder).digest
    assert before == read_base(folder).digest
    manifest = folder / "base.json"
    manifest.write_text(manifest.read_text().replace("Earth", "World"))
    assert read_base(folder).digest != before


@pytest.mark.parametrize("name", [*LAYERS, "base.json"])
def test_a_missing_file_is_named_with_its_repair(folder, name):
    (folder / name).unlink()
    with pytest.raises(GeographyError, match=rf"{name}: is missing.*python -m utils.visuals.cutting"):
        read_base(folder)


@pytest.mark.parametrize("name", [*LAYERS, "base.json"])
def test_a_torn_file_is_named_with_its_repair(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(GeographyError, match=rf"{name}: is torn.*python -m utils.visuals.cutting") as raised:
        read_base(folder)
    assert raised.value.path == path


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (EMPTY + b"\n", "has other bytes than base.json promises"),
        (b"[]", "does not hold a JSON object"),
        (b'{"type":"Topology"}', "is not a GeoJSON feature collection"),
        (b"\xff\xfe\xfa", "is torn"),
    ],
)
def test_a_layer_that_is_not_the_one_that_was_cut_is_refused(folder, content, found):
    (folder / "borders.geojson").write_bytes(content)
    with pytest.raises(GeographyError, match=f"borders.geojson: {found}"):
        read_base(folder)


@pytest.mark.parametrize("wrong", [{"box": [1, 2, 3]}, {"files": {}}, {"sources": None}, {"box": ["a", 2, 3, 4]}])
def test_a_manifest_that_promises_too_little_is_refused(folder, wrong):
    path = folder / "base.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | wrong))
    with pytest.raises(GeographyError, match=r"base\.json: does not say"):
        read_base(folder)


def test_the_shipped_base_is_small():
    manifest = json.loads((SHIPPED / "base.json").read_text(encoding="utf-8"))
    assert sum((SHIPPED / name).stat().st_size for name in [*manifest["files"], "base.json"]) < 400_000


def test_the_shipped_base_was_cut_by_the_rules_beside_it():
    manifest = json.loads((SHIPPED / "base.json").read_text(encoding="utf-8"))
    promised = manifest["rules"] | {"LICENCES.md": manifest["files"]["LICENCES.md"]}
    assert {n: hashlib.sha256((SHIPPED / n).read_bytes()).hexdigest() for n in promised} == promised


def test_the_shipped_base_names_the_places_of_its_theatre():
    base = read_base(SHIPPED)
    assert {"Quetta", "Gwadar", "Turbat", "Panjgur", "Nushki"} <= names(base.towns)
    assert {"Balochistan", "Khyber Pakhtunkhwa", "Sistan and Baluchestan", "Helmand"} <= names(base.provinces)
    assert not {"Baluchistan", "N.W.F.P.", "F.A.T.A.", "Sind"} & names(base.provinces)


def test_the_shipped_line_of_control_is_disputed_and_the_border_south_of_it_is_not():
    lines = [f for f in read_base(SHIPPED).borders["features"] if f["properties"]["between"] == ["India", "Pakistan"]]
    by_name = {f["properties"].get("name"): f for f in lines}
    assert {name: f["properties"]["disputed"] for name, f in by_name.items()} == {
        "Line of Control": True,
        "Working Boundary": True,
        "Sir Creek": True,
        None: False,
    }
    assert min(y for line in by_name["Line of Control"]["geometry"]["coordinates"] for _, y in line) > 32.8


def test_a_base_may_have_routes_or_none(folder):
    assert read_base(folder).routes == ()
    assert len(read_base(SHIPPED).routes) == 12


@pytest.mark.parametrize("torn", ["{", '{"features": [{"properties": {}, "geometry": {}}]}'])
def test_routes_that_cannot_be_followed_are_named(folder, torn):
    (folder / "routes.geojson").write_text(torn)
    with pytest.raises(GeographyError, match=r"routes\.geojson"):
        read_base(folder)


def test_a_teams_own_districts_are_read_credited_and_change_the_digest(folder):
    before = read_base(folder)
    ring = [[65, 29], [66, 29], [66, 30], [65, 29]]
    feature = {"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    own = {"type": "FeatureCollection", "credit": "Survey", "features": [feature]}
    (folder / "districts.geojson").write_text(json.dumps(own))
    base = read_base(folder)
    assert [district.name for district in base.districts] == ["A"]
    assert base.credits == (*before.credits, "Survey")
    assert base.digest != before.digest


def test_districts_that_cannot_be_used_are_named_with_their_file(folder):
    (folder / "districts.geojson").write_text("{}")
    with pytest.raises(GeographyError, match=r"districts\.geojson"):
        read_base(folder)
