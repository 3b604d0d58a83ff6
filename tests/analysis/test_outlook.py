import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.drawn import INDICATOR, SCENARIOS, a_dataset, an_edition, an_incident
from utils.analysis.indicators import faded_weight, first_day
from utils.analysis.outlook import NOT_KNOWN, NOT_SEEN, SEEN, Outlook, outlook_of, outlook_of_edition
from utils.editions.shipped import read_shipped

TODAY = dt.date(2026, 3, 31)
FRESH = {"weight": 1, "state_date": "2026-03-31"}


def an_indicator(number=1, **changes):
    return {**INDICATOR, "indicator_id": f"D-{number}", **FRESH, **changes}


def outlook(*indicators, scenarios=SCENARIOS, as_of=TODAY):
    dataset, problems = a_dataset(scenarios=scenarios, indicators=indicators)
    assert dataset.refused == 0, problems
    return outlook_of(dataset.frame("scenarios"), dataset.frame("indicators"), as_of)


@pytest.fixture(scope="module")
def shipped():
    return outlook_of_edition(read_shipped(Path(__file__).parents[2] / "data"))


def test_without_indicators_the_priors_stand():
    assert outlook().likelihoods == pytest.approx((0.475, 0.475, 0.05))


def test_one_indicator_moves_the_likelihoods_as_worked_by_hand():
    # 0.475·0.9, 0.475·0.1 and 0.05·0.5 (not judged), over their sum of 0.5
    assert outlook(an_indicator()).likelihoods == pytest.approx((0.855, 0.095, 0.05))


def test_what_is_looked_for_and_not_there_speaks_the_other_way():
    assert outlook(an_indicator(state=NOT_SEEN)).likelihoods == pytest.approx((0.095, 0.855, 0.05))


def test_the_weight_is_an_exponent():
    # the square roots of 0.9, 0.1 and 0.5
    scores = [0.475 * 0.9**0.5, 0.475 * 0.1**0.5, 0.05 * 0.5**0.5]
    assert outlook(an_indicator(weight=0.5)).likelihoods == pytest.approx([s / sum(scores) for s in scores])


def test_what_is_not_known_moves_nothing():
    assert outlook(an_indicator(state=NOT_KNOWN)).likelihoods == outlook().likelihoods


@pytest.mark.parametrize(("days", "weight"), [(0, 1.0), (60, 0.5), (120, 0.25), (-10, 1.0)])
def test_a_weight_halves_every_sixty_days(days, weight):
    (one,) = outlook(an_indicator(state_date=(TODAY - dt.timedelta(days)).isoformat())).indicators
    assert faded_weight(one, TODAY) == pytest.approx(weight)


@pytest.mark.parametrize(("partial", "day"), [("2026", "2026-01-01"), ("2026-03", "2026-03-01"), ("2026-03-09",) * 2])
def test_a_coarse_date_counts_from_its_first_day(partial, day):
    assert first_day(partial).isoformat() == day


def test_a_state_without_a_date_counts_from_the_day_it_was_set():
    (one,) = outlook(an_indicator(state_date=None, set_on="2026-03-01")).indicators
    assert one.since == dt.date(2026, 3, 1)


def test_a_state_that_nobody_dated_moves_nothing():
    undated = outlook(an_indicator(state_date=None, set_on=None))
    assert undated.known == ()
    assert undated.likelihoods == outlook().likelihoods
    with pytest.raises(ValueError, match="no date"):
        faded_weight(undated.indicators[0], TODAY)


def test_one_theme_weighs_no_more_than_its_limit():
    three = outlook(*(an_indicator(number) for number in range(3)))
    assert sum(three.weights.values()) == pytest.approx(1.5)
    apart = outlook(*(an_indicator(number, theme=f"theme {number}") for number in range(3)))
    assert sum(apart.weights.values()) == pytest.approx(3)


def test_only_what_speaks_takes_of_a_themes_limit():
    held = outlook(an_indicator(1), an_indicator(2, state=NOT_KNOWN), an_indicator(3, state=NOT_KNOWN))
    assert held.weights == {"D-1": 1.0}


def test_likelihoods_always_sum_to_one(shipped):
    assert sum(shipped.likelihoods) == pytest.approx(1)
    assert all(sum(shift.likelihoods) == pytest.approx(1) for shift in shipped.shifts)


