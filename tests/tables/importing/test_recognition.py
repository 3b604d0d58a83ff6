from dataclasses import replace

import pytest

from tests.drawn import INCIDENT
from tests.tables.importing.origins import ACLED, AEI, AIDDATA, ORIGINS, UCDP, a_sheet, tables, taken
from utils.tables import schema
from utils.tables.grids import Grid
from utils.tables.importing import LAYOUTS, recognise
from utils.tables.importing.layouts import Arrangement
from utils.tables.importing.recognition import find_place
from utils.tables.importing.ucdp import UCDP as UCDP_GED
from utils.tables.importing.ucdp.columns import ARRANGEMENTS


@pytest.mark.parametrize("name", ORIGINS)
def test_every_origin_is_recognised_as_itself(name):
    assert recognise(a_sheet(ORIGINS[name])).name == name


@pytest.mark.parametrize("name", ORIGINS)
def test_headings_are_recognised_whatever_their_case_and_order(name):
    row = {heading.upper().replace("_", " "): value for heading, value in reversed(ORIGINS[name].items())}
    assert recognise(a_sheet(row)).name == name


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_without_one_of_its_marks_an_origin_is_not_recognised(layout):
    row = ORIGINS[layout.name]
    for mark in layout.signature:
        assert recognise(a_sheet(row, without=(mark,))) is None, mark


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_our_own_templates_are_not_mistaken_for_an_origin(table):
    headings = [column.heading for column in table.columns]
    keys = [column.key for column in table.columns]
    assert recognise(Grid.of(table.sheet, [headings, ["x"] * len(headings)])) is None
    assert recognise(Grid.of(table.sheet, [keys, ["x"] * len(keys)])) is None


@pytest.mark.parametrize(
    "sheet", [Grid.of("Empty", []), Grid.of("Words", [["a", "b"], ["c"]]), Grid.of("Ours", [list(INCIDENT)])]
)
def test_a_sheet_of_nothing_known_is_no_origin(sheet):
    assert recognise(sheet) is None


@pytest.mark.parametrize("name", ORIGINS)
def test_title_lines_above_and_tags_below_the_headings_are_no_rows(name):
    row = ORIGINS[name]
    tags = ["#date", *[None] * (len(row) - 2), "#meta"]
    sheet = a_sheet(row, above=[["An export"], []])
    rows = [sheet.row(index) for index in range(sheet.height)]
    tagged = Grid.of("Export", [*rows[:3], tags, *rows[3:]])
    frames, problems = tables(tagged)
    assert problems == []
    assert next(iter(frames.values()))["sheet_row"].tolist() == [5]
    assert taken(tagged).report.read == 1


@pytest.mark.parametrize(
    ("row", "version"),
    [
        (ACLED, "since March 2023"),
        ({**ACLED, "data_id": "1"}, "before March 2023"),
        (UCDP, "49 columns"),
        (AEI, "with Belt and Road"),
        (AIDDATA, "3"),
        ({name: AIDDATA[name] for name in AIDDATA if "2021" not in name}, "a choice of columns"),
    ],
)
def test_the_form_of_a_file_is_told_by_the_columns_that_it_has(row, version):
    assert taken(a_sheet(row)).report.version == version


def bare(columns, **changes):
    return a_sheet({name: {**UCDP, **changes}[name] for name in columns}, headings=False)


@pytest.mark.parametrize("order", ARRANGEMENTS, ids=lambda order: order.label)
def test_rows_without_headings_are_recognised_by_what_the_cells_hold(order):
    sheet = bare(order.columns)
    frames, problems = tables(sheet)
    assert taken(sheet).report.version == order.label
    assert problems == []
    (incident,) = frames["incidents"].to_dict("records")
    assert (incident["incident_id"], incident["killed_militant_low"], incident["sheet_row"]) == ("UCDP-512001", 3, 1)
    assert (incident["latitude"], incident["longitude"], incident["admin2"]) == (10.5, 20.5, "Alder")


def test_tags_above_rows_without_headings_are_no_row():
    row = [UCDP[name] for name in ARRANGEMENTS[0].columns]
    tagged = Grid.of("Export", [["#meta+id", *[None] * 47, "#meta"], row])
    assert tables(tagged)[0]["incidents"]["sheet_row"].tolist() == [2]


@pytest.mark.parametrize(
    "changes",
    [{"type_of_violence": "4"}, {"year": "26"}, {"country_id": "NLU"}, {"date_start": "today"}, {"best": None}],
)
def test_without_headings_one_cell_that_does_not_fit_is_enough_to_refuse(changes):
    assert recognise(bare(ARRANGEMENTS[0].columns, **changes)) is None


def test_rows_without_headings_that_fit_two_orders_are_not_guessed():
    sheet = bare(ARRANGEMENTS[0].columns)
    other = Arrangement("another order of the same", ARRANGEMENTS[0].columns)
    undecided = replace(UCDP_GED, bare=replace(UCDP_GED.bare, arrangements=(ARRANGEMENTS[0], other)))
    assert find_place(sheet, UCDP_GED) is not None
    assert find_place(sheet, undecided) is None


def test_no_other_number_of_columns_is_taken_for_rows_without_headings():
    assert recognise(bare(ARRANGEMENTS[0].columns[:-1])) is None
