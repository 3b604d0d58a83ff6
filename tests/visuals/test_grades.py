import pytest

from utils.tables.vocabularies import CREDIBILITIES, RELIABILITIES
from utils.visuals.grades import spelled


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