def test_priors_that_do_not_sum_to_a_hundred_give_no_likelihood():
    broken = outlook(an_indicator(), scenarios=[{**SCENARIOS[0], "prior": 80}, *SCENARIOS[1:]])
    assert broken.likelihoods == broken.shifts == broken.ranked == ()
    assert any(fault.stops for fault in broken.faults)


def test_flipping_an_indicator_gives_the_numbers_of_its_shift():
    held = outlook(an_indicator(1), an_indicator(2, state=NOT_KNOWN, state_date=None))
    shift = next(shift for shift in held.shifts if (shift.indicator.indicator_id, shift.state) == ("D-2", SEEN))
    flipped = held.flipping({"D-2": SEEN})
    assert flipped.likelihoods == shift.likelihoods != held.likelihoods
    assert [one.indicator_id for one in flipped.flipped] == ["D-2"]


def test_what_is_newly_known_is_known_on_the_as_of_day():
    old = outlook(an_indicator(state_date="2025-01-01"))
    assert old.flipping({"D-1": NOT_SEEN}).weights == {"D-1": 1.0}


def test_an_indicator_left_in_its_state_keeps_its_date():
    old = outlook(an_indicator(state_date="2025-01-01"))
    assert old.flipping({"D-1": SEEN}) == old.flipping({}) == old


def test_the_futures_have_the_one_day_by_when_that_all_of_them_name():
    day = {"by_date": "2026-06-30"}
    assert outlook(scenarios=[{**row, **day} for row in SCENARIOS]).horizon == dt.date(2026, 6, 30)
    assert outlook().horizon is None
    assert outlook(scenarios=[{**SCENARIOS[0], **day}, *SCENARIOS[1:]]).horizon is None


def level(*indicators):
    held = outlook(*indicators)
    return [held.scenarios[place].name for place in held.level]


def test_a_future_that_one_indicator_fewer_would_put_level_is_not_told_apart():
    assert level(an_indicator()) == ["Thaw", "Freeze"]
    assert level(an_indicator(1), an_indicator(2, theme="Talks")) == ["Thaw"]


def test_a_future_that_one_indicator_more_would_put_first_is_not_told_apart():
    two = (an_indicator(1, weight=0.4), an_indicator(2, weight=0.4, theme="Talks"))
    open_to = {"theme": "Roads", "state": NOT_KNOWN, "state_date": None}
    assert level(*two, an_indicator(3, **open_to)) == ["Thaw", "Freeze"]
    assert level(*two, an_indicator(3, weight=0.6, **open_to)) == ["Thaw"]


def test_what_stands_for_anything_else_never_leads():
    rest = [{**SCENARIOS[0], "prior": 20}, {**SCENARIOS[1], "prior": 10}, {**SCENARIOS[2], "prior": 70}]
    held = outlook(scenarios=rest)
    assert held.ranked[0][0].name == "Other"
    assert [held.scenarios[place].name for place in held.level] == ["Thaw"]


COUNTED = {"state": NOT_KNOWN, "state_date": None, "measure": "attacks", "within_days": 30, "threshold": 1}


def of_edition(*indicators, about=None, **incident):
    return outlook_of_edition(
        an_edition(
            an_incident(start_date="2026-03-20", **incident), scenarios=SCENARIOS, indicators=indicators, about=about
        )
    )


def test_a_measure_fills_a_state_that_no_analyst_has_set_and_counts_from_the_editions_day():
    held = of_edition(an_indicator(**COUNTED))
    (one,) = held.computed
    assert (one.recorded, one.state, one.since) == (NOT_KNOWN, SEEN, TODAY)
    assert held.likelihoods == outlook(an_indicator()).likelihoods
    assert held.as_typed.likelihoods == outlook().likelihoods
    assert held.flipped == ()


def test_what_an_analyst_has_set_wins_over_the_measure():
    held = of_edition(an_indicator(**{**COUNTED, "state": NOT_SEEN, "state_date": "2026-03-31"}))
    (one,) = held.indicators
    assert (one.state, one.reading.state, held.computed) == (NOT_SEEN, SEEN, ())


