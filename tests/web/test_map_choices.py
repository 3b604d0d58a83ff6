"""The map of the incidents page as a reader sets it: layers, boundaries, one week, or no map."""

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tests.drawn import PROJECT, RESPONSE, an_edition, an_incident
from tests.web.test_incident_pages import NOTHING, YEAR, gathered, run, text
from utils.analysis.selection import select
from utils.analysis.yardsticks import Yardstick
from utils.briefing import where
from utils.briefing.map_choice import MapChoice
from utils.visuals.bins import binned
from utils.visuals.borders import NONE
from utils.visuals.wording import listing

STYLE = Path(where.__file__).parents[1] / "web" / "style.css"


@pytest.fixture(scope="module")
def held():
    vague = an_incident(incident_id="N-99", start_date="2025-06-04", geo_precision="province")
    return an_edition(*gathered(), vague)


def deck_of(app):
    (chart,) = app.get("deck_gl_json_chart")
    return {part["id"]: part for part in json.loads(chart.proto.json)["layers"]}


def switch(app, label):
    return next(toggle for toggle in app.toggle if toggle.label == label)


def links(app):
    """The words of each link that stays on the page, with what its query tries out."""
    markup = " ".join(str(part.proto.body) for part in app.get("html"))
    found = re.findall(r'<a href="\?([^"]*)" target="_self">([^<]*)</a>', markup)
    return [(words, "&".join(re.findall(r"if-[^&]*", unescape(query)))) for query, words in found]


def slider(app):
    return app.select_slider[0]


def test_at_first_every_incident_is_on_the_map_and_no_layer(held):
    app = run("incidents", held)
    assert slider(app).value == "all"
    assert not [name for name in deck_of(app) if name.startswith(("kinds", "waves", "toll", "responses"))]
    assert "Known only to the province, so not on the map: 1 Northland" in text(app)


@pytest.mark.parametrize(
    ("label", "key", "layer"),
    [("Kinds of incident", "kinds", "kinds-symbols"), ("Responses", "responses", "responses-symbols")],
)
def test_a_layer_is_switched_on_and_stands_in_the_address(held, label, key, layer):
    app = run("incidents", held)
    switch(app, label).set_value(True).run()
    assert app.session_state["what_ifs"] == {f"if-{key}": ["True"]}
    again = run("incidents", held, what_ifs={f"if-{key}": ["True"]})
    assert switch(again, label).value
    if key == "kinds":
        assert layer in deck_of(again)
        assert "Circle: Battles." in text(again)


def test_boundaries_can_be_left_out_by_a_link_and_the_note_says_so(held):
    app = run("incidents", held, what_ifs={"if-borders": [NONE.key]})
    assert not {"borders", "provinces"} & deck_of(app).keys()
    assert "No boundaries are drawn, as the reader has chosen." in text(app)


def test_a_week_of_the_slider_holds_map_and_rows_to_it(held):
    app = run("incidents", held)
    slider(app).set_value("2025-06-02").run()
    assert app.session_state["what_ifs"] == {"if-week": ["2025-06-02"]}
    assert "5 incidents of 32 incidents, as selected" in text(app)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_buttons_move_the_week_on_and_back_and_to_all(held):
    app = run("incidents", held, what_ifs={"if-week": ["2025-06-02"]})
    button(app, "Week after").click().run()
    assert app.session_state["what_ifs"] == {"if-week": ["2025-06-09"]}
    assert slider(app).value == "2025-06-09"
    button(app, "Week before").click().run()
    assert slider(app).value == "2025-06-02"
    button(app, "All weeks").click().run()
    assert app.session_state["what_ifs"] == {}
    assert button(app, "Week before").disabled


def test_the_map_plays_week_by_week_until_it_is_stopped(held):
    app = run("incidents", held, what_ifs={"if-week": ["2025-06-02"]})
    button(app, "Play").click().run()
    assert slider(app).value == "2025-06-09"
    app.run()
    assert slider(app).value == "2025-06-16"
    button(app, "Stop").click().run()
    assert slider(app).value == "2025-06-16"
    app.run()
    assert slider(app).value == "2025-06-16"
    assert button(app, "Play")


@pytest.mark.parametrize("asked", [{}, {"if-week": ["2026-03-30"]}])
def test_from_all_weeks_and_from_the_last_the_map_plays_from_the_first(held, asked):
    app = run("incidents", held, what_ifs=asked)
    button(app, "Play").click().run()
    assert slider(app).value == "2024-12-30"
    assert button(app, "Stop")


def test_the_map_stops_playing_at_the_last_week(held):
    app = run("incidents", held, what_ifs={"if-week": ["2026-03-23"]})
    button(app, "Play").click().run()
    assert slider(app).value == "2026-03-30"
    app.run()
    assert slider(app).value == "2026-03-30"
    assert button(app, "Play")


def test_the_week_on_the_map_is_made_the_period_of_every_page(held):
    app = run("incidents", held, what_ifs={"if-week": ["2025-06-02"]})
    button(app, r"Hold every page to 2–8 Jun 2025").click().run()
    assert app.session_state["filter_period"] == (dt.date(2025, 6, 2), dt.date(2025, 6, 8))
    assert app.session_state["what_ifs"] == {}


