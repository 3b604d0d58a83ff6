"""What stands behind a page's sentences, run as Streamlit runs it."""

import pytest
from openpyxl.utils import get_column_letter
from streamlit.testing.v1 import AppTest

from tests.drawn import RESPONSE, an_edition, an_incident
from utils.analysis.filters import options_of
from utils.tables.schema import INCIDENTS
from utils.visuals.geography import Base
from utils.visuals.palette import LIGHT
from utils.web.panels.provenance import SHOWN_ROWS
from utils.web.shelf import Shelf
from utils.web.view import View

PAGE = """
from utils.web.panels.prose import section
from utils.web.view import this_view

for key in ("bottom-line", "incidents", "method", "responses"):
    section(this_view(), key)
"""
SHUT, OPEN = "What stands behind each sentence", "Hide what stands behind the sentences"


def a_page(*incidents, **others):
    nothing = {"type": "FeatureCollection", "features": []}
    edition = an_edition(*incidents, **others)
    options = options_of(edition.dataset, edition.as_of)
    base = Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none")
    app = AppTest.from_string(PAGE, default_timeout=30)
    app.session_state["view_shown"] = View(Shelf(edition, options, base), options.home, (), LIGHT)
    return app.run()


@pytest.fixture
def page():
    return a_page(an_incident())


def opened(app):
    """What stands behind the sentences of that page, all in one."""
    return "".join(tables(app.button[0].click().run()))


def cell(key):
    """The cell of the first incident in that column."""
    return f"{get_column_letter([column.key for column in INCIDENTS.columns].index(key) + 1)}2"


def tables(app):
    return [text for element in app.get("html") if "Rows and cells" in (text := element.proto.body)]


def test_a_page_has_one_button_for_all_its_sections(page):
    assert not page.exception
    assert [button.label for button in page.button] == [SHUT]
    assert tables(page) == []


def test_pressed_it_opens_under_every_section_the_rules_rows_and_cells(page):
    page.button[0].click().run()
    assert [button.label for button in page.button] == [OPEN]
    assert len(tables(page)) == 4
    assert any("incidents.xlsx, Incidents!A2 and its row, edition 1" in table for table in tables(page))
    assert all("<code>" in table for table in tables(page))


def test_what_a_sentence_rests_on_stands_below_it_and_in_no_column_beside_it(page):
    told = opened(page)
    assert "<table" not in told
    behind = told.split('<div class="behind">')[1]
    places = [
        behind.index(part) for part in ("<p>", "Rule</dt>", "Figures</dt>", "Rows and cells</dt>", "Sources</dt>")
    ]
    assert places == sorted(places)


def test_pressed_again_it_closes_them(page):
    for _ in range(2):
        page.button[0].click().run()
    assert tables(page) == []


def test_a_figure_that_was_read_from_a_column_names_the_cells_there():
    told = opened(a_page(an_incident(), an_incident(incident_id="N-2")))
    for read in (cell("tactic"), cell("admin2"), cell("start_date")):
        assert f"incidents.xlsx, Incidents!{read}, " in told


def test_of_rows_beyond_the_most_shown_the_number_is_told_and_where_all_incidents_are():
    many = [an_incident(incident_id=f"N-{number}") for number in range(SHOWN_ROWS + 5)]
    told = opened(a_page(*many))
    assert 'and 5 more; the rows of this view: <a href="incidents.csv?from=2026-01-01&amp;to=2026-03-31"' in told


def test_rows_of_another_table_than_the_incidents_are_in_the_evidence_bundle():
    told = opened(a_page(responses=[{**RESPONSE, "response_id": f"R-{number}"} for number in range(SHOWN_ROWS + 2)]))
    assert 'and 2 more; the rows of this view: <a href="evidence.zip?' in told
