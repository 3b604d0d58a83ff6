"""The way that a notice offers to the nearest of what a link asked for in vain."""

from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import Ignored, from_query, options_of
from utils.visuals.geography import Base
from utils.visuals.palette import LIGHT
from utils.web import controls
from utils.web.panels.notices import way_to_nearest
from utils.web.shelf import Shelf
from utils.web.view import View

EDITION = an_edition(an_incident(), an_incident(incident_id="N-2", admin2="Birch"))
OPTIONS = options_of(EDITION.dataset, EDITION.as_of)
NOTICES = """
from utils.web.panels import notices
from utils.web.view import this_view

notices._standing = lambda view: None  # which edition is the newest is not asked here
notices.notices(this_view())
"""


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session in which one thing is tried out."""
    monkeypatch.setattr(controls.st, "session_state", {"what_ifs": {"if-radius": ["20"]}})


def a_view(query):
    nothing = {"type": "FeatureCollection", "features": []}
    base = Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none")
    return View(Shelf(EDITION, OPTIONS, base), *from_query(query, OPTIONS), LIGHT)


def led_to(way):
    """The query of the way's address."""
    return parse_qs(unescape(way.split('href="?')[1].split('"')[0]))


@pytest.mark.parametrize("query", [{"district": ["aldr"]}, {"distrct": ["alder"]}])
def test_a_slip_leads_to_the_view_with_the_nearest_applied(query):
    view = a_view(query)
    assert view.filters.districts == ()
    followed, ignored = from_query(led_to(way_to_nearest(view, view.ignored[0])), OPTIONS)
    assert (followed.districts, ignored) == (("Alder",), ())


def test_the_way_keeps_what_is_chosen_what_is_tried_out_and_the_other_slips():
    view = a_view({"district": ["birch", "aldr"], "actr": ["frost-brigade"]})
    asked = led_to(way_to_nearest(view, view.ignored[0]))
    followed, ignored = from_query(asked, OPTIONS)
    assert followed.districts == ("Alder", "Birch")
    assert ignored == (Ignored("actr", "frost-brigade", "actor"),)
    assert asked["if-radius"] == ["20"]


def test_what_a_link_asked_for_stays_text_in_the_way():
    view = a_view({"distrct": ['"><img src=x onerror=alert(1)>']})
    way = way_to_nearest(view, view.ignored[0])
    assert "<img" not in way and way.count('"') == 4


def test_where_nothing_is_near_no_way_is_offered():
    view = a_view({"district": ["zzzzzz"], "from": ["soon"]})
    assert [way_to_nearest(view, one) for one in view.ignored] == ["", ""]


def test_each_notice_has_its_way_under_it(monkeypatch):
    monkeypatch.undo()
    app = AppTest.from_string(NOTICES, default_timeout=30)
    app.session_state["view_shown"] = a_view({"district": ["aldr"], "distrct": ["birch"]})
    app.run()
    assert not app.exception
    assert len(app.warning) == 2
    ways = [element.proto.body for element in app.get("html")]
    assert ["“Alder”" in ways[0], "“district: birch”" in ways[1]] == [True, True]
