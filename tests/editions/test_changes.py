from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.drawn import SOURCES, a_claim, a_dataset, an_incident
from utils.editions.changes import changes
from utils.editions.values import EMPTY, shown
from utils.tables.dataset import Dataset
from utils.tables.typed import TypedTable


def row(number, **cells):
    return an_incident(incident_id=f"N-{number}", **cells)


def dataset(*rows, **others):
    return a_dataset(*rows, **others)[0]


def corrections(found):
    return [(held.id, held.key, held.old, held.new) for held in found.corrected]


def test_the_same_dataset_has_not_changed():
    found = changes(dataset(row(1), row(2)), dataset(row(1), row(2)))
    assert not found
    assert {table.summary for table in found.tables} == {"unchanged"}


def test_rows_added_withdrawn_and_corrected_are_told_apart():
    before = dataset(row(1), row(2), row(3))
    after = dataset(row(9), row(3), row(2, tactic="IED"))
    found = changes(before, after).of("incidents")
    assert (found.added, found.withdrawn, found.corrected_ids) == (("N-9",), ("N-1",), ("N-2",))
    assert corrections(found) == [("N-2", "tactic", "armed assault", "IED")]
    assert (found.rows_before, found.rows_after) == (3, 3)
    assert found.summary == "1 added, 1 corrected, 1 withdrawn"
    assert changes(before, after)


def test_a_correction_says_where_the_new_value_stands():
    found = changes(dataset(row(1), row(2)), dataset(row(1), row(2, place="Alder ford"))).of("incidents")
    (held,) = found.corrected
    assert held.heading == "Place"
    assert held.address.startswith("incidents.xlsx, Incidents!")
    assert held.address.endswith("3")


@pytest.mark.parametrize(
    ("key", "old", "new", "told"),
    [
        ("start_date", "2026-02-03", "2026-02-04", ("2026-02-03", "2026-02-04")),
        ("killed_civilian_low", None, 0, (EMPTY, "0")),
        ("killed_civilian_low", 3, None, ("3", EMPTY)),
        ("killed_civilian_low", 3, 4, ("3", "4")),
        ("latitude", 10.5, 11.0, ("10.5", "11")),
        ("source_ids", "S-1", "S-1; S-2", ("S-1", "S-1; S-2")),
        ("admin2", "Alder", "Birch", ("Alder", "Birch")),
        ("admin2", "Alder", None, ("Alder", EMPTY)),
        ("event_type", "Battles", "Riots", ("Battles", "Riots")),
        ("attribution_note", None, "Said twice", (EMPTY, "Said twice")),
    ],
)
def test_a_corrected_cell_is_told_by_both_its_values(key, old, new, told):
    found = changes(dataset(row(1, **{key: old})), dataset(row(1, **{key: new}))).of("incidents")
    assert corrections(found) == [("N-1", key, *told)]


@pytest.mark.parametrize("key", ["end_date", "killed_civilian_low", "attribution_note", "admin2", "latitude"])
def test_unknown_and_unknown_are_no_correction(key):
    assert not changes(dataset(row(1, **{key: None})), dataset(row(1, **{key: None})))


def test_the_order_of_rows_is_no_change():
    assert not changes(dataset(row(1), row(2)), dataset(row(2), row(1)))


def test_another_list_of_places_alone_is_no_change_of_incidents():
    before, after = dataset(row(1)), dataset(row(1))
    table = after.tables["incidents"]
    wider = table.frame.astype({"admin2": pd.CategoricalDtype(["Aaa", "Alder", "Zzz"])})
    changed = Dataset({**after.tables, "incidents": replace(table, frame=wider)}, after.about)
    assert not changes(before, changed)


def test_tables_of_one_side_only_are_all_added_or_withdrawn():
    whole = dataset(row(1), claims=[a_claim()])
    part = Dataset({name: held for name, held in whole.tables.items() if name != "casualty_claims"}, whole.about)
    assert changes(part, whole).of("casualty_claims").added == ("C-1",)
    assert changes(whole, part).of("casualty_claims").withdrawn == ("C-1",)


def test_a_source_is_known_by_its_id():
    renamed = ({**SOURCES[0], "publisher": "Courier"}, SOURCES[1])
    found = changes(dataset(row(1)), dataset(row(1), sources=renamed)).of("sources")
    assert corrections(found) == [("S-1", "publisher", "Northland Courier", "Courier")]


def test_settings_are_compared_by_what_they_say():
    before = dataset(row(1), about={"Bottom line": "It is calm.", "Home to": "2026-02-01"})
    after = dataset(row(1), about={"As of": "2026-04-30", "Home to": "2026-02-01", "Disclaimer": "Not advice."})
    found = changes(before, after).of("about")
    assert (found.added, found.withdrawn) == (("Disclaimer",), ("Bottom line",))
    assert corrections(found) == [("As of", "as_of", "2026-03-31", "2026-04-30")]
    assert found.corrected[0].address == "reference.xlsx, About!B4"


def test_a_setting_spelt_otherwise_is_no_change():
    before = dataset(row(1))
    after = dataset(row(1), about={"As of": None, "as_of": "2026-03-31"})
    assert not changes(before, after).of("about")


def test_a_part_of_the_corrections_can_be_looked_at():
    before = dataset(*(row(n) for n in range(5)))
    after = dataset(*(row(n, tactic="IED", place="Ford") for n in range(5)))
    found = changes(before, after).of("incidents").corrected
    assert len(found) == 10
    assert [held.id for held in found[2:4]] == ["N-1", "N-1"]
    assert found[-1].id == "N-4"
    with pytest.raises(IndexError):
        found[10]


def test_a_hundred_thousand_rows_in_another_order_differ_in_their_cells_alone():
    small = dataset(row(1)).tables["incidents"]
    many = 100_000
    frame = small.frame.loc[small.frame.index.repeat(many)].reset_index(drop=True)
    frame["incident_id"] = pd.Series([f"N-{n}" for n in range(many)], dtype="str")
    before = Dataset({"incidents": TypedTable(small.table, frame, small.origins)})
    shuffled = frame.assign(tactic=frame["tactic"].where(np.arange(many) % 2 == 0)).iloc[::-1].reset_index(drop=True)
    found = changes(before, Dataset({"incidents": TypedTable(small.table, shuffled, small.origins)})).of("incidents")
    assert len(found.corrected) == many // 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, EMPTY),
        (pd.NA, EMPTY),
        (pd.NaT, EMPTY),
        (float("nan"), EMPTY),
        ((), EMPTY),
        (("S-1", "S-2"), "S-1; S-2"),
        (pd.Timestamp("2026-01-31"), "2026-01-31"),
        (7.0, "7"),
        (7.25, "7.25"),
        (np.float64(0.1), "0.1"),
        (np.int64(3), "3"),
        (0, "0"),
        ("IED", "IED"),
    ],
)
def test_a_value_is_shown_as_one_would_type_it(value, text):
    assert shown(value) == text
