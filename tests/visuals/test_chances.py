import pytest

from utils.analysis.likelihood import SCALES
from utils.visuals.chances import likely, percent, percent_range, worded


@pytest.mark.parametrize(
    ("probability", "text"), [(0.4624, "46 %"), (0, "1 %"), (0.002, "1 %"), (1, "99 %"), (0.997, "99 %"), (0.5, "50 %")]
)
def test_percentages_are_whole_and_never_certain(probability, text):
    assert percent(probability) == text


@pytest.mark.parametrize(("low", "high", "text"), [(0.228, 0.638, "23–64 %"), (0.461, 0.464, "46 %"), (0, 1, "1–99 %")])
def test_a_range_says_nothing_twice(low, high, text):
    assert percent_range(low, high) == text


def test_a_word_stands_with_its_numbers():
    assert likely(SCALES["ICD 203"], 0.6) == "likely (55–80 %)"
    assert likely(SCALES["PHIA"], 0.6) == "likely (55–75 %)"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.162, "very unlikely (16 %)"),
        (0.797, "likely (just under 80 %)"),
        (0.8, "very likely (80 %)"),
        (0.803, "very likely (80 %)"),
        (0.9999, "almost certain (99 %)"),
    ],
)
def test_a_number_never_reads_as_that_of_another_word(probability, words):
    assert worded(SCALES["ICD 203"], probability) == words
