import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.tables.cells import CellError, read_cell
from utils.tables.columns import Column, Kind
from utils.tables.problems import Code
from utils.tables.values import read_values
from utils.tables.vocabularies import EVENT_TYPES

COLUMNS = (
    Column("t", "Text", Kind.TEXT, ""),
    Column("t", "Text", Kind.TEXT, "", required=True),
    Column("c", "Count", Kind.COUNT, "", minimum=0),
    Column("c", "Count", Kind.COUNT, "", required=True),
    Column("d", "Decimal", Kind.DECIMAL, "", minimum=-90, maximum=90),
    Column("e", "Event type", Kind.CHOICE, "", vocabulary=EVENT_TYPES),
    Column("d", "Date", Kind.DATE, ""),
    Column("p", "Published", Kind.PARTIAL_DATE, ""),
    Column("s", "Sources", Kind.REFERENCES, ""),
    Column("u", "Address", Kind.LINK, ""),
)
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            " ",
            "3",
            "-3",
            "3.0",
            "2.5",
            " 12 ",
            "1,740",
            "1e3",
            "999999999999999999",
            "battles",
            "two  words",
            "a\tb",
            "2026-01-31 00:00:00",
            "03/04/2026",
            "31 January 2026",
            "2026",
            "S-1; S-2",
            "https://a.example/x",
            "\x07bell",
            "٣",
            "\u00a0x",
            "\u202eevil",
            "12_3",
            "nan",
            "inf",
            "اردو",
            "-0",
        ]
    ),
    st.text(max_size=6),
)


def one_by_one(column, texts):
    values, codes = [], []
    for index, text in enumerate(texts):
        try:
            values.append(read_cell(column, text))
        except CellError as error:
            values.append(error.kept)
            codes.append((index, error.code))
    return values, codes


def plain(series):
    out = []
    for value in series.tolist():
        if isinstance(value, tuple):
            out.append(value or None)
        elif pd.isna(value):
            out.append(None)
        else:
            out.append(value.date() if isinstance(value, pd.Timestamp) else value)
    return out


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.heading}-{column.required}")
@given(texts=st.lists(CELLS, max_size=12))
def test_a_column_read_together_is_what_its_cells_are_one_by_one(column, texts):
    series, errors = read_values(column, pa.array(texts, pa.string()), None)
    values, codes = one_by_one(column, texts)
    assert plain(series) == values
    assert sorted((index, error.code) for index, error in errors) == codes


def test_a_date_that_can_be_read_two_ways_is_asked_about_and_then_read_as_answered():
    column, cells = Column("d", "Date", Kind.DATE, ""), pa.array(["03/04/2026", "31/01/2026"])
    _, asked = read_values(column, cells, None)
    assert [(index, error.code) for index, error in asked] == [(0, Code.DATE_AMBIGUOUS)]
    for day_first, day in ((True, dt.date(2026, 4, 3)), (False, dt.date(2026, 3, 4))):
        series, errors = read_values(column, cells, day_first)
        assert (plain(series), errors) == ([day, dt.date(2026, 1, 31)], [])


def test_text_with_characters_that_cannot_be_seen_is_kept_without_them_and_named():
    series, errors = read_values(COLUMNS[0], pa.array(["a\x07b", "fine"]), None)
    assert plain(series) == ["ab", "fine"]
    assert [(index, error.code, error.found) for index, error in errors] == [(0, Code.CONTROL_CHARACTER, "ab")]
