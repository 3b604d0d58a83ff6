import pandas as pd
import pytest

from tests.tables.importing.origins import AIDDATA, a_sheet, first, tables
from utils.tables.importing.aiddata import AMOUNT, RECORD
from utils.tables.problems import Code

HEADED = "Amount (Nominal USD) "


def value(row, key):
    return None if pd.isna(row[key]) else row[key]


def test_a_record_becomes_a_project_and_its_committed_figure():
    frames, problems = tables(a_sheet(AIDDATA))
    assert problems == []
    project, figure = frames["projects"].iloc[0], frames["figures"].iloc[0]
    assert (project["project_id"], project["name"]) == ("AIDDATA-70001", "Loan for Alder water works")
    assert (project["sector"], project["status"], project["financing_type"]) == ("Water", "completed", "loan")
    assert (project["financier"], project["lead_firm"]) == ("Export bank; Policy bank", "Polar Works")
    assert (value(project, "announced_usd_m"), project["committed_usd_m"]) == (None, pytest.approx(125.5))
    assert (figure["project_id"], figure["as_of_date"], figure["measure"]) == ("AIDDATA-70001", "2019", "committed")
    assert figure["amount_usd_m"] == pytest.approx(125.5)


def test_a_pledge_is_announced_and_not_committed():
    frames, problems = tables(a_sheet(AIDDATA, {"Status": "Pipeline: Pledge"}))
    assert problems == []
    project = frames["projects"].iloc[0]
    assert (project["announced_usd_m"], value(project, "committed_usd_m")) == (pytest.approx(125.5), None)
    assert frames["figures"]["measure"].tolist() == ["announced"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Pipeline: Pledge", "pipeline"),
        ("Pipeline: Commitment", "pipeline"),
        ("Implementation", "under construction"),
        ("Completion", "completed"),
        ("Suspended", "stalled"),
        ("Cancelled", "shelved"),
    ],
)
def test_the_status_is_decoded(theirs, ours):
    assert first(AIDDATA, Status=theirs)["status"] == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("HEALTH", "Health"), ("EDUCATION", "Education"), ("ENERGY", "Other"), ("TRANSPORT AND STORAGE", "Other")],
)
def test_a_sector_that_is_not_one_of_ours_is_other_and_kept_in_words(theirs, ours):
    project = first(AIDDATA, **{"Sector Name": theirs})
    assert project["sector"] == ours
    assert f"AidData’s sector: {theirs}." in project["note"]


@pytest.mark.parametrize("gone", [HEADED, "Commitment Year"])
def test_a_record_without_amount_or_year_is_a_project_without_a_figure(gone):
    frames, problems = tables(a_sheet(AIDDATA, {gone: None}, {"AidData Record ID": "70002"}))
    assert problems == []
    assert frames["projects"]["project_id"].tolist() == ["AIDDATA-70001", "AIDDATA-70002"]
    assert frames["figures"]["figure_id"].tolist() == ["AIDDATA-70002"]
    assert frames["figures"]["sheet_row"].tolist() == [3]


def test_what_is_not_to_be_added_up_says_so_in_both_tables():
    frames, _ = tables(a_sheet(AIDDATA, {"Recommended For Aggregates": "No"}))
    assert all("advises against adding it up" in frame["note"].iloc[0] for frame in frames.values())


def test_an_amount_that_is_none_is_a_problem_at_its_cell():
    _, problems = tables(a_sheet(AIDDATA, {HEADED: "n/a"}))
    assert {(problem.code, problem.cell) for problem in problems} == {(Code.NOT_A_NUMBER, "R2")}


def test_version_2_names_the_same_columns_otherwise():
    names = {RECORD: "AidData TUFF Project ID", HEADED: "Amount (Nominal)", "Sector Name": "AidData Sector Name"}
    renamed = {names.get(name, name): held for name, held in AIDDATA.items() if "2021" not in name}
    renamed["Amount (Constant USD2017)"] = "120000000"
    pd.testing.assert_series_equal(first(renamed), first(AIDDATA))


def test_headings_may_have_needless_spaces():
    assert AMOUNT not in AIDDATA and HEADED.strip() == AMOUNT
