import json
import math
import re
from itertools import pairwise

import pydeck
import pytest

from tests.drawn import an_incident
from tests.visuals.pictured import BOX, a_base, everything, layer, rows, selected
from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals.borders import NONE, dashed_borders
from utils.visuals.overlays import ACCENT, KeyLine, Overlay
from utils.visuals.palette import DARK, LIGHT, LOOKS, PAPER, rgb
from utils.visuals.paper_map import map_picture
from utils.visuals.screen_key import MARK_WORDS, sample, screen_key
from utils.visuals.screen_map import SITES, deck
from utils.visuals.shapes import MASKS
from utils.visuals.sites import PROVINCE, sites_of

OVERLAY = Overlay("all", lines=tuple(KeyLine(shape, ACCENT, shape) for shape in (*MASKS, "")))
NOTE = "The boundaries shown do not imply endorsement."


def sites(*incidents):
    told = [an_incident(start_date="2026-02-05", latitude=11, longitude=17, **row) for row in incidents]
    return sites_of(selected(*told).incidents)


def drawn_on_screen(found, look=LIGHT, base_url=None):
    return json.loads(deck(found, a_base(), look, BOX, base_url=base_url).to_json())


def drawn_on_paper(found, look=PAPER, box=BOX):
    return map_picture(found, a_base(), look, box, boundary_note=NOTE)


def in_key(found, overlays=()):
    return tuple(line.words for line in screen_key(found, overlays))


def by_id(spec, name):
    return next(part for part in spec["layers"] if part["id"] == name)


def test_the_screen_map_names_no_map_provider_and_no_style():
    spec = drawn_on_screen(sites({}))
    assert not spec.get("mapProvider")
    assert spec["mapStyle"] == json.loads(pydeck.Deck(map_provider=None).to_json())["mapStyle"]


def test_nothing_on_the_screen_map_points_to_another_host():
    texts = [value for value in everything(drawn_on_screen(sites({}), base_url="base/1")) if isinstance(value, str)]
    assert not [text for text in texts if "//" in text]


def test_with_an_address_land_and_lines_are_fetched_from_it():
    spec = drawn_on_screen(sites({}), base_url="base/1")
    found = {part["id"]: part["data"] for part in spec["layers"] if part["@@type"] == "GeoJsonLayer"}
    assert found == {name: f"base/1/{name}.geojson" for name in ("countries", "provinces", "borders")}


def test_without_an_address_the_disputed_lines_come_as_dashes():
    assert by_id(drawn_on_screen(sites({})), "borders")["data"] == dashed_borders(a_base())


def test_only_the_sites_answer_a_click():
    spec = drawn_on_screen(sites({}, {"geo_precision": "district"}))
    assert [part["id"] for part in spec["layers"] if part["pickable"]] == [SITES]
    assert all("pickable" in part for part in spec["layers"])


def test_a_clicked_object_carries_its_site():
    found = sites({}, {})
    (row,) = by_id(drawn_on_screen(found), SITES)["data"]
    assert found.site(row["site"]) == found.drawn[0]
    assert row["tooltip"] == found.drawn[0].tooltip


def test_only_an_exact_place_is_a_filled_dot():
    spec = drawn_on_screen(sites({"geo_precision": "exact"}, {}, {"geo_precision": "district"}))
    fills = {row["site"].split("_")[0]: row["fill"] for row in by_id(spec, SITES)["data"]}
    accent = list(rgb(LIGHT.accent))
    assert fills["exact"] == [*accent, 255]
    assert fills["town"][:3] == list(rgb(LIGHT.surface))
    assert fills["district"][:3] == accent
    assert fills["district"][3] < 100


def test_a_number_is_written_on_marks_that_stand_for_several():
    assert [row["name"] for row in by_id(drawn_on_screen(sites({}, {})), "site-counts")["data"]] == ["2"]
    assert not by_id(drawn_on_screen(sites({})), "site-counts")["data"]
    assert [row["number"] for row in rows(drawn_on_paper(sites({}, {})).spec, "site-counts")] == ["2"]


