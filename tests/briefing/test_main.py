import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.briefing.sink import LOCAL, a_sink
from tests.drawn import VIEW, an_incident, files
from tests.serving import free_port
from utils.briefing.__main__ import REFUSED, SENSELESS, WRITTEN, main
from utils.editions.recipes import Upload
from utils.editions.store import Store
from utils.tables.dataset import assemble

ROOT = Path(__file__).parents[2]
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
BIRCH = an_incident(incident_id="N-2", admin2="Birch")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Two editions: one incident, then two and a saved view."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store')}/editions.sqlite"
    store = Store(url)
    held = [files([an_incident()]), files([an_incident(), BIRCH], views=[VIEW])]
    first, second = (Upload(one, *assemble(one)) for one in held)
    store.first(first, "Ann", AT)
    store.new_draft("draft", 1, "Ann", AT)
    store.save_draft("draft", second, "Ann", AT)
    store.publish("draft", "Ann", AT)
    store.close()
    return url


@pytest.fixture
def run(database, tmp_path, capsys):
    """The exit status of a call, what it told, and the file, if it was written."""

    def called(*arguments, out="brief.geojson", environment=None):
        path = tmp_path / out
        given = ["--reference", str(ROOT / "data" / "reference"), "--out", str(path), *arguments]
        status = main(given, {"DATABASE_URL": database, **(environment or {})})
        return status, capsys.readouterr().err, path.read_bytes() if path.is_file() else None

    return called


def ids(content):
    return [one["id"] for one in json.loads(content)["features"]]


@pytest.mark.parametrize(("edition", "expected"), [("latest", ["N-1", "N-2"]), ("1", ["N-1"]), ("2", ["N-1", "N-2"])])
def test_the_edition_is_the_newest_or_that_of_the_number(run, edition, expected):
    status, told, written = run("--edition", edition)
    assert (status, told) == (WRITTEN, "")
    assert ids(written) == expected


def test_what_a_link_tries_out_is_in_the_document_and_what_cannot_be_followed_is_told(run):
    status, told, written = run("--edition", "latest", "--query", "if-radius=50&if-window=7", out="brief.html")
    assert status == WRITTEN
    assert told == "The link asked for “In the last” set to “7”, which this edition cannot follow; 365 was used.\n"
    assert "Near means within 50 km (usually 20)" in written.decode()


@pytest.mark.parametrize("name", ["Birch", "birch", " BIRCH "])
def test_a_district_is_taken_as_people_write_it(run, name):
    assert ids(run("--edition", "latest", "--district", name)[2]) == ["N-2"]


def test_other_spellings_of_the_places_sheet_are_taken_and_several_may_be_given(run):
    _, _, written = run("--edition", "latest", "--district", "Alderburg", "--district", "birch")
    assert ids(written) == ["N-1", "N-2"]


@pytest.mark.parametrize(
    "arguments", [("--district", "Birsh"), ("--from", "yesterday"), ("--from", "2026-03-01", "--to", "2026-01-01")]
)
def test_a_slip_in_a_call_writes_nothing_and_is_told_with_the_nearest(run, arguments):
    status, told, written = run("--edition", "latest", *arguments)
    assert (status, written) == (SENSELESS, None)
    assert arguments[1] in told
    assert "Nothing was written." in told


def test_a_slip_in_a_link_gives_the_nearest_view_and_is_told(run):
    status, told, written = run("--edition", "latest", "--query", "?district=birsh&utm=x")
    assert status == WRITTEN
    assert "birsh" in told
    assert ids(written) == ["N-1", "N-2"]


