import hashlib
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import a_dataset
from utils.tables import schema, storing, typed
from utils.tables.columns import Column, Kind, Table
from utils.tables.problems import Code, Problem
from utils.tables.storing import (
    StoredTableError,
    from_bytes,
    packed,
    problems_from_json,
    problems_to_json,
    to_bytes,
    unpacked,
)
from utils.tables.typed import ORIGIN, ROW, Origin, TypedTable, empty_table, typed_series
from utils.tables.vocabularies import Entry, Vocabulary

COLOURS = Vocabulary("colours", (Entry("red"), Entry("amber", spellings=("yellow",)), Entry("green")))
MARKS = Table(
    "marks",
    "Marks",
    "One column of every kind.",
    (
        Column("mark_id", "Mark id", Kind.TEXT, "", required=True),
        Column("colour", "Colour", Kind.CHOICE, "", vocabulary=COLOURS),
        Column("day", "Day", Kind.DATE, ""),
        Column("about_when", "About when", Kind.PARTIAL_DATE, ""),
        Column("seen", "Seen", Kind.COUNT, ""),
        Column("height", "Height", Kind.DECIMAL, ""),
        Column("source_ids", "Sources", Kind.REFERENCES, ""),
        Column("url", "Address", Kind.LINK, ""),
        Column("place", "Place", Kind.TEXT, "", refers_to="places"),
    ),
)
ORIGINS = (Origin("a.xlsx", "Marks", {"mark_id": 0, "colour": 4}, "ab" * 32), Origin("b.csv", "b", {"mark_id": 1}))
PLACE_NAMES = ["Alder", "Birch", "Never used"]

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
rows = st.fixed_dictionaries(
    {
        "colour": st.none() | st.sampled_from(COLOURS.labels),
        "day": st.none() | st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2199-12-31").date()),
        "about_when": st.sampled_from([None, "2026", "2026-02", "2026-02-01"]),
        "seen": st.none() | st.integers(0, 2**53),
        "height": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "source_ids": st.lists(words, max_size=3).map(tuple),
        "url": st.none() | st.just("https://courier.example/1"),
        "place": st.none() | st.sampled_from(PLACE_NAMES[:2]),
    }
)


def a_table(*held, table=MARKS, refused=0):
    """A table of these rows; their ids are given by their order."""
    cells = [{"mark_id": f"M-{number}", **row} for number, row in enumerate(held)]
    arrow = {Kind.DATE: pa.date32(), Kind.COUNT: pa.int64(), Kind.DECIMAL: pa.float64()}
    arrow |= {Kind.REFERENCES: pa.list_(pa.string())}
    columns = {
        column.key: typed_series(
            column, pa.array([row.get(column.key) for row in cells], arrow.get(column.kind, pa.string()))
        )
        for column in table.columns
    }
    frame = pd.DataFrame(columns)
    if "place" in frame:
        frame["place"] = pd.Categorical(frame["place"], categories=PLACE_NAMES)
    marks = {ROW: pd.Series(range(2, len(cells) + 2), dtype="int64")}
    marks[ORIGIN] = pd.Series([at % 2 for at in range(len(cells))], dtype="int64")
    return TypedTable(table, frame.assign(**marks), ORIGINS, refused)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=6), st.integers(0, 9))
def test_a_table_comes_back_as_it_went(held, refused):
    before = a_table(*held, refused=refused)
    after = from_bytes(MARKS, to_bytes(before))
    pd.testing.assert_frame_equal(after.frame, before.frame)
    assert (after.origins, after.refused) == (before.origins, before.refused)
    assert to_bytes(after) == to_bytes(before)


def test_the_bytes_do_not_depend_on_what_stands_under_an_unknown():
    frame = a_table({"seen": 7, "height": 1.5}).frame
    once = frame.assign(seen=frame["seen"].mask([True]), height=frame["height"].mask([True]))
    assert to_bytes(TypedTable(MARKS, once, ORIGINS)) == to_bytes(a_table({}))


def test_the_bytes_are_the_same_years_later():
    # when this fails after a library was moved, old editions still read: only their new copies are kept apart
    row = {"colour": "red", "day": pd.Timestamp("2026-01-31").date(), "seen": 3, "source_ids": ("S-1", "S-2")}
    assert to_bytes(a_table(row)) == to_bytes(a_table(row))
    assert hashlib.sha256(to_bytes(a_table(row))).hexdigest()[:12] == "1367bdabfa09"


def test_a_long_table_has_the_bytes_that_it_would_have_in_one_stretch(monkeypatch):
    day = pd.Timestamp("2026-01-31").date()
    full = {"colour": "red", "day": day, "seen": 3, "height": 1.5, "source_ids": ("S-1", "S-2"), "place": "Alder"}
    before = a_table(full, {}, full, {"source_ids": ("S-3",)}, {}, {}, full)
    whole = to_bytes(before)
    for module in (typed, storing):
        monkeypatch.setattr(module, "STRETCH", 2)
    assert to_bytes(before) == whole
    pd.testing.assert_frame_equal(from_bytes(MARKS, whole).frame, before.frame)


