import io

import openpyxl
import pytest

from tests.drawn import PLACES, a_claim, a_dataset, an_incident, files
from utils.tables.dataset import assemble
from utils.tables.limits import Limits
from utils.tables.problems import Code


def found(problems):
    return [(problem.code, problem.address) for problem in problems]


def test_whole_spreadsheets_read_without_a_problem():
    dataset, problems = a_dataset(claims=[a_claim()])
    assert problems == ()
    assert (len(dataset.incidents), len(dataset.claims)) == (1, 1)
    assert dataset.about.title == "Northland briefing"


def test_a_folder_is_read_within_the_limits_that_are_set():
    held = files([an_incident(), an_incident(incident_id="N-2")])
    assert Code.SHEET_TOO_LONG not in {problem.code for problem in assemble(held)[1]}
    assert Code.SHEET_TOO_LONG in {problem.code for problem in assemble(held, Limits(rows=2))[1]}


def test_an_accepted_spelling_becomes_the_one_name():
    dataset, problems = a_dataset(an_incident(admin2="ALDUR"))
    assert problems == ()
    assert dataset.incidents["admin2"].tolist() == ["Alder"]


def test_a_place_is_known_by_its_name_in_its_own_script_too():
    places = [{**place, "native_name": "آلدر"} if place["name"] == "Alder" else place for place in PLACES]
    dataset, problems = a_dataset(an_incident(admin2="آلدر"), places=places)
    assert problems == ()
    assert dataset.incidents["admin2"].tolist() == ["Alder"]
    assert dataset.native_names == {"Alder": "آلدر"}


def test_an_unknown_district_is_named_with_the_nearest_and_stays_unknown():
    dataset, problems = a_dataset(an_incident(admin2="Aldder"))
    assert found(problems) == [(Code.PLACE_UNKNOWN, "incidents.xlsx, Incidents!G2")]
    assert "“Alder”" in problems[0].repair
    assert dataset.incidents["admin2"].isna().all()


def test_an_unknown_province_leaves_the_row_out():
    dataset, problems = a_dataset(an_incident(), an_incident(incident_id="N-2", admin1="Nowhere"))
    assert [problem.code for problem in problems] == [Code.PLACE_UNKNOWN]
    assert dataset.incidents["incident_id"].tolist() == ["N-1"]
    assert dataset.refused == 1


def test_a_row_whose_only_source_does_not_exist_is_not_shown():
    dataset, problems = a_dataset(an_incident(source_ids="S-9"), an_incident(incident_id="N-2", source_ids="S-9; S-1"))
    assert [problem.code for problem in problems] == [Code.ID_UNKNOWN, Code.ID_UNKNOWN]
    assert dataset.incidents["incident_id"].tolist() == ["N-2"]
    assert dataset.incidents["source_ids"].tolist() == [("S-1",)]


def test_a_claim_about_an_incident_that_does_not_exist_is_not_shown():
    dataset, problems = a_dataset(claims=[a_claim(incident_id="N-7")])
    assert [problem.code for problem in problems] == [Code.ID_UNKNOWN]
    assert dataset.claims.empty


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"killed_civilian_low": 5, "killed_civilian_high": 2}, Code.LOW_ABOVE_HIGH),
        ({"end_date": "2026-02-01"}, Code.END_BEFORE_START),
        ({"longitude": None}, Code.HALF_A_POINT),
    ],
)
def test_cells_that_contradict_each_other_are_named(changes, code):
    _, problems = a_dataset(an_incident(**changes))
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("half", ["latitude", "longitude"])
def test_a_half_of_a_point_that_cannot_be_read_is_named_once(half):
    _, problems = a_dataset(an_incident(**{half: "north of town"}))
    assert [problem.code for problem in problems] == [Code.NOT_A_NUMBER]


def test_a_low_without_a_high_is_no_contradiction():
    _, problems = a_dataset(an_incident(killed_civilian_low=5))
    assert problems == ()


