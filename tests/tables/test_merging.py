import pandas as pd
import pytest

from tests.drawn import a_dataset, an_incident
from utils.tables.merging import merge
from utils.tables.typed import ORIGIN, Origin, TypedTable, empty_table


def incidents(*rows, file="base.xlsx", **others):
    """The incidents of these rows, as if read from that file."""
    read = a_dataset(*rows, **others)[0].tables["incidents"]
    (home,) = read.origins
    return TypedTable(read.table, read.frame, (Origin(file, home.sheet, home.positions, file),), read.refused)


def row(number, **changes):
    return an_incident(incident_id=f"N-{number}", **changes)


def ids(table):
    return table.frame["incident_id"].tolist()


def test_the_order_of_the_base_stays_and_new_rows_come_last():
    merged = merge(incidents(row(1), row(2), row(3)), incidents(row(9), row(2), row(4)))
    assert ids(merged) == ["N-1", "N-2", "N-3", "N-9", "N-4"]


def test_a_new_row_wins_whole_also_where_it_is_empty():
    base = incidents(row(1, killed_civilian_low=4, campaign="Operation Frost"))
    merged = merge(base, incidents(row(1, killed_civilian_low=None, campaign="none")))
    assert merged.frame["killed_civilian_low"].isna().all()
    assert merged.frame["campaign"].tolist() == ["none"]


def test_every_row_keeps_the_file_it_came_from():
    merged = merge(incidents(row(1), row(2)), incidents(row(2), row(3), file="new.xlsx"))
    assert [merged.origin(at).file for at in range(3)] == ["base.xlsx", "new.xlsx", "new.xlsx"]
    assert [merged.address(at) for at in range(3)] == [
        "base.xlsx, Incidents!A2",
        "new.xlsx, Incidents!A2",
        "new.xlsx, Incidents!A3",
    ]


def test_a_file_that_no_row_comes_from_any_more_is_not_named():
    merged = merge(incidents(row(1)), incidents(row(1), file="new.xlsx"))
    assert [origin.file for origin in merged.origins] == ["new.xlsx"]
    assert merged.frame[ORIGIN].tolist() == [0]


def test_the_same_file_merged_twice_is_one_origin():
    base = incidents(row(1), row(2))
    assert merge(merge(base, incidents(row(3), file="new.xlsx")), incidents(row(3), file="new.xlsx")).origins == (
        Origin("base.xlsx", "Incidents", base.origins[0].positions, "base.xlsx"),
        Origin("new.xlsx", "Incidents", base.origins[0].positions, "new.xlsx"),
    )


def test_merging_nothing_changes_nothing_and_nothing_was_mutated():
    base = incidents(row(1), row(2))
    before = base.frame.copy()
    merged = merge(base, empty_table(base.table))
    pd.testing.assert_frame_equal(merged.frame, base.frame)
    assert merged.origins == base.origins
    merge(base, incidents(row(2, campaign="none"), file="new.xlsx"))
    pd.testing.assert_frame_equal(base.frame, before)


def test_merging_into_nothing_gives_the_new_table():
    new = incidents(row(1), row(2))
    merged = merge(empty_table(new.table, "base.xlsx"), new)
    pd.testing.assert_frame_equal(merged.frame, new.frame)
    assert merged.origins == new.origins


def test_two_empty_tables_keep_an_origin_to_speak_of():
    new = incidents(row(1))
    merged = merge(empty_table(new.table, "base.xlsx"), empty_table(new.table, "new.xlsx"))
    assert [origin.file for origin in merged.origins] == ["base.xlsx"]


def test_refused_rows_of_both_are_counted():
    base, new = incidents(row(1)), incidents(row(2))
    merged = merge(
        TypedTable(base.table, base.frame, base.origins, 2), TypedTable(new.table, new.frame, new.origins, 3)
    )
    assert merged.refused == 5


@pytest.mark.parametrize(
    ("of_base", "of_new", "expected"),
    [
        (pd.CategoricalDtype(["Alder"]), pd.CategoricalDtype(["Alder", "Cedar"]), ["Alder", "Cedar"]),
        (pd.CategoricalDtype(["Alder"]), "str", None),
        ("str", pd.CategoricalDtype(["Alder"]), None),
    ],
)
def test_places_known_to_one_side_only_are_not_lost(of_base, of_new, expected):
    base, new = incidents(row(1)), incidents(row(2))
    merged = merge(
        TypedTable(base.table, base.frame.astype({"admin2": of_base}), base.origins),
        TypedTable(new.table, new.frame.astype({"admin2": of_new}), new.origins),
    )
    assert merged.frame["admin2"].tolist() == ["Alder", "Alder"]
    if expected is None:
        assert str(merged.frame["admin2"].dtype) == "str"
    else:
        assert merged.frame["admin2"].cat.categories.tolist() == expected
