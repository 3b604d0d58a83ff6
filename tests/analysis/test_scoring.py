import datetime as dt
import math
import random
from pathlib import Path

import pytest

from tests.drawn import JUDGEMENT, a_dataset
from utils.analysis.scoring import (
    TOO_FEW,
    brier,
    calibration,
    last_day,
    ledger_of,
    log_score,
    reworded,
    scores_of,
    wilson,
)
from utils.editions.shipped import read_shipped

TODAY = dt.date(2026, 3, 31)


def ledger(*rows, as_of=TODAY):
    told = [{**JUDGEMENT, "judgement_id": f"U-{number}", **row} for number, row in enumerate(rows, 1)]
    dataset, problems = a_dataset(judgements=told)
    assert not problems, problems
    return ledger_of(dataset.frame("judgements"), as_of)


def forecasts(*pairs):
    """Settled forecasts drawn as percent and whether they came true."""
    return ledger(
        *(
            {"likelihood": said, "status": "observed" if true else "not observed", "due_on": "2026-03"}
            for said, true in pairs
        )
    ).settled


@pytest.mark.parametrize(
    ("probabilities", "outcome", "score"),
    [((1, 0), 0, 0), ((0, 1), 0, 2), ((0.5, 0.5), 1, 0.5), ((0.7, 0.2, 0.1), 0, 0.14), ((0.8, 0.2), 0, 0.08)],
)
def test_brier_is_the_sum_of_squares(probabilities, outcome, score):
    assert brier(probabilities, outcome) == pytest.approx(score)


@pytest.mark.parametrize(("probability", "score"), [(1, 0), (0.5, math.log(2)), (0, math.inf)])
def test_the_logarithmic_score_is_worst_for_what_was_ruled_out(probability, score):
    assert log_score(probability) == pytest.approx(score)


@pytest.mark.parametrize(
    ("true", "total", "low", "high"),
    [(0, 10, 0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1), (81, 263, 0.255, 0.366)],  # last: Newcombe 1998
)
def test_wilsons_interval_is_the_published_one(true, total, low, high):
    assert wilson(true, total) == pytest.approx((low, high), abs=0.001)


def test_there_is_no_share_of_nothing():
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="nothing"):
        scores_of(())


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"status": "observed", "due_on": "2026-03"}, True),
        ({"status": "observed", "due_on": "2027"}, None),
        ({"status": "observed"}, None),
        ({"status": "not observed", "due_on": "2026-03"}, False),
        ({"status": "not observed", "due_on": "2026-04"}, None),
        ({"status": "not observed"}, None),
        ({"status": "partly observed", "due_on": "2026-01"}, None),
        ({"status": "unknown", "due_on": "2026-01"}, None),
    ],
)
def test_a_judgement_is_settled_on_its_day_and_not_before_whether_it_came_true_or_not(changes, outcome):
    (one,) = ledger(changes).judgements
    assert one.came_true(TODAY) is outcome


@pytest.mark.parametrize(("partial", "day"), [("2026", "2026-12-31"), ("2026-02", "2026-02-28"), ("2026-02-03",) * 2])
def test_a_coarse_date_has_passed_when_its_last_day_has(partial, day):
    assert last_day(partial).isoformat() == day


def test_without_a_number_nothing_is_scored():
    held = ledger(*[{"status": "observed"}] * 30)
    assert held.numbered == held.settled == ()
    assert held.scores is None


@pytest.mark.parametrize(("total", "scored"), [(TOO_FEW - 1, False), (TOO_FEW, True)])
def test_fewer_than_twenty_are_too_few_to_judge(total, scored):
    held = ledger(*[{"status": "observed", "likelihood": 80, "due_on": "2026-02"}] * total)
    assert (held.scores is not None) is scored


def test_scores_are_those_worked_by_hand():
    scores = scores_of(forecasts((80, True), (60, True), (40, False), (90, False)))
    assert scores.brier.value == pytest.approx((0.08 + 0.32 + 0.32 + 1.62) / 4)
    assert scores.logarithmic.value == pytest.approx(-(math.log(0.8) + 2 * math.log(0.6) + math.log(0.1)) / 4)
    assert scores.skill == pytest.approx(1 - 0.585 / 0.5)
    assert scores.brier.basis == ("U-1", "U-2", "U-3", "U-4")


