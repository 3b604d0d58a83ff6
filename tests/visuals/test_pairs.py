import datetime as dt
import json
from dataclasses import replace

import pytest

from tests.drawn import SIGNAL, a_dataset
from tests.visuals.pictured import a_base, a_feature, a_layer, everything, rows, square
from utils.analysis.stances import signals_between, who_to_whom
from utils.visuals.borders import NONE
from utils.visuals.pair_map import NARROWEST, PIECES, map_alt, not_on_map, pair_deck, pair_picture, placed_parties
from utils.visuals.pairs import matrix_picture
from utils.visuals.palette import LIGHT, PAPER


def pairs(*told):
    held = [{**SIGNAL, "signal_id": f"G-{number}", "incident_ids": None, **row} for number, row in enumerate(told, 1)]
    frame = a_dataset(signals=held)[0].frame("regional_signals")
    return who_to_whom(signals_between(frame, dt.date(2026, 1, 1), dt.date(2026, 12, 31)))


def layers(*told):
    drawn = json.loads(pair_deck(pairs(*told), a_base(), LIGHT, base_url="base/x").to_json())
    return {layer["id"]: layer for layer in drawn["layers"]}


def test_each_pair_has_a_cell_with_its_number_and_its_tones():
    picture = matrix_picture(pairs({}, {"stance": "neutral"}, {"counterpart": "Eastland"}), LIGHT)
    cells = {(row["party"], row["towards"]): row for row in rows(picture.spec, "cells")}
    assert cells["Northland", "Southland"]["number"] == "2"
    assert cells["Northland", "Southland"]["said"] == "Northland towards Southland: 1 neutral and 1 hostile"
    assert cells["Northland", "Eastland"]["share"] == 0.5
    assert picture.alt == "Matrix. Who signals to whom: Northland to Southland 2 and Northland to Eastland 1."


def test_the_table_gives_first_and_last_day_and_the_latest_tone():
    twin = matrix_picture(pairs({"date": "2026-02-05"}, {"date": "2026-02-09", "stance": "neutral"}), LIGHT).twin
    assert twin.loc[0, "First to last"] == "5–9 Feb 2026"
    assert twin.loc[0, "Latest tone"] == "neutral"


def test_no_pairs_are_said_in_words():
    picture = matrix_picture(pairs(), LIGHT)
    assert any("No signal is on record here." in value for value in everything(picture.spec) if isinstance(value, str))


def test_a_country_is_placed_in_its_middle():
    assert placed_parties(a_base())["Northland"] == pytest.approx((17.5, 10.5))


def test_there_is_a_line_for_each_pair_of_countries_that_widens_towards_the_one_addressed():
    there = layers({}, {})["pairs-links"]["data"]
    assert len(there) == PIECES
    assert (there[0]["path"][0], there[-1]["path"][-1]) == ([17.5, 10.5], [22.5, 10.5])
    assert [piece["width"] for piece in there] == sorted(piece["width"] for piece in there)
    assert there[-1]["width"] == NARROWEST + 1


def test_there_and_back_lie_beside_each_other():
    both = layers({}, {"actor": "Southland", "counterpart": "Northland"})["pairs-links"]["data"]
    there, back = both[PIECES // 2]["path"][0], both[PIECES + PIECES // 2]["path"][0]
    assert there[0] == back[0]
    assert abs(there[1] - back[1]) > 1


def test_under_the_pointer_stand_number_days_parties_and_tones():
    assert layers({"date": "2026-02-05"})["pairs-links"]["data"][0]["tooltip"].split("\n") == [
        "1 signal, 5 Feb 2026",
        "Northland towards Southland",
        "Tone: 1 hostile",
    ]


def test_who_is_no_country_of_the_base_is_named_and_not_drawn():
    told = ({}, {"actor": "World council"})
    assert len(layers(*told)["pairs-links"]["data"]) == PIECES
    assert not_on_map(pairs(*told), a_base()) == ("World council",)
    assert map_alt(pairs(*told), a_base()) == "Map with a line for each pair of countries: Northland to Southland 1."


def test_the_paper_has_the_lines_names_and_note_of_the_screen_and_says_what_it_lacks():
    told = pairs({}, {"actor": "World council"})
    picture = pair_picture(told, a_base(), PAPER, boundary_note="No endorsement.", boundaries=NONE)
    drawn = {layer.get("name") for layer in picture.spec["layer"]}
    assert {"pairs-links", "pair-names", "scale-bar", "north", "note"} <= drawn
    assert not {"borders", "town-names-650", "sites"} & drawn
    assert len(rows(picture.spec, "pairs-links")) == PIECES
    assert [row["name"] for row in rows(picture.spec, "pair-names")] == ["Northland", "Southland"]
    assert picture.subtitle == "Not drawn, being no country of this map: World council."
    assert "No boundaries are drawn, as the reader has chosen." in json.dumps(picture.spec)
    assert picture.twin["Who"].tolist() == ["Northland", "World council"]


def test_only_the_ends_of_lines_are_named_and_no_town():
    drawn = layers({})
    assert [row["name"] for row in drawn["names"]["data"]] == ["Northland", "Southland"]
    assert not {"towns", "town-dots", "sites"} & drawn.keys()


def test_names_stand_away_from_the_lines_above_in_the_north_and_under_in_the_south():
    base = a_base()
    north = a_feature("MultiPolygon", square(15, 13, 20, 15), name="Highland", code="HIG", disputed=False)
    base = replace(base, countries=a_layer(*base.countries["features"], north))
    drawn = json.loads(pair_deck(pairs({"counterpart": "Highland"}), base, LIGHT, base_url="x").to_json())
    names = next(layer for layer in drawn["layers"] if layer["id"] == "names")["data"]
    assert [(row["name"], row["offset"][1] < 0) for row in names] == [("Highland", True), ("Northland", False)]


def test_without_lines_the_whole_base_is_shown():
    assert "pairs-links" not in layers({"actor": "World council"})
