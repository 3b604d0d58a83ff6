import pandas as pd
import pytest

from tests.tables.importing.origins import AEI, a_sheet, first, tables, taken
from utils.tables.importing import Scope
from utils.tables.importing.conversion import AGAIN
from utils.tables.problems import Code


def test_a_transaction_becomes_an_announced_figure_and_no_project():
    frames, problems = tables(a_sheet(AEI))
    assert (list(frames), problems) == (["figures"], [])
    figure = frames["figures"].iloc[0]
    assert (figure["as_of_date"], figure["measure"], figure["amount_usd_m"]) == ("2025-03", "announced", 1740)
    assert figure["scope"] == "Polar Ports – Alder Harbour (Transport, Shipping; Northland Union)"
    assert (figure["claimant"], figure["side"]) == ("American Enterprise Institute", "research body")
    assert figure["note"] == "Share: 49%. Belt and Road: 1."


@pytest.mark.parametrize(
    ("written", "amount"),
    [("$1,740 ", 1740), ("1740", 1740), ("$100", 100), ("$ 1,234,567 ", 1234567), ("120.5", 120.5)],
)
def test_an_amount_is_read_without_its_dollars_commas_and_spaces(written, amount):
    assert first(AEI, **{"Quantity in Millions": written})["amount_usd_m"] == amount


def test_an_amount_that_is_none_is_a_problem_at_its_cell():
    _, problems = tables(a_sheet(AEI, {"Quantity in Millions": "about $5"}))
    assert [(problem.code, problem.cell) for problem in problems] == [(Code.NOT_A_NUMBER, "D2")]


@pytest.mark.parametrize(
    ("month", "as_of"),
    [
        ("January", "2025-01"),
        ("Dec", "2025-12"),
        ("Sept", "2025-09"),
        ("7", "2025-07"),
        ("07", "2025-07"),
        (None, "2025"),
    ],
)
def test_the_month_is_read_as_word_and_as_number(month, as_of):
    assert first(AEI, Month=month)["as_of_date"] == as_of


def test_a_month_that_there_is_not_is_a_problem_where_the_year_stands():
    _, problems = tables(a_sheet(AEI, {"Month": "Janury"}))
    assert [(problem.code, problem.cell) for problem in problems] == [(Code.NOT_A_DATE, "A2")]


def test_the_construction_sheet_names_contractors():
    row = {"Contractor" if name == "Investor" else name: value for name, value in AEI.items()}
    again = {name: name for name in row}
    assert taken(a_sheet(row, {}, again)).report.refused == ((AGAIN, 1, (3,)),)
    assert first(row)["scope"].startswith("Polar Ports")
    assert first(row)["figure_id"] == first(AEI)["figure_id"]


def test_equal_rows_are_numbered_and_an_amount_written_otherwise_is_the_same_row():
    ids = tables(a_sheet(AEI, {}, {}, {"Quantity in Millions": "1740"}, {"Year": "2024"}))[0]["figures"]["figure_id"]
    assert ids.is_unique
    assert [name.removeprefix(ids[0]) for name in ids[:3]] == ["", "-2", "-3"]
    assert not ids[3].startswith(ids[0])


@pytest.mark.parametrize(("share", "told"), [("49%", "Share: 49%."), ("49", "Share: 49%."), (None, None)])
def test_a_share_is_told_where_there_is_one(share, told):
    note = first(AEI, BRI=None, **{"Share Size": share})["note"]
    assert (None if pd.isna(note) else note) == told


def test_the_wanted_countries_alone_are_taken():
    report = taken(a_sheet(AEI, {}, {"Country": "Southland"}), Scope(("Southland",))).report
    assert (report.read, report.taken, report.admin1) == (2, 1, ())
