import pytest

from utils.tables.vocabularies import CREDIBILITIES, RELIABILITIES
from utils.visuals.grades import as_said, spelled


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("B1", "B1 (usually reliable source, confirmed by other sources)"),
        ("C", "C (fairly reliable source)"),
        ("3", "3 (possibly true)"),
        ("F6", "F6 (reliability cannot be judged, truth cannot be judged)"),
        ("", "not graded"),
    ],
)
def test_a_grade_says_what_its_letters_mean(grade, words):
    assert spelled(grade) == words


def test_every_pair_of_grades_has_words():
    for source in RELIABILITIES.labels:
        for claim in CREDIBILITIES.labels:
            assert spelled(source + claim).startswith(f"{source}{claim} (")


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("B1", "B1: that it was said is confirmed"),
        ("D2", "D2: that it was said is probably true"),
        ("F6", "F6: that it was said cannot be judged"),
        ("C", "C"),
        ("", "not graded"),
    ],
)
def test_a_grade_of_an_accusation_is_of_its_having_been_made(grade, words):
    assert as_said(grade) == words
