import datetime as dt

import pytest

from utils.tables.cells import CellError, read_cell
from utils.tables.columns import Column, Kind
from utils.tables.problems import Code
from utils.tables.vocabularies import EVENT_TYPES

DATE = Column("d", "Date", Kind.DATE, "")
COUNT = Column("n", "Number", Kind.COUNT, "", minimum=0)
DEGREES = Column("lat", "Latitude", Kind.DECIMAL, "", minimum=-90, maximum=90)
TYPE = Column("t", "Event type", Kind.CHOICE, "", vocabulary=EVENT_TYPES)
PARTIAL = Column("p", "Published", Kind.PARTIAL_DATE, "")
IDS = Column("s", "Sources", Kind.REFERENCES, "")
LINK = Column("u", "Address", Kind.LINK, "")
NEEDED = Column("x", "Summary", Kind.TEXT, "", required=True)


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (DATE, "2026-01-31 00:00:00", dt.date(2026, 1, 31)),
        (DATE, "2026-01-31 13:05:00", dt.date(2026, 1, 31)),
        (DATE, "2026-01-31", dt.date(2026, 1, 31)),
        (DATE, "31 January 2026", dt.date(2026, 1, 31)),
        (DATE, "31 Jan 2026", dt.date(2026, 1, 31)),
        (DATE, "31/01/2026", dt.date(2026, 1, 31)),
        (DATE, "01/31/2026", dt.date(2026, 1, 31)),
        (DATE, "02/02/2026", dt.date(2026, 2, 2)),
        (COUNT, "3.0", 3),
        (COUNT, "3", 3),
        (COUNT, "0", 0),
        (DEGREES, "30.25", 30.25),
        (TYPE, "battles", "Battles"),
        (TYPE, "EXPLOSIONS / remote violence", "Explosions/Remote violence"),
        (TYPE, "Explosion", "Explosions/Remote violence"),
        (PARTIAL, "2026-02", "2026-02"),
        (PARTIAL, "2026", "2026"),
        (PARTIAL, "2026-02-03", "2026-02-03"),
        (IDS, "S-1; S-2;;S-1", ("S-1", "S-2")),
        (LINK, "https://a.example/x?y=1", "https://a.example/x?y=1"),
        (NEEDED, "  two \n words ", "two words"),
    ],
)
def test_a_cell_is_read_as_its_column_says(column, raw, value):
    assert read_cell(column, raw) == value


@pytest.mark.parametrize("raw", [None, "", "   "])
@pytest.mark.parametrize("column", [DATE, COUNT, DEGREES, TYPE, PARTIAL, IDS, LINK])
def test_an_empty_cell_is_unknown_and_never_a_zero(column, raw):
    assert read_cell(column, raw) is None


@pytest.mark.parametrize(
    ("column", "raw", "code"),
    [
        (NEEDED, "", Code.VALUE_MISSING),
        (DATE, "03/04/2026", Code.DATE_AMBIGUOUS),
        (DATE, "2026-02-30", Code.NOT_A_DATE),
        (DATE, "yesterday", Code.NOT_A_DATE),
        (DATE, "46053", Code.NOT_A_DATE),
        (DATE, "31/31/2026", Code.NOT_A_DATE),
        (COUNT, "about 3", Code.NOT_A_WHOLE_NUMBER),
        (COUNT, "2.5", Code.NOT_A_WHOLE_NUMBER),
        (COUNT, "1,740", Code.NOT_A_WHOLE_NUMBER),
        (COUNT, "-99", Code.OUT_OF_RANGE),
        (COUNT, "true", Code.NOT_A_WHOLE_NUMBER),
        (DEGREES, "91", Code.OUT_OF_RANGE),
        (DEGREES, "nan", Code.NOT_A_NUMBER),
        (TYPE, "air raid", Code.NOT_IN_LIST),
        (PARTIAL, "2026-13", Code.NOT_A_DATE),
        (LINK, "javascript:alert(1)", Code.NOT_A_LINK),
        (LINK, "data:text/html,x", Code.NOT_A_LINK),
        (LINK, "www.a.example", Code.NOT_A_LINK),
        (LINK, "https://[draft]/x", Code.NOT_A_LINK),
        (LINK, "https://", Code.NOT_A_LINK),
        (DATE, "9999-12-31", Code.DATE_OUT_OF_RANGE),
        (DATE, "0206-01-31", Code.DATE_OUT_OF_RANGE),
        (COUNT, "100000000000000000000", Code.OUT_OF_RANGE),
        (PARTIAL, "0000", Code.NOT_A_DATE),
    ],
)
def test_a_cell_that_holds_something_else_is_an_error_with_its_code(column, raw, code):
    with pytest.raises(CellError) as caught:
        read_cell(column, raw)
    assert caught.value.code is code


def test_the_nearest_label_is_offered_and_never_applied():
    with pytest.raises(CellError) as caught:
        read_cell(TYPE, "battle")
    assert caught.value.allowed.startswith("“Battles”")


@pytest.mark.parametrize(
    ("column", "raw", "kept"),
    [
        (TYPE, "Battles\u200b", "Battles"),
        (IDS, "S-1\ufeff; S-2", ("S-1", "S-2")),
        (LINK, "\u202ahttps://a.example/x", "https://a.example/x"),
        (NEEDED, "two\x07 words", "two words"),
        (IDS, "\u200b", None),
    ],
)
def test_characters_that_cannot_be_seen_are_named_and_what_can_be_seen_is_kept(column, raw, kept):
    with pytest.raises(CellError) as told:
        read_cell(column, raw)
    assert (told.value.code, told.value.kept) == (Code.CONTROL_CHARACTER, kept)


@pytest.mark.parametrize(
    ("column", "raw", "code"),
    [
        (NEEDED, "\u200b", Code.VALUE_MISSING),
        (TYPE, "Batles\u200b", Code.NOT_IN_LIST),
        (LINK, "\u200bx", Code.NOT_A_LINK),
    ],
)
def test_what_is_wrong_without_the_unseen_characters_too_stops_publishing(column, raw, code):
    with pytest.raises(CellError) as told:
        read_cell(column, raw)
    assert told.value.code is code
