import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.tables.importing import texts


def column(*values):
    return pa.array(values, pa.string())


def test_the_parts_that_are_there_are_joined_and_no_row_is_lost():
    left, right = column("a", None, None, "d"), column("x", "y", None, None)
    assert texts.joined(left, right).to_pylist() == ["a x", "y", None, "d"]


@given(st.lists(st.tuples(*[st.none() | st.text(min_size=1)] * 3)))
def test_joining_keeps_every_row_whatever_is_empty(rows):
    parts = [column(*values) for values in zip(*rows, strict=True)] or [column()] * 3
    assert texts.joined(*parts, by="|").to_pylist() == ["|".join(filter(None, row)) or None for row in rows]


def test_what_is_said_of_something_unknown_is_not_said():
    assert texts.said("of ", column("a", None), "!").to_pylist() == ["of a!", None]


@pytest.mark.parametrize(
    ("text", "ends"), [("the end", "the end."), ("the end.", "the end."), ("is it?", "is it?"), (None, None)]
)
def test_a_sentence_ends_once(text, ends):
    assert texts.sentence(column(text)).to_pylist() == [ends]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("3.0", 3),
        ("-9", -9),
        ("+4", 4),
        ("3.5", None),
        ("three", None),
        ("", None),
        (None, None),
        ("3e5", None),
    ],
)
def test_only_whole_numbers_are_whole(text, number):
    assert texts.whole(column(text)).to_pylist() == [number]


@pytest.mark.parametrize(
    ("text", "read"), [("1", "town"), ("1.0", "town"), ("9", "9"), (None, "province"), ("0", None), ("10", "10")]
)
def test_an_unknown_code_stays_and_an_empty_one_has_its_own_answer(text, read):
    assert texts.decoded(column(text), {"1": "town", "0": None}, empty="province").to_pylist() == [read]


def test_codes_are_words_whatever_their_case():
    assert texts.looked_up(column("GRENADE", "grenades"), {"Grenade": "grenade"}).to_pylist() == ["grenade", None]


def test_a_mask_that_is_not_known_chooses_the_other():
    assert texts.chosen(pa.array([True, False, None]), "yes", "no").to_pylist() == ["yes", "no", "no"]


def test_trimming_leaves_nothing_of_blank_cells():
    assert texts.trimmed(column("  a ", "   ", None)).to_pylist() == ["a", None, None]


def test_a_code_is_met_with_and_without_its_needless_zero():
    assert texts.means(column("1", "1.0", "11", None), "1").to_pylist() == [True, True, False, False]
