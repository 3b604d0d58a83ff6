import datetime as dt

from tests.drawn import COUNT, an_edition
from utils.analysis.counters import EVERYONE, areas, measures, published, rivals


def counts(*changes):
    rows = [{**COUNT, **row, "count_id": f"K-{number}"} for number, row in enumerate(changes, 1)]
    return an_edition(counts=rows).dataset.frame("published_counts")


def told(*changes, group=EVERYONE):
    return published(counts(*changes), "Northland", "killed", group)


def test_each_number_of_each_counter_stays_apart():
    found = told(
        {},
        {"publisher": "Wire count", "value": 90},
        {"year": 2024, "start_date": "2024-01-01", "end_date": "2024-12-31"},
    )
    assert [(one.counter, one.year, one.value) for one in found] == [
        ("Northland Monitor", 2024, 41), ("Northland Monitor", 2025, 41), ("Wire count", 2025, 90),
    ]  # fmt: skip


def test_bounds_of_one_estimate_stand_together_with_the_best():
    (one,) = told({"bound": "low", "value": 30}, {"bound": "best", "value": 41}, {"bound": "high", "value": 60})
    assert (one.value, one.low, one.high, one.count_ids) == (41, 30, 60, ("K-1", "K-2", "K-3"))


def test_two_plain_numbers_of_one_counter_are_not_made_a_range():
    assert [one.value for one in told({}, {"value": 44})] == [41, 44]


def test_victim_groups_and_single_actors_are_not_mixed_with_everyone():
    rows = ({}, {"group": "civilians", "value": 9}, {"attributed_to": "Frost Brigade", "value": 12})
    assert [(one.counter, one.value) for one in told(*rows)] == [
        ("Northland Monitor", 41), ("Northland Monitor (only Frost Brigade)", 12),
    ]  # fmt: skip
    assert [one.value for one in told(*rows, group="civilians")] == [9]


def test_rivals_are_counters_for_the_very_same_days():
    half = {"publisher": "Half-year list", "end_date": "2025-06-30", "value": 500}
    found = rivals(told({}, {"publisher": "Wire count", "value": 90}, half))
    assert (found.start, found.end) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert [(one.counter, one.value) for one in found.published] == [("Northland Monitor", 41), ("Wire count", 90)]
    assert rivals(told({}, half)) is None


def test_one_counter_with_two_numbers_is_no_rival_of_itself():
    assert rivals(told({}, {"value": 44})) is None


def test_a_period_without_known_days_is_kept_and_not_drawn():
    (one,) = told({"start_date": None, "end_date": None, "period": "to date"})
    assert not one.drawn
    assert one.period == "to date"


def test_areas_and_measures_of_most_counters_are_offered_first():
    held = counts(
        {"area": "Southland"}, {}, {"publisher": "Wire count"}, {"measure": "attacks"}, {"group": "civilians"}
    )
    assert areas(held) == ("Northland", "Southland")
    assert measures(held, "Northland") == (("killed", EVERYONE), ("attacks", EVERYONE), ("killed", "civilians"))
