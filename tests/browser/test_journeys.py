import io
import re
import time
import urllib.request

import numpy as np
import openpyxl
import pypdf
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.test_pages import PAGES, sideways
from tests.serving import served
from utils.visuals.palette import LIGHT as LOOK
from utils.visuals.palette import rgb
from utils.web.press import FORMS, file_of

pytestmark = pytest.mark.browser

GWADAR = "from=2026-01-01&to=2026-06-02&district=gwadar"
LIGHT = "if-light=True"
"""Without the map, which a browser without a graphics card draws for seconds; for journeys that do not ask about it."""


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_the_filters_of_a_link_and_says_what_it_asked_in_vain(reader, path):
    page = reader.open(f"{path}?{GWADAR}&district=atlantis")
    expect(page.get_by_text("districts: Gwadar").first).to_be_visible()
    expect(page.get_by_text("“atlantis”, which this edition cannot follow").first).to_be_visible()
    assert "district=gwadar" in page.url


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_on_a_phone_when_nothing_is_selected(open_window, path):
    reader = open_window(width=390, dark=True)
    page = reader.open(f"{path}?from=2019-01-02&to=2019-01-03")
    expect(page.get_by_text("2–3 Jan 2019").first).to_be_visible()
    assert page.get_by_text("Sorry, this part could not be shown").count() == 0
    assert reader.complaints == []
    assert sideways(page) <= 0


def test_a_choice_goes_into_the_address_survives_the_page_and_opens_in_another_browser(reader, open_window):
    page = reader.open(f"/?{LIGHT}")
    page.get_by_text(re.compile("^Filters: ")).click()
    page.get_by_label("Districts", exact=True).click()
    page.get_by_role("option", name="Gwadar").click()
    expect(page).to_have_url(re.compile("district=gwadar"))
    page.get_by_test_id("stTopNavLink").filter(has_text="Casualties").click()
    expect(page.get_by_role("heading", name="Ledger of claims")).to_be_visible()
    reader.settle()
    expect(page).to_have_url(re.compile(r"casualties\?.*district=gwadar"))
    other = open_window().open(page.url.removeprefix(reader.address))
    expect(other.get_by_text("districts: Gwadar").first).to_be_visible()
    expect(other.get_by_text("cannot be divided").first).to_be_visible()


def test_a_district_is_found_by_another_accepted_spelling(reader):
    page = reader.open(f"/?{LIGHT}")
    page.get_by_text(re.compile("^Filters: ")).click()
    page.get_by_label("Districts", exact=True).fill("Noshki")
    page.get_by_role("option", name="Nushki").click()
    expect(page).to_have_url(re.compile("district=nushki"))


def test_a_mistyped_link_leads_on_to_the_view_that_was_meant(reader):
    page = reader.open(f"/?distrct=gwadar&district=nuskhi&{LIGHT}")
    expect(page.get_by_text("“distrct” is no filter").first).to_be_visible()
    page.get_by_role("link", name="Show this view with “Nushki”").click()
    expect(page.get_by_text("districts: Nushki").first).to_be_visible()
    page.get_by_role("link", name="Show this view with “district: gwadar”").click()
    expect(page.get_by_text("districts: Gwadar and Nushki").first).to_be_visible()
    expect(page.get_by_text("is no filter")).to_have_count(0)


def test_back_undoes_a_choice(reader):
    page = reader.open(f"/?{GWADAR}&{LIGHT}")
    page.get_by_text(re.compile("^Filters: ")).click()
    page.get_by_role("button", name="Back to the opening view").click()
    expect(page).not_to_have_url(re.compile("gwadar"))
    page.go_back()
    expect(page).to_have_url(re.compile("district=gwadar"))
    expect(page.get_by_text("districts: Gwadar").first).to_be_visible()


def test_the_pdf_of_a_view_is_one_click_away_and_holds_the_view(reader):
    page = reader.open(f"/?{GWADAR}&{LIGHT}")
    href = page.get_by_role("link", name="Download this view as PDF").get_attribute("href")
    with urllib.request.urlopen(f"{reader.address}/{href}") as answer:
        document = pypdf.PdfReader(io.BytesIO(answer.read()))
    first = document.pages[0].extract_text()
    assert "Gwadar" in first
    assert "TLP:CLEAR" in first


def test_the_pdf_of_a_view_is_downloaded_and_opens_no_other_page(reader):
    page = reader.open(f"/?{GWADAR}&{LIGHT}")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download this view as PDF").click()
    assert taken.value.suggested_filename == "briefing-2026-06-02-gwadar.pdf"
    assert len(page.context.pages) == 1