def test_an_empty_table_comes_back_with_its_dtypes():
    before = empty_table(MARKS, "marks.xlsx")
    after = from_bytes(MARKS, to_bytes(before))
    pd.testing.assert_frame_equal(after.frame, before.frame)
    assert after.origins == before.origins


def test_a_cell_is_found_again_by_its_address():
    after = from_bytes(MARKS, to_bytes(a_table({}, {})))
    assert after.address(0, "colour") == "a.xlsx, Marks!E2"
    assert after.address(1) == "b.csv, b!B3"


def test_only_the_rows_asked_for_are_read():
    kept = to_bytes(a_table({"seen": 1}, {"seen": 2}, {"seen": 3}))
    assert from_bytes(MARKS, kept, only=["M-1"]).frame["seen"].tolist() == [2]
    assert from_bytes(MARKS, kept, only=["M-9"]).frame.empty


def test_a_dataset_comes_back_with_all_its_tables_and_settings():
    before, _ = a_dataset()
    after = unpacked(packed(before))
    assert after.about == before.about
    assert list(after.tables) == [table.name for table in schema.TABLES]
    pd.testing.assert_frame_equal(after.incidents, before.incidents)


def test_a_table_that_came_later_has_no_rows_and_one_that_has_gone_is_left_out():
    kept = packed(a_dataset()[0])
    kept["gone"] = kept.pop("places")
    after = unpacked(kept)
    assert after.places.empty
    assert "gone" not in after.tables


def without(*keys):
    return replace(MARKS, columns=tuple(column for column in MARKS.columns if column.key not in keys))


def with_kind(key, kind):
    changed = tuple(replace(column, kind=kind) if column.key == key else column for column in MARKS.columns)
    return replace(MARKS, columns=changed)


def test_a_column_that_came_later_is_unknown_in_an_old_table():
    young = [column.key for column in MARKS.columns if column.key not in ("mark_id", "seen")]
    old = a_table({"seen": 4}, table=without(*young))
    after = from_bytes(MARKS, to_bytes(old)).frame
    assert after["seen"].tolist() == [4]
    assert after["source_ids"].tolist() == [()]
    assert after[[key for key in young if key != "source_ids"]].isna().all(axis=None)
    expected = a_table({"seen": 4}).frame.dtypes.drop("place")
    assert after.dtypes.drop("place").to_dict() == expected.to_dict()


def test_a_column_that_the_schema_no_longer_has_is_left_out():
    assert "height" not in from_bytes(without("height"), to_bytes(a_table({"height": 1.0}))).frame


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((Entry("scarlet", spellings=("red",)), Entry("green")), "scarlet"),
        ((Entry("green"),), "red"),
    ],
    ids=["renamed", "dropped"],
)
def test_a_label_that_the_list_no_longer_has_is_not_lost(entries, expected):
    columns = tuple(
        replace(column, vocabulary=Vocabulary("colours", entries)) if column.key == "colour" else column
        for column in MARKS.columns
    )
    after = from_bytes(replace(MARKS, columns=columns), to_bytes(a_table({"colour": "red"})))
    assert after.frame["colour"].tolist() == [expected]
    assert after.frame["colour"].cat.ordered


def test_a_column_that_no_longer_fits_its_kind_is_named():
    kept = to_bytes(a_table({"place": "Alder", "url": "https://a.example"}))
    with pytest.raises(StoredTableError, match="url can no longer be read as whole number"):
        from_bytes(with_kind("url", Kind.COUNT), kept)


@pytest.mark.parametrize("torn", [b"", b"nothing", to_bytes(a_table({}))[:200]], ids=["empty", "other", "cut"])
def test_bytes_that_are_no_table_are_refused(torn):
    with pytest.raises(StoredTableError, match="marks"):
        from_bytes(MARKS, torn)


def test_problems_come_back_as_they_went():
    problems = (
        Problem(Code.FILE_MISSING, "a.xlsx"),
        Problem(Code.NOT_IN_LIST, "ä.csv", "Märks", "D14", "شمال \x00", "“red”"),
    )
    assert problems_from_json(problems_to_json(problems)) == problems
    assert problems_to_json(problems).isascii()
    assert problems_from_json(problems_to_json(problems)) is problems_from_json(problems_to_json(problems))


def test_a_problem_of_an_unknown_code_is_refused():
    with pytest.raises(ValueError, match="no-such-code"):
        problems_from_json('[{"code": "no-such-code", "file": "a.xlsx"}]')
