"""The page on measures as it runs: whole, with one row, with nothing, and from a link."""

import datetime as dt

from tests.drawn import RESPONSE, an_edition
from tests.web.test_incident_pages import NOTHING, gathered, run, text
from utils.analysis.filters import Filters

JUNE = Filters(dt.date(2025, 6, 1), dt.date(2025, 6, 30))


def measures(*rows):
    numbered = [{**RESPONSE, "trigger_ids": None, **row, "response_id": f"R-{n}"} for n, row in enumerate(rows, 1)]
    return an_edition(*gathered(), responses=numbered)


TWO = measures(
    {"start_date": "2025-06-05", "end_date": None, "curfew_days": 4, "status": "under way"},
    {"start_date": "2025-06-20", "end_date": "2025-06-22", "actor": "Army", "arrests_claimed": 12, "curfew_days": None},
)


def picked(app):
    return {box.label: box.value for box in app.selectbox}


def test_cost_is_shown_by_area_and_people_held_by_claimant():
    shown = text(run("responses", TWO, JUNE))
    assert "Under curfew Alder at least 4 4 days R-1" in shown
    assert "12 claimant not recorded 20–22 Jun 2025 Alder" in shown


def test_a_link_picks_lanes_kind_and_measure():
    asked = {"if-lanes": ["actor"], "if-measure": ["R-2"], "if-measure-kind": ["Movement restriction"]}
    assert picked(run("responses", TWO, JUNE, asked)) == {
        "A lane for each": "actor",
        "Kind of measure": "Movement restriction",
        "Measure": "R-2",
    }


def test_a_link_that_names_what_is_not_there_shows_the_usual():
    asked = {"if-lanes": ["colour"], "if-measure": ["R-99"], "if-measure-kind": ["Deployment"]}
    assert picked(run("responses", TWO, JUNE, asked))["Kind of measure"] == "Every kind"


def test_one_measure_says_what_cannot_be_judged():
    shown = text(run("responses", measures({"start_date": "2025-06-20", "end_date": "2025-06-22"}), JUNE))
    assert "Of 1 measure none can be judged" in shown
    assert "This measure is not compared: the record begins too late before it." in shown


def test_with_nothing_selected_the_page_says_so_and_offers_nothing_to_pick():
    app = run("responses", TWO, NOTHING)
    assert "nothing to compare" in text(app)
    assert not app.selectbox
    assert "Cost to civil life" not in text(app)


def test_the_warning_always_stands():
    assert "what follows a measure is not thereby its effect" in text(run("responses", TWO, JUNE))
