"""Pictures of the running app for docs/gallery, as few bytes as they can be: `make gallery` takes them anew."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import CHROMIUM_FLAGS, ROOT, chromium_path, served

FOLDER = ROOT / "docs" / "gallery"
COLOURS = 256
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN_MS = 6000
"""How long maps and charts are given after the script has run: software draws them."""

DESK, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, what is opened, on what screen, and down to which heading the page is rolled."""

    name: str
    path: str
    screen: tuple[int, int] = DESK
    scheme: str = "light"
    heading: str = ""


SHOTS = (
    Shot("briefing", "/"),
    Shot("briefing-dark", "/", scheme="dark"),
    Shot("briefing-phone", "/", PHONE),
    Shot("incidents", "/incidents"),
    Shot("incidents-phone", "/incidents", PHONE),
    Shot("casualties", "/casualties"),
    Shot("responses", "/responses"),
    Shot("investments", "/investments"),
    Shot("region", "/region"),
    Shot("outlook", "/outlook"),
    Shot("what-would-change", "/outlook", heading="What would change this"),
    Shot("web-page", "/briefing.html"),
)


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """The picture as PNG with a palette of its own."""
    width, height = shot.screen
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    page = context.new_page()
    page.goto(address + shot.path)
    _settle(page, shot)
    seen = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    kept = io.BytesIO()
    seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _settle(page: Page, shot: Shot) -> None:
    if not shot.path.endswith(".html"):
        page.wait_for_selector(DONE, timeout=60_000)
        page.wait_for_timeout(DRAWN_MS)
    if shot.heading:
        page.get_by_role("heading", name=shot.heading).first.evaluate("place => place.scrollIntoView()")
        page.wait_for_timeout(DRAWN_MS)


def main(folder: Path = FOLDER) -> None:
    """Take every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for shot in SHOTS:
            content = take(browser, address, shot)
            (folder / f"{shot.name}.png").write_bytes(content)
            sys.stdout.write(f"{shot.name}: {len(content):,} bytes\n")
        browser.close()


if __name__ == "__main__":
    main()