def test_a_record_in_which_all_came_true_has_no_reference_to_beat():
    assert scores_of(forecasts((80, True), (60, True))).skill is None


def test_bins_hold_their_lower_edge_and_the_last_one_certainty():
    bins = calibration([0.0, 0.2, 0.2, 1.0], [False, True, False, True])
    assert [(held.low, held.true, held.total) for held in bins] == [(0.0, 0, 1), (0.2, 1, 2), (0.8, 1, 1)]
    assert bins[1].said == pytest.approx(0.2)


def test_a_forecaster_who_means_what_he_says_is_found_calibrated_as_often_as_promised():
    chance = random.Random(4)  # noqa: S311  # a planted truth, not a secret
    within = []
    for _ in range(200):
        said = [chance.random() for _ in range(200)]
        bins = calibration(said, [chance.random() < p for p in said])
        within += [held.interval[0] <= held.said <= held.interval[1] for held in bins]
    assert sum(within) / len(within) == pytest.approx(0.95, abs=0.02)


def test_one_who_is_always_too_sure_is_found_out():
    chance = random.Random(4)  # noqa: S311  # a planted truth, not a secret
    outcomes = [chance.random() < 0.6 for _ in range(400)]
    (held,) = calibration([0.95] * 400, outcomes)
    assert held.interval[1] < held.said


@pytest.mark.parametrize("change", [{"judgement": "It opens."}, {"likelihood": 71}, {"due_on": "2027"}])
def test_the_seal_breaks_when_what_was_said_is_changed(change):
    (before,), (after,) = ledger({"likelihood": 70}).judgements, ledger({"likelihood": 70, **change}).judgements
    assert before.seal != after.seal


def test_the_seal_holds_when_only_the_outcome_is_entered():
    (before,), (after,) = ledger({}).judgements, ledger({"status": "observed", "basis": "It stayed shut."}).judgements
    assert before.seal == after.seal


def test_a_forecast_that_is_changed_after_it_was_issued_is_told_with_what_it_said_before():
    issued = ledger({"likelihood": 70}, {"likelihood": 40}, {})
    later = ledger({"likelihood": 90}, {"likelihood": 40, "status": "observed"}, {"judgement": "It opens."}, {})
    found = reworded(issued, later)
    assert [(one.before.judgement_id, one.before.likelihood, one.after.likelihood) for one in found] == [
        ("U-1", 70, 90),
        ("U-3", None, None),
    ]
    assert found[1].after.text == "It opens."


def test_new_and_withdrawn_judgements_are_no_change_of_what_was_said():
    assert reworded(ledger({}, {}), ledger({})) == reworded(ledger({}), ledger({}, {})) == ()


def test_briers_own_example_gives_his_score():
    # Brier 1950, Monthly Weather Review 78: ten occasions, the probability of rain and whether it rained; score 0.19
    rain = (0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1)
    fell = (False, True, True, True, *[False] * 6)
    told = [brier((p, 1 - p), 0 if wet else 1) for p, wet in zip(rain, fell, strict=True)]
    assert sum(told) / len(told) == pytest.approx(0.19)
    assert scores_of(forecasts(*((100 * p, wet) for p, wet in zip(rain, fell, strict=True)))).brier.value == (
        pytest.approx(0.19)
    )


def test_the_shipped_ledger_has_twenty_three_and_none_with_a_number():
    edition = read_shipped(Path(__file__).parents[2] / "data")
    held = ledger_of(edition.dataset.frame("judgements"), edition.as_of)
    counts = {status: held.fared(status).value for status in ("observed", "partly observed", "not observed", "unknown")}
    assert counts == {"observed": 9, "partly observed": 9, "not observed": 1, "unknown": 4}
    assert held.fared("observed").coverage.of == 23
    assert held.scores is None and held.numbered == ()
