"""The pages on incidents and casualties as they run: whole, with one row, with nothing, and from a link."""

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import a_claim, an_edition, an_incident
from tests.visuals.pictured import a_base
from utils.analysis.filters import Filters, options_of
from utils.visuals.palette import LIGHT
from utils.web.shelf import Shelf
from utils.web.view import View

PAGES = Path(__file__).parents[2] / "pages"
YEAR = Filters(dt.date(2025, 1, 1), dt.date(2026, 3, 31))
YEAR_OF_ALL = Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
NOTHING = Filters(dt.date(2019, 1, 1), dt.date(2019, 1, 31))


def gathered():
    """An attack in Birch every twenty days, six in Alder within two weeks, and two more later."""
    first = dt.date(2025, 1, 1)
    days = [("Birch", first + dt.timedelta(days=20 * n)) for n in range(20)]
    days += [("Alder", dt.date(2025, 6, day)) for day in (3, 5, 6, 8, 11, 14)]
    days += [("Birch", dt.date(2025, 9, day)) for day in (2, 3, 4, 5, 7)]
    return [
        an_incident(
            incident_id=f"N-{n}", start_date=str(day), admin2=district, geo_precision="town", latitude=11 + n % 7
        )
        for n, (district, day) in enumerate(days)
    ]


def run(page, edition, filters=YEAR, what_ifs=None):
    app = AppTest.from_file(PAGES / f"{page}.py", default_timeout=60)
    app.session_state["view_shown"] = View(
        Shelf(edition, options_of(edition.dataset, edition.as_of), a_base()), filters, (), LIGHT
    )
    app.session_state["what_ifs"] = what_ifs or {}
    app.run()
    assert not app.exception, app.exception
    return app


def text(app):
    body = "".join(part.proto.body for part in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture(scope="module")
def held():
    claims = [
        a_claim(claim_id=f"C-{n}", scope=scope, incident_id=None, as_of_date="2025-06-05")
        for n, scope in enumerate(("North", "South"), 1)
    ]
    return an_edition(*gathered(), casualty_claims=claims)


@pytest.mark.parametrize("page", ["incidents", "casualties"])
@pytest.mark.parametrize("filters", [YEAR, Filters(dt.date(2025, 6, 3), dt.date(2025, 6, 3))], ids=["whole", "one day"])
def test_the_page_opens(page, filters, held):
    assert "What is contested" in (told := text(run(page, held, filters))) or "What happened" in told


@pytest.mark.parametrize("page", ["incidents", "casualties"])
def test_nothing_selected_leaves_no_heading_over_nothing(page, held):
    told = text(run(page, held, NOTHING))
    for heading in ("Coordinated attacks", "Sources", "Rows", "Ledger of claims", "Clusters in space and time"):
        assert heading not in told


def test_clusters_stand_in_a_table_with_the_rows_behind_the_one_picked(held):
    app = run("incidents", held)
    assert "Clusters in space and time District When Attacks Expected Probability by chance Alder" in text(app)
    assert any(part.label == "The attacks of this cluster" for part in app.expander)


def test_a_pick_stands_in_the_address_and_a_link_with_it_shows_the_same(held):
    app = run("casualties", held)
    box = next(box for box in app.selectbox if box.label == "What the claims are about")
    assert box.value == "North"
    box.set_value("South").run()
    assert app.session_state["what_ifs"] == {"if-claims": ["South"]}
    again = run("casualties", held, what_ifs={"if-claims": ["South"]})
    assert next(box for box in again.selectbox if box.label == "What the claims are about").value == "South"


def test_a_pick_that_this_view_does_not_offer_is_let_go(held):
    app = run("casualties", held, what_ifs={"if-claims": ["Atlantis"]})
    assert next(box for box in app.selectbox if box.label == "What the claims are about").value == "North"


def test_what_is_set_by_hand_is_shown_with_its_source(held):
    told = text(run("incidents", held))
    for words in (
        "Past outbreaks weigh less above this Anscombe residual 2.58 Noufaily et al. 2013",
        "Knox 1964",
        "MELTT",
    ):
        assert words in told


def test_claims_that_reach_beyond_the_filters_are_listed_and_counted_as_in_the_briefing():
    rows = [
        an_incident(incident_id=f"N-{n}", admin2=name, campaign="Operation Frost")
        for n, name in enumerate(("Alder", "Birch"))
    ]
    whole = {"incident_id": None, "scope": "The frost", "campaign": "Operation Frost"}
    claims = [
        a_claim(claim_id="C-1", **whole),
        a_claim(claim_id="C-2", claimant="Old Ministry", standing="partial", **whole),
    ]
    edition = an_edition(*rows, claims=claims)
    part = run("casualties", edition, Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31), districts=("Alder",)))
    said = text(part)
    assert "about what is selected. 1 claimed toll more reaches beyond it: see below." in said
    assert "2 claims about more than these filters keep, standing as last heard: 1." in said
    assert "Old Ministry" in said.split("Claims that reach beyond these filters")[1]
    assert "Claims that reach beyond" not in text(run("casualties", edition, YEAR_OF_ALL))
