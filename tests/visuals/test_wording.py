import datetime as dt

import pandas as pd
import pytest

from utils.visuals import wording


def test_a_day_is_written_out_whatever_the_locale():
    assert wording.day(dt.date(2026, 1, 31)) == "31 Jan 2026"
    assert wording.day(pd.Timestamp("2026-02-06")) == "6 Feb 2026"
    assert wording.short_day(dt.date(2026, 5, 1)) == "1 May"
    assert wording.month(dt.date(2026, 9, 30)) == "Sep 2026"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (dt.date(2026, 2, 1), dt.date(2026, 2, 1), "1 Feb 2026"),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 6), "1–6 Feb 2026"),
        (dt.date(2026, 1, 31), dt.date(2026, 2, 6), "31 Jan – 6 Feb 2026"),
        (dt.date(2025, 12, 30), dt.date(2026, 1, 2), "30 Dec 2025 – 2 Jan 2026"),
        (dt.date(2025, 2, 1), dt.date(2026, 2, 1), "1 Feb 2025 – 1 Feb 2026"),
    ],
)
def test_a_span_says_nothing_twice(start, end, written):
    assert wording.span(start, end) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (1234, "1,234"), (16.111, "16.1"), (22.0, "22"), (-3, "−3"), (-1234.5, "−1,234.5"), (None, "not known")],
)
def test_a_number_separates_its_thousands_and_keeps_one_decimal(value, written):
    assert wording.number(value) == written


@pytest.mark.parametrize(
    ("total", "written"), [(0, "no incidents"), (1, "1 incident"), (2, "2 incidents"), (1234, "1,234 incidents")]
)
def test_a_count_agrees_with_its_noun(total, written):
    assert wording.count(total, "incident") == written


def test_a_count_takes_an_uneven_plural():
    assert wording.count(2, "body", "bodies") == "2 bodies"
    assert wording.count(1, "body", "bodies") == "1 body"


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (92, 133, "92–133"),
        (22, 22, "22"),
        (0, 0, "0"),
        (0, 3, "0–3"),
        (20, None, "at least 20"),
        (None, 6, "up to 6"),
        (None, None, "not known"),
        (1000, 2000, "1,000–2,000"),
    ],
)
def test_a_range_says_which_end_is_open(low, high, written):
    assert wording.number_range(low, high) == written


def test_an_open_range_can_say_more_than():
    assert wording.number_range(20, None, beyond=wording.MORE_THAN) == "more than 20"


@pytest.mark.parametrize(
    ("words", "most", "written"),
    [
        ((), None, ""),
        (("a",), None, "a"),
        (("a", "b"), None, "a and b"),
        (("a", "b", "c"), None, "a, b and c"),
        (("a", "b", "c"), 3, "a, b and c"),
        (("a", "b", "c", "d"), 3, "a, b, c and 1 other"),
        (("a", "b", "c", "d"), 1, "a and 3 others"),
    ],
)
def test_a_list_counts_what_it_leaves_out(words, most, written):
    assert wording.listing(words, most) == written


def test_sentence_case_leaves_abbreviations_alone():
    assert wording.sentence_case("IED and mine") == "IED and mine"
    assert wording.sentence_case("no incidents") == "No incidents"
    assert wording.sentence_case("") == ""


@pytest.mark.parametrize(("text", "said"), [("2026-02-01", "1 Feb 2026"), ("2026-02", "Feb 2026"), ("2026", "2026")])
def test_a_partial_date_is_told_no_more_exactly_than_it_was_recorded(text, said):
    assert wording.partial_day(text) == said
