"""What the share panel says of an address: whom it can be handed to."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import options_of
from utils.visuals.geography import Base
from utils.visuals.palette import LIGHT
from utils.web.panels import share
from utils.web.shelf import Shelf
from utils.web.view import View

PAGE = """
from utils.web.panels.share import take_away
from utils.web.view import this_view

take_away(this_view())
"""


@pytest.fixture
def panel_at(monkeypatch):
    """The words of the panel, on a page that is opened under that address."""

    def panel(address):
        nothing = {"type": "FeatureCollection", "features": []}
        edition = an_edition(an_incident())
        options = options_of(edition.dataset, edition.as_of)
        base = Base(nothing, nothing, nothing, nothing, (-180.0, -85.0, 180.0, 85.0), (), "none")
        monkeypatch.setattr(share, "_address", lambda: address)
        app = AppTest.from_string(PAGE, default_timeout=30)
        app.session_state["view_shown"] = View(Shelf(edition, options, base), options.home, (), LIGHT)
        app.run()
        assert not app.exception
        return app

    return panel


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8501/",
        "http://127.0.0.1:8611/incidents",
        "http://127.8.0.1/",
        "http://[::1]:8501/",
        "http://LOCALHOST/",
    ],
)
def test_an_address_of_ones_own_computer_is_said_to_lead_nobody_else_here(panel_at, address):
    assert [caption.value for caption in panel_at(address).caption] == [share.ON_THIS_COMPUTER]


@pytest.mark.parametrize(
    "address",
    [
        "https://briefings.example.org/",
        "http://192.0.2.7:8501/",
        "http://localhost.example.org/",
        "http://[2001:db8::1]/",
    ],
)
def test_an_address_of_a_server_is_said_to_open_the_same_view_for_others(panel_at, address):
    assert [caption.value for caption in panel_at(address).caption] == [share.FOR_ANYONE]


def test_the_pdf_that_is_offered_for_download_is_downloaded(panel_at):
    markup = "".join(element.proto.body for element in panel_at("http://localhost/").get("html"))
    (download,) = [part for part in markup.split("<a ") if "Download this view as PDF" in part]
    assert " download>" in download and "target=" not in download
