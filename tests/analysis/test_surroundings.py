import tracemalloc

import numpy as np
import pandas as pd
import pytest

from tests.drawn import PROJECT, an_edition, an_incident
from utils.analysis.filters import from_query, options_of
from utils.analysis.selection import select
from utils.analysis.surroundings import around

KM = 1 / 111.195
"""A kilometre in degrees of latitude, on a sphere of 6,371 km."""

SITE = {**PROJECT, "name": "Alder dam", "latitude": 10.0, "longitude": 20.0}


def selected(precision, km, **query):
    """The selection around the dam of one incident so many kilometres north of it."""
    point = {} if km is None else {"latitude": 10.0 + km * KM, "longitude": 20.0}
    nowhere = {"latitude": None, "longitude": None} if km is None else {}
    edition = an_edition(an_incident(geo_precision=precision, **point, **nowhere), projects=[SITE])
    options = options_of(edition.dataset, edition.as_of)
    filters, ignored = from_query({"near": ["alder dam"], **query}, options)
    assert not ignored
    return select(edition, filters)


@pytest.mark.parametrize(
    ("precision", "km", "kept", "undecided"),
    [
        ("town", 19.9, 1, 0),
        ("town", 20.1, 0, 0),
        ("exact", 0, 1, 0),
        ("district", 0, 0, 1),
        ("district", 49.9, 0, 1),
        ("district", 50.1, 0, 0),
        ("province", 300, 0, 1),
        ("town", None, 0, 1),
    ],
)
def test_an_incident_is_kept_by_its_point_and_left_open_where_that_is_coarse(precision, km, kept, undecided):
    selection = selected(precision, km)
    assert (len(selection.incidents), len(selection.undecided)) == (kept, undecided)


def test_what_cannot_be_placed_but_fails_another_filter_is_not_left_open():
    selection = selected("district", 0, **{"from": ["2026-03-01"]})
    assert (len(selection.incidents), selection.undecided) == (0, ())


@pytest.mark.parametrize(("precision", "offered"), [("exact", 1), ("corridor", 1), ("district", 0), ("province", 0)])
def test_a_project_without_a_point_of_its_own_has_no_surroundings(precision, offered):
    edition = an_edition(an_incident(), projects=[{**SITE, "geo_precision": precision}])
    assert len(options_of(edition.dataset, edition.as_of).labels["surroundings"].labels) == offered


def test_a_link_may_name_a_project_by_its_id():
    edition = an_edition(
        an_incident(),
        projects=[
            SITE,
            {**SITE, "project_id": "J-2", "name": "Pointless"}
            | {"latitude": None, "longitude": None, "geo_precision": "province"},
        ],
    )
    options = options_of(edition.dataset, edition.as_of)
    filters, ignored = from_query({"near": ["j-1", "j-2"]}, options)
    assert filters.surroundings == ("Alder dam",)
    assert [one.value for one in ignored] == ["j-2"]


def test_every_project_at_once_takes_little_room():
    chance = np.random.default_rng(3)
    incidents = pd.DataFrame(chance.uniform(20, 30, (20_000, 2)), columns=["latitude", "longitude"])
    sites = pd.DataFrame(chance.uniform(20, 30, (60, 2)), columns=["latitude", "longitude"])
    sites = sites.assign(name=[f"Site {place}" for place in range(60)], geo_precision="town")
    tracemalloc.start()
    inside, _ = around(incidents.assign(geo_precision="town"), sites, tuple(sites["name"]))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 0 < inside.sum() < len(incidents)
    assert most < 10_000_000
