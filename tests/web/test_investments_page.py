"""The page on investments, run as Streamlit runs it, over small editions and the shipped one."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import FIGURE, PROJECT, an_edition, an_incident
from utils.analysis.filters import from_query, options_of
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import LIGHT
from utils.web.shelf import Shelf
from utils.web.view import View

ROOT = Path(__file__).parents[2]
PLACED = {**PROJECT, "geo_precision": "town", "latitude": 10.5, "longitude": 20.5}


@pytest.fixture(scope="module")
def base():
    return read_base(ROOT / "data" / "reference")


@pytest.fixture
def opened(base):
    """The page over an edition, for a query, with what the address tries out."""

    def page(edition, query="", **what_ifs):
        options = options_of(edition.dataset, edition.as_of)
        filters, ignored = from_query(parse_qs(query), options)
        app = AppTest.from_file(str(ROOT / "pages" / "investments.py"), default_timeout=60)
        app.session_state["view_shown"] = View(Shelf(edition, options, base), filters, ignored, LIGHT)
        app.session_state["what_ifs"] = {f"if-{name.replace('_', '-')}": [value] for name, value in what_ifs.items()}
        app.run()
        assert not app.exception, app.exception
        return app

    return page


def words(app):
    return " ".join(element.proto.body for element in app.get("html"))


def test_the_links_to_documents_hold_what_is_tried_out_and_nothing_that_they_do_not_show(opened):
    told = words(opened(read_shipped(ROOT / "data"), radius="50", step="3", window="7"))
    assert 'href="briefing.pdf?from=2026-01-01&amp;to=2026-06-02&amp;if-radius=50" download' in told
    assert "if-radius=50&amp;length=summary" in told
    assert "if-step" not in told.replace("if-step=3&amp;if-window=7", "")


def chosen(app):
    return {box.label: box.value for box in app.selectbox}


def test_the_shipped_page_tells_map_bars_money_series_and_register(opened):
    app = opened(read_shipped(ROOT / "data"))
    assert len(app.get("deck_gl_json_chart")) == 1
    assert len(app.get("vega_lite_chart")) == 5
    told = words(app)
    for part in ("Investments and exposure", "Money in projects", "Rival figures", "The projects", "One project"):
        assert re.search(rf"<h2[^>]*>{part}</h2>", told)
    assert "drawn by hand" in told and "never added" in told


def test_an_edition_without_projects_says_so_and_draws_no_bars(opened):
    app = opened(an_edition(an_incident()))
    assert "No project is on record here." in words(app)
    assert len(app.get("vega_lite_chart")) == 2  # the lines, and the series, which says that it is empty


def test_one_project_and_one_incident_are_a_whole_page(opened):
    app = opened(
        an_edition(an_incident(), projects=(PLACED,), figures=({**FIGURE, "project_id": "J-1", "scope": None},))
    )
    told = words(app)
    assert "Nobody contradicts anybody" in told
    assert "1 violent incident within 20 km in 365 days" in told
    assert "announced 120–2,500" in told


def test_filters_that_keep_no_project_leave_a_page(opened):
    assert "No project is on record here." in words(
        opened(an_edition(an_incident(admin2="Birch"), projects=(PLACED,)), "district=birch")
    )


def test_what_the_address_tries_out_is_in_force_and_can_be_undone(opened):
    edition = an_edition(an_incident(start_date="2026-02-03"), projects=(PLACED,))
    app = opened(edition, radius="50", window="30", decay="40", half_life="180")
    assert list(chosen(app).values())[:4] == [50, 30, 40, 180]
    assert "0 violent incidents" in words(app) or "no violent incidents within 50 km in 30 days" in words(app)
    app.button(key="usual_yardstick").click().run()
    assert list(chosen(app).values())[:4] == [20, 365, 10, 90]
    assert "1 violent incident within 20 km in 365 days" in words(app)


def test_what_is_tried_out_moves_the_sentences_and_stands_beside_the_usual_result(opened):
    edition = an_edition(an_incident(start_date="2026-02-03"), projects=(PLACED,))
    usual, tried = words(opened(edition)), words(opened(edition, radius="50"))
    assert "had a violent incident within 20 km" in usual and "As computed by default" not in usual
    assert "had a violent incident within 50 km" in tried
    assert "As computed by default (20 km, 365 days to" in tried


@pytest.mark.parametrize("value", ["21", "-5", "many", "", "1e9"])
def test_a_value_that_is_not_offered_is_passed_over(opened, value):
    app = opened(an_edition(an_incident(), projects=(PLACED,)), radius=value)
    assert chosen(app)["Near means within"] == 20


def test_days_can_be_counted_back_from_the_end_of_the_period(opened):
    edition = an_edition(an_incident(start_date="2026-02-03"), projects=(PLACED,))
    told = words(opened(edition, "from=2026-01-01&to=2026-02-10", counted_back_from="period", window="30"))
    assert "up to 10 Feb 2026" in told
    assert "1 violent incident within 20 km in 30 days" in told


def test_a_cell_is_shown_as_it_was_typed(opened):
    evil = "<img src=x onerror=alert(1)>"
    told = words(opened(an_edition(an_incident(), projects=({**PLACED, "name": evil, "security_note": evil},))))
    assert evil not in told and "&lt;img src=x" in told
