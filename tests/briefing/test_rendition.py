import datetime as dt

import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import Filters
from utils.briefing.imprint import Imprint, permanent_path
from utils.briefing.rendition import FORMS, View

FILTERS = Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31))


@pytest.fixture(scope="module")
def view(brief):
    edition = an_edition(an_incident())
    return View(edition, FILTERS, brief(edition), Imprint("https://desk.example/editions/1/briefing.html"))


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("pdf", b"%PDF-"),
        ("html", b"<!DOCTYPE html>"),
        ("docx", b"PK"),
        ("zip", b"PK"),
        ("geojson", b'{"type":"FeatureCollection"'),
        ("csv", b"\xef\xbb\xbfIncident id,"),
        ("xlsx", b"PK"),
    ],
)
def test_every_form_is_made_and_the_same_view_gives_the_same_bytes(view, form, begins):
    assert form in FORMS
    first = view.render(form)
    assert first.startswith(begins)
    assert view.render(form) == first


def test_pictures_are_drawn_once_for_all_forms(view):
    asked = []
    given = View(view.edition, FILTERS, view.briefing, drawn=lambda _: asked.append("drawn") or view.drawings)
    for form in ("pdf", "html", "docx"):
        given.render(form)
    assert asked == ["drawn"]


def test_an_address_that_stays_names_edition_file_and_choice():
    path = permanent_path(3, "briefing.pdf", {"from": ["2026-01-01"], "district": ["alder", "birch"]})
    assert path == "editions/3/briefing.pdf?from=2026-01-01&district=alder&district=birch"
