"""How long a reader waits, beside an empty Streamlit app and small pages in Dash and Panel on the same machine.

Run by `make bench`; never part of the test suite. Ratios of medians, taken in turn. Absolute times drift with the
machine; quote the ratios. The peers need `make peers` once: without it they are left out.
"""

import contextlib
import json
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.serving import CHROMIUM_FLAGS, chromium_path, free_port, served

ROUNDS = 5
PEERS = Path(__file__).parent / "peers"
PEERS_PYTHON = PEERS / ".venv" / "bin" / "python"
EMPTY = """
import streamlit as st
st.write("Empty and ready")
if st.button("Press"):
    st.write("Pressed")
"""

PAINTED = """
new MutationObserver(() => {
  if (window.readable === undefined && document.body?.textContent.includes(WORDS)) {
    window.readable = null
    requestAnimationFrame(() => setTimeout(() => { window.readable = performance.now() / 1000 }))
  }
}).observe(document, {subtree: true, childList: true, characterData: true})
"""
"""The browser's own clock: a question from outside waits until a busy page finds time to answer it."""


@contextlib.contextmanager
def peer(name):
    """The address of a peer's page; None where the peers are not installed."""
    if not PEERS_PYTHON.exists():
        yield None
        return
    port = free_port()
    process = subprocess.Popen(
        [PEERS_PYTHON, f"{name}_page.py", str(port)], cwd=PEERS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _await(address, process):
    while process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=30).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"the peer stopped with status {process.returncode}")


def test_opening_and_filtering_beside_an_empty_app_and_peers(tmp_path):
    script = tmp_path / "empty.py"
    script.write_text(EMPTY)
    settings = {"port": "{port}", "headless": "true", "fileWatcherType": "none"}
    options = [part for name, value in settings.items() for part in (f"--server.{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    times: dict[str, list[float]] = {}
    with (
        served(command) as empty,
        served() as ours,
        peer("dash") as dash,
        peer("panel") as panel,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        asked = [(_empty, empty), (_ours, ours), (_dash, dash), (_panel, panel)]
        for number in range(ROUNDS + 1):
            for measured, address in asked:
                for name, seconds in (measured(browser, address) if address else {}).items():
                    if number:  # the first round warms the servers
                        times.setdefault(name, []).append(seconds)
        browser.close()
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    for name, seconds in medians.items():
        print(f"{name:32} {seconds:6.2f} s  ({min(times[name]):.2f}–{max(times[name]):.2f})")
    for name in ("text", "all drawn"):
        print(f"{name} / empty text: {medians[name] / medians['empty text']:.2f}")


def _page(browser, words=""):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.add_init_script(PAINTED.replace("WORDS", json.dumps(words)))
    return page


def _readable(page):
    """Seconds from the start until the words of the page stood on the screen."""
    return page.wait_for_function("window.readable").json_value()


def _dash(browser, address):
    return _peer(browser, address, "dash", lambda page: page.get_by_label("Last half").click())


def _panel(browser, address):
    return _peer(browser, address, "panel", lambda page: page.get_by_text("Last half").click())


def _peer(browser, address, name, choose):
    page = _page(browser)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    line = page.get_by_text("Bottom line:")
    line.wait_for()
    readable = time.perf_counter() - start
    page.locator("canvas, svg.main-svg").nth(2).wait_for(state="attached")
    drawn = time.perf_counter() - start
    page.wait_for_timeout(500)
    before = line.inner_text()
    start = time.perf_counter()
    choose(page)
    page.get_by_text("Bottom line:").filter(has_not_text=before).wait_for()
    changed = time.perf_counter() - start
    page.context.close()
    return {f"{name} text": readable, f"{name} all drawn": drawn, f"{name} filter to figures": changed}


def _empty(browser, address):
    page = _page(browser, "Empty and ready")
    page.goto(address, wait_until="commit")
    opened = _readable(page)
    page.wait_for_timeout(300)
    start = time.perf_counter()
    page.get_by_role("button", name="Press").click()
    page.get_by_text("Pressed").wait_for()
    pressed = time.perf_counter() - start
    page.context.close()
    return {"empty text": opened, "empty press": pressed}


def _ours(browser, address):
    page = _page(browser, "Bottom line")
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_role("heading", name="Sources", exact=True).wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for()
    drawn, readable = time.perf_counter() - start, _readable(page)
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
