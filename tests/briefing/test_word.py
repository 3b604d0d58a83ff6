import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from tests.briefing.hostile import HOSTILE, a_hostile_edition, named
from utils.briefing.drawings import draw
from utils.briefing.imprint import Imprint
from utils.briefing.word import render_word

ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01"


@pytest.fixture(scope="module")
def drawings(home):
    return draw(home)


@pytest.fixture(scope="module")
def content(home, drawings):
    return render_word(home, Imprint(ADDRESS), drawings)


@pytest.fixture(scope="module")
def paper(content):
    return docx.Document(io.BytesIO(content))


def text_of(document):
    """Everything that is read, links included, paragraph by paragraph."""
    paragraphs = [*document.paragraphs]
    paragraphs += [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    return "\n".join(paragraph.text for paragraph in paragraphs)


def test_headings_are_styles_so_that_word_finds_them(paper, home):
    named = {style: [p.text for p in paper.paragraphs if p.style.name == style] for style in ("Title", "Heading 1")}
    assert named == {"Title": [home.title], "Heading 1": [section.heading for section in home.sections] + ["Sources"]}


def test_it_says_every_sentence_strip_filter_and_source(paper, home):
    said = text_of(paper)
    for section in home.sections:
        assert all(sentence.text in said for sentence in section.sentences)
        assert all(strip.number in said for strip in section.strips)
    assert all(f"{name}: {chosen}" in said for name, chosen in home.filter_lines)
    assert all(f"{note.number}. {note.citation}" in said for note in home.sources)
    assert ADDRESS in said


def test_tables_are_tables_with_a_heading_row_that_word_repeats(paper, home):
    grids = [section.grid for section in home.sections if section.grid and section.grid.rows]
    for table, grid in zip(paper.tables, grids, strict=True):
        assert tuple(cell.text for cell in table.rows[0].cells) == grid.headings
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [row.cells[-1].text for row in table.rows[1:]] == [row[-1] for row in grid.rows]


def test_every_source_number_leads_to_a_place_in_the_list(paper, home):
    body = paper.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    asked = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert marks == {f"source_{note.number}" for note in home.sources}
    assert set(asked) == marks
    assert len(asked) >= sum(len(sentence.sources) for section in home.sections for sentence in section.sentences)


def test_every_picture_is_there_with_its_words(paper, home):
    told = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
    drawn = [picture.alt for section in home.sections for picture in section.pictures]
    assert [said[: len(alt)] for said, alt in zip(told, drawn, strict=True)] == drawn
    assert any(home.boundary_note in said for said in told)


def test_the_label_is_on_top_and_at_the_foot_of_every_page(paper, home):
    (section,) = paper.sections
    head, foot = ("\n".join(p.text for p in part.paragraphs) for part in (section.header, section.footer))
    assert home.label in head and home.label in foot
    assert home.edition_line in foot
    assert "NUMPAGES" in section.footer._element.xml


def test_the_same_briefing_gives_the_same_bytes_without_the_moment_of_writing(content, home, drawings):
    assert render_word(home, Imprint(ADDRESS), drawings) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert b"2026-06-02T00:00:00Z" in parts.read("docProps/core.xml")


TEXTS = (*HOSTILE, "</w:t>", "sign \x9f")


@pytest.fixture(scope="module")
def hostile(brief):
    """One document for all hostile texts."""
    return text_of(docx.Document(io.BytesIO(render_word(brief(a_hostile_edition(TEXTS))))))


@pytest.mark.parametrize(("number", "text"), [*enumerate(TEXTS, start=1)])
def test_what_stands_in_a_cell_comes_out_as_typed(hostile, number, text):
    shown = text.replace("\x9f", "\N{REPLACEMENT CHARACTER}")
    assert hostile.count(shown) >= 6
    assert named(number, shown) in hostile


def test_nothing_selected_gives_a_whole_document_that_says_so(brief, shipped):
    opened = docx.Document(io.BytesIO(render_word(brief(shipped, "from=2025-01-01&to=2025-01-02&district=zhob"))))
    assert "No incident on record matches these filters." in text_of(opened)
