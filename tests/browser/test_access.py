"""What shuts readers out: axe-core on a phone and where nothing is shown, and the way through a page by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import shut_out, sideways

pytestmark = pytest.mark.browser

NOTHING = "/?from=2019-01-02&to=2019-01-03"
NO_EDITION = "/?edition=99"


def test_an_empty_selection_shuts_nobody_out(reader):
    assert shut_out(reader.open(NOTHING)) == []


@pytest.mark.parametrize("path", ["/", "/casualties", "/outlook"])
def test_no_page_shuts_a_reader_out_or_scrolls_sideways_on_a_phone(open_window, path):
    page = open_window(width=390, dark=True).open(path)
    assert sideways(page) <= 0
    assert shut_out(page) == []


def test_a_page_that_tells_why_nothing_is_shown_shuts_nobody_out(reader):
    reader.page.goto(reader.address + NO_EDITION)
    expect(reader.page.get_by_role("link", name="The newest edition")).to_be_visible()
    assert shut_out(reader.page) == []


def test_the_first_screen_of_the_briefing_holds_label_download_answer_map_and_the_way_on(reader):
    page = reader.open()
    page.set_viewport_size({"width": 1440, "height": 900})
    for shown in (
        page.get_by_text("TLP:CLEAR").first,
        page.get_by_role("link", name="Download this view as PDF"),
        page.locator(".lead p").last,
        page.get_by_test_id("stDeckGlJsonChart"),
        page.get_by_role("navigation", name="Contents"),
    ):
        expect(shown).to_be_in_viewport()


def test_the_first_screen_of_a_phone_holds_label_download_and_answer(open_window):
    page = open_window(width=390).open()
    page.set_viewport_size({"width": 390, "height": 844})
    for shown in (
        page.get_by_text("TLP:CLEAR").first,
        page.get_by_role("link", name="Download this view as PDF"),
        page.get_by_text("Assessment:").first,
    ):
        expect(shown).to_be_in_viewport()


def test_the_contents_lead_by_keyboard_to_a_section_and_not_under_the_bar(reader):
    page = reader.open()
    link = page.get_by_role("navigation", name="Contents").get_by_role("link", name="What comes next")
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="What comes next")
    expect(heading).to_be_in_viewport()
    assert heading.bounding_box()["y"] > 50  # pictures above it may still grow


def test_on_paper_a_page_has_its_label_view_sources_and_address_and_nothing_to_press(reader):
    page = reader.open()
    page.emulate_media(media="print")
    for shown in (
        page.get_by_text("TLP:CLEAR").first,
        page.get_by_text("Filters: ").first,
        page.locator(".bb ol.sources li").first,
        page.locator(".bb .address"),
    ):
        expect(shown).to_be_visible()
    for gone in ("[data-testid=stHeader]", ".st-key-take_away", ".st-key-ways_on", ".bb .contents", "button:visible"):
        expect(page.locator(gone).first).not_to_be_visible()


def test_the_number_of_a_source_opens_the_list_at_its_place(reader):
    page = reader.open()
    number = page.locator("sup a").first
    place = page.locator(f"[id='{number.get_attribute('href')[1:]}']")
    expect(place).not_to_be_visible()
    number.click()
    expect(place).to_be_in_viewport()
