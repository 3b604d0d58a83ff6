import pytest

from utils.briefing.columns import LONG, numeric, widths
from utils.briefing.document import Grid


def a_grid(*columns):
    """A table drawn column by column, the heading first."""
    headings = tuple(column[0] for column in columns)
    return Grid("T", headings, tuple(zip(*(column[1:] for column in columns), strict=True)))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Gap", "16×", "2.3×", "–"), True),
        (("Share", "46 %", "1,234", "−4"), True),
        (("Range", "15–52 %", "3–4"), True),
        (("Government", "22 (Ministry)", "–"), False),
        (("Grade", "B2", "–"), False),
    ],
)
def test_a_column_of_numbers_and_dashes_alone_is_one_of_numbers(cells, expected):
    assert numeric(a_grid(cells)) == [expected]


def test_a_table_without_rows_has_no_column_of_numbers():
    assert numeric(Grid("T", ("A", "B"), ())) == [False, False]


def test_a_column_with_more_to_say_is_wider_but_not_in_proportion():
    short, long = widths(a_grid(("A", "one two"), ("B", "word " * 14)))
    assert short < long < short * 14


def test_the_longest_word_is_kept_whole_up_to_a_length():
    plain, worded, endless = widths(a_grid(("A", "a b c"), ("B", "x" * LONG), ("C", "x" * 80)))
    assert plain < worded <= endless
    assert widths(a_grid(("B", "x" * LONG))) == [pytest.approx(LONG * 0.6)]
