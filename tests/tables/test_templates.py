import io

import openpyxl
import pytest

from tests.drawn import (
    CLAIM,
    COUNT,
    EVIDENCE,
    FIGURE,
    INDICATOR,
    JUDGEMENT,
    PROJECT,
    RESPONSE,
    SCENARIOS,
    SIGNAL,
    STATEMENT,
    VIEW,
    an_incident,
    files,
)
from utils.tables import schema
from utils.tables.__main__ import main
from utils.tables.dataset import assemble
from utils.tables.templates import write_workbook


def opened(name="incidents.xlsx"):
    return openpyxl.load_workbook(io.BytesIO(write_workbook(schema.SPREADSHEETS[name])))


@pytest.mark.parametrize("name", list(schema.SPREADSHEETS))
def test_a_template_opens_with_help_and_holds_every_heading(name):
    book = opened(name)
    assert book.sheetnames[0] == "How to fill"
    helped = {cell.value for cell in book["How to fill"]["B"]}
    for table in schema.SPREADSHEETS[name]:
        headings = [cell.value for cell in book[table.sheet][1]]
        assert headings == [column.heading for column in table.columns]
        assert set(headings) <= helped


def test_headings_are_frozen_bold_and_carry_a_note():
    sheet = opened()["Incidents"]
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.bold and cell.comment.text for cell in sheet[1])


@pytest.mark.parametrize("name", list(schema.SPREADSHEETS))
def test_every_closed_list_is_a_drop_down_with_all_its_labels(name):
    book = opened(name)
    columns = book["Lists"].iter_cols(values_only=True)
    lists = {head: [label for label in labels if label] for head, *labels in columns}
    for table in schema.SPREADSHEETS[name]:
        offered = {str(offer.sqref).rstrip("0123456789") for offer in book[table.sheet].data_validations.dataValidation}
        chosen = [column for column in table.columns if column.vocabulary]
        assert len(offered) == len(chosen)
        for column in chosen:
            assert lists[f"{table.sheet}: {column.heading}"] == list(column.vocabulary.labels)


def test_a_row_of_tags_stands_under_the_headings_when_asked_for():
    tables = schema.SPREADSHEETS["responses.xlsx"]
    written = write_workbook(tables, {"responses": [RESPONSE], "regional_signals": [SIGNAL]}, hxl=True)
    sheet = openpyxl.load_workbook(io.BytesIO(written))["Responses"]
    assert [cell.value for cell in sheet[2]] == [column.hxl for column in schema.RESPONSES.columns]
    assert sheet.freeze_panes == "B3"
    assert sheet["A3"].value == "R-1"
    assert all(str(offer.sqref).split(":")[0].endswith("3") for offer in sheet.data_validations.dataValidation)


def test_a_spreadsheet_with_tags_reads_back_as_the_one_without():
    tables = schema.SPREADSHEETS["responses.xlsx"]
    rows = {"responses": [RESPONSE], "regional_signals": [SIGNAL]}
    plain, problems = assemble({**files(), "responses.xlsx": write_workbook(tables, rows)})
    tagged, more = assemble({**files(), "responses.xlsx": write_workbook(tables, rows, hxl=True)})
    assert problems == more == ()
    for name in rows:
        kept = [column.key for column in plain.tables[name].table.columns]
        assert plain.tables[name].frame[kept].equals(tagged.tables[name].frame[kept])


def test_the_same_rows_give_the_same_bytes():
    assert files(responses=[RESPONSE]) == files(responses=[RESPONSE])


def test_a_row_of_every_table_reads_back_without_a_problem():
    given = {
        "responses": [RESPONSE],
        "signals": [SIGNAL],
        "projects": [PROJECT],
        "figures": [FIGURE],
        "counts": [COUNT],
        "scenarios": SCENARIOS,
        "indicators": [INDICATOR],
        "evidence": [EVIDENCE],
        "judgements": [JUDGEMENT],
        "views": [VIEW],
        "context": [STATEMENT],
    }
    held = files(claims=[CLAIM], **given)
    assert set(held) == set(schema.SPREADSHEETS)
    dataset, problems = assemble(held)
    assert [str(problem) for problem in problems] == []
    assert all(len(table.frame) for table in dataset.tables.values())
    assert dataset.tables["responses"].frame["trigger_ids"].tolist() == [("N-1",)]
    assert dataset.tables["figures"].frame["project_id"].isna().all()


def test_only_the_spreadsheets_of_the_tables_asked_for_are_drawn():
    assert set(files()) == {"incidents.xlsx", "reference.xlsx"}
    assert set(files(evidence=[EVIDENCE])) == {"incidents.xlsx", "reference.xlsx", "outlook.xlsx"}


def test_a_cell_that_begins_like_a_formula_stays_a_text():
    dataset, problems = assemble(files([an_incident(summary="=1+1")]))
    assert problems == ()
    assert dataset.incidents["summary"].tolist() == ["=1+1"]


def test_an_empty_template_is_a_whole_dataset_without_rows(tmp_path):
    assert main(["template", str(tmp_path)]) == 0
    dataset, problems = assemble({path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")})
    assert dataset.incidents.empty
    assert {problem.code.value for problem in problems} == {"setting-missing"}


def test_the_command_line_prints_every_problem_and_says_so_by_its_status(tmp_path, capsys):
    for name, content in files([an_incident(event_type="air raid")]).items():
        (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path)]) == 1
    assert "Incidents!L2: “air raid” is not in the list." in capsys.readouterr().out
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path)]) == 0


def test_the_command_line_reads_within_the_limits_of_the_environment(tmp_path, capsys, monkeypatch):
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("BRIEFBOOK_LIMIT_ROWS", "1")
    assert main(["check", str(tmp_path)]) == 1
    assert "at most 1 (the limit BRIEFBOOK_LIMIT_ROWS)" in capsys.readouterr().out
    monkeypatch.setenv("BRIEFBOOK_LIMIT_ROWS", "none")
    assert main(["check", str(tmp_path)]) == 2
    assert "allowed is a whole number above 0" in capsys.readouterr().err
