"""One running app and one browser for all journeys; each test has a window of its own that keeps watch."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import CHROMIUM_FLAGS, ROOT, chromium_path, served

DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE_MS = 30_000
expect.set_options(timeout=20_000)  # a busy machine draws slowly; what is there is seen at once


@dataclass
class Reader:
    """A window on the app that notes every request, every complaint of the browser and every warning of Vega."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go to a path of the app and wait until the page is whole."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and the foot is there."""
        expect(self.page.locator(DONE)).to_be_attached(timeout=PATIENCE_MS)
        expect(self.page.get_by_text("Claims are shown with their claimants").first).to_be_attached(timeout=PATIENCE_MS)

    @property
    def strangers(self) -> list[str]:
        """Requests that left the host."""
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture(scope="session")
def app(tmp_path_factory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("app") / "log.txt"
    with served(log=log) as address:
        yield address
    assert "Traceback" not in log.read_text(), log.read_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


def window_on(browser: Browser, address: str, *, width: int = 1440, dark: bool = False) -> Reader:
    """A new window that keeps watch; close its context when done."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", accept_downloads=True
    )
    reader = Reader(context.new_page(), address)
    reader.page.on("request", lambda request: reader.requests.append(request.url))
    reader.page.on("console", lambda message: _note(reader, message))
    return reader


@pytest.fixture
def open_window(browser, app):
    windows = []

    def window(address: str = app, *, width: int = 1440, dark: bool = False) -> Reader:
        windows.append(window_on(browser, address, width=width, dark=dark))
        return windows[-1]

    yield window
    for reader in windows:
        reader.page.context.close()


@pytest.fixture
def reader(open_window) -> Reader:
    return open_window()


def _note(reader: Reader, message) -> None:
    if message.type == "warning" and message.text.startswith("WARN "):  # so Vega begins
        reader.warnings.append(message.text)
    if "Content Security Policy" in message.text or (message.type == "error" and "404" not in message.text):
        reader.complaints.append(message.text)


@pytest.fixture
def broken_data(tmp_path) -> Path:
    """A copy of the shipped spreadsheets, to be spoilt."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
