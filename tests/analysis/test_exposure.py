import datetime as dt
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.drawn import PROJECT, an_edition, an_incident
from utils.analysis.exposure import WEIGHTS, count_name, exposure_of
from utils.analysis.filters import Filters
from utils.analysis.routes import Route
from utils.analysis.yardsticks import BANDS, WINDOWS, Yardstick
from utils.editions.shipped import read_shipped

AS_OF = dt.date(2026, 3, 31)
MARCH = Filters(dt.date(2026, 3, 1), AS_OF)
DEGREE = 111.195


def away(kilometres, *, days=10, **more):
    """An incident so far north of the project at 20 E, 0 N, so many days before the last."""
    day = AS_OF - dt.timedelta(days=days)
    place = {"longitude": 20.0, "latitude": kilometres / DEGREE, "geo_precision": "exact"}
    return {"start_date": day.isoformat(), **place, **more}


def a_project(name="J-1", **changes):
    return {**PROJECT, "project_id": name, "longitude": 20.0, "latitude": 0.0, "geo_precision": "exact", **changes}


def exposed(*rows, projects=None, routes=(), yardstick=None, filters=MARCH):
    numbered = [an_incident(**{**row, "incident_id": f"N-{place}"}) for place, row in enumerate(rows, 1)]
    edition = an_edition(*numbered, projects=projects or (a_project(),), about={"Map west": None})
    return exposure_of(edition, filters, tuple(routes), AS_OF, yardstick or Yardstick())


def counts(found, window, name="J-1"):
    row = found.of([name]).iloc[0]
    return [row[count_name(window, band)] for band in BANDS]


def test_every_incident_falls_in_one_band_of_each_window_that_holds_it():
    found = exposed(away(3), away(12, days=60), away(12, days=200), away(40), away(55), away(1, days=400))
    assert counts(found, 365) == [1, 2, 1]
    assert counts(found, 90) == [1, 1, 1]
    assert counts(found, 30) == [1, 0, 1]


def test_bands_hold_their_far_end_and_the_spot_itself():
    assert counts(exposed(away(0), away(4.99), away(5.05), away(19.9), away(20.1)), 30) == [2, 2, 1]


@pytest.mark.parametrize(("days", "inside"), [(29, 1), (30, 0)])
def test_a_window_of_thirty_days_holds_the_last_day_and_twenty_nine_before(days, inside):
    assert counts(exposed(away(1, days=days)), 30)[0] == inside


def test_near_is_what_the_yardstick_says_nearest_first():
    rows = (away(15), away(3), away(30), away(2, days=120))
    assert exposed(*rows).of(["J-1"])["near"].item() == ("N-4", "N-2", "N-1")
    wide = exposed(*rows, yardstick=Yardstick(radius=50, window=90)).of(["J-1"])["near"].item()
    assert wide == ("N-2", "N-1", "N-3")


def test_protests_and_strategic_developments_are_no_violence():
    found = exposed(away(1, event_type="Protests"), away(1, event_type="Strategic developments"), away(1))
    assert found.counted == ("N-3",) and found.other == ("N-1", "N-2")
    assert counts(found, 30)[0] == 1
    assert set(WEIGHTS) == {"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"}


def test_what_is_known_only_to_the_province_is_named_and_not_counted():
    found = exposed(away(1, geo_precision="province"), away(1, latitude=None, longitude=None), away(1))
    assert (found.vague, counts(found, 30)[0]) == (("N-1", "N-2"), 1)


def test_a_coarse_date_at_the_edge_of_the_window_is_left_open_and_said():
    """1 March is 30 days before the last day, too old for the window; the rest of its month is not."""
    found = exposed(away(1, days=30, date_precision="month"), yardstick=Yardstick(window=30))
    assert (counts(found, 30)[0], found.undated, found.recent) == (0, ("N-1",), ())
    whole = exposed(away(1, days=27, date_precision="week"), yardstick=Yardstick(window=30))
    assert (counts(whole, 30)[0], whole.undated, whole.recent) == (1, (), ("N-1",))


def test_the_period_of_the_filters_does_not_cut_the_window_but_the_rest_of_them_does():
    rows = (away(1, days=200), away(1, days=200, admin2="Birch"))
    assert counts(exposed(*rows), 365)[0] == 2
    assert counts(exposed(*rows, filters=Filters(MARCH.start, AS_OF, districts=("Birch",))), 365)[0] == 1