def test_the_web_page_of_a_view_runs_nothing_and_breaks_no_rule_of_the_server(reader):
    page = reader.open(f"/?{GWADAR}&{LIGHT}")
    href = page.get_by_role("link", name="Web page").get_attribute("href")
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url))
    page.goto(f"{reader.address}/{href}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("img").first).to_be_visible()
    assert [line for line in told if "briefing.html" not in line and "favicon" not in line] == []


def test_the_map_stands_on_its_own_base(reader):
    page = reader.open("/incidents")
    expect(page.get_by_test_id("stDeckGlJsonChart").first).to_be_visible()
    page.wait_for_timeout(3000)
    layers = {url.rpartition("/")[2] for url in reader.requests if "/base/" in url}
    assert layers == {"countries.geojson", "provinces.geojson", "borders.geojson", "marks.png"}
    expect(page.get_by_text("do not imply official endorsement").first).to_be_visible()


def test_a_bar_of_the_timeline_selects_the_rows(reader):
    page = reader.open("/incidents")
    rows = page.get_by_text(re.compile(r"\d+ incidents? of \d+ incidents, as selected"))
    assert rows.count() == 0
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.scroll_into_view_if_needed()
    bars = chart.locator(".mark-rect.role-mark path")
    expect(bars.first).to_be_attached()
    tallest = max(range(bars.count()), key=lambda place: bars.nth(place).bounding_box()["height"])
    bars.nth(tallest).click(force=True)
    expect(rows).to_be_visible()


def test_a_torn_file_and_a_wrong_cell_are_named_and_what_can_be_shown_is_shown(open_window, broken_data):
    (broken_data / "responses.xlsx").write_bytes((broken_data / "responses.xlsx").read_bytes()[:9000])
    book = openpyxl.load_workbook(broken_data / "incidents.xlsx")
    book["Incidents"]["B14"] = "some day"
    book.save(broken_data / "incidents.xlsx")
    with served(data=broken_data) as address:
        page = open_window(address).open(f"/?{LIGHT}")
        expect(page.get_by_text("The spreadsheets have").first).to_be_visible()
        page.get_by_text("What is wrong, and how to mend it").click()
        expect(page.get_by_text("responses.xlsx", exact=True).first).to_be_visible()
        expect(page.get_by_text("it is torn").first).to_be_visible()
        expect(page.get_by_text("incidents.xlsx, Incidents!B14")).to_be_visible()
        assert page.get_by_text("Traceback").count() == 0


def a_mark(deck):
    """Where on the map a mark is filled with the accent, in pixels; the map is drawn some time after the page."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        drawn = Image.open(io.BytesIO(deck.screenshot())).convert("RGB")
        filled = (np.asarray(drawn) == rgb(LOOK.accent)).all(axis=2)
        inside = filled[:-2, :-2] & filled[2:, :-2] & filled[:-2, 2:] & filled[2:, 2:] & filled[1:-1, 1:-1]
        for down, across in np.argwhere(inside)[:1]:
            return int(across) + 1, int(down) + 1
        deck.page.wait_for_timeout(500)
    raise AssertionError("no mark is drawn on the map")


def test_a_click_on_the_map_selects_the_rows_of_that_place(reader):
    page = reader.open("/incidents")
    deck = page.get_by_test_id("stDeckGlJsonChart").first
    deck.scroll_into_view_if_needed()
    across, down = a_mark(deck)
    deck.click(position={"x": across, "y": down})
    expect(page.get_by_text(re.compile(r"\d+ incidents? of \d+ incidents, as selected"))).to_be_visible(
        timeout=PATIENCE_MS
    )


@pytest.mark.parametrize("path", ["/", "/casualties", "/sources"])
def test_the_share_panel_gives_addresses_that_open(reader, path):
    query = f"{GWADAR}&{LIGHT}"
    page = reader.open(f"{path}?{query}")
    expect(page.get_by_role("heading", name="Sources", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(2000)  # a popover opened while the page is still being laid out is closed again
    page.get_by_role("button", name="Share this view").click()
    panel = page.get_by_test_id("stPopoverBody")
    expect(panel.get_by_role("link")).to_have_count(len(FORMS) + 2, timeout=PATIENCE_MS)
    assert panel.get_by_test_id("stCode").inner_text().strip() == f"{reader.address}{path}?{query}"
    # a document has a map of its own, whatever the page leaves out
    shown = [link.get_attribute("href") for link in panel.get_by_role("link").all()]
    assert shown == [
        *(f"{reader.address}/editions/1/{file_of(form)}?{GWADAR}" for form in FORMS),
        f"{reader.address}/latest/briefing.pdf?{GWADAR}",
        f"{reader.address}/editions.atom",
    ]
    for address in shown:
        assert page.request.get(address).ok, address


def test_bars_are_labelled_with_words_and_not_with_code(reader):
    page = reader.open("/incidents")
    chart = page.get_by_test_id("stVegaLiteChart").nth(1)
    chart.scroll_into_view_if_needed()
    expect(chart.locator("svg").get_by_text("Nushki", exact=True).first).to_be_attached()
    assert "[" not in chart.inner_text()


def test_what_stands_behind_a_number_opens_under_it(reader):
    page = reader.open(f"/?{GWADAR}&{LIGHT}")
    page.get_by_role("button", name="What stands behind each sentence").click()
    expect(page.get_by_text("(count, ").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"incidents\.xlsx, Incidents!A\d+")).first).to_be_visible()


def test_a_what_if_is_in_the_link_and_opens_as_it_was(reader):
    page = reader.open("/investments?if-radius=50")
    expect(page).to_have_url(re.compile("if-radius=50"))
    expect(page.get_by_text(re.compile("within 50 km|50 km")).first).to_be_visible()
