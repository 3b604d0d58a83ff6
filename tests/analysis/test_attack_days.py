import datetime as dt

import numpy as np
import pytest

from tests.analysis.attacked import START, days, edition
from utils.analysis.attack_days import attack_days, distances, weeks_around


def test_the_day_of_the_measure_is_in_neither_half():
    held = attack_days(edition(before=(0, 2), after=(3, 1)))
    totals = held.totals(held.in_districts(["Alder"]))
    assert weeks_around(totals, held.place(START), 2, 2).tolist() == [0, 2, 3, 1]


def test_several_days_are_answered_at_once():
    held = attack_days(edition(before=(0, 2), after=(3, 1)))
    totals = held.totals(held.in_districts(["Alder"]))
    starts = np.array([held.place(START), held.place(START) + 7])
    assert weeks_around(totals, starts, 1, 1).shape == (2, 2)


def test_attacks_dated_coarsely_or_by_the_state_are_not_counted():
    assert len(attack_days(edition(before=(5,), date_precision="month")).incidents) == 1
    assert len(attack_days(edition(before=(5,), tactic="counter-insurgency operation")).incidents) == 1


def test_a_province_is_all_its_districts_but_the_one_left_out():
    held = days(before=(2,), control=(3,))
    assert held.in_province("Northland").sum() == 6
    assert held.in_province("Northland", without="Alder").sum() == 4


def test_the_ring_takes_what_is_known_to_the_town_only():
    held = attack_days(edition(before=(2,)))
    near = attack_days(edition(before=(2,), geo_precision="district"))
    away = 10.5 + 50 / 111.19
    assert held.in_ring(away, 20.5, 25, 75).sum() == 3
    assert near.in_ring(away, 20.5, 25, 75).sum() == 1
    assert held.in_ring(10.5, 20.5, 25, 75).sum() == 0


def test_a_degree_of_latitude_is_111_kilometres():
    held = attack_days(edition(before=(1,))).incidents
    assert distances(held["latitude"], held["longitude"], 11.5, 20.5)[0] == pytest.approx(111.19, abs=0.01)


def test_the_record_ends_on_its_as_of_day():
    held = attack_days(edition(before=(1,), after=(1,), as_of="2026-01-01"))
    assert (held.last, len(held.incidents)) == (dt.date(2026, 1, 1), 2)


def test_an_area_is_one_district_or_the_whole_province():
    held = days(before=(2,), control=(3,))
    assert (held.of_area("Northland", "Alder")[-1], held.of_area("Northland")[-1]) == (2, 6)
