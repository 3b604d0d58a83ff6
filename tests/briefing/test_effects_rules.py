import datetime as dt

import numpy as np
import pandas as pd
import pytest

from utils.analysis.effects import BeforeAfter, Burst, Standing
from utils.analysis.event_study import EventStudy, HeaviestDay
from utils.analysis.matching import Matched
from utils.analysis.wakes import Wakes, Window
from utils.briefing.rules.effects import MATCHING_LIMIT, between, in_wakes, on_average, one_measure, times

CAUSAL = ("cause", "because", "led to", "worked", "due to", "thanks to", "reduced", "prevented")
DAY = dt.date(2026, 1, 1)
COMPARED = "the trend before it and the other districts of the province"


def told(**changes):
    weeks = pd.DataFrame({"week": np.arange(-26, 13), "attacks": 1, "control": np.nan, "usual": 1.0})
    given = {"controlled": True, "standing": Standing.JUDGED, "weeks": weeks, "level": (2.0, 1.2, 3.3)}
    return BeforeAfter("R-1", DAY, "Alder", **{**given, "placebos": 40, "chance": 0.12, **changes})


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (
            (2.0, 1.2, 3.3),
            f"followed by more attacks than {COMPARED} lead to expect: 2 times as many, and anything from",
        ),
        ((0.5, 0.2, 0.9), f"followed by fewer attacks than {COMPARED} lead to expect: 0.5 times as many, and anything"),
        (
            (1.1, 0.4, 3.0),
            f"No change stands out from chance: 1.1 times the attacks to be expected from {COMPARED} foll",
        ),
    ],
)
def test_what_followed_is_told_with_its_interval_and_verdict(level, verdict):
    (first, *_) = one_measure(told(level=level))
    assert verdict in first
    assert first.endswith(f"anything from {between(*level[1:])} fits.")


@pytest.mark.parametrize("standing", [Standing.FEW, Standing.UNSETTLED])
def test_what_cannot_be_judged_says_so(standing):
    assert one_measure(told(level=None, standing=standing)) == [f"This measure is not judged: {standing}."]


def test_the_measures_own_day_is_told_with_what_would_change():
    said = " ".join(one_measure(told(on_day=35, counted_before=(0.5, 0.2, 1.1), counted_after=None)))
    assert "The day itself, 1 Jan 2026, had 35 attacks and is in neither half" in said
    assert (
        "counted before, the ratio is 0.5 times (interval 0.2 to 1.1 times), counted after, it cannot be judged" in said
    )


def test_a_day_that_leaves_nothing_to_judge_is_told_once():
    said = " ".join(one_measure(told(on_day=35)))
    assert said.count("judged") == 1


def test_a_day_with_much_of_what_is_counted_is_told():
    said = " ".join(one_measure(told(burst=Burst(dt.date(2026, 1, 31), 20, 4, None))))
    assert "One day, 31 Jan 2026, has 20 of the 39 attacks; the rest cannot be judged." in said


def test_very_little_is_told_as_less_than_a_tenth():
    assert (times(0.04), between(0.04, 2)) == ("less than 0.1 times", "less than 0.1 to 2 times")


def study(blocks, heaviest=None):
    weeks = pd.DataFrame({"week": np.arange(-12, 12), "mean": 0.4, "without": 0.2})
    return EventStudy(weeks, ("R-1",) * 12, (), 12, 30, 0.0, blocks, 9, heaviest)


def test_measures_that_see_one_day_are_said_not_to_be_independent():
    said = on_average(study(9, HeaviestDay(dt.date(2026, 1, 31), 7)))
    assert "The measures are not independent: 7 of 12 windows contain 31 Jan 2026." in said[1]
    assert "Without that day the averages are 0.20 before and 0.20 after." in said[1]
    assert "9 of 12 windows overlap another." in said


@pytest.mark.parametrize(
    ("blocks", "words"), [(9, "9 separate stretches of 84 days anew"), (1, "1 separate stretch of")]
)
def test_the_interval_says_over_how_many_stretches_it_is_drawn(blocks, words):
    assert words in on_average(study(blocks))[-1]


def test_the_average_is_told_for_before_for_the_day_and_for_after():
    said = on_average(study(9))[0]
    assert said == (
        "On average a measure's own area had 0.40 attacks a week before it, 0.00 on the day itself and 0.40 a week "
        "after."
    )


def test_an_average_over_too_few_is_not_told():
    assert on_average(EventStudy(pd.DataFrame(), (), (), 2, 3)) == []


def grid(*changes):
    windows = tuple(Window(14, 10, Matched(20, 900, 8, 40, change)) for change in changes)
    return Wakes(windows, ("R-1",), ("R-2",), 20)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (grid((0.3, -1, 2)), "1 have enough to judge: in none does a difference stand out."),
        (grid((2.0, 1, 3), None), "a difference stands out in 1; one in twenty would by chance alone."),
        (grid(None), "Of 1 window none has enough to judge."),
    ],
)
def test_the_grid_is_told_with_how_many_windows_can_be_judged(told, words):
    said = in_wakes(told)
    assert words in said[0]
    assert (MATCHING_LIMIT in said) is bool(told.judged)


def test_no_sentence_says_that_a_measure_did_anything():
    every = [
        *one_measure(told(on_day=3, burst=Burst(DAY, 5, 2, (1.0, 0.5, 2.0)), controlled=False)),
        *on_average(study(9, HeaviestDay(DAY, 2))),
        *in_wakes(grid((2.0, 1, 3))),
    ]
    text = " ".join(every).casefold()
    assert not [word for word in CAUSAL if word in text]
