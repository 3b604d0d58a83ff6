import datetime as dt

import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis.alike import CONSTANTS, pairs_alike
from utils.analysis.filters import Filters
from utils.analysis.selection import select

ONE = {"start_date": "2026-02-03", "geo_precision": "town"}
FEBRUARY = Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28))


def seen(*changes, filters=FEBRUARY):
    rows = [an_incident(**{**ONE, **change, "incident_id": f"N-{n}"}) for n, change in enumerate(changes, 1)]
    return pairs_alike(select(an_edition(*rows), filters))


def test_two_rows_near_in_place_and_time_and_of_a_kind_are_a_pair():
    assert seen({}, {"start_date": "2026-02-05"}, {"start_date": "2026-02-20"}) == (("N-1", "N-2"),)


@pytest.mark.parametrize(
    "other",
    [
        {"start_date": "2026-02-06"},
        {"latitude": 10.6},
        {"event_type": "Protests"},
        {"actor": "Another Brigade"},
        {"date_precision": "week"},
        {"geo_precision": "district"},
    ],
    ids=["later", "farther", "another kind", "another actor", "coarser date", "coarser place"],
)
def test_rows_that_differ_in_what_matters_are_none(other):
    assert seen({"actor": "Frost Brigade"}, {"actor": "Frost Brigade", **other}) == ()


def test_a_pair_of_which_one_is_not_selected_is_not_told():
    assert seen({"start_date": "2026-02-01"}, {"start_date": "2026-01-31"}) == ()


def test_every_constant_names_its_source():
    assert all(name and source for name, _, source in CONSTANTS)
