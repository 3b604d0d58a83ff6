import datetime as dt
import io

import docx
import pypdf
import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import Filters
from utils.briefing.choice import selected_in_words
from utils.briefing.html import render_html
from utils.briefing.pdf import render_pdf
from utils.briefing.word import render_word

DAY = dt.date(2026, 3, 31)
PAPERS = ((pypdf.PdfReader, render_pdf), (docx.Document, render_word))


def drawn(brief, query):
    rows = [an_incident(incident_id=f"N-{n}", admin2=name) for n, name in enumerate(("Alder", "Birch"))]
    return brief(an_edition(*rows), query)


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Northland briefing"),
        ("from=2026-02-01", "Northland briefing"),
        ("district=birch", "Northland briefing: Birch"),
        ("tactic=armed-assault", "Northland briefing: armed assault"),
        ("district=alder&district=birch", "Northland briefing: Alder and Birch"),
        ("district=birch&tactic=armed-assault", "Northland briefing: Birch; armed assault"),
    ],
)
def test_the_heading_names_what_was_selected(brief, query, heading):
    assert drawn(brief, query).heading == heading


def test_a_heading_names_the_first_few_choices_and_counts_the_others():
    chosen = Filters(DAY, DAY, districts=("Alder", "Birch", "Cedar", "Elm", "Fir"), surroundings=("the port",))
    assert selected_in_words(chosen) == "Alder, Birch, Cedar and 2 others; within 20 km of the port"


def test_every_document_is_headed_with_it_and_filed_under_it(brief):
    briefing = drawn(brief, "district=birch")
    pdf, word = (opens(io.BytesIO(render(briefing))) for opens, render in PAPERS)
    assert pdf.metadata.title == word.core_properties.title == "Northland briefing: Birch"
    assert pdf.pages[0].extract_text().splitlines()[1] == "Northland briefing: Birch"
    assert word.paragraphs[0].text == "Northland briefing: Birch"
    page = render_html(briefing).decode()
    assert "<title>Northland briefing: Birch</title>" in page
    assert "<h1>Northland briefing: Birch</h1>" in page
