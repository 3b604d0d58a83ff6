import datetime as dt

import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis import space_time as module
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.space_time import CONSTANTS, space_time

YEAR = Filters(dt.date(2025, 1, 1), dt.date(2026, 3, 31))


def seen(rows, filters=YEAR):
    return space_time(select(an_edition(*({**row, "incident_id": f"N-{n}"} for n, row in enumerate(rows, 1))), filters))


def on(day, **changes):
    return an_incident(**{"start_date": day, "geo_precision": "town", **changes})


def scattered():
    """Twenty attacks in Birch over a year, none near another in time."""
    first = dt.date(2025, 1, 1)
    return [
        on(str(first + dt.timedelta(days=20 * number)), admin2="Birch", latitude=11 + number) for number in range(20)
    ]


def gathered():
    return [on(f"2025-06-{day:02}") for day in (3, 5, 6, 8, 11, 14)]


def test_a_district_with_more_than_its_share_is_named_with_its_days_and_rows():
    told = seen([*scattered(), *gathered(), on("2025-11-30")])
    one = told.gatherings[0]
    assert (one.district, one.first, one.last) == ("Alder", dt.date(2025, 6, 3), dt.date(2025, 6, 14))
    assert one.incident_ids == tuple(f"N-{n}" for n in range(21, 27))
    assert one.rare and [figure.unit for figure in one.figures] == ["attacks", "attacks", "chance"]


def test_near_attacks_that_follow_each_other_are_more_than_chance():
    told = seen([*scattered(), *gathered()])
    assert told.closer and told.near.observed == 15 and len(told.placed) == 26


@pytest.mark.parametrize(
    "changes",
    [{"date_precision": "week"}, {"date_precision": "month"}, {"geo_precision": "province"}, {"admin2": None}],
)
def test_what_is_known_too_coarsely_is_left_out_and_counted(changes):
    told = seen([*scattered(), on("2025-06-03", **changes)])
    assert told.left_out == ("N-21",)
    assert len(told.used) == 20


def test_a_stand_in_point_of_a_district_makes_no_near_pair_but_counts_for_its_district():
    told = seen([*scattered(), *[{**row, "geo_precision": "district"} for row in gathered()]])
    assert len(told.placed) == 20 and len(told.used) == 26
    assert told.gatherings[0].district == "Alder"


@pytest.mark.parametrize("rows", [[], [on("2025-06-03")], gathered()], ids=["none", "one", "one district"])
def test_a_small_selection_is_no_crash(rows):
    told = seen([*rows, on("2020-01-01")])
    assert told.near is None and told.gatherings == () and not told.sampled


def test_of_very_many_attacks_a_sample_is_drawn_and_that_is_told(monkeypatch):
    monkeypatch.setattr(module, "MOST_ATTACKS", 15)
    told = seen(scattered())
    assert (told.sampled, len(told.used), told.every) == (True, 15, 20)


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