def test_a_saved_view_is_written_by_its_name_and_what_is_typed_goes_before_it(run):
    assert ids(run("--edition", "latest", "--view", "alder THIS year")[2]) == ["N-1"]
    assert ids(run("--edition", "latest", "--view", "alder this year", "--district", "Birch")[2]) == ["N-2"]
    status, told, written = run("--edition", "latest", "--view", "alder that year", out="other.geojson")
    assert (status, written) == (SENSELESS, None)
    assert "The nearest is “Alder this year”." in told


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (("--edition", "9"), {}, (REFUSED, "There is no edition 9.")),
        (("--edition", "newest"), {}, (SENSELESS, "“newest” is no edition")),
        (("--edition", "latest"), {"DATABASE_URL": ""}, (SENSELESS, "No database is named.")),
        (("--edition", "latest"), {"DATABASE_URL": "sqlite:////nowhere/x.sqlite"}, (SENSELESS, "There is no database")),
        (("--data", "data"), {"BRIEFBOOK_UPLOAD_MB": "much"}, (SENSELESS, "BRIEFBOOK_UPLOAD_MB cannot be “much”")),
        (("--data", "/nowhere"), {}, (SENSELESS, "There is no folder")),
        (("--edition", "latest", "--reference", "/nowhere"), {}, (REFUSED, "base.json")),
        (("--edition", "latest", "--email", "the minister"), {}, (SENSELESS, "no e-mail address")),
        (("--edition", "latest", "--email", "a@b.example"), {}, (REFUSED, "BRIEFBOOK_SMTP_HOST is not set")),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(run, arguments, environment, expected):
    status, told, written = run(*arguments, environment=environment)
    assert status == expected[0]
    assert expected[1] in told
    assert written is None


def test_a_file_of_an_unknown_kind_or_in_no_folder_is_told(run):
    status, told, _ = run("--edition", "latest", out="brief.exe")
    assert status == SENSELESS
    assert "pdf, html, docx, zip" in told
    assert run("--edition", "latest", out="missing/brief.csv")[0] == REFUSED


def test_the_end_of_the_name_says_what_is_written(run):
    assert run("--edition", "1", out="b.HTML")[2].startswith(b"<!DOCTYPE html>")
    assert run("--edition", "1", out="b.docx")[2][:2] == b"PK"
    pdf = run("--edition", "1", "--summary", "--paper", "letter", out="b.pdf")[2]
    assert round(float(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width)) == 612


def test_what_changed_since_the_edition_before_is_told_as_a_server_tells_it(run):
    page = run("--edition", "latest", "--from", "2026-01-01", out="b.html")[2].decode()
    assert "not at hand" not in page
    assert "1 then, 2 now" in page


def test_documents_of_a_call_lead_to_where_a_server_keeps_the_view(run):
    with zipfile.ZipFile(
        io.BytesIO(run("--edition", "1", "--address", "https://desk.example", out="b.zip")[2])
    ) as held:
        address = json.loads(held.read("manifest.json"))["address"]
    assert address.startswith("https://desk.example/editions/1/briefing.html?from=")


def posted(sink):
    return {
        "BRIEFBOOK_SMTP_HOST": LOCAL,
        "BRIEFBOOK_SMTP_PORT": str(sink.port),
        "BRIEFBOOK_SMTP_SECURITY": "none",
        "BRIEFBOOK_SMTP_SENDER": "desk@ministry.example",
    }


def test_a_briefing_is_mailed_to_each_person_alone(run):
    with a_sink() as sink:
        arguments = ("--edition", "latest", "--district", "Birch", "--email", "a@b.example, c@d.example")
        status, told, written = run(*arguments, out="brief.pdf", environment=posted(sink))
    assert (status, told) == (WRITTEN, "")
    assert [who for _, who, _ in sink.envelopes] == [("a@b.example",), ("c@d.example",)]
    assert {message["To"] for message in sink.messages} == {"a@b.example", "c@d.example"}
    (pdf,) = sink.messages[0].iter_attachments()
    assert pdf.get_filename() == "briefing-2026-03-31-birch.pdf"
    assert pdf.get_content() == written


def test_a_restricted_edition_is_mailed_only_when_that_is_asked_for(tmp_path, capsys):
    for name, content in files([an_incident()], about={"Label": "TLP:AMBER"}).items():
        (tmp_path / name).write_bytes(content)
    call = ["--data", str(tmp_path), "--reference", str(ROOT / "data" / "reference"), "--email", "a@b.example"]
    with a_sink() as sink:
        assert main(call, posted(sink)) == REFUSED
        assert sink.messages == []
        assert "TLP:AMBER" in capsys.readouterr().err
        assert main([*call, "--mail-restricted"], posted(sink)) == WRITTEN
        assert "TLP:AMBER" in sink.messages[0]["Subject"]


def test_a_database_that_does_not_answer_is_told_in_a_sentence(run):
    away = f"postgresql://reader:secret@{LOCAL}:{free_port()}/editions"
    status, told, written = run("--edition", "latest", "--database", away)
    assert (status, written) == (REFUSED, None)
    assert told.startswith("The database cannot be used now")
    assert "secret" not in told
    assert "Traceback" not in told
