import io
import re

import pypdf
import pytest

from tests.drawn import an_edition, an_incident
from utils.briefing.drawings import draw
from utils.briefing.imprint import LONGEST_CODED, Imprint
from utils.briefing.pdf import PAPERS, Setup, render_pdf
from utils.briefing.summary import KEPT, summary_of

ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01&to=2026-06-02"
POINTS = {"a4": (595, 842), "letter": (612, 792)}

every_paper = pytest.mark.parametrize("paper", PAPERS)


@pytest.fixture(scope="module")
def drawings(home):
    return draw(home)


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words(text):
    return re.sub(r"\s+", "", text)


def figures(reader):
    """The alternative texts of the tag tree, in reading order."""
    said = []

    def follow(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for part in node:
                follow(part)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            said.extend([node["/Alt"]] if node.get("/S") == "/Figure" else [])
            if "/K" in node:
                follow(node["/K"])

    follow(reader.trailer["/Root"]["/StructTreeRoot"])
    return said


@every_paper
def test_the_paper_is_the_one_asked_for(home, drawings, paper):
    for page in opened(render_pdf(home, Setup(paper), drawings)).pages:
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == POINTS[paper]


@every_paper
@pytest.mark.parametrize(
    "query", ["", "district=gwadar", "district=nushki", "from=2025-01-01&to=2025-01-02&district=zhob"]
)
def test_a_summary_has_two_pages_at_most_each_with_the_label_twice(brief, shipped, paper, query):
    short = summary_of(brief(shipped, query))
    content = render_pdf(short, Setup(paper, compact=True, imprint=Imprint(ADDRESS)))
    reader = opened(content)
    assert len(reader.pages) <= 2
    assert all(page.extract_text().count(short.label) == 2 for page in reader.pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_a_summary_says_what_the_whole_says_and_numbers_its_sources_from_one(home):
    short = summary_of(home)
    assert [section.key for section in short.sections] == [key for key in KEPT if key != "incidents"]
    assert short.section("bottom-line") == home.section("bottom-line")
    assert [note.number for note in short.sources] == list(range(1, len(short.sources) + 1))
    assert {note.source_id for note in short.sources} < {note.source_id for note in home.sources}
    assert [len(section.pictures) for section in short.sections] == [0, 0, 0, 0, 1]


def test_a_summary_keeps_what_makes_a_claim_a_claim_and_says_what_grades_mean(brief, shipped):
    short = summary_of(brief(shipped, "district=nushki"))
    contested = [sentence.rule for sentence in short.section("contested").sentences]
    assert contested == ["contested.one-sided", "contested.wider", "contested.perpetrators"]
    assert short.section("numbers").sentences[-1].text.startswith("Grades follow the Admiralty system")


def test_the_foot_of_the_first_page_has_the_address_in_words_as_a_link_and_as_a_code(home, drawings):
    reader = opened(render_pdf(home, Setup(imprint=Imprint(ADDRESS)), drawings))
    first = reader.pages[0]
    assert words(ADDRESS) in words(first.extract_text())
    assert ADDRESS in {note.get_object().get("/A", {}).get("/URI") for note in first["/Annots"]}
    assert Imprint(ADDRESS).code_alt in figures(reader)
    assert words(ADDRESS) not in words(reader.pages[1].extract_text())


def test_without_an_address_there_is_no_code(home, drawings):
    assert not any("QR" in said for said in figures(opened(render_pdf(home, drawings=drawings))))


def test_each_address_has_one_code_of_its_own():
    assert Imprint(ADDRESS).code == Imprint(ADDRESS).code
    assert Imprint(ADDRESS).code != Imprint(ADDRESS + "&district=zhob").code
    assert Imprint().code == ""


@pytest.mark.parametrize("letters", [LONGEST_CODED + 1, 4000])
def test_an_address_too_long_for_a_code_is_printed_alone(home, drawings, letters):
    address = ADDRESS + "&district=alder" * (letters // 15 + 1)
    assert Imprint(address).code == ""
    reader = opened(render_pdf(home, Setup(imprint=Imprint(address)), drawings))
    assert words(address) in words("".join(page.extract_text() for page in reader.pages))
    assert not any("QR" in said for said in figures(reader))


def test_the_same_host_gives_the_same_bytes_and_another_host_others(home, drawings):
    setup = Setup(imprint=Imprint(ADDRESS))
    assert render_pdf(home, setup, drawings) == render_pdf(home, setup, drawings)
    other = Setup(imprint=Imprint(ADDRESS.replace("desk", "other")))
    assert render_pdf(home, setup, drawings) != render_pdf(home, other, drawings)


@pytest.mark.parametrize("where", ["place", "campaign", "actor"])
def test_a_word_longer_than_a_line_is_broken_and_copied_whole(brief, where):
    word = "Llanfair" * 30
    reader = opened(render_pdf(brief(an_edition(an_incident(**{where: word}), about={"Disclaimer": word}))))
    right = []

    def note(text, place, matrix, _, size):
        narrowest = 0.4 * size * abs(place[0])
        right.append(place[4] + matrix[4] * place[0] + narrowest * max(map(len, text.split("\n"))))

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    assert max(right) < POINTS["a4"][0]
    assert word in words("".join(page.extract_text() for page in reader.pages))


def test_pictures_are_read_in_the_order_of_their_sections(home, drawings):
    said = figures(opened(render_pdf(home, drawings=drawings)))
    expected = [picture.alt for section in home.sections for picture in section.pictures]
    assert all(one.startswith(alt) for one, alt in zip(said, expected, strict=True))