def test_the_district_of_a_clicked_place_is_made_the_filter_of_every_page(held):
    app = run("incidents", held)
    assert not [one for one in app.button if one.label.startswith("Hold every page")]
    (clicked,) = [row for row in deck_of(app)["sites"]["data"] if "in or near" in row["tooltip"]][:1]
    app.session_state["map_from=2025-01-01&to=2026-03-31"] = {
        "selection": {"objects": {"sites": [{"site": clicked["site"]}]}, "indices": {}}
    }
    app.run()
    hold = next(one for one in app.button if one.label.startswith("Hold every page"))
    hold.click().run()
    assert hold.label == f"Hold every page to {listing(app.session_state['filter_districts'])}"


def clicked(edition, site):
    """The page's words after a click on that mark of the map of one week."""
    app = run("incidents", edition, what_ifs={"if-week": ["2025-06-02"]})
    app.session_state["map_from=2025-01-01&to=2026-03-31"] = {
        "selection": {"objects": {"sites": [{"site": site}]}, "indices": {}}
    }
    return text(app.run())


def test_a_mark_that_only_the_map_of_one_week_has_is_clicked():
    """A district's mark lies where most of its incidents do: of one week that may be elsewhere than of all."""
    told = (
        ("2025-05-01", "district", 11),
        ("2025-05-02", "district", 11),
        ("2025-06-03", "district", 12),
        ("2025-06-04", "exact", 11.5),
    )
    edition = an_edition(
        *(
            an_incident(incident_id=f"N-{n}", start_date=day, geo_precision=precision, latitude=latitude)
            for n, (day, precision, latitude) in enumerate(told)
        )
    )
    whole, week = (run("incidents", edition, what_ifs=asked) for asked in ({}, {"if-week": ["2025-06-02"]}))
    marks = [{row["site"] for row in deck_of(app)["sites"]["data"]} for app in (whole, week)]
    (only,) = marks[1] - marks[0]
    assert "1 incident of 4 incidents, as selected" in clicked(edition, only)


def test_a_mark_that_is_no_longer_there_holds_no_row_back(held):
    assert "5 incidents of 32 incidents, as selected" in clicked(held, "town_1.0000_1.0000")


def test_the_map_of_the_briefing_is_held_to_the_week_of_its_link_and_says_so(held):
    app = run("briefing", held, what_ifs={"if-week": ["2025-06-02"]})
    assert "The map draws 3 of 32 incidents, at 3 places." in text(app)
    assert "Chosen: only the week of 2–8 Jun 2025." in text(app)


@pytest.mark.parametrize("asked", ["2031-01-01", "soon", "2025-06-03"])
def test_a_week_that_the_timeline_does_not_have_is_let_go(held, asked):
    assert slider(run("incidents", held, what_ifs={"if-week": [asked]})).value == "all"


def test_without_the_map_the_table_stands_in_its_place(held):
    app = run("incidents", held, what_ifs={"if-light": ["True"]})
    assert not app.get("deck_gl_json_chart")
    told = text(app)
    assert "Where incidents are recorded" in told
    assert "Known only to the province" in told


def test_a_link_on_every_page_turns_all_maps_off_and_on_again(held):
    assert ("Without maps", "if-light=True") in links(run("incidents", held))
    without = run("incidents", held, what_ifs={"if-light": ["True"], "if-borders": [NONE.key]})
    assert ("With maps", "if-borders=none") in links(without)


def test_nothing_selected_leaves_the_land(held):
    assert "countries" in deck_of(run("incidents", held, NOTHING))


BOX = (15.0, 8.0, 25.0, 13.0)
WIDE = {"if-radius": ["50"]}


def test_layers_that_need_single_sites_are_left_out_of_squares_and_said_to_be(held, monkeypatch):
    monkeypatch.setattr(where, "map_sites", binned)
    chosen = MapChoice(layers=("kinds", "waves", "responses"), toll="civilians")
    found = where.shown(select(held, YEAR), chosen, BOX, ())
    assert [overlay.key for overlay in found.overlays] == ["responses"]
    left_out = "ot shown where incidents are counted by squares: kinds of incident, waves and civilians killed"
    assert found.passed_over == f"N{left_out}."
    assert found.words == f"Layers: responses; n{left_out}"
    on_screen = text(run("incidents", held, what_ifs={"if-kinds": ["True"]}))
    assert "Not shown where incidents are counted by squares: kinds of incident." in on_screen


def test_of_single_sites_every_layer_is_drawn_and_none_said_to_be_left_out(held):
    found = where.shown(select(held, YEAR), MapChoice(layers=("kinds",)), BOX, ())
    assert (found.passed_over, found.words) == ("", "Layers: kinds of incident")


def test_only_responses_of_the_days_of_the_week_are_on_its_map():
    inside = {**RESPONSE, "trigger_ids": None, "start_date": "2025-06-01", "end_date": "2025-06-02"}
    later = {**inside, "response_id": "R-2", "start_date": "2025-06-09", "end_date": None, "curfew_days": None}
    selection = select(an_edition(an_incident(), responses=[inside, later]), YEAR)
    said = [
        where.shown(selection, MapChoice(("responses",), step=step), BOX, ()).overlays[0].said
        for step in (None, dt.date(2025, 6, 2))
    ]
    assert said == ["2 responses drawn.", "1 response drawn."]


