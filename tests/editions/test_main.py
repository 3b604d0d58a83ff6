import subprocess
import sys
from pathlib import Path

import pytest

from tests.drawn import files
from tests.editions.published import row
from utils.editions.__main__ import main
from utils.editions.edition import digest_of
from utils.editions.shipped import read_shipped
from utils.editions.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    def filled(*rows, only=None):
        at = tmp_path / "sheets"
        at.mkdir(exist_ok=True)
        for old in at.iterdir():
            old.unlink()
        for name, content in files(rows).items():
            if only is None or name in only:
                (at / name).write_bytes(content)
        return at

    return filled


@pytest.fixture
def run(url, capsys):
    def called(*arguments):
        status = main(["--database", url, *map(str, arguments)])
        return status, capsys.readouterr().out

    return called


def publish(run, at, note="From git"):
    return run("publish", at, "--author", "Ada", "--note", note)


def test_a_folder_is_published_listed_and_given_back(run, folder, url, tmp_path):
    at = folder(row(1))
    assert publish(run, at)[0] == 0
    status, told = publish(run, folder(row(1), row(2)))
    assert status == 0
    assert "looks like the same event" in told  # worth a look, and no reason to stop
    assert told.splitlines()[-1].startswith("Edition 2, ")
    listed = run("list")[1].splitlines()
    assert [line.partition(",")[0] for line in listed] == ["Edition 2", "Edition 1"]
    assert all("Ada: From git [incidents.xlsx, reference.xlsx]" in line for line in listed)
    status, _ = run("export", 2, tmp_path / "out")
    assert status == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == {path.name: path.read_bytes() for path in at.iterdir()}
    store = Store(url)
    assert store.edition(2).digest == digest_of(written) == read_shipped(at).digest
    store.close()


def test_the_same_folder_again_publishes_nothing(run, folder):
    publish(run, folder(row(1)))
    told = (0, "Nothing has changed since edition 1; nothing was published.\n")
    assert publish(run, folder(row(1))) == told
    assert len(run("list")[1].splitlines()) == 1


def test_a_part_that_stands_already_publishes_nothing(run, folder):
    publish(run, folder(row(1)))
    publish(run, folder(row(9), only=["incidents.xlsx"]))
    assert publish(run, folder(row(9), only=["incidents.xlsx"]))[1].startswith("Nothing has changed since edition 2")
    assert "Edition 3" in publish(run, folder(row(1), only=["incidents.xlsx"]))[1]


def test_a_folder_is_the_whole_state_of_its_tables_and_others_are_kept(run, folder, url):
    publish(run, folder(row(1), row(2), row(3)))
    assert publish(run, folder(row(9), only=["incidents.xlsx"]))[0] == 0
    store = Store(url)
    edition = store.edition(2)
    assert edition.dataset.incidents["incident_id"].tolist() == ["N-9"]
    assert len(edition.dataset.sources) == 2
    assert edition.dataset.about.title == "Northland briefing"
    assert ("reference.xlsx", 1) in {(held.name, held.uploaded_in) for held in store.line_of(2).files}
    store.close()


def test_older_files_of_the_same_name_are_given_back_apart(run, folder, tmp_path):
    publish(run, folder(row(1)))
    publish(run, folder(row(9), only=["incidents.xlsx"]))
    run("export", 2, tmp_path / "out")
    written = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.xlsx")}
    assert {"incidents.xlsx", "reference.xlsx"} <= written
    assert written <= {"incidents.xlsx", "reference.xlsx", "edition-1/incidents.xlsx"}


def test_a_problem_that_stops_is_printed_and_nothing_is_published(run, folder, url):
    publish(run, folder(row(1)))
    status, told = publish(run, folder(row(1, tactic="shouting")))
    assert status == 1
    assert "incidents.xlsx, Incidents!" in told
    assert told.endswith("Nothing was published.\n")
    store = Store(url)
    assert (store.latest_number(), store.drafts(None)) == (1, ())
    store.close()


def test_a_call_that_makes_no_sense_is_told_so(run, folder, tmp_path):
    assert publish(run, tmp_path / "nowhere") == (2, f"There is no spreadsheet in {tmp_path / 'nowhere'}.\n")
    at = folder(row(1))
    publish(run, at)
    assert run("export", 1, at) == (2, f"The folder {at} is not empty; nothing was written.\n")
    assert run("export", 7, tmp_path / "out") == (1, "There is no edition 7.\n")


def test_it_runs_from_the_command_line(tmp_path):
    call = [sys.executable, "-m", "utils.editions", "--database", f"sqlite:///{tmp_path}/e.sqlite", "list"]
    ran = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_folder_is_published_within_the_limits_of_the_environment(run, folder, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_LIMIT_ROWS", "1")
    status, told = publish(run, folder(row(1)))
    assert status == 1
    assert "at most 1 (the limit BRIEFBOOK_LIMIT_ROWS)" in told
    monkeypatch.setenv("BRIEFBOOK_LIMIT_ROWS", "none")
    status, told = publish(run, folder(row(1)))
    assert (status, told) == (1, "BRIEFBOOK_LIMIT_ROWS cannot be “none”; allowed is a whole number above 0.\n")


def test_a_call_without_a_command_says_how_it_is_called(capsys):
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "usage: python -m utils.editions" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_told_in_a_sentence(capsys):
    assert main(["--database", "postgresql://nobody@127.0.0.1:1/none", "list"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("The database cannot be used now, and nothing was changed.")
    assert "\n" not in told.strip()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path, capsys):
    (tmp_path / "e.sqlite").write_bytes(b"not a database " * 400)
    assert main(["--database", f"sqlite:///{tmp_path}/e.sqlite", "list"]) == 1
    assert "file is not a database" in capsys.readouterr().out