def test_a_missing_file_is_named_and_the_rest_is_read():
    held = files()
    del held["reference.xlsx"]
    dataset, problems = assemble(held)
    assert (Code.FILE_MISSING, "reference.xlsx") in found(problems)
    assert dataset.about.title == "Briefing"
    assert dataset.incidents.empty  # no place and no source can be vouched for


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b"not a spreadsheet", Code.HEADINGS_NOT_FOUND),
        (b"PK\x03\x04 torn", Code.FILE_UNREADABLE),
        (b"%PDF-1.7 x", Code.FILE_KIND),
    ],
)
def test_a_file_that_holds_no_table_is_named_with_the_repair(content, code):
    dataset, problems = assemble({**files(), "incidents.xlsx": content})
    assert (code, "incidents.xlsx") in [(problem.code, problem.file) for problem in problems]
    assert dataset.about.title == "Northland briefing"


def test_a_file_torn_in_the_middle_is_named():
    held = files()
    dataset, problems = assemble({**held, "incidents.xlsx": held["incidents.xlsx"][:4000]})
    assert Code.FILE_UNREADABLE in [problem.code for problem in problems]
    assert dataset.incidents.empty


def test_a_missing_sheet_and_an_unknown_sheet_are_named():
    held = files()
    book = openpyxl.load_workbook(io.BytesIO(held["reference.xlsx"]))
    book.remove(book["Places"])
    book.create_sheet("Tolls").append(["Beds", "Nurses"])
    changed = io.BytesIO()
    book.save(changed)
    _, problems = assemble({**held, "reference.xlsx": changed.getvalue()})
    assert [problem.code for problem in problems][:2] == [Code.SHEET_UNKNOWN, Code.SHEET_MISSING]


def test_a_sheet_of_another_name_is_known_by_its_headings():
    held = files()
    book = openpyxl.load_workbook(io.BytesIO(held["incidents.xlsx"]))
    book["Incidents"].title = "Sheet1"
    changed = io.BytesIO()
    book.save(changed)
    dataset, problems = assemble({**held, "incidents.xlsx": changed.getvalue()})
    assert problems == ()
    assert len(dataset.incidents) == 1
    assert dataset.tables["incidents"].address(0) == "incidents.xlsx, Sheet1!A2"


def test_tables_may_stand_in_one_file_together():
    held = files()
    dataset, problems = assemble({"all.xlsx": _joined(held)})
    assert problems == ()
    assert len(dataset.incidents) == 1


def _joined(held):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for content in held.values():
        for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
            if sheet.title not in book.sheetnames:
                copy = book.create_sheet(sheet.title)
                for row in sheet.iter_rows(values_only=True):
                    copy.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_needed_setting_without_value_and_an_unknown_setting_are_named():
    dataset, problems = a_dataset(about={"Title": None, "Weather": "cold"})
    assert sorted(problem.code.value for problem in problems) == ["setting-missing", "setting-unknown"]
    assert dataset.about.title == "Briefing"


def test_a_wrong_setting_is_named_by_its_cell():
    _, problems = a_dataset(about={"Label": "TLP:PURPLE"})
    assert found(problems) == [(Code.NOT_IN_LIST, "reference.xlsx, About!B5")]


def test_the_old_tlp_white_is_read_as_clear():
    dataset, problems = a_dataset(about={"Label": "TLP:WHITE"})
    assert problems == ()
    assert dataset.about.label == "TLP:CLEAR"


def test_a_second_sheet_of_the_same_name_is_named_and_not_read():
    held = files()
    dataset, problems = assemble({**held, "zz backup.xlsx": files([an_incident(incident_id="OLD")])["incidents.xlsx"]})
    assert {problem.code for problem in problems} == {Code.SHEET_TWICE}
    assert dataset.incidents["incident_id"].tolist() == ["N-1"]


def test_a_place_that_stands_twice_as_its_borders_changed_is_one_name():
    again = {"place_id": "NL-alder-2", "name": "Alder", "kind": "admin2", "valid_from": "2025"}
    dataset, problems = a_dataset(an_incident(), places=(*PLACES, again))
    assert problems == ()
    assert dataset.incidents["admin2"].tolist() == ["Alder"]
