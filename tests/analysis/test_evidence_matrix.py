from pathlib import Path

import pytest

from tests.drawn import EVIDENCE, SCENARIOS, a_dataset
from utils.analysis.evidence_matrix import FIT_VALUES, matrix_of, sign_test
from utils.analysis.scenarios import scenarios_of
from utils.editions.shipped import read_shipped
from utils.tables.vocabularies import FITS


def matrix(*fits, **changes):
    """A matrix of rows that are drawn by their fits with the first two scenarios."""
    rows = [
        {**EVIDENCE, "evidence_id": f"E-{number}", "fit_1": one, "fit_2": other, **changes}
        for number, (one, other) in enumerate(fits, 1)
    ]
    dataset, problems = a_dataset(scenarios=SCENARIOS, evidence=rows)
    assert not problems
    return matrix_of(dataset.frame("evidence"), scenarios_of(dataset.frame("scenarios")))


@pytest.fixture(scope="module")
def shipped():
    dataset = read_shipped(Path(__file__).parents[2] / "data").dataset
    return matrix_of(dataset.frame("evidence"), scenarios_of(dataset.frame("scenarios")))


def test_every_fit_has_its_value():
    assert tuple(FIT_VALUES) == FITS.labels
    assert FIT_VALUES["strongly inconsistent"] == -2
    assert FIT_VALUES["neutral"] == 0


def test_only_what_speaks_against_a_scenario_counts():
    held = matrix(
        ("inconsistent", "strongly consistent"),
        ("strongly inconsistent", "consistent"),
        ("consistent", "neutral"),
        ("strongly consistent", "inconsistent"),
    )
    assert [held.score(place).value for place in (0, 1)] == [-3, -1]
    assert held.score(0).basis == ("E-1", "E-2")
    assert held.score(0).coverage.known == 4


def test_a_scenario_that_nobody_judged_has_no_score():
    held = matrix(("consistent", "inconsistent"))
    assert held.score(2).value is None
    assert held.places == (0, 1)


def test_a_fit_left_empty_is_not_a_neutral_one():
    held = matrix(("inconsistent", None), ("inconsistent", "consistent"))
    assert held.score(1).coverage.known == 1
    assert held.compared(0, 1).against == (1, 0)


@pytest.mark.parametrize(
    ("fits", "diagnosticity"),
    [
        (("consistent", "consistent"), 0),
        (("consistent", "inconsistent"), 2),
        (("strongly consistent", "strongly inconsistent"), 4),
        (("strongly consistent", None), 0),
    ],
)
def test_evidence_that_fits_everything_tells_nothing(fits, diagnosticity):
    assert matrix(fits).rows[0].diagnosticity == diagnosticity


def test_rows_that_tell_most_come_first_and_equals_keep_their_order():
    held = matrix(
        ("consistent", "consistent"),
        ("consistent", "inconsistent"),
        ("neutral", "neutral"),
        ("inconsistent", "neutral"),
    )
    assert [row.evidence_id for row in held.by_diagnosticity] == ["E-2", "E-4", "E-1", "E-3"]


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [(0, 0, 1), (5, 5, 1), (4, 6, 0.75390625), (0, 5, 0.0625), (0, 6, 0.03125), (9, 1, 22 / 1024)],
)
def test_the_sign_test_gives_the_binomial_tails(one, other, p):
    assert sign_test(one, other) == sign_test(other, one) == pytest.approx(p)


def test_two_scenarios_are_apart_when_six_rows_speak_against_one_and_none_against_the_other():
    six = matrix(*[("consistent", "inconsistent")] * 6)
    assert six.compared(0, 1).apart
    assert not matrix(*[("consistent", "inconsistent")] * 5).compared(0, 1).apart


def test_only_rows_graded_c3_or_better_are_trusted():
    assert len(matrix(("consistent", "neutral")).trusted.rows) == 1
    for weak in ({"reliability": "D"}, {"reliability": "F"}, {"credibility": "4"}, {"credibility": "6"}):
        assert matrix(("consistent", "neutral"), **weak).trusted.rows == ()
    assert matrix(("consistent", "neutral"), reliability=None).trusted.rows == ()


def test_in_heuers_own_example_nothing_speaks_against_an_answer_in_a_small_way():
    # Heuer 1999, chapter 8, figure 15: would Iraq answer the raid of 1993? H1 no, H2 in a small way, H3 in a large one
    good, bad = "consistent", "inconsistent"
    h1, h2, h3 = (good, good, good, bad, bad, bad), (good,) * 6, (good, bad, bad, good, good, good)
    rows = [
        {**EVIDENCE, "evidence_id": f"E-{n}", "fit_1": a, "fit_2": b, "fit_3": c}
        for n, (a, b, c) in enumerate(zip(h1, h2, h3, strict=True), 1)
    ]
    dataset, _ = a_dataset(scenarios=SCENARIOS, evidence=rows)
    held = matrix_of(dataset.frame("evidence"), scenarios_of(dataset.frame("scenarios")))
    assert [held.score(place).value for place in (0, 1, 2)] == [-3, 0, -2]
    assert held.ranked == (1, 2, 0)
    assert held.rows[0].diagnosticity == 0  # a word of the ruler's own, which fits all three


def test_the_shipped_scores_are_the_ones_counted_by_hand(shipped):
    assert [shipped.score(place).value for place in range(4)] == [-4, -6, -28, None]
    assert shipped.ranked == (0, 1, 2)


def test_the_shipped_evidence_does_not_tell_the_first_two_apart(shipped):
    first_two, first_third, second_third = shipped.comparisons
    assert (first_two.places, first_two.against, first_two.apart) == ((0, 1), (4, 6), False)
    assert first_third.apart and second_third.apart


def test_that_does_not_hang_on_weakly_graded_rows(shipped):
    assert [shipped.trusted.score(place).value for place in range(3)] == [-4, -5, -24]
    assert [comparison.apart for comparison in shipped.trusted.comparisons] == [False, True, True]
