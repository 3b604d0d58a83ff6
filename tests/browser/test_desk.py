"""An analyst's whole way: sign in, upload, problems, marked copy, changes, publish, a reader sees it, roll back."""

import contextlib
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests import planted
from tests.browser.conftest import DONE, PATIENCE_MS
from tests.postgres import running_postgres
from tests.serving import served

pytestmark = pytest.mark.browser


@contextlib.contextmanager
def _desk(tmp_path, settings):
    data = tmp_path / "data"
    data.mkdir()
    for name, content in planted.whole().items():
        (data / name).write_bytes(content)
    log = tmp_path / "log.txt"
    with served(data=data, log=log, settings=settings) as address:
        yield address, lambda: re.findall(r"signin\?\S*token=(\S+)", log.read_text())[-1]
    assert "Traceback" not in log.read_text(), log.read_text()


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "sqlite":
        with _desk(tmp_path, {"BRIEFBOOK_LIMIT_ROWS": "2000"}) as held:
            yield held
        return
    with running_postgres() as server, _desk(tmp_path, {"DATABASE_URL": f"{server}postgres"}) as held:
        yield held


def settle(page):
    page.wait_for_timeout(300)
    expect(page.locator(DONE)).to_be_attached(timeout=PATIENCE_MS)


def sign_in(reader, token, name="A. Analyst"):
    page = reader.page
    page.goto(f"{reader.address}/desk")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("One-time token").fill(token())
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/desk$"))
    settle(page)
    return page


def press(page, name):
    """By keyboard: a click is lost when a fold that opens moves its button between press and release."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled(timeout=PATIENCE_MS)
    button.press("Enter")


def upload(page, name, content):
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "", "buffer": content})
    press(page, "Read these files")


def downloaded(page, name):
    link = page.get_by_role("link", name=name).get_attribute("href")
    answer = page.request.get(f"{page.url.partition('/desk')[0]}/{link}")
    assert answer.status == 200, answer.text()
    return answer.body()


def test_forty_problems_from_upload_to_a_published_edition_and_back(desk, open_window):
    address, token = desk
    reader = open_window(address)
    reader.page.goto(address)
    expect(reader.page.get_by_text(re.compile("Edition 1, digest")).first).to_be_visible(timeout=PATIENCE_MS)
    analyst = open_window(address)
    page = sign_in(analyst, token)

    upload(page, planted.TABLE, planted.spoilt())
    expect(page.get_by_role("heading", name="Problems", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    for row, heading in ((22, "Event type"), (5, "Start date"), (40, "Actor")):
        expect(page.get_by_text(f"Incidents!{planted.address(row, heading)}").first).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
    told = downloaded(page, "All problems as a file").decode("utf-8-sig")
    assert all(code in told for _, _, _, code in planted.PLANTED)

    marked = downloaded(page, "incidents.xlsx with the cells marked")
    copy = openpyxl.load_workbook(io.BytesIO(marked))["Incidents"]
    for row, heading, _, _ in planted.PLANTED:
        cell = copy[planted.address(row, heading)]
        assert cell.comment is not None and cell.fill.fill_type == "solid", cell.coordinate

    page.get_by_text("Upload other files into this draft").click()
    upload(page, planted.TABLE, changed(planted.mended(marked)))
    expect(page.get_by_text("Draft: can be published")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Incidents: 1 added, 1 corrected, 1 withdrawn")).to_be_visible()

    page.get_by_label("What changed, and why").fill("One more, one less, one corrected.")
    settle(page)
    press(page, "Publish")
    expect(page.get_by_text("Published as edition 2.")).to_be_visible(timeout=PATIENCE_MS)
    expect(reader.page.get_by_text(re.compile("Edition 2, digest")).first).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("tab", name="History").click()
    page.get_by_text("Publish an old edition again").click()
    settle(page)
    press(page, "Publish edition 1 again")
    expect(page.get_by_text("Edition 1 is published again, as edition 3.")).to_be_visible(timeout=PATIENCE_MS)
    expect(reader.page.get_by_text(re.compile("Edition 3, digest")).first).to_be_visible(timeout=PATIENCE_MS)
    assert analyst.complaints == []
    assert analyst.strangers == []


def changed(content):
    """The mended workbook with one incident corrected, one taken out and one added."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Incidents"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, headings["Summary"]).value = "Corrected."
    for column in range(1, sheet.max_column + 1):
        sheet.cell(47, column).value = sheet.cell(46, column).value
    sheet.cell(47, headings["Incident id"]).value = "N-46"
    for column in range(1, sheet.max_column + 1):
        sheet.cell(46, column).value = None
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_whoever_is_not_signed_in_finds_the_door_and_nothing_else(open_window, app):
    reader = open_window()
    page = reader.page
    page.goto(f"{app}/desk?draft=guessed")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible(timeout=PATIENCE_MS)
    assert page.locator("input[type=file]").count() == 0
    page.goto(f"{app}/?draft=guessed")
    expect(page.get_by_text("A draft is shown to signed-in analysts only.")).to_be_visible(timeout=PATIENCE_MS)
    assert page.request.get(f"{app}/desk/drafts/guessed/problems.csv").status == 403
    assert page.request.get(f"{app}/briefing.pdf?draft=guessed").status == 403


def test_an_old_edition_is_labelled_as_such_and_one_that_is_not_there_is_said(open_window, app):
    page = open_window().page
    page.goto(f"{app}/?edition=7")
    expect(page.get_by_text("There is no edition 7.")).to_be_visible(timeout=PATIENCE_MS)
