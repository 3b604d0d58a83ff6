from pathlib import Path

import pytest

from tests.drawn import files
from utils.editions.shipped import read_shipped

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped():
    return read_shipped(ROOT / "data")


def test_the_shipped_spreadsheets_read_without_a_problem(shipped):
    assert [str(problem) for problem in shipped.problems] == []
    assert shipped.dataset.refused == 0


def test_remarks_of_the_compilers_are_carried_over(shipped):
    incidents = shipped.dataset.incidents
    assert incidents["attribution_note"].str.contains("not re-checked").sum() >= 8
    assert "216" in shipped.dataset.about.double_count_note
    assert "gap in coverage" in shipped.dataset.about.coverage_note


def test_every_incident_and_claim_names_a_source(shipped):
    for frame in (shipped.dataset.incidents, shipped.dataset.claims):
        assert frame["source_ids"].map(len).min() >= 1


def test_the_digest_is_of_the_bytes_and_names(tmp_path):
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    first = read_shipped(tmp_path).digest
    assert read_shipped(tmp_path).digest == first
    (tmp_path / "incidents.xlsx").rename(tmp_path / "incidents-2.xlsx")
    assert read_shipped(tmp_path).digest != first


def test_a_folder_that_is_not_there_gives_an_empty_edition_that_says_so(tmp_path):
    edition = read_shipped(tmp_path / "nowhere")
    assert edition.dataset.incidents.empty
    assert {problem.code.value for problem in edition.problems} >= {"file-missing"}


def test_the_lock_file_of_a_spreadsheet_program_is_passed_over(tmp_path):
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "~$incidents.xlsx").write_bytes(b"lock")
    assert read_shipped(tmp_path).problems == ()


def test_without_an_as_of_date_the_newest_incident_dates_the_edition(tmp_path):
    for name, content in files(about={"As of": None}).items():
        (tmp_path / name).write_bytes(content)
    assert read_shipped(tmp_path).as_of.isoformat() == "2026-02-03"