def test_the_legend_explains_exactly_the_marks_that_are_drawn():
    lines = in_key(sites({}, {"geo_precision": "district"}, {"geo_precision": "province"}))
    assert lines == (
        "Ring: the town, good to a few kilometres.",
        "Hatched disc: somewhere in the district; the point is a stand-in.",
        "Not drawn: 1 known only to the province.",
    )
    assert any("A number is" in line for line in in_key(sites({}, {})))


def test_where_a_layer_takes_the_marks_place_only_districts_are_left_in_legend_and_key():
    found = sites({}, {}, {"geo_precision": "district"})
    layers = (Overlay("kinds", replaces=True),)
    assert in_key(found, layers) == ("Hatched disc: somewhere in the district; the point is a stand-in.",)
    picture = map_picture(found, a_base(), PAPER, BOX, boundary_note=NOTE, overlays=layers)
    assert [row["precision"] for row in rows(picture.spec, "key")] == ["district"]
    assert "site-counts" not in {part.get("name") for part in picture.spec["layer"]}


def test_every_precision_has_a_mark_or_is_not_drawn():
    assert {*MARK_WORDS, PROVINCE} == set(GEO_PRECISIONS.labels)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_boundary_note_and_the_credits_are_on_the_drawing(look):
    said = json.dumps(layer(drawn_on_paper(sites({}), look).spec, "note")["mark"]["text"])
    assert "The boundaries shown do not imply endorsement." in said
    assert "Made by hand." in said


def test_disputed_lines_are_dotted_on_paper():
    dashes = layer(drawn_on_paper(sites({})).spec, "borders")["encoding"]["strokeDash"]
    (disputed,) = dashes["condition"]
    assert disputed["test"] == "datum.properties.disputed"
    assert disputed["value"][1] > disputed["value"][0]
    assert dashes["value"] == [1, 0]


def test_every_outline_handed_to_vega_is_clockwise():
    (water,) = rows(drawn_on_paper(sites({})).spec, "water")
    ring = water["geometry"]["coordinates"][0]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert area < 0


def test_the_paper_map_is_as_wide_as_the_paper_and_has_the_boxs_shape():
    spec = drawn_on_paper(sites({})).spec
    assert spec["width"] == PAPER.width
    assert 0.35 < spec["height"] / spec["width"] < 0.42  # eight degrees by three, near the equator
    assert spec["projection"]["type"] == "mercator"


def test_everything_on_the_map_is_clipped_to_it():
    spec = drawn_on_paper(sites({}, {})).spec
    placed = [
        part for part in spec["layer"] if "longitude" in part.get("encoding", {}) or part["mark"]["type"] == "geoshape"
    ]
    assert len(placed) > 6
    assert all(part["mark"]["clip"] for part in placed)


def test_incidents_outside_the_box_are_counted_not_forgotten():
    picture = drawn_on_paper(sites({}), box=(21.0, 9.0, 24.0, 12.0))
    assert picture.subtitle == "No incident can be drawn. Not drawn: 1 outside this map."
    assert "outside this map" in picture.alt


def test_the_words_tell_how_many_where_most_and_how_exactly():
    picture = drawn_on_paper(sites({}, {}, {"geo_precision": "district"}, {"geo_precision": "province"}))
    assert picture.alt == (
        "Map. 3 incidents at 2 places. Most at Alder bridge 2. Of the incidents drawn, 2 known to the town and "
        "1 known to the district. Not drawn: 1 known only to the province."
    )
    assert picture.twin["Incidents"].tolist() == [2, 1]


def test_the_key_explains_exactly_the_marks_that_are_drawn():
    kinds = [row["precision"] for row in rows(drawn_on_paper(sites({}, {"geo_precision": "exact"})).spec, "key")]
    assert kinds == ["exact", "town"]


def test_what_is_known_only_to_the_province_stands_in_a_box_with_its_count():
    found = sites({"geo_precision": "province"}, {"geo_precision": "province"}, {})
    (box,) = [row for row in rows(drawn_on_paper(found).spec, "key") if row["precision"] == "box"]
    assert (box["sample"], box["meaning"]) == ("2", "Known only to the province, so not on the map: Northland")
    assert len(rows(drawn_on_paper(found).spec, "sites")) == 1


