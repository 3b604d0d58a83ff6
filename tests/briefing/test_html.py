import re

import html5lib
import pytest

from tests.briefing.hostile import HOSTILE, a_hostile_edition, named
from utils.briefing.html import AS_TABLE, render_html
from utils.briefing.imprint import Imprint
from utils.briefing.vectors import inline
from utils.visuals.palette import DARK, PAPER

SPACE = "{http://www.w3.org/1999/xhtml}"
ADDRESS = "https://desk.example/editions/1/briefing.html?from=2026-01-01&to=2026-06-02"
BESIDE = (("PDF", "briefing.pdf?from=2026-01-01&to=2026-06-02"),)
MOST = 300_000
"""Bytes, 42,000 of them the type; about a third of it goes over the line, gzipped."""


def read(content):
    """The page's tree; an error when a browser would have to repair anything."""
    return html5lib.HTMLParser(strict=True).parse(content)


def text_of(tree):
    return " ".join("".join(tree.itertext()).split())


def every(tree, tag):
    return list(tree.iter(SPACE + tag))


@pytest.fixture(scope="module")
def content(home):
    return render_html(home, Imprint(ADDRESS), BESIDE)


@pytest.fixture(scope="module")
def page(content):
    return read(content)


def test_it_is_a_page_without_fault_and_not_too_large_for_a_slow_line(content):
    assert read(content) is not None
    assert len(content) < MOST


def test_it_asks_for_nothing_else_and_runs_nothing(content, page):
    assert not [tag for name in ("script", "link", "img", "iframe", "object", "form") for tag in every(page, name)]
    assert not re.search(rb"url\((?!#|data:font/woff2;base64,)|@import|\son[a-z]+=", content)


def test_it_leads_to_the_feed_where_there_is_one(home):
    tree = read(render_html(home, feed="https://desk.example/editions.atom"))
    (link,) = every(tree, "link")
    assert (link.get("rel"), link.get("type")) == ("alternate", "application/atom+xml")
    assert link.get("href") == "https://desk.example/editions.atom"


def test_it_says_every_sentence_strip_and_cell_in_the_order_of_the_briefing(page, home):
    said, place = text_of(page), 0
    for section in home.sections:
        for sentence in section.sentences:
            place = said.index(" ".join(sentence.text.split()), place)
        assert all(strip.number in said for strip in section.strips)
        for row in section.grid.rows if section.grid else ():
            assert all(" ".join(cell.split()) in said for cell in row), row


def test_label_filters_edition_and_boundary_note_are_on_it(page, home):
    said = text_of(page)
    assert said.count(home.label) == 2
    assert all(name + chosen in said for name, chosen in home.filter_lines)
    assert home.edition_line in said
    assert any(home.boundary_note in (svg.get("aria-label") or "") for svg in page.iter() if "svg" in str(svg.tag))


def test_every_source_number_leads_to_the_list_and_back(page, home):
    ids = [tag.get("id") for tag in page.iter() if tag.get("id")]
    assert len(ids) == len(set(ids))
    uses = [tag for tag in every(page, "a") if tag.get("role") == "doc-noteref"]
    back = {tag.get("href") for tag in every(page, "a") if tag.get("role") == "doc-backlink"}
    assert len(uses) >= len(home.sources)
    assert {"#" + tag.get("id") for tag in uses} == back
    for tag in every(page, "a"):
        assert not tag.get("href").startswith("#") or tag.get("href")[1:] in ids


def test_the_contents_lead_to_every_section(page, home):
    (contents,) = every(page, "nav")
    assert [tag.get("href")[1:] for tag in every(contents, "a")] == [s.key for s in home.sections] + ["sources"]


def test_readers_aloud_find_language_title_landmarks_and_row_headers(page, home):
    (root,) = every(page, "html") if page.tag != SPACE + "html" else [page]
    assert root.get("lang") == "en"
    assert every(page, "title")[0].text == home.title
    assert all(len(every(page, tag)) == 1 for tag in ("header", "main", "footer", "nav", "h1"))
    for table in every(page, "table"):
        assert {cell.get("scope") for cell in every(table, "th")} == {"col", "row"}


def test_every_picture_is_told_once_by_its_words(page, home):
    told = [svg.get("aria-label") for svg in page.iter() if svg.get("role") == "img"]
    every_one = [picture for section in home.sections for picture in section.pictures]
    drawn = [picture.alt for picture in every_one if picture.name not in AS_TABLE]
    assert len(drawn) == len(every_one) - len(AS_TABLE)
    assert [said[: len(alt)] for said, alt in zip(told, drawn, strict=True)] == drawn


def test_light_and_dark_have_the_looks_own_colours_and_paper_is_always_light(content):
    style = content.decode()
    assert f"--land:{PAPER.land}" in style
    assert style.index("@media screen and (prefers-color-scheme:dark)") < style.index(f"--land:{DARK.land}")
    assert 'fill="var(--land)"' in style
    assert f'"{PAPER.land}"' not in style


def test_it_leads_to_its_address_and_to_the_other_documents(page):
    links = {tag.get("href") for tag in every(page, "a")}
    assert {ADDRESS, BESIDE[0][1]} <= links


def test_the_same_briefing_gives_the_same_bytes(home, content):
    assert render_html(home, Imprint(ADDRESS), BESIDE) == content


TEXTS = (*HOSTILE, "</section></main>", '"><img src=x>', "sign \x9f", "' onclick='x")


@pytest.fixture(scope="module")
def hostile(brief):
    """One page for all hostile texts."""
    return read(render_html(brief(a_hostile_edition(TEXTS))))


@pytest.mark.parametrize(("number", "text"), [*enumerate(TEXTS, start=1)])
def test_what_stands_in_a_cell_comes_out_as_typed(hostile, number, text):
    said, shown = text_of(hostile), text.replace("\x9f", "\N{REPLACEMENT CHARACTER}")
    assert said.count(shown) >= 8
    assert named(number, shown) in said


def test_nothing_that_stands_in_a_cell_becomes_markup(hostile):
    assert not every(hostile, "script") and not every(hostile, "img")
    assert not [tag for tag in hostile.iter() if tag.get("onclick")]


def test_only_coordinates_are_shortened_and_only_the_looks_colours_become_variables():
    svg = (
        '<svg width="9.123" viewBox="0 0 9 9"><path d="M1.234,5.678" fill="#FBFAF7" opacity="0.123" role="x"/>'
        '<g transform="scale(0.123)" stroke="#0072b2"><text font-family="a">1.234</text></g></svg>'
    )
    drawn = inline(svg, 'a "b"')
    assert 'd="M1.2,5.6" fill="var(--land)" opacity="0.123"' in drawn
    assert 'scale(0.123)" stroke="#0072b2"><text>1.234</text>' in drawn
    assert 'aria-label="a &quot;b&quot;"' in drawn


def test_long_outlines_are_told_from_point_to_point_and_end_where_they_did():
    absolute = "M100,200L110,190L110,190L95,190Z" + "M473,525L475,524L476,523L478,524L480,523" + "L12,7"
    svg = f'<svg viewBox="0 0 9 9"><path d="{absolute}"/></svg>'
    assert "M100,200l10-10-15,0Z" in inline(svg, "")
    assert ends_of(re.search(' d="([^"]*)"', inline(svg, ""))[1]) == [(95, 190), (12, 7)]


def ends_of(path):
    """Where each of its lines ends, by adding up its steps."""
    found = []
    for x, y, steps in re.findall(r"M(-?\d+),(-?\d+)l([^MZ]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        found.append((int(x) + sum(numbers[::2]), int(y) + sum(numbers[1::2])))
    return found
