import datetime as dt

import pytest

from tests.drawn import SIGNAL, a_dataset
from utils.analysis.stances import (
    addressees,
    count_stances,
    parties,
    signals_between,
    stances_over_time,
    turns,
    who_to_whom,
)

START, END = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


def signals(*rows):
    told = [{**SIGNAL, "signal_id": f"G-{number}", **row} for number, row in enumerate(rows, 1)]
    dataset, problems = a_dataset(signals=told)
    assert not problems, problems
    return signals_between(dataset.frame("regional_signals"), START, END)


def test_both_ends_of_the_period_count_and_the_oldest_comes_first():
    held = signals({"date": "2026-03-31"}, {"date": "2026-01-01"}, {"date": "2025-12-31"}, {"date": "2026-04-01"})
    assert list(held["signal_id"]) == ["G-2", "G-1"]


def test_a_party_is_the_actors_group_where_one_is_given():
    held = signals({"actor": "Ore Ltd", "actor_group": "Eastland"}, {"actor": "Westland"})
    assert list(held["party"]) == ["Eastland", "Westland"]


def test_parties_and_addressees_come_most_often_first():
    held = signals({"actor": "A"}, {"actor": "B", "counterpart": "C"}, {"actor": "B", "counterpart": "C"})
    assert parties(held) == ("B", "A")
    assert addressees(held) == ("C", "Southland")


def test_stances_are_counted_from_the_friendliest_and_none_is_left_out():
    counted = count_stances(signals({"stance": "hostile"}, {"stance": "supportive"}, {"stance": "hostile"}))
    assert {stance: figure.value for stance, figure in counted.items()} == {
        "supportive": 1,
        "neutral": 0,
        "critical": 0,
        "hostile": 2,
        "use of force": 0,
    }
    assert counted["hostile"].basis == ("G-1", "G-3")
    assert counted["hostile"].coverage.of == 3


@pytest.mark.parametrize("kind", ["Military action", "Border clash"])
def test_an_act_of_arms_is_counted_as_what_it_is_and_has_no_tone(kind):
    held = signals({"signal_type": kind, "evidence_offered": None, "stance": "hostile"}, {"stance": "hostile"})
    assert list(held["tone"]) == ["use of force", "hostile"]
    counted = count_stances(held)
    assert (counted["hostile"].value, counted["use of force"].value) == (1, 1)
    assert who_to_whom(held).iloc[0]["use of force"] == 1
    assert list(held["stance"]) == ["hostile", "hostile"]


def test_months_without_a_signal_are_there_with_none():
    step, frame = stances_over_time(signals({"date": "2026-01-05"}, {"date": "2026-03-05"}), START, END)
    assert step == "month"
    hostile = frame[frame["tone"] == "hostile"]
    assert list(hostile["signals"]) == [1, 0, 1]
    assert frame["signals"].sum() == 2


def test_a_long_period_is_counted_by_quarter():
    step, frame = stances_over_time(signals({}), dt.date(2024, 1, 1), dt.date(2026, 3, 31))
    assert step == "quarter"
    assert frame["start"].nunique() == 9


@pytest.mark.parametrize("end", [dt.date(2026, 12, 31)])
def test_a_year_is_still_counted_by_month(end):
    assert stances_over_time(signals({}), dt.date(2026, 1, 1), end)[0] == "month"


def test_who_signals_to_whom_holds_every_signal_and_the_latest_tone():
    held = signals(
        {"date": "2026-01-05", "stance": "hostile"},
        {"date": "2026-02-05", "stance": "neutral"},
        {"date": "2026-02-05", "stance": "supportive"},
        {"date": "2026-02-06", "actor": "Southland", "counterpart": "Northland", "stance": "critical"},
    )
    frame = who_to_whom(held)
    assert list(frame["signals"]) == [3, 1]
    first = frame.iloc[0]
    assert (first["party"], first["counterpart"], first["hostile"], first["neutral"]) == (
        "Northland",
        "Southland",
        1,
        1,
    )
    assert first["latest"] == "supportive, neutral"
    assert (first["first"], first["last"]) == (dt.datetime(2026, 1, 5), dt.datetime(2026, 2, 5))


def test_a_turn_is_a_change_from_one_day_to_the_next():
    held = signals(
        {"date": "2026-01-05", "stance": "hostile"},
        {"date": "2026-01-06", "stance": "hostile"},
        {"date": "2026-01-07", "stance": "neutral"},
        {"date": "2026-01-07", "counterpart": "Eastland", "stance": "supportive"},
    )
    (turn,) = turns(held).to_dict("records")
    assert (turn["counterpart"], turn["before"], turn["after"]) == ("Southland", "hostile", "neutral")
    assert turn["date"] == dt.datetime(2026, 1, 7)


def test_a_day_of_several_tones_is_no_turn():
    held = signals(
        {"date": "2026-01-05", "stance": "hostile"},
        {"date": "2026-01-06", "stance": "neutral"},
        {"date": "2026-01-06", "stance": "critical"},
        {"date": "2026-01-07", "stance": "supportive"},
    )
    assert turns(held).empty


def test_no_signals_give_empty_tables_with_their_columns():
    held = signals_between(a_dataset()[0].frame("regional_signals"), START, END)
    assert list(who_to_whom(held).columns)[:3] == ["party", "counterpart", "signals"]
    assert turns(held).empty
    assert stances_over_time(held, START, END)[1]["signals"].sum() == 0
