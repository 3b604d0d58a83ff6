import datetime as dt

import pytest

from tests.drawn import EVIDENCE, INDICATOR, SCENARIOS, a_dataset
from tests.visuals.pictured import everything, rows
from utils.analysis.evidence_matrix import matrix_of
from utils.analysis.likelihood import SCALES
from utils.analysis.outlook import outlook_of
from utils.visuals.outlook import likelihood_picture, scores_picture, shift_picture
from utils.visuals.palette import LIGHT

SEEN = {**INDICATOR, "weight": 0.5, "state_date": "2026-03-31"}
OPEN = {
    **SEEN,
    "indicator_id": "D-2",
    "indicator": "Envoys meet",
    "theme": "Talks",
    "weight": 0.4,
    "state": "not known",
}


TWO = (SEEN, {**SEEN, "indicator_id": "D-9", "theme": "Roads"})
"""Two signs of the same: no future turns when one of them falls away."""


def outlook(*indicators, scenarios=SCENARIOS):
    dataset, _ = a_dataset(scenarios=scenarios, indicators=indicators or (SEEN, OPEN))
    return outlook_of(dataset.frame("scenarios"), dataset.frame("indicators"), dt.date(2026, 3, 31))


def matrix(*fits):
    told = [
        {**EVIDENCE, "evidence_id": f"E-{n}", "fit_1": one, "fit_2": other} for n, (one, other) in enumerate(fits, 1)
    ]
    dataset, _ = a_dataset(scenarios=SCENARIOS, evidence=told)
    return matrix_of(dataset.frame("evidence"), outlook().scenarios)


def likelihoods(shown=None, scale="ICD 203"):
    return likelihood_picture(shown or outlook(), SCALES[scale], LIGHT)


def points(picture, kind):
    return [round(row["low"]) for row in rows(picture.spec, "points") if row["kind"] == kind]


def words(picture):
    return [row["text"] for row in rows(picture.spec, "words")]


def said(picture):
    return " ".join(str(value) for value in everything(picture.spec) if isinstance(value, str))


def test_each_future_has_word_number_prior_and_reach():
    picture = likelihoods(outlook(*TWO))
    assert words(picture) == [
        "Thaw: 86 %, very likely (80–95 %)",
        "Freeze: 10 %, very unlikely (5–20 %)",
        "Other: 5 %, the rest",
    ]
    assert points(picture, "dot") == [86, 10, 5]
    assert [row["low"] for row in rows(picture.spec, "ticks")] == [47.5, 47.5, 5]
    reach = rows(picture.spec, "lengths")[0]
    assert (round(reach["low"]), round(reach["high"])) == (46, 86)


def test_futures_that_one_indicator_would_turn_have_no_word_of_their_own():
    assert words(likelihoods())[:2] == [
        "Thaw: 71 %, not told apart from Freeze",
        "Freeze: 24 %, not told apart from Thaw",
    ]


def test_the_day_by_when_stands_in_the_subtitle_where_one_is_set():
    dated = outlook(scenarios=[{**row, "by_date": "2026-06-30"} for row in SCENARIOS])
    assert likelihoods(dated).subtitle.startswith("Percent, by 30 Jun 2026, as of 31 Mar 2026, ")
    assert likelihoods().subtitle.startswith("Percent, as of 31 Mar 2026, ")


def test_the_words_are_those_of_the_scale_that_is_set():
    assert words(likelihoods(outlook(*TWO), scale="PHIA"))[0] == "Thaw: 86 %, highly likely (80–90 %)"


def test_the_analysts_own_number_stands_beside_the_computed_one_only_where_given():
    own = outlook(scenarios=[{**SCENARIOS[0], "own_likelihood": 60}, *SCENARIOS[1:]])
    assert points(likelihoods(own), "diamond") == [60]
    assert "Diamond" in likelihoods(own).subtitle
    assert list(likelihoods(own).twin["Analysts' own"]) == ["60 %", "not set", "not set"]
    assert points(likelihoods(), "diamond") == []
    assert "Analysts' own" not in likelihoods().twin
    assert "Diamond" not in likelihoods().subtitle


def test_the_table_says_what_the_picture_says():
    first = likelihoods(outlook(*TWO)).twin.iloc[0]
    assert list(first) == ["Thaw", "48 %", "86 %", "very likely (80–95 %)", "46–86 %"]


def test_the_alt_text_names_the_likeliest_first():
    assert likelihoods(outlook(*TWO)).alt.startswith(
        "Likelihoods of 3 futures, the likeliest first: Thaw 86 %, very likely (80–95 %), from 48 %; Freeze 10 %"
    )


def test_broken_priors_are_told_and_nothing_is_drawn():
    picture = likelihoods(outlook(scenarios=[{**SCENARIOS[0], "prior": 80}, *SCENARIOS[1:]]))
    assert "sum to 132.5 percent" in said(picture)
    assert "sum to 132.5 percent" in picture.alt
    assert list(picture.twin["Likelihood"]) == ["not known"] * 3
    assert list(picture.twin["Starting value"]) == ["80 %", "48 %", "5 %"]


def test_shifts_are_drawn_for_seen_and_not_seen_with_the_widest_first():
    shown = outlook(OPEN, {**OPEN, "indicator_id": "D-3", "indicator": "Weak sign", "weight": 0.1})
    picture = shift_picture(shown, shown.scenarios[0], LIGHT)
    assert words(picture) == ["Envoys meet (now: not known)", "Weak sign (now: not known)"]
    assert points(picture, "up")[0] == 67
    assert points(picture, "down")[0] == 28
    assert rows(picture.spec, "rule")[0]["low"] == pytest.approx(47.5)


def test_a_state_that_holds_already_is_no_shift():
    shown = outlook(SEEN)
    picture = shift_picture(shown, shown.scenarios[0], LIGHT)
    assert points(picture, "up") == []
    assert list(picture.twin.iloc[0])[2:] == ["as now", "24 %", "48 %"]


def test_the_words_of_the_shifts_give_every_number():
    shown = outlook(OPEN)
    assert shift_picture(shown, shown.scenarios[0], LIGHT).alt == (
        "What would change this: Thaw. 48 % now. “Envoys meet”: 67 % if seen and 28 % if not seen."
    )


def test_without_likelihoods_no_shift_is_drawn():
    shown = outlook(scenarios=[{**SCENARIOS[0], "prior": 80}, *SCENARIOS[1:]])
    assert "No likelihood follows" in shift_picture(shown, shown.scenarios[0], LIGHT).alt


def test_marks_against_a_future_are_stacked_the_strong_ones_first():
    picture = scores_picture(
        matrix(("inconsistent", "consistent"), ("strongly inconsistent", "neutral"), ("neutral", "inconsistent")), LIGHT
    )
    assert words(picture) == ["Thaw: −3 (2 rows against it)", "Freeze: −1 (1 row against it)"]
    bars = [(row["kind"], row["low"], row["high"]) for row in rows(picture.spec, "lengths")]
    assert bars == [("bar", 2, 3), ("strong-bar", 0, 2), ("bar", 0, 1)]
    assert list(picture.twin["Score"]) == ["−3", "−1"]
    assert picture.alt.endswith("as scores: Thaw −3; Freeze −1.")


def test_a_future_that_nobody_judged_is_not_drawn_as_the_best():
    assert "Other" not in scores_picture(matrix(("inconsistent", "neutral")), LIGHT).alt


def test_no_evidence_is_said_in_words():
    assert "No evidence has been held" in said(scores_picture(matrix(), LIGHT))
