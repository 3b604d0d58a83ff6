"""The map in a real browser: it asks nobody but the app, stands without a network, and answers to the keyboard."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from utils.visuals.palette import LIGHT, rgb

pytestmark = pytest.mark.browser

EVERYTHING = "/incidents?if-kinds=True&if-waves=True&if-responses=True&if-toll=civilians"


def is_drawn(page):
    """Whether the map shows land, water and the marks' own colour."""
    chart = page.get_by_test_id("stDeckGlJsonChart").first
    expect(chart).to_be_visible()
    chart.scroll_into_view_if_needed()
    for _ in range(20):  # the canvas draws after the page is whole
        colours = Image.open(io.BytesIO(chart.screenshot())).convert("RGB").getcolors(1 << 20)
        seen = {colour for number, colour in colours if number > 5}
        if {rgb(LIGHT.land), rgb(LIGHT.water)} <= seen and len(seen) > 20:
            return True
        page.wait_for_timeout(500)
    return False


@pytest.mark.parametrize("path", ["/", "/incidents", EVERYTHING])
def test_no_request_of_a_page_with_a_map_leaves_the_host(reader, path):
    page = reader.open(path)
    assert is_drawn(page)
    assert reader.strangers == []
    assert reader.complaints == []


def test_with_the_network_cut_the_map_is_complete(reader):
    elsewhere = re.compile(rf"^(?!{re.escape(reader.address)}/)https?://")
    reader.page.route(elsewhere, lambda route: route.abort())
    page = reader.open(EVERYTHING)
    assert is_drawn(page)
    asked = {url.rpartition("/")[2] for url in reader.requests if "/base/" in url}
    assert asked == {"countries.geojson", "provinces.geojson", "borders.geojson", "marks.png"}


def test_the_arrow_keys_move_the_map_by_a_week_and_the_address_follows(reader):
    page = reader.open("/incidents")
    handle = page.get_by_role("slider").first
    handle.focus()
    handle.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"if-week=\d{4}-\d\d-\d\d"))
    handle.press("ArrowLeft")
    expect(page).not_to_have_url(re.compile("if-week"))


def test_without_boundaries_none_is_fetched_and_the_note_says_so(reader):
    page = reader.open("/incidents?if-borders=none")
    assert is_drawn(page)
    assert not [url for url in reader.requests if url.endswith(("borders.geojson", "provinces.geojson"))]
    expect(page.get_by_text("No boundaries are drawn, as the reader has chosen").first).to_be_visible()


def test_without_the_map_nothing_of_it_is_fetched(reader):
    page = reader.open("/incidents?if-light=True")
    expect(page.get_by_text("Where incidents are recorded").first).to_be_visible()
    assert page.get_by_test_id("stDeckGlJsonChart").count() == 0
    assert not [url for url in reader.requests if "/base/" in url]
