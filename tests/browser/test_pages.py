"""Every page as it opens by default, opened once for all tests that look at it: this file runs on one worker."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS, window_on

pytestmark = pytest.mark.browser

HEADINGS = {
    "/": "Bottom line",
    "/incidents": "Rows",
    "/casualties": "Ledger of claims",
    "/responses": "What the authorities did",
    "/investments": "Investments and exposure",
    "/region": "What others say",
    "/outlook": "What comes next",
    "/sources": "Sources",
}
PAGES = tuple(HEADINGS)
PICTURED = PAGES[1:-1]
"""The map of the briefing has a test of its own; the last page, the sources, has no picture."""

STOPS = 24
"""So many stops of the keyboard lead over menu, filters and documents into the page."""

RULES = {"rules": {"target-size": {"enabled": True}}}
"""Beside axe's usual rules that of WCAG 2.2 on the size of what is touched."""


@pytest.fixture(scope="module")
def opened(request, browser, app):
    """The window on a page and its path, open as long as tests look at it."""
    reader = window_on(browser, app)
    reader.open(request.param)
    reader.page.wait_for_timeout(1500)  # pictures and map layers are asked for after the text
    yield reader, request.param
    reader.page.context.close()


def sideways(page):
    """By how many pixels the page is wider than the phone."""
    return page.evaluate(
        "(() => { const m = document.querySelector('[data-testid=stMain]');"
        " return Math.max(m.scrollWidth - m.clientWidth, document.documentElement.scrollWidth - 390) })()"
    )


def walk(page, stops=STOPS):
    """What the keyboard stops at, one Tab after another: its words, whether it can be seen there, and its markup."""
    told = """() => {
        const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect()
        const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.tagName === 'INPUT'
        const words = at.innerText || at.getAttribute('aria-label') || at.getAttribute('title') || at.tagName
        return [words.trim(), shown && box.width > 0, at.outerHTML.slice(0, 160)]
    }"""
    found = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        found.append(page.evaluate(told))
    return found


def shut_out(page):
    """What axe finds of serious or critical weight, with every fold of the page open."""
    page.evaluate("document.querySelectorAll('.bb details').forEach(fold => { fold.open = true })")
    page.wait_for_timeout(500)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        (rule["id"], node["target"], node["html"][:200])
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("opened", PAGES, indirect=True)
def test_every_page_opens_by_default_and_asks_nobody_else(opened):
    reader, path = opened
    page = reader.page
    expect(page.get_by_role("heading", name=HEADINGS[path]).first).to_be_visible()
    expect(page.get_by_text("TLP:CLEAR").first).to_be_visible()
    expect(page.get_by_text(re.compile("Edition 1, digest [0-9a-f]{12}")).first).to_be_visible()
    assert reader.strangers == []
    assert reader.complaints == []
    assert reader.warnings == []  # of Vega, of a picture drawn from nothing
    assert page.get_by_text("Sorry, this part could not be shown").count() == 0


@pytest.mark.parametrize("opened", PICTURED, indirect=True)
def test_the_picture_of_a_page_begins_on_its_first_screen(opened):
    reader, _ = opened
    drawn = reader.page.locator("[data-testid=stVegaLiteChart], [data-testid=stDeckGlJsonChart]")
    expect(drawn.first).to_be_visible(timeout=PATIENCE_MS)
    assert min(one.bounding_box()["y"] for one in drawn.all()) < 700


@pytest.mark.parametrize("opened", PAGES[:-1], indirect=True)
def test_every_source_number_leads_to_its_source(opened):
    reader, _ = opened
    leads = reader.page.evaluate("[...document.querySelectorAll('.bb sup a')].map(a => a.getAttribute('href'))")
    assert leads
    assert [lead for lead in leads if reader.page.locator(f"[id='{lead[1:]}']").count() != 1] == []


@pytest.mark.parametrize("opened", PAGES, indirect=True)
def test_the_keyboard_walks_into_every_page_and_is_held_nowhere(opened):
    reader, _ = opened
    stops = walk(reader.page)
    assert "Download this view as PDF" in [words for words, _, _ in stops]
    assert len({markup for _, _, markup in stops}) > STOPS // 2  # no stop keeps the keyboard
    assert [markup for words, shown, markup in stops if words == "Download this view as PDF" and not shown] == []


@pytest.mark.parametrize("opened", PAGES, indirect=True)
def test_no_page_shuts_a_reader_out_on_a_desk(opened):
    reader, _ = opened
    assert shut_out(reader.page) == []
