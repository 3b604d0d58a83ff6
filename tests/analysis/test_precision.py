import numpy as np
import pandas as pd
import pytest

from utils.analysis import precision
from utils.analysis.nearness import line_site, point_site, positions
from utils.analysis.precision import DRAWS, FEWEST, Events, Placed, Ring, draw, ring_of, surroundings_of

DEGREE = 111.195


def events(*offsets, ring=0.0, weights=None, counted=None):
    """Points so many kilometres north of 20 E, 0 N."""
    many = len(offsets)
    return Events(
        positions(np.full(many, 20.0), np.array(offsets) / DEGREE),
        np.full(many, float(ring)),
        np.ones(many) if weights is None else np.array(weights, float),
        np.ones(many, bool) if counted is None else np.array(counted, bool),
    )


def drawn(some, *, reach=0.0, surroundings=None, radius=20, decay=10):
    return draw([Placed(point_site(20, 0), reach, surroundings)], some, radius=radius, decay=decay)


def test_what_is_known_exactly_leaves_nothing_open():
    told = drawn(events(5.0, 15.0, 30.0))
    assert (told.chance[0], told.low[0], told.high[0]) == (1, 2, 2)
    by_hand = np.exp(-0.5) + np.exp(-1.5) + np.exp(-3.0)
    assert (told.score[0], told.score_low[0], told.score_high[0]) == pytest.approx((by_hand,) * 3, rel=1e-3)


def test_the_chance_is_the_part_of_the_ring_that_lies_near():
    # a point somewhere in a disc of 30 km around the site lies within 20 km in (20/30)² of the draws
    assert drawn(events(0.0, ring=30)).chance[0] == pytest.approx((20 / 30) ** 2, abs=0.07)


def test_an_imprecise_site_leaves_as_much_open_as_imprecise_events():
    assert drawn(events(0.0), reach=30).chance[0] == pytest.approx((20 / 30) ** 2, abs=0.07)


def test_a_range_of_nine_draws_in_ten_holds_what_many_rings_give():
    told = drawn(events(*[0.0] * 40, ring=30))
    expected, spread = 40 * 4 / 9, np.sqrt(40 * 4 / 9 * 5 / 9)
    assert told.low[0] == pytest.approx(expected - 1.645 * spread, abs=1.5)
    assert told.high[0] == pytest.approx(expected + 1.645 * spread, abs=1.5)


def test_what_is_not_counted_still_adds_to_the_score():
    told = drawn(events(0.0, 0.0, weights=(1, 0.5), counted=(False, False)))
    assert (told.chance[0], told.high[0]) == (0, 0)
    assert told.score[0] == pytest.approx(1.5)


def test_the_same_input_gives_the_same_numbers_and_a_site_without_place_none():
    some = events(0.0, 10.0, ring=5)
    placed = [Placed(point_site(20, 0), 5, None), Placed(None, 5, None)]
    one, other = (draw(placed, some, radius=20, decay=10) for _ in range(2))
    assert one.row(0) == pytest.approx(other.row(0), nan_ok=True)
    assert all(np.isnan(value) for value in one.row(1).values())


def test_a_line_is_near_along_all_its_length():
    line = line_site([((19.0, 0.0), (21.0, 0.0))])
    told = draw([Placed(line, 0.0, None)], events(10.0), radius=20, decay=10)
    assert told.chance[0] == 1
    assert told.score[0] == pytest.approx(np.exp(-1), rel=1e-2)
    assert np.isnan(told.above[0])


def test_a_site_amid_the_violence_is_above_its_surroundings_and_one_far_from_it_below():
    around = Ring(positions([20.0], [0.0])[0], 60)
    amid = drawn(events(*[0.0] * 10), surroundings=around)
    off = drawn(events(*[25.0] * 10), surroundings=around)
    assert amid.above[0] > 0.97
    assert off.above[0] < 0.9


def test_a_site_like_any_other_is_above_half_of_them():
    """Planted truth: sites and events both at random in the disc; over many the share above is about a half."""
    chance = np.random.default_rng(3)
    around = Ring(positions([20.0], [0.0])[0], 60)
    shares = []
    for _ in range(40):
        turn, far = chance.uniform(0, 2 * np.pi, 41), 60 * np.sqrt(chance.random(41))
        points = positions(20 + far * np.cos(turn) / DEGREE, far * np.sin(turn) / DEGREE)
        some = Events(points[1:], np.zeros(40), np.ones(40), np.ones(40, bool))
        at = point_site(20 + far[0] * np.cos(turn[0]) / DEGREE, far[0] * np.sin(turn[0]) / DEGREE)
        shares.append(draw([Placed(at, 0.0, around)], some, radius=20, decay=10).above[0])
    assert np.mean(shares) == pytest.approx(0.5, abs=0.12)
    assert np.mean([share > 0.95 for share in shares]) <= 0.15


def test_where_nothing_lies_no_comparison_is_made():
    around = Ring(positions([20.0], [0.0])[0], 60)
    assert np.isnan(drawn(events(300.0), surroundings=around).above[0])


def test_many_incidents_are_drawn_less_often_but_never_too_seldom(monkeypatch):
    assert drawn(events(0.0)).draws == DRAWS
    monkeypatch.setattr(precision, "MOST_DISTANCES", 4000)
    assert drawn(events(*[0.0] * 20)).draws == 200
    assert drawn(events(*[0.0] * 400)).draws == FEWEST


def test_rings_widen_as_places_get_vaguer():
    assert ring_of("exact") < ring_of("town") < ring_of("district") < ring_of("province")


def test_surroundings_reach_to_the_nearest_other_chief_town():
    places = pd.DataFrame(
        [("Alder", "admin2", 20.0, 0.0), ("Birch", "admin2", 20.5, 0.0), ("Cedar", "admin2", 23.0, 0.0),
         ("Elm", "admin2", np.nan, np.nan), ("Northland", "admin1", 20.1, 0.0)],
        columns=["name", "kind", "longitude", "latitude"],
    )  # fmt: skip
    found = surroundings_of(places)
    assert set(found) == {"Alder", "Birch", "Cedar"}
    assert found["Alder"].radius == pytest.approx(0.5 * DEGREE, rel=1e-3)
    assert found["Cedar"].radius == pytest.approx(2.5 * DEGREE, rel=1e-3)
    assert surroundings_of(places.head(1)) == {}
