import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from tests.briefing.hostile import HOSTILE, a_hostile_edition, named
from tests.drawn import an_edition, an_incident
from utils.briefing import pdf
from utils.briefing.__main__ import main
from utils.briefing.pdf import SettingError, render_pdf

ROOT = Path(__file__).parents[2]


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words(text):
    """The text without the breaks that setting it makes."""
    return re.sub(r"\s+", "", text)


def text_of(reader):
    return words("".join(page.extract_text() for page in reader.pages))


def tags(reader):
    """Every element of the tag tree."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            left += list(node)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            found.append(node)
            left += [node["/K"]] if "/K" in node else []
    return found


@pytest.fixture(scope="module")
def home_bytes(home):
    return render_pdf(home)


@pytest.fixture(scope="module")
def reader(home_bytes):
    return opened(home_bytes)


def test_every_page_bears_the_label_twice_and_its_number(reader, home):
    total = len(reader.pages)
    assert 2 <= total <= 20
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert text.count(home.label) == 2, number
        assert f"Page {number} of {total}" in text
        assert words(home.edition_line) in words(text)


def test_the_label_stands_right_and_is_large_enough(reader, home):
    seen = []

    def note(text, place, matrix, _, size):
        if text.strip() == home.label:
            seen.append((place[4], size * abs(matrix[0])))

    reader.pages[0].extract_text(visitor_text=note)
    assert len(seen) == 2
    assert all(left > 400 and size >= 12 for left, size in seen)


def test_the_first_page_says_what_was_selected(reader, home):
    first = words(reader.pages[0].extract_text())
    for name, chosen in home.filter_lines:
        assert words(name + chosen) in first


def test_every_sentence_strip_and_cell_is_printed(reader, home):
    printed = text_of(reader)
    for section in home.sections:
        for sentence in section.sentences:
            assert words(sentence.text)[:60] in printed, sentence.rule
        for strip in section.strips:
            assert words(strip.number) in printed
        for row in section.grid.rows if section.grid else ():
            assert all(words(cell) in printed for cell in row), row


def test_every_source_is_listed_under_its_number(reader, home):
    printed = text_of(reader)
    for note in home.sources:
        assert words(f"{note.number}{note.citation}") in printed, note.number
    assert words(f"{home.sources[-1].number + 1}.") not in printed[-200:]


def test_source_numbers_lead_to_the_list_and_citations_to_their_address(reader, home):
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", ())]
    inside = [link for link in links if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    outside = {link["/A"]["/URI"] for link in links if link.get("/A", {}).get("/S") == "/URI"}
    cited = sum(len(sentence.sources) for section in home.sections for sentence in section.sentences)
    assert len(inside) >= cited
    assert outside == {note.url for note in home.sources if note.url}


def test_it_is_tagged_for_those_who_listen(reader, home):
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == home.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = [tag.get("/S") for tag in tags(reader)]
    assert kinds.count("/TH") >= len(home.section("contested").grid.headings)
    assert "/H1" in kinds


def test_every_picture_has_its_words(reader, home):
    spoken = [tag["/Alt"] for tag in tags(reader) if tag.get("/S") == "/Figure"]
    drawn = [picture.alt for section in home.sections for picture in section.pictures]
    assert len(spoken) == len(drawn)
    for alt in drawn:
        assert any(said.startswith(alt) for said in spoken)
    assert any(home.boundary_note in said for said in spoken)


def test_the_boundary_note_is_printed_under_the_map(reader, home):
    assert words(home.boundary_note)[:80] in text_of(reader)


def test_bookmarks_lead_to_the_sections(reader, home):
    outline = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert outline == [section.heading for section in home.sections] + ["Sources"]


def test_it_says_that_it_keeps_the_standards(home_bytes):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in home_bytes
    assert b"<pdfaid:part>2</pdfaid:part>" in home_bytes


def test_only_the_shipped_fonts_are_in_it(reader):
    held = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert held
    assert all(name.startswith("SourceSans3") for name in held), held


def test_a_name_in_another_script_is_set_in_a_shipped_font_and_keeps_the_standards(home):
    told = replace(home, filter_lines=(("Districts", "Gwadar (گوادر)"),))
    content = render_pdf(told)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    fonts = opened(content).pages[0]["/Resources"]["/Font"].values()
    assert any("NotoNaskhArabic" in font.get_object()["/BaseFont"] for font in fonts)


def test_the_same_briefing_gives_the_same_bytes_anywhere(home_bytes, home, tmp_path):
    assert render_pdf(home) == home_bytes
    out = tmp_path / "there.pdf"
    command = [sys.executable, "-m", "utils.briefing", "--out", str(out)]
    elsewhere = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(command, cwd=ROOT, env=elsewhere, check=True)
    assert out.read_bytes() == home_bytes


@pytest.fixture(scope="module")
def hostile(brief):
    """One document for all hostile texts: its words, and its title."""
    reader = opened(render_pdf(brief(a_hostile_edition(HOSTILE))))
    return text_of(reader), reader.metadata.title


@pytest.mark.parametrize(("number", "text"), [*enumerate(HOSTILE, start=1)])
def test_what_stands_in_a_cell_comes_out_as_typed(hostile, number, text):
    said, title = hostile
    assert said.count(words(text)) >= 12
    assert words(named(number, text)) in said
    assert text in title


def test_a_sign_without_a_font_is_no_reason_to_have_no_paper(brief):
    for text in ("新闻 🙂", "bell \x07 bell"):
        briefing = replace(brief(an_edition(an_incident())), disclaimer=text)
        assert len(opened(render_pdf(briefing)).pages) >= 1


def test_a_font_that_is_not_there_is_an_error(home, monkeypatch, tmp_path):
    template = tmp_path / "template.typ"
    template.write_text(pdf.TEMPLATE.read_text().replace("Source Sans 3", "Sauce Sans 3"))
    monkeypatch.setattr(pdf, "TEMPLATE", template)
    with pytest.raises(SettingError, match="sauce sans 3"):
        render_pdf(home)


def test_nothing_selected_gives_a_whole_document_that_says_so(brief, shipped):
    reader = opened(render_pdf(brief(shipped, "from=2025-01-01&to=2025-01-02&district=zhob")))
    assert words("No incident on record matches these filters.") in text_of(reader)
    assert "Zhob" in reader.pages[0].extract_text()


def test_an_undated_edition_gives_no_date(brief):
    edition = an_edition(an_incident())
    bare = type(edition)(1, edition.digest, type(edition.dataset)(edition.dataset.tables))
    content = render_pdf(brief(bare))
    assert "/CreationDate" not in opened(content).metadata
    assert "TLP:RED" in opened(content).pages[0].extract_text()
    assert render_pdf(brief(bare)) == content


def test_the_command_writes_the_pdf_and_tells_what_it_could_not_follow(tmp_path, capsys):
    out = tmp_path / "brief.pdf"
    data, reference = ROOT / "data", ROOT / "data" / "reference"
    query = "district=gwadar&district=nowhere&from=2026-01-01"
    assert main(["--data", str(data), "--reference", str(reference), "--out", str(out), "--query", query]) == 0
    assert "nowhere" in capsys.readouterr().err
    assert "Gwadar" in opened(out.read_bytes()).pages[0].extract_text()
