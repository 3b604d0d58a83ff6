import json
from urllib.parse import parse_qs

import pytest

from tests.drawn import SOURCES, an_edition, an_incident
from utils.analysis.filters import from_query, options_of
from utils.briefing.geojson import render_geojson
from utils.briefing.imprint import Imprint
from utils.tables.importing.acled import ACLED

ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01"
NOWHERE_EXACTLY = {"geo_precision": "province", "admin2": None}


@pytest.fixture
def collection(brief):
    """The collection of an edition for a query, as its bytes."""

    def written(edition, query=""):
        filters, _ = from_query(parse_qs(query), options_of(edition.dataset, edition.as_of))
        return render_geojson(edition, filters, brief(edition, query), Imprint(ADDRESS))

    return written


def feature(content):
    (only,) = json.loads(content)["features"]
    return only


def test_every_incident_of_the_view_is_a_feature_with_longitude_before_latitude(collection):
    told = json.loads(collection(an_edition(an_incident(), an_incident(incident_id="N-2", latitude=-10.25))))
    assert told["type"] == "FeatureCollection"
    assert [(one["type"], one["id"]) for one in told["features"]] == [("Feature", "N-1"), ("Feature", "N-2")]
    assert told["features"][1]["geometry"] == {"type": "Point", "coordinates": [20.5, -10.25]}
    assert "crs" not in told


@pytest.mark.parametrize(("precision", "radius"), [("exact", 0.5), ("town", 5.0), ("district", 30.0)])
def test_a_point_says_how_exactly_it_is_known_and_how_far_off_it_may_be(collection, precision, radius):
    told = feature(collection(an_edition(an_incident(geo_precision=precision))))["properties"]
    assert (told["geo_precision"], told["radius_km"]) == (precision, radius)
    assert "latitude" not in told


@pytest.mark.parametrize("changes", [NOWHERE_EXACTLY, {"latitude": None, "longitude": None}])
def test_what_is_known_only_to_the_province_or_without_a_point_has_no_geometry(collection, changes):
    told = feature(collection(an_edition(an_incident(**changes))))
    assert told["geometry"] is None
    assert told["properties"]["radius_km"] is None
    assert told["properties"]["admin1"] == "Northland"


def test_dates_are_written_out_and_unknown_is_null_never_zero(collection):
    told = feature(collection(an_edition(an_incident(killed_civilian_low=0))))["properties"]
    assert told["start_date"] == "2026-02-03"
    assert (told["killed_civilian_low"], told["killed_civilian_high"], told["end_date"]) == (0, None, None)


def test_each_incident_brings_its_sources(collection):
    told = feature(collection(an_edition(an_incident(source_ids="S-2; S-1"))))["properties"]["sources"]
    assert [one["source_id"] for one in told] == ["S-2", "S-1"]
    assert told[1]["url"] == "https://courier.example/1"
    assert told[0]["url"] is None


def test_the_view_stands_beside_the_features_with_what_it_could_not_follow(collection):
    told = json.loads(collection(an_edition(an_incident()), "district=atlantis"))
    assert (told["edition"]["number"], told["label"], told["address"]) == (1, "TLP:CLEAR", ADDRESS)
    assert told["filters"]["Districts"] == "all districts"
    (line,) = told["not_followed"]
    assert "atlantis" in line


def test_a_filter_leaves_features_out(collection):
    edition = an_edition(an_incident(), an_incident(incident_id="N-2", admin2="Birch"))
    assert feature(collection(edition, "district=birch"))["id"] == "N-2"


def test_nothing_in_a_cell_can_open_a_tag_or_leave_the_text(collection):
    hostile = '</script><img src=x onerror=alert(1)>"}&'
    content = collection(an_edition(an_incident(summary=hostile, place=hostile)))
    assert not any(sign in content for sign in (b"<", b">", b"&"))
    assert feature(content)["properties"]["summary"] == hostile


def test_rows_whose_terms_forbid_passing_on_are_left_out_and_counted(collection):
    closed = {"source_id": ACLED.source["source_id"], "publisher": "P", "title": "T"}
    edition = an_edition(
        an_incident(), an_incident(incident_id="N-2", source_ids=closed["source_id"]), sources=(*SOURCES, closed)
    )
    told = json.loads(collection(edition))
    assert [one["id"] for one in told["features"]] == ["N-1"]
    assert told["left_out"][0]["rows"] == 1


def test_the_same_view_gives_the_same_bytes(collection, shipped):
    assert collection(shipped) == collection(shipped)
    assert len(json.loads(collection(shipped, "from=1990-01-01"))["features"]) == len(shipped.dataset.incidents)
