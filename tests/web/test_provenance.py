"""What stands behind a page's sentences, run as Streamlit runs it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import options_of
from utils.visuals.geography import Base
from utils.visuals.palette import LIGHT
from utils.web.shelf import Shelf
from utils.web.view import View

PAGE = """
from utils.web.panels.prose import section
from utils.web.view import this_view

for key in ("bottom-line", "incidents", "method"):
    section(this_view(), key)
"""
SHUT, OPEN = "What stands behind each sentence", "Hide what stands behind the sentences"


@pytest.fixture
def page():
    nothing = {"type": "FeatureCollection", "features": []}
    edition = an_edition(an_incident())
    options = options_of(edition.dataset, edition.as_of)
    base = Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none")
    app = AppTest.from_string(PAGE, default_timeout=30)
    app.session_state["view_shown"] = View(Shelf(edition, options, base), options.home, (), LIGHT)
    return app.run()


def tables(app):
    return [text for element in app.get("html") if "Rows and cells" in (text := element.proto.body)]


def test_a_page_has_one_button_for_all_its_sections(page):
    assert not page.exception
    assert [button.label for button in page.button] == [SHUT]
    assert tables(page) == []


def test_pressed_it_opens_under_every_section_the_rules_rows_and_cells(page):
    page.button[0].click().run()
    assert [button.label for button in page.button] == [OPEN]
    assert len(tables(page)) == 3
    assert any("incidents.xlsx, Incidents!A2" in table for table in tables(page))
    assert all("<code>" in table for table in tables(page))


def test_pressed_again_it_closes_them(page):
    for _ in range(2):
        page.button[0].click().run()
    assert tables(page) == []
