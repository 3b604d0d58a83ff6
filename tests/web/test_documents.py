import csv
import datetime as dt
import io

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests import planted
from utils.editions.lines import Deed
from utils.editions.recipes import upload_of
from utils.tables.intake import Choices, take_in
from utils.tables.problems import Code, Problem
from utils.web.access.roles import VISITOR, Role, User
from utils.web.desk import documents
from utils.web.settings import DATA_VARIABLE
from utils.web.stores import current_store

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
ANALYST = User("Ann", Role.ANALYST, "test")


@pytest.fixture
def client(tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    for name, content in planted.whole().items():
        (data / name).write_bytes(content)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/editions.sqlite")
    return TestClient(Starlette(routes=documents.ROUTES))


@pytest.fixture
def analyst(client, monkeypatch):
    monkeypatch.setattr(documents, "user_of_scope", lambda _scope: ANALYST)
    return client


@pytest.fixture
def draft(client):
    del client
    store = current_store()
    base = store.edition(1).dataset
    files = {planted.TABLE: planted.spoilt()}
    store.new_draft("draft", 1, "Ann", AT)
    return store.save_draft("draft", upload_of(files, take_in(files, base), Choices(), base), "Ann", AT)


def first_file():
    (line,) = (file for file in current_store().line_of(1).files if file.name == planted.TABLE)
    return f"/desk/editions/1/files/{line.sha256}/{planted.TABLE}"


@pytest.mark.usefixtures("draft")
def test_a_visitor_may_have_templates_and_codebook_and_nothing_else(client):
    assert client.get("/desk/templates/incidents.xlsx").status_code == 200
    assert client.get("/desk/codebook/tables.md").status_code == 200
    for path in ("/desk/drafts/draft/problems.csv", "/desk/drafts/draft/marked/incidents.xlsx", first_file()):
        assert client.get(path).status_code == 403, path


@pytest.mark.usefixtures("draft")
def test_all_problems_come_as_lines_of_a_file(analyst):
    answer = analyst.get("/desk/drafts/draft/problems.csv")
    lines = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {code for _, _, _, code in planted.PLANTED} <= {line["Code"] for line in lines}
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "private, no-store"


def test_no_cell_of_that_file_is_taken_for_a_formula():
    text = documents.problems_as_csv([Problem(Code.SHEET_UNKNOWN, "=cmd.xlsx", "@SUM", "A1", "=1+1")])
    (line,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (line["File"], line["Sheet"]) == ("'=cmd.xlsx", "'@SUM")


@pytest.mark.usefixtures("draft")
def test_the_marked_copy_is_the_analysts_own_workbook(analyst):
    answer = analyst.get(f"/desk/drafts/draft/marked/{planted.TABLE}")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book["Incidents"][planted.address(22, "Event type")].comment is not None
    assert "marked" in answer.headers["content-disposition"]


@pytest.mark.usefixtures("draft")
def test_an_original_comes_byte_for_byte_and_the_audit_keeps_who_had_it(analyst):
    assert analyst.get(first_file()).content == planted.whole()[planted.TABLE]
    newest = current_store().audit(most=1)[0]
    assert (newest.who, newest.deed, newest.subject, newest.detail) == (
        "Ann",
        Deed.DOWNLOADED,
        "edition 1",
        planted.TABLE,
    )


@pytest.mark.parametrize(
    "path",
    [
        "/desk/templates/secrets.toml",
        "/desk/codebook/nothing.md",
        "/desk/drafts/guessed/problems.csv",
        "/desk/drafts/guessed/marked/incidents.xlsx",
        "/desk/editions/9/files/00/incidents.xlsx",
    ],
)
def test_what_is_not_there_is_not_found(analyst, path):
    assert analyst.get(path).status_code == 404


def test_a_fault_of_ours_is_told_by_its_reference(analyst, monkeypatch, caplog):
    monkeypatch.setattr(documents, "write_workbook", lambda *_, **__: 1 / 0)
    answer = analyst.get("/desk/templates/incidents.xlsx")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_template_with_tags_is_read_like_one_without(client):
    plain, tagged = (client.get(f"/desk/templates/incidents.xlsx{query}").content for query in ("", "?hxl=yes"))
    second = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(tagged))["Incidents"][2]]
    assert second[0] == "#meta+id"
    assert openpyxl.load_workbook(io.BytesIO(plain))["Incidents"].max_row == 1
    assert VISITOR.signed_in is False
