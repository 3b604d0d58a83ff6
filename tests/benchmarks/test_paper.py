"""How long the PDF takes, beside Typst alone on the same words and pictures, WeasyPrint and Chromium's print: in turn.

Run by `make bench`; never part of the test suite. WeasyPrint and Chromium set our own web page of the same briefing;
WeasyPrint needs `make peers`. Absolute times drift with the machine; quote the ratios.
"""

import json
import statistics
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.serving import CHROMIUM_FLAGS, ROOT, chromium_path
from utils.analysis.filters import options_of
from utils.briefing import pdf
from utils.briefing.characters import all_visible
from utils.briefing.compose import compose
from utils.briefing.drawings import draw
from utils.briefing.html import render_html
from utils.editions.shipped import read_shipped
from utils.visuals.geography import read_base
from utils.visuals.palette import PAPER

ROUNDS = 5
PEER = Path(__file__).parent / "peers" / ".venv" / "bin" / "python"
WEASY = """
import sys, time, weasyprint
page = open(sys.argv[1]).read()
weasyprint.HTML(string=page).write_pdf()
start = time.perf_counter()
weasyprint.HTML(string=page.replace("</title>", " again</title>")).write_pdf()
print(time.perf_counter() - start)
"""


@pytest.fixture(scope="module")
def home():
    edition = read_shipped(ROOT / "data")
    options = options_of(edition.dataset, edition.as_of)
    base = read_base(ROOT / "data" / "reference")
    return compose(edition, options.home, options=options, base=base, look=PAPER)


def timed(work):
    """Seconds that it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_the_pdf_beside_typst_alone_and_other_setters(home, tmp_path):
    page = tmp_path / "briefing.html"
    page.write_bytes(render_html(home))
    times: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS).new_page()
        for number in range(ROUNDS + 1):
            for name, work in _setters(replace(home, title=f"{home.title} {number}"), window, page).items():
                seconds = timed(work)
                if number:  # the first round warms everything
                    times.setdefault(name, []).append(seconds)
    if PEER.is_file():
        call = [PEER, "-c", WEASY, page]
        times["WeasyPrint, its libraries loaded"] = [
            float(subprocess.run(call, check=True, capture_output=True, text=True).stdout) for _ in range(2)
        ]
    floor = statistics.median(times["Typst alone"])
    for name, seconds in times.items():
        print(f"{name:36} {statistics.median(seconds):6.2f} s, {statistics.median(seconds) / floor:5.1f} x Typst alone")


def _setters(briefing, window, page):
    """The same briefing, under a title of its own each time, so that nobody finds it in a cache."""
    drawings = draw(briefing)
    payload = pdf._payload(briefing, pdf.A4, drawings)
    inputs = {"briefing": json.dumps(all_visible(payload), ensure_ascii=False)}
    inputs["briefing"] = inputs["briefing"].replace(briefing.title, f"{briefing.title} alone", 1)

    def printed():
        window.goto(page.as_uri())
        window.pdf()

    return {
        "Typst alone": lambda: pdf._set(inputs, ["ua-1", "a-2a"] if briefing.date else ["ua-1"]),
        "ours, pictures drawn": lambda: pdf.render_pdf(briefing, drawings=drawings),
        "ours, pictures too": lambda: pdf.render_pdf(briefing, drawings=draw(briefing)),
        "Chromium kept, print of the web page": printed,
    }
