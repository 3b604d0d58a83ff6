"""The incidents one by one: few stand in every document in the words of their rows, many stand in none."""

import io
import re
from html import unescape

import docx
import pypdf
import pytest

from tests.briefing.hostile import HOSTILE
from tests.drawn import SOURCES, an_edition, an_incident
from utils.briefing.columns import widths
from utils.briefing.html import render_html
from utils.briefing.pdf import PAPERS, Setup, render_pdf
from utils.briefing.rules.one_by_one import FEW, SHORT_LETTERS, TITLE
from utils.briefing.summary import summary_of
from utils.briefing.word import render_word
from utils.tables.importing import LAYOUTS

NOTE = "The ministry says until Monday; the brigade says until Thursday."
ALLEGED = {
    "incident_id": "N-2",
    "start_date": "2026-02-01",
    "end_date": "2026-02-20",
    "date_precision": "month",
    "actor": "Northland Police",
    "attribution": "alleged",
    "attributed_by": "Rights Watch",
    "killed_civilian_low": 10,
    "killed_civilian_high": 16,
    "reliability": "D",
    "credibility": "3",
    "summary": "A rights group says that police fired on a bus.",
}


def incidents_of(briefing):
    return briefing.section("incidents").grid


def several(total, **changes):
    return an_edition(*(an_incident(incident_id=f"N-{n:03}", **changes) for n in range(total)))


@pytest.fixture(scope="module")
def two(brief):
    return brief(an_edition(an_incident(notes=NOTE), an_incident(**ALLEGED)))


def of_pdf(content):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def of_word(content):
    opened = docx.Document(io.BytesIO(content))
    return "".join(part.text or "" for part in opened.element.body.iter() if part.tag.endswith("}t"))


def of_page(content):
    return unescape(re.sub("<[^>]+>", " ", re.sub("<style>.*?</style>", "", content.decode(), flags=re.DOTALL)))


DOCUMENTS = {
    "pdf": lambda briefing: of_pdf(render_pdf(briefing)),
    "word": lambda briefing: of_word(render_word(briefing)),
    "page": lambda briefing: of_page(render_html(briefing)),
}
SUMMARY = {"summary": lambda briefing: of_pdf(render_pdf(summary_of(briefing), Setup(compact=True)))}


def solid(text):
    return re.sub(r"\s+", "", text)


def test_a_row_is_told_with_its_note_who_is_named_on_whose_word_the_dead_and_the_grade(two):
    alleged, claimed = incidents_of(two).rows
    assert alleged == (
        "1–20 Feb 2026 (known to the month)",
        "Alder bridge, Alder, Northland",
        "A rights group says that police fired on a bus.",
        "Northland Police (alleged by Rights Watch)",
        "Civilians 10–16",
        "D3",
    )
    assert claimed[2:4] == (
        f"Gunmen fired at a police post on the bridge. Note: {NOTE}",
        "Frost Brigade (claimed)",
    )
    assert incidents_of(two).sources == (("S-1",), ("S-1",))


@pytest.mark.parametrize("document", [*DOCUMENTS, *SUMMARY])
def test_few_incidents_stand_in_every_document_with_their_sources(two, document):
    told = solid((DOCUMENTS | SUMMARY)[document](two))
    grid = incidents_of(two).short if document in SUMMARY else incidents_of(two)
    assert solid(TITLE) in told
    for row in grid.rows:
        assert all(solid(cell) in told for cell in row[1:]), row
        assert re.search(re.escape(solid(row[0])) + r"\d", told), "the number of its source"
    assert (solid(NOTE) in told) is (document not in SUMMARY)


@pytest.mark.parametrize(("total", "told"), [(1, True), (FEW, True), (FEW + 1, False)])
def test_many_incidents_stand_in_no_table(brief, total, told):
    briefing = brief(several(total))
    assert (incidents_of(briefing) is not None) is told
    assert ("incidents" in [section.key for section in summary_of(briefing).sections]) is told


def test_no_incident_has_no_table(brief):
    assert incidents_of(brief(several(1), "from=2025-01-01&to=2025-01-02")) is None


@pytest.mark.parametrize("document", [*DOCUMENTS, *SUMMARY])
def test_what_stands_in_a_row_comes_out_as_typed(brief, document):
    rows = (
        an_incident(incident_id=f"N-{n}", summary=text, notes=text, actor=text, place=text)
        for n, text in enumerate(HOSTILE)
    )
    told = solid((DOCUMENTS | SUMMARY)[document](brief(an_edition(*rows))))
    for text in HOSTILE:
        assert solid(f"{text} (claimed by Frost Brigade)") in told
        assert document in SUMMARY or solid(f"{text} Note: {text}") in told


def test_the_page_has_no_markup_out_of_a_row(brief):
    content = render_html(brief(an_edition(an_incident(summary="<script>alert(1)</script>", notes="<b>x</b>"))))
    assert b"<script" not in content
    assert b"<b>x</b>" not in content


@pytest.mark.parametrize("paper", PAPERS)
def test_what_has_no_room_in_a_summary_is_counted_and_the_newest_stay(brief, paper):
    long = "word " * (SHORT_LETTERS // 25)
    edition = an_edition(
        *(an_incident(incident_id=f"N-{n}", start_date=f"2026-02-{n + 1:02}", summary=long) for n in range(FEW))
    )
    short = summary_of(brief(edition))
    grid = incidents_of(short)
    assert 0 < len(grid.rows) < FEW
    assert grid.rows[-1][0] == f"{FEW} Feb 2026"
    assert f"with {FEW - len(grid.rows)} earlier incidents." in grid.note
    assert len(pypdf.PdfReader(io.BytesIO(render_pdf(short, Setup(paper, compact=True)))).pages) == 2


def test_a_row_taller_than_a_page_is_torn_rather_than_lost(brief):
    told = " ".join(f"word{n}" for n in range(1200))
    printed = of_pdf(render_pdf(brief(an_edition(an_incident(summary=told)))))
    assert "word0" in printed
    assert "word1199" in printed


def test_rows_that_may_not_be_passed_on_are_left_out_and_counted(brief):
    closed = next(layout for layout in LAYOUTS if layout.closed)
    source = {"source_id": "S-9", "publisher": "P", "title": "T", "note": closed.terms}
    rows = an_incident(), an_incident(incident_id="N-2", source_ids="S-9", summary="Words of the closed origin.")
    grid = incidents_of(brief(an_edition(*rows, sources=[*SOURCES, source])))
    assert [row[2] for row in grid.rows] == ["Gunmen fired at a police post on the bridge."]
    assert "Of the selected incidents 1 comes from an origin whose terms forbid passing on the words." in grid.note


def test_what_is_reported_has_the_widest_column(two):
    grid = incidents_of(two)
    parts = dict(zip(grid.headings, widths(grid), strict=True))
    assert parts.pop("What is reported") > 1.5 * max(parts.values())
