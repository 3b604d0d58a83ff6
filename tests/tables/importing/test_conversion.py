import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.importing.origins import ACLED, AIDDATA, GTD, ORIGINS, UCDP, a_sheet, tables, taken
from utils.tables.grids import Grid
from utils.tables.importing import LAYOUTS, Scope, convert
from utils.tables.importing.conversion import AGAIN, OUTSIDE, REMARK
from utils.tables.importing.layouts import NO_PROVINCE
from utils.tables.problems import Code


def test_a_wrong_value_is_a_problem_at_the_cell_of_the_original_file():
    sheet = a_sheet(ACLED, {}, {"event_id_cnty": "NOR102", "event_type": "Batles", "latitude": "north"})
    _, problems = tables(sheet)
    assert [(problem.code, problem.cell, problem.found) for problem in problems] == [
        (Code.NOT_A_NUMBER, "W3", "north"),
        (Code.NOT_IN_LIST, "F3", "Batles"),
    ]


def test_addresses_hold_when_rows_and_columns_of_the_sheet_were_passed_over():
    sheet = a_sheet(ACLED, {"event_type": "Batles"}, above=[["An export"], []])
    moved = Grid("Export", sheet.columns, [10, 11, 20, 30], [position + 2 for position in sheet.positions])
    assert [problem.cell for problem in tables(moved)[1]] == ["H30"]
    assert list(taken(moved).grids["incidents"].rows) == [20, 30]


def test_a_cell_that_shows_an_error_is_named_where_it_stands():
    sheet = a_sheet({**ACLED, "event_date": None})
    broken = Grid(sheet.sheet, sheet.columns, sheet.rows, sheet.positions, {(1, 1): "#REF!"})
    found = [(problem.code, problem.cell, problem.found) for problem in tables(broken)[1]]
    assert (Code.ERROR_VALUE, "B2", "#REF!") in found


def test_a_cell_that_shows_an_error_counts_as_filled():
    sheet = Grid.of("Export", [list(ACLED), ["NOR7"]])
    broken = Grid(sheet.sheet, sheet.columns, sheet.rows, sheet.positions, {(1, 18): "#N/A"})
    assert [refused.reason for refused in taken(sheet).report.refused] == [REMARK]
    assert [refused.reason for refused in taken(broken).report.refused] == [NO_PROVINCE]


@pytest.mark.parametrize("name", ORIGINS)
def test_ids_stay_the_same_whatever_stands_around_a_row(name):
    row, layout = ORIGINS[name], name
    other = {
        key: f"{value}9" if key in ("event_id_cnty", "id", "eventid", "AidData Record ID", "Investor") else value
        for key, value in row.items()
    }
    alone = next(iter(tables(a_sheet(row))[0].values())).iloc[0, 0]
    below = next(iter(tables(a_sheet(row, other, {}))[0].values())).iloc[1, 0]
    assert alone == below, layout


COUNTRIES = ("Northland Union", "Southland", None)
PROVINCES = ("Northland", "Birchland", None)
LINES = st.lists(
    st.tuples(
        st.sampled_from(COUNTRIES), st.sampled_from(PROVINCES), st.sampled_from(["row", "blank", "remark", "again"])
    ),
    max_size=12,
)


def drawn(lines):
    names = list(ACLED)
    rows = {"blank": lambda *_: [None] * 31, "remark": lambda *_: ["End of file"], "again": lambda *_: names}
    made = [
        rows[kind](country, province)
        if kind in rows
        else list({**ACLED, "event_id_cnty": f"NOR{number}", "country": country, "admin1": province}.values())
        for number, (country, province, kind) in enumerate(lines)
    ]
    return Grid.of("Export", [names, *made])


@given(
    LINES,
    st.sampled_from([(), ("Northland Union",), ("southland", "Elsewhere")]),
    st.sampled_from([(), ("northland",)]),
)
def test_rows_read_are_rows_taken_and_rows_refused_together(lines, countries, admin1):
    converted = taken(drawn(lines), Scope(countries, admin1))
    report = converted.report
    assert report.read == sum(kind != "blank" for *_, kind in lines)
    assert report.read == report.taken + sum(refused.rows for refused in report.refused)
    assert report.taken == converted.grids["incidents"].height - 1


