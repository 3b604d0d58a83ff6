"""How long a reader waits, beside an empty Streamlit app on the same machine: ratios of medians, taken in turn.

Run by `make bench`; never part of the test suite. Absolute times drift with the machine; quote the ratios.
"""

import re
import statistics
import sys
import time

from playwright.sync_api import sync_playwright

from tests.serving import CHROMIUM_FLAGS, chromium_path, served

ROUNDS = 5
EMPTY = """
import streamlit as st
st.write("Empty and ready")
if st.button("Press"):
    st.write("Pressed")
"""


def test_opening_and_filtering_beside_an_empty_app(tmp_path):
    script = tmp_path / "empty.py"
    script.write_text(EMPTY)
    settings = {"port": "{port}", "headless": "true", "fileWatcherType": "none"}
    options = [part for name, value in settings.items() for part in (f"--server.{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    times: dict[str, list[float]] = {}
    with served(command) as empty, served() as ours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for number in range(ROUNDS + 1):
            for name, seconds in {**_empty(browser, empty), **_ours(browser, ours)}.items():
                if number:  # the first round warms both servers
                    times.setdefault(name, []).append(seconds)
        browser.close()
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    for name, seconds in medians.items():
        print(f"{name:32} {seconds:6.2f} s  ({min(times[name]):.2f}–{max(times[name]):.2f})")
    for name, floor in (("text", "empty text"), ("all drawn", "empty text"), ("filter to figures", "empty press")):
        print(f"{name} / {floor}: {medians[name] / medians[floor]:.2f}")


def _empty(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_text("Empty and ready").wait_for()
    opened = time.perf_counter() - start
    page.wait_for_timeout(300)
    start = time.perf_counter()
    page.get_by_role("button", name="Press").click()
    page.get_by_text("Pressed").wait_for()
    pressed = time.perf_counter() - start
    page.context.close()
    return {"empty text": opened, "empty press": pressed}


def _ours(browser, address):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_text("incidents").first.wait_for()
    page.get_by_role("heading", name="Bottom line").wait_for()
    readable = time.perf_counter() - start
    page.get_by_role("heading", name="Sources", exact=True).wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for()
    drawn = time.perf_counter() - start
    page.goto(f"{address}/?from=2026-01-01&to=2026-06-02&district=gwadar")
    page.get_by_text("districts: Gwadar").first.wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    page.get_by_text(re.compile("^Filters: ")).click()
    button = page.get_by_role("button", name="Back to the opening view")
    button.wait_for()
    page.wait_for_timeout(500)
    before = page.locator("dd.n").first.inner_text()
    start = time.perf_counter()
    button.click()
    page.wait_for_function("before => document.querySelector('dd.n').innerText !== before", arg=before)
    changed = time.perf_counter() - start
    page.context.close()
    return {"text": readable, "all drawn": drawn, "filter to figures": changed}
