import pyarrow as pa

from utils.tables.importing.rows import Rows, name_slug


def rows():
    return Rows.of(2, {"Amount (Nominal USD) ": pa.array([" 5 ", " "]), "event_id_cnty": pa.array(["A", "B"])})


def test_a_column_is_found_by_its_name_whatever_its_case_spaces_or_underscores():
    assert rows()["amount_nominal_usd"].to_pylist() == ["5", None]
    assert rows()["EVENT ID CNTY"].to_pylist() == ["A", "B"]


def test_a_column_that_the_file_has_not_is_empty_in_every_row():
    assert not rows().has("notes")
    assert rows()["notes"].to_pylist() == [None, None]


def test_rows_are_chosen_in_all_columns_at_once():
    kept = rows().where(pa.array([False, True]))
    assert (kept.height, kept["event_id_cnty"].to_pylist(), kept["notes"].to_pylist()) == (1, ["B"], [None])


def test_headings_in_the_manner_of_other_programs_are_the_same_name():
    assert {name_slug(name) for name in ("Amount.(Nominal.USD)", "amount_nominal_usd", "Amount (Nominal USD) ")} == {
        "amount-nominal-usd"
    }