def test_every_refused_row_is_counted_once_by_the_first_reason_that_holds():
    lines = [
        ("Northland Union", "Northland", "row"),
        ("Southland", None, "row"),
        ("Northland Union", None, "row"),
        (None, None, "again"),
        (None, None, "remark"),
    ]
    report = taken(drawn(lines), Scope(("Northland Union",))).report
    assert {refused.reason: (refused.rows, refused.first_rows) for refused in report.refused} == {
        REMARK: (1, (6,)),
        AGAIN: (1, (5,)),
        OUTSIDE: (1, (3,)),
        NO_PROVINCE: (1, (4,)),
    }


def test_countries_and_provinces_to_choose_from_are_counted_in_the_files_own_spelling():
    lines = [("Northland Union", "Northland", "row")] * 2 + [("Southland", "Birchland", "row")]
    everything = taken(drawn(lines)).report
    assert everything.countries == (("Northland Union", 2), ("Southland", 1))
    assert everything.admin1 == (("Northland", 2), ("Birchland", 1))
    narrowed = taken(drawn(lines), Scope(("Southland",))).report
    assert narrowed.countries == everything.countries
    assert narrowed.admin1 == (("Birchland", 1),)


def test_a_province_is_no_choice_where_the_origin_knows_none():
    assert taken(a_sheet(AIDDATA), Scope(("Northland Union",), ("Northland",))).report.taken == 1


@pytest.mark.parametrize("name", ORIGINS)
def test_every_column_of_the_file_is_either_mapped_or_left_out_with_a_reason(name):
    row = {**ORIGINS[name], "my remark": "x"}
    report = taken(a_sheet(row)).report
    mapped = {theirs for line in report.mapped for theirs in line.theirs.split(", ")}
    left = {line.theirs: line.why for line in report.left_out}
    assert {heading.strip() for heading in row} <= {heading.strip() for heading in (*mapped, *left)}
    unknown = f"Not a column of {name} that is known here."
    assert [heading for heading, why in left.items() if why == unknown] == ["my remark"]


def test_a_column_that_the_file_lacks_is_said_to_be_lacking():
    report = taken(a_sheet(ACLED, without=("geo_precision",))).report
    (line,) = [line for line in report.mapped if line.ours == "Incidents: Place precision"]
    assert line.theirs == "geo_precision (not in this file)"
    assert "coarsest" in line.rule


@pytest.mark.parametrize("row", [ACLED, GTD], ids=["ACLED", "GTD"])
def test_terms_that_forbid_passing_rows_on_stand_in_the_report_and_in_the_source(row):
    converted = taken(a_sheet(row))
    assert "may not be passed on" in converted.report.terms
    assert converted.source["note"] == converted.report.terms


def test_figures_out_of_order_are_named_once_a_row_and_not_repaired():
    sheet = a_sheet(
        UCDP, {"id": "1", "low": "7", "best": "6", "high": "5"}, {"id": "2", "best": None, "low": "9", "high": "8"}
    )
    frames, problems = tables(sheet)
    assert [(problem.code, problem.cell, problem.found) for problem in problems] == [
        (Code.FIGURES_OUT_OF_ORDER, "AU2", "7 (low) above 6 (best)"),
        (Code.FIGURES_OUT_OF_ORDER, "AU3", "9 (low) above 8 (high)"),
    ]
    assert "best 6, low 7, high 5" in frames["incidents"]["notes"].iloc[0]


def test_a_sheet_of_another_layout_is_no_sheet_to_convert():
    with pytest.raises(ValueError, match="is not a file of GTD"):
        convert(a_sheet(ACLED), next(layout for layout in LAYOUTS if layout.name == "GTD"), "export.csv")


def test_headings_alone_give_empty_tables():
    converted = taken(Grid.of("Export", [list(ACLED)]))
    assert (converted.report.read, converted.grids["incidents"].height) == (0, 1)
