"""How soon the map of incidents stands, and what is sent for it, at three sizes of the record: in turn, in one run.

Run by `make bench`; never part of the test suite. The shipped record is repeated, each copy a little aside of its
original. Software rendering, as on a machine without a graphics card; quote the ratios to the shipped size.
"""

import io
import shutil
import statistics
import time
from itertools import islice

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.serving import CHROMIUM_FLAGS, ROOT, chromium_path, served
from utils.visuals.palette import LIGHT, rgb

ROUNDS = 3
SIZES = (148, 10_000, 199_000)
PATIENCE_MS = 600_000


def enlarged(folder, size):
    """The shipped spreadsheets, with so many incidents."""
    data = shutil.copytree(ROOT / "data", folder / str(size))
    book = openpyxl.load_workbook(data / "incidents.xlsx")
    sheet = book["Incidents"]
    headings = [cell.value for cell in sheet[1]]
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    new = openpyxl.Workbook(write_only=True)
    incidents = new.create_sheet("Incidents")
    incidents.append(headings)
    for row in islice(_repeated(rows, headings), size):
        incidents.append(row)
    for name in ("Casualty claims", "Published counts"):
        copied = new.create_sheet(name)
        for row in book[name].iter_rows(values_only=True):
            copied.append(row)
    new.save(data / "incidents.xlsx")
    return data


def _repeated(rows, headings):
    number, across, down = (headings.index(name) for name in ("Incident id", "Longitude", "Latitude"))
    copy = 0
    while True:
        for row in rows:
            told = list(row)
            if copy:
                told[number] = f"{row[number]}-{copy}"
            for place in (across, down):
                if isinstance(row[place], int | float):
                    told[place] = round(row[place] + (copy * 37 % 1000) / 5000, 5)
            yield told
        copy += 1


@pytest.mark.parametrize("size", SIZES)
def test_the_map_of_incidents(size, tmp_path):
    settings = {"BRIEFBOOK_LIMIT_SECONDS": "600", "BRIEFBOOK_UPLOAD_MB": "100", "BRIEFBOOK_PAGES_PER_MINUTE": "0"}
    told: dict[str, list[float]] = {}
    with served(data=enlarged(tmp_path, size), settings=settings) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for number in range(ROUNDS + 1):
            for name, value in _opened(browser, address).items():
                if number:  # the first round makes the view
                    told.setdefault(name, []).append(value)
        browser.close()
    print(f"{size:8,} incidents", *(f"{name} {statistics.median(seen):.2f}" for name, seen in told.items()), sep="; ")


def _opened(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    sent = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    start = time.perf_counter()
    page.goto(f"{address}/incidents", wait_until="commit")
    page.get_by_role("heading", name="Rows").wait_for()
    rows = time.perf_counter() - start
    chart = page.get_by_test_id("stDeckGlJsonChart").first
    chart.locator("canvas").first.wait_for()
    while not _drawn(chart):
        page.wait_for_timeout(100)
    painted = time.perf_counter() - start
    page.context.close()
    return {"rows s": rows, "map painted s": painted, "sent over the socket kB": sum(sent) / 1000}


def _drawn(chart):
    colours = Image.open(io.BytesIO(chart.screenshot())).convert("RGB").getcolors(1 << 20)
    seen = {colour for number, colour in colours if number > 5}
    return {rgb(LIGHT.land), rgb(LIGHT.water)} <= seen and len(seen) > 20