def test_what_a_thin_record_misses_stays_open_and_its_word_is_told_apart():
    thin = {"Dense from": "2025-01-01", "Dense to": "2025-12-31"}
    held = of_edition(an_indicator(**{**COUNTED, "threshold": 2}), about=thin)
    assert held.computed == ()
    assert [one.indicator_id for one in held.thin] == ["D-1"]
    assert held.likelihoods == outlook().likelihoods
    assert held.at_its_word.likelihoods == outlook(an_indicator(state=NOT_SEEN)).likelihoods


def test_a_published_case_of_bayes_gives_its_published_answer():
    # Tversky and Kahneman 1982, the cab problem: 15 % blue cabs, a witness right in 80 %: 41 % that it was blue
    blue, green = (replace(one, prior=prior) for one, prior in zip(outlook().scenarios[:2], (15, 85), strict=True))
    (witness,) = outlook(an_indicator()).indicators
    held = Outlook((blue, green), (replace(witness, steps=(0.8, 0.2)),), TODAY, ())
    assert held.likelihoods == pytest.approx((12 / 29, 17 / 29))
    assert round(held.likelihoods[0], 2) == 0.41


def test_there_is_a_shift_for_every_other_state():
    states = [(shift.indicator.indicator_id, shift.state) for shift in outlook(an_indicator()).shifts]
    assert states == [("D-1", NOT_SEEN), ("D-1", NOT_KNOWN)]


def test_the_reach_is_the_least_and_most_of_all_shifts():
    assert outlook(an_indicator()).reach(0) == pytest.approx((0.095, 0.855))


@pytest.mark.parametrize(
    ("steps", "state", "times"),
    [
        (("for", "against"), SEEN, 9),
        (("for", "neither"), SEEN, 1.8),
        (("for", "neither"), NOT_SEEN, 5),
        (("for", None), SEEN, 1),
        (("neither", "neither"), SEEN, 1),
    ],
)
def test_diagnosticity_is_how_many_times_likelier_under_one_than_another(steps, state, times):
    (one,) = outlook(an_indicator(likelihood_1=steps[0], likelihood_2=steps[1])).indicators
    assert one.diagnosticity(state) == pytest.approx(times)


def test_what_is_not_known_has_no_likelihood_of_its_own():
    with pytest.raises(ValueError, match="not known"):
        outlook(an_indicator()).indicators[0].chance(0, NOT_KNOWN)


def test_ranking_puts_the_likeliest_first_and_equals_in_their_order():
    assert [scenario.name for scenario, _ in outlook().ranked] == ["Thaw", "Freeze", "Other"]
    assert [s.name for s, _ in outlook(an_indicator(state=NOT_SEEN)).ranked] == ["Freeze", "Thaw", "Other"]


def test_the_shipped_likelihoods_follow_by_hand(shipped):
    weights = {"IND-03": 9, "IND-04": 115, "IND-06": 68, "IND-07": 96}
    w = {name: 0.5 * 2 ** (-days / 60) for name, days in weights.items()}
    assert shipped.weights == pytest.approx(w)
    scores = [
        95 / 3 * 0.9 ** sum(w.values()),
        95 / 3 * 0.5 ** w["IND-03"] * 0.9 ** (w["IND-04"] + w["IND-07"]) * 0.7 ** w["IND-06"],
        95 / 3 * 0.5 ** (w["IND-03"] + w["IND-06"]) * 0.1 ** (w["IND-04"] + w["IND-07"]),
        5 * 0.5 ** sum(w.values()),
    ]
    assert shipped.likelihoods == pytest.approx([score / sum(scores) for score in scores])
    assert [round(100 * p) for p in shipped.likelihoods] == [46, 34, 16, 4]


def test_the_shipped_counts_stay_open_where_the_record_is_thin_and_the_first_two_are_not_told_apart(shipped):
    assert [(one.indicator_id, one.reading.value) for one in shipped.thin] == [
        ("IND-01", 1),
        ("IND-02", 0),
        ("IND-05", 2),
    ]
    assert shipped.computed == ()
    assert [shipped.scenarios[place].name for place in shipped.level] == [
        "Intensification",
        "Containment without resolution",
    ]
    assert shipped.horizon == dt.date(2026, 8, 31)
    assert [round(100 * p) for p in shipped.at_its_word.likelihoods] == [4, 77, 15, 4]
