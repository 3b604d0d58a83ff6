import numpy as np
import pandas as pd
import pytest

from utils.analysis import precision
from utils.analysis.nearness import line_site, point_site, positions
from utils.analysis.precision import DRAWS, FEWEST, Placed, Ring, draw, surroundings_of
from utils.analysis.rings import ring_of
from utils.analysis.spots import Events

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


def lens(radius, ring, away):
    """The part of a disc of radius `ring` that lies within `radius` of a point `away` from its middle, by geometry."""
    if away + ring <= radius:
        return 1.0
    if away >= radius + ring:
        return 0.0
    if away + radius <= ring:
        return (radius / ring) ** 2
    inner = (away**2 + radius**2 - ring**2) / (2 * away * radius)
    outer = (away**2 + ring**2 - radius**2) / (2 * away * ring)
    corner = (radius + ring - away) * (away + radius - ring) * (away - radius + ring) * (away + radius + ring)
    area = radius**2 * np.arccos(inner) + ring**2 * np.arccos(outer) - 0.5 * np.sqrt(corner)
    return area / (np.pi * ring**2)


@pytest.mark.parametrize(
    ("radius", "ring", "away"), [(20, 30, 15), (20, 30, 40), (20, 5, 22), (5, 30, 10), (50, 30, 60)]
)
def test_the_chance_of_one_event_is_the_overlap_of_two_discs(radius, ring, away):
    expected = lens(radius, ring, away)
    slack = 4 * np.sqrt(expected * (1 - expected) / DRAWS)
    assert drawn(events(away, ring=ring), radius=radius).chance[0] == pytest.approx(expected, abs=slack)


@pytest.mark.parametrize("many", [2, 5])
def test_events_on_one_spot_are_drawn_apart_though_together(many):
    """Each of them lies near by its own chance: that any does is 1 − (1 − p)ⁿ, not p."""
    single = lens(20, 30, 35)
    told = drawn(events(*[35.0] * many, ring=30))
    assert told.chance[0] == pytest.approx(1 - (1 - single) ** many, abs=0.1)


def test_scores_of_events_on_one_spot_scatter_as_little_as_those_beside_each_other():
    together, beside = drawn(events(*[20.0] * 30, ring=30)), drawn(events(*(20.0 + np.arange(30) / 50), ring=30))
    assert together.score[0] == pytest.approx(beside.score[0], rel=0.05)
    widths = [told.score_high[0] - told.score_low[0] for told in (together, beside)]
    assert widths[0] == pytest.approx(widths[1], rel=0.2)


def test_sites_on_one_spot_have_the_same_numbers():
    site = Placed(point_site(20, 0), 5, None)
    told = draw([site, Placed(point_site(20, 0), 5, None)], events(15.0, 30.0, ring=30), radius=20, decay=10)
    assert told.row(0) == pytest.approx(told.row(1), nan_ok=True)


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


def test_a_site_like_any_other_ranks_evenly_among_random_points():
    """Planted truth: sites and events both at random. The shares above spread evenly from 0 to 1 (Kolmogorov)."""
    chance = np.random.default_rng(3)
    around = Ring(positions([20.0], [0.0])[0], 60)
    shares = []
    for _ in range(60):
        turn, far = chance.uniform(0, 2 * np.pi, 41), 60 * np.sqrt(chance.random(41))
        points = positions(20 + far * np.cos(turn) / DEGREE, far * np.sin(turn) / DEGREE)
        some = Events(points[1:], np.zeros(40), np.ones(40), np.ones(40, bool))
        at = point_site(20 + far[0] * np.cos(turn[0]) / DEGREE, far[0] * np.sin(turn[0]) / DEGREE)
        shares.append(draw([Placed(at, 0.0, around)], some, radius=20, decay=10).above[0])
    ranked = np.sort(shares)
    gap = np.abs(ranked - (np.arange(60) + 0.5) / 60).max()
    assert gap < 1.36 / np.sqrt(60)
    assert np.mean(ranked > 0.95) <= 0.12


def test_where_nothing_lies_no_comparison_is_made():
    around = Ring(positions([20.0], [0.0])[0], 60)
    assert np.isnan(drawn(events(300.0), surroundings=around).above[0])


def test_many_incidents_are_drawn_less_often_but_never_too_seldom(monkeypatch):
    assert drawn(events(0.0)).draws == DRAWS
    monkeypatch.setattr(precision, "MOST_DISTANCES", 4000)
    assert drawn(events(*np.linspace(0, 9, 20))).draws == 200
    assert drawn(events(*np.linspace(0, 9, 400))).draws == FEWEST
    assert drawn(events(*[0.0] * 400)).draws == DRAWS  # on one spot they are drawn together


def test_very_many_incidents_drawn_by_the_patch_say_what_each_by_itself_would(monkeypatch):
    chance = np.random.default_rng(3)
    some = events(*chance.normal(18, 8, 600), ring=5)  # about as many within 20 km as beyond
    alone = drawn(some)
    monkeypatch.setattr(precision, "MOST_DISTANCES", DRAWS * 400)
    together = drawn(some)
    assert together.draws > alone.draws * 400 / 600, "fewer spots can be drawn more often"
    for name in ("low", "high", "score", "score_low", "score_high"):
        assert getattr(together, name)[0] == pytest.approx(getattr(alone, name)[0], rel=0.02), name


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