def test_a_district_is_hatched_on_both_maps_and_nothing_else_is():
    found = sites({"geo_precision": "exact"}, {}, {"geo_precision": "district"})
    (hatched,) = by_id(drawn_on_screen(found), "site-hatch")["data"]
    district = next(row for row in by_id(drawn_on_screen(found), SITES)["data"] if row["site"].startswith("district"))
    assert hatched["size"] == 2 * district["radius"]
    on_paper = layer(drawn_on_paper(found).spec, "site-hatch")
    assert on_paper["transform"] == [{"filter": "datum.precision == 'district'"}]


def test_without_boundaries_no_line_and_no_shade_tells_of_any():
    found = sites({})
    screen = json.loads(deck(found, a_base(), LIGHT, BOX, base_url="b", boundaries=NONE).to_json())
    assert not {"provinces", "borders"} & {part["id"] for part in screen["layers"]}
    spec = map_picture(found, a_base(), PAPER, BOX, boundary_note=NOTE, boundaries=NONE).spec
    assert not {"provinces", "borders"} & {part.get("name") for part in spec["layer"]}
    said = " ".join(layer(spec, "note")["mark"]["text"])
    assert "No boundaries are drawn, as the reader has chosen." in said
    assert NOTE in said


def test_the_paper_map_has_a_scale_bar_and_an_arrow_to_the_north():
    spec = drawn_on_paper(sites({})).spec
    assert rows(spec, "scale-bar")[0]["label"] == "200 km"
    assert rows(spec, "north")[0]["letter"] == "N"
    assert layer(spec, "north")["encoding"]["x"]["value"] < spec["width"] / 8


def test_the_deck_is_written_without_blanks():
    assert ": " not in deck(sites(), a_base(), LIGHT, BOX, base_url="b").to_json().replace(" ? ", "").replace(" : ", "")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_map_without_incidents_still_shows_the_land(look):
    nothing = sites_of(selected(an_incident(start_date="2025-01-01")).incidents)
    picture = drawn_on_paper(nothing, look)
    assert rows(picture.spec, "countries")
    assert picture.alt == "Map. No incident can be drawn."
    assert drawn_on_screen(nothing, look)["layers"]


@pytest.mark.parametrize("cell", ["@@=site", "@@='x", "@@#layer"])
def test_no_text_that_the_map_would_run_as_an_expression_reaches_it(cell):
    spec = drawn_on_screen(sites({"place": cell, "summary": cell, "actor": cell}), base_url="base")
    told = [row for part in spec["layers"] if isinstance(part["data"], list) for row in part["data"]]
    assert told
    assert not [value for row in told for value in row.values() if isinstance(value, str) and value.startswith("@@")]


def test_what_is_under_the_pointer_is_shown_as_text_in_the_looks_own_colours():
    told = deck(sites({}), a_base(), DARK, BOX, base_url="b")._tooltip  # pydeck sends it beside the deck
    assert told["text"] == "{tooltip}"
    assert "html" not in told
    assert (told["style"]["color"], told["style"]["backgroundColor"]) == (DARK.ink, DARK.surface)


def test_the_screen_map_has_a_scale_on_the_ground_and_cannot_be_turned():
    spec = drawn_on_screen(sites({}), base_url="b")
    line, *_ = by_id(spec, "ruler")["data"]
    (west, south), (east, north) = line["path"]
    kilometres = (east - west) * 111.32 * math.cos(math.radians(south))
    (said, letter) = (row["name"] for row in by_id(spec, "ruler-words")["data"])
    assert (south, letter) == (north, "N")
    assert kilometres == pytest.approx(float(said.removesuffix(" km")), rel=0.03)
    (view,) = spec["views"]
    assert not view["controller"]["dragRotate"]


def test_every_sample_of_the_key_is_one_well_formed_drawing():
    lines = screen_key(sites({}, {"geo_precision": "exact"}, {"geo_precision": "district"}), (OVERLAY,))
    drawn = [sample(line, LIGHT) for line in lines if line.shape]
    assert len(drawn) > len(OVERLAY.lines)
    assert all(re.fullmatch(r'<svg [^<>]*><path d="[^<>"]+" [^<>]*/></svg>', one) for one in drawn)
