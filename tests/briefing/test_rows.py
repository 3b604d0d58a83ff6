import csv
import datetime as dt
import io

import openpyxl
import pandas as pd
import pytest

from tests.drawn import a_dataset, an_edition, an_incident, files
from utils.briefing.rows import as_csv, as_workbook, rows_of, typed
from utils.tables.dataset import assemble
from utils.tables.schema import INCIDENTS

HOSTILE = '=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA, pd.NaT, ()])
def test_unknown_is_an_empty_cell_and_never_nought(unknown):
    assert typed(unknown) is None
    assert typed(0) == 0


def test_a_value_is_as_one_would_type_it():
    assert typed(("S-1", "S-2")) == "S-1; S-2"
    assert typed(pd.Timestamp(2026, 2, 3)) == dt.date(2026, 2, 3)
    assert typed("a\x07b") == "a\ufffdb"


def test_a_count_out_of_a_frame_is_typed_as_a_number_not_as_a_text():
    frame = an_edition(an_incident(killed_civilian_low=3)).dataset.incidents
    (row,) = rows_of(INCIDENTS, frame)
    assert (row["killed_civilian_low"], type(row["killed_civilian_low"])) == (3, int)
    assert type(row["latitude"]) is float


def test_csv_has_the_sheets_headings_and_no_cell_is_a_formula():
    frame = an_edition(an_incident(summary=HOSTILE, longitude=-70.5)).dataset.incidents
    (line,) = csv.DictReader(io.StringIO(as_csv(INCIDENTS, frame).decode("utf-8-sig")))
    assert list(line) == [column.heading for column in INCIDENTS.columns]
    assert line["Summary"] == f"'{HOSTILE}"
    assert (line["Longitude"], line["Killed, civilians, low"]) == ("-70.5", "")


def test_the_workbook_holds_texts_as_texts_and_is_read_back_as_it_was():
    dataset, _ = a_dataset(an_incident(summary=HOSTILE))
    content = as_workbook(INCIDENTS, dataset.incidents)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Incidents"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    read, _ = assemble({**files(), "incidents.xlsx": content})
    assert rows_of(INCIDENTS, read.incidents)[0]["summary"] == HOSTILE