def test_a_project_without_a_place_has_no_counts_rather_than_none():
    found = exposed(
        away(1), projects=(a_project("J-1", geo_precision="province"), a_project("J-2", latitude=None, longitude=None))
    )
    assert found.projects["placed"].tolist() == ["no point", "no point"]
    assert all(pd.isna(total) for total in counts(found, 365))
    assert found.exposed(["J-1", "J-2"]).coverage.known == 0
    assert np.isnan(found.drawn.row(0)["chance"])


def test_a_project_that_is_a_line_is_near_along_all_of_it():
    route = Route("Ring road", "highway", "", ((18.0, 0.0), (22.0, 0.0)), (("J-1", 0, 1),))
    beside = away(0, longitude=21.5, latitude=8 / DEGREE)
    assert counts(exposed(beside, routes=[route]), 30) == [0, 1, 0]
    assert exposed(beside, away(0), routes=[route]).exposed_points(["J-1"]) == ()
    assert exposed(beside, away(0)).exposed_points(["J-1"]) == ("J-1",)
    spot = exposed(beside, projects=(a_project(geo_precision="corridor"),))
    assert counts(spot, 30) == [0, 0, 0]
    assert spot.projects["placed"].tolist() == ["spot of a line"]


def test_routes_are_counted_by_the_same_bands():
    route = Route("Ring road", "highway", "", ((18.0, 0.0), (22.0, 0.0)))
    line = exposed(away(3), away(40), routes=[route]).routes.iloc[0]
    assert (line["name"], [line[count_name(30, band)] for band in BANDS]) == ("Ring road", [1, 0, 1])


def test_the_score_is_the_sum_of_what_has_not_faded():
    by_hand = np.exp(-0.5) * 0.5 ** (10 / 90) + 0.5 * np.exp(-2) * 0.5 ** (90 / 90)
    found = exposed(away(5), away(20, days=90, event_type="Riots"))
    assert found.drawn.row(0)["score"] == pytest.approx(by_hand, rel=0.01)
    slow = exposed(away(5), yardstick=Yardstick(decay=20, half_life=180))
    assert slow.drawn.row(0)["score"] == pytest.approx(np.exp(-0.25) * 0.5 ** (10 / 180), rel=0.01)


def test_a_score_worked_by_hand_from_two_incidents_of_other_kinds_and_ages():
    """A battle of today 10 km off, and a riot 90 days old on the spot: 1·e⁻¹·1 + ½·1·½ = 0.6179."""
    found = exposed(away(10, days=0, event_type="Battles"), away(0, days=90, event_type="Riots"))
    assert found.drawn.row(0)["score"] == pytest.approx(
        0.6179, abs=0.02
    )  # places known exactly still lie within half a km


def test_another_window_than_the_yardsticks_can_be_asked_for():
    found = exposed(away(3, days=10), away(12, days=60), away(30, days=5))
    assert (found.near(0, 30), found.near(0, 90)) == (("N-1",), ("N-1", "N-2"))
    assert (found.exposed(["J-1"], 30).value, found.incidents_near(["J-1"], 30).value) == (1, 1)
    assert found.incidents_near(["J-1"]).basis == ("N-1", "N-2")


def test_nothing_selected_and_nothing_built_are_no_crash():
    found = exposed(away(1), filters=Filters(MARCH.start, AS_OF, tactics=("arson",)))
    assert counts(found, 365) == [0, 0, 0]
    assert found.drawn.row(0)["chance"] == 0
    edition = an_edition(an_incident())
    empty = exposure_of(edition, MARCH, (), AS_OF, Yardstick())
    assert empty.projects.empty and empty.routes.empty and empty.exposed(()).value == 0


@pytest.fixture(scope="module")
def shipped():
    edition = read_shipped(Path(__file__).parents[2] / "data")
    return exposure_of(edition, Filters(edition.as_of, edition.as_of), (), edition.as_of, Yardstick())


def test_longer_windows_hold_all_that_shorter_ones_hold(shipped):
    frame = shipped.projects
    for band in BANDS:
        for short, long in pairwise(WINDOWS):
            assert (frame[count_name(short, band)] <= frame[count_name(long, band)]).all()


def test_the_draws_hold_what_they_say(shipped):
    drawn = shipped.drawn
    assert ((drawn.chance >= 0) & (drawn.chance <= 1)).all()
    assert (
        (drawn.low <= drawn.high).all()
        and (drawn.score_low <= drawn.score).all()
        and (drawn.score <= drawn.score_high).all()
    )
    known = drawn.above[~np.isnan(drawn.above)]
    assert len(known) > 10 and ((known >= 0) & (known <= 1)).all()