def test_a_wave_does_not_end_where_the_week_of_the_map_does():
    names = ("Alder", "Birch", "Cedar", "Doe")
    days = ("2025-06-07", "2025-06-08", "2025-06-09", "2025-06-10")
    places = [{"place_id": "NL", "name": "Northland", "kind": "admin1"}]
    places += [{"place_id": f"NL-{name}", "name": name, "kind": "admin2", "parent": "NL"} for name in names]
    attacks = [
        an_incident(incident_id=name, admin2=name, start_date=day, geo_precision="town", latitude=9 + n)
        for n, (name, day) in enumerate(zip(names, days, strict=True))
    ]
    selection = select(an_edition(*attacks, places=places), YEAR)
    steps = (None, dt.date(2025, 6, 2), dt.date(2025, 6, 9), dt.date(2025, 6, 16))
    drawn = [where.shown(selection, MapChoice(("waves",), step=step), BOX, ()).overlays[0].links for step in steps]
    assert [len(links) for links in drawn] == [3, 1, 1, 0]
    told = {link.tooltip for links in drawn for link in links}
    assert told == {"Wave of 7–10 Jun 2025\n4 attacks in 4 districts"}


@pytest.fixture(scope="module")
def building():
    """Two projects, the one 33 km from the only incident, the other far away."""
    near, far = ({**PROJECT, "project_id": name, "latitude": at, "longitude": 20.0, "geo_precision": "exact"}
                 for name, at in (("J-1", 10.3), ("J-2", 12.0)))  # fmt: skip
    return an_edition(an_incident(latitude=10.0, longitude=20.0, geo_precision="exact"), projects=[near, far])


def test_around_exposed_projects_the_map_has_circles_as_wide_as_near_is(building):
    selection, chosen = select(building, YEAR), MapChoice(("projects",))
    usual, wide = (where.shown(selection, chosen, BOX, (), reach).overlays for reach in (Yardstick(), Yardstick(50)))
    assert [overlay.key for overlay in wide] == ["routes", "exposure", "projects"]
    assert [len(overlays[1].links) for overlays in (usual, wide)] == [0, 1]


def test_the_circles_of_the_page_follow_what_the_reader_counts_as_near(building):
    usual, wide = (run("incidents", building, what_ifs={"if-projects": ["True"], **asked}) for asked in ({}, WIDE))
    assert "exposure-links" not in deck_of(usual)
    assert len(deck_of(wide)["exposure-links"]["data"]) == 1
    assert "Circle: 50 km around a project with a violent incident that near" in text(wide)


def test_what_lies_near_is_not_looked_up_for_a_map_without_projects(building, monkeypatch):
    monkeypatch.delattr(where, "exposure_of")
    assert where.shown(select(building, YEAR), MapChoice(("kinds",)), BOX, ()).overlays


def test_a_filter_of_districts_holds_the_projects_of_the_map_too(building):
    elsewhere = select(building, replace(YEAR, districts=("Nowhere",)))
    assert where.shown(elsewhere, MapChoice(("projects",)), BOX, ()).overlays[-1].symbols == ()


def blocks(part):
    """Everything in a part of the page, what is within others too."""
    for child in getattr(part, "children", {}).values():
        yield child
        yield from blocks(child)


def containers(part):
    """The keys of the containers in a part of the page."""
    return [getattr(child.proto, "id", "") for child in blocks(part)]


def test_room_is_kept_for_a_map_on_screen_alone_and_only_where_one_is_due(held):
    (rule,) = re.findall(r"@media screen\{\s*\.st-key-(\w+)\{min-height", STYLE.read_text(encoding="utf-8"))
    with_map, without = (run("briefing", held, what_ifs=asked) for asked in ({}, {"if-light": ["True"]}))
    assert [any(rule in key for key in containers(app.main)) for app in (with_map, without)] == [True, False]


def test_the_place_of_the_map_holds_something_before_the_map_so_that_it_is_drawn_and_keeps_room(held):
    place = next(part for part in blocks(run("briefing", held).main) if "map_due" in getattr(part.proto, "id", ""))
    first, *others = place.children.values()
    assert first.type == "empty"
    assert "deck_gl_json_chart" in {part.type for part in others}


def test_the_place_is_shaded_only_on_screen_until_a_second_thing_stands_in_it_and_moves_only_for_who_likes_it():
    alone = ".st-key-map_due:not(:has(> :nth-child(2)))"
    rules = re.findall(r"@media ([^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", STYLE.read_text())
    about = {query.strip(): body for query, body in rules if alone in body}
    moving = "screen and (prefers-reduced-motion:no-preference)"
    assert set(about) == {"screen", moving}
    assert "background:" in about["screen"]
    assert ["animation" in body for body in (about["screen"], about[moving])] == [False, True]
    assert STYLE.read_text().count(alone) == 2
