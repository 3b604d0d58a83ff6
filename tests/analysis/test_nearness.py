import numpy as np
import pytest

from utils.analysis.nearness import EARTH, distances, flat, line_site, point_site, positions, tree_of, within

DEGREE = np.pi / 180 * EARTH  # kilometres of a degree along a great circle


def test_a_degree_of_latitude_is_as_long_as_it_is():
    assert distances(positions([20.0], [11.0]), point_site(20.0, 10.0))[0] == pytest.approx(DEGREE, rel=1e-4)


def test_degrees_of_longitude_shrink_towards_the_pole():
    assert distances(positions([21.0], [60.0]), point_site(20.0, 60.0))[0] == pytest.approx(DEGREE / 2, rel=1e-3)


def test_the_distance_to_a_line_is_to_its_nearest_part_and_not_to_its_middle():
    line = line_site([((20.0, 10.0), (20.0, 12.0))])
    beside, beyond = distances(positions([20.1, 20.0], [10.2, 13.0]), line)
    assert beside == pytest.approx(0.1 * DEGREE * np.cos(np.radians(10.2)), rel=1e-2)
    assert beyond == pytest.approx(DEGREE, rel=1e-3)


def test_a_site_of_two_lines_is_as_near_as_the_nearer():
    both = line_site([((20.0, 10.0), (20.0, 11.0)), ((30.0, 10.0), (30.0, 11.0))])
    assert distances(positions([29.9], [10.5]), both)[0] < 11


def test_what_lies_within_is_found_as_by_measuring_everything():
    chance = np.random.default_rng(1)
    points = positions(chance.uniform(60, 70, 400), chance.uniform(24, 32, 400))
    for site in (point_site(65, 28), line_site([((61.0, 25.0), (65.0, 26.0), (69.0, 31.0))])):
        every = distances(points, site)
        index, far = within(tree_of(points), points, site, 80)
        assert index.tolist() == np.flatnonzero(every <= 80).tolist()
        assert far == pytest.approx(every[index])


def test_among_no_points_nothing_lies_near():
    nothing = positions([], [])
    assert len(within(tree_of(nothing), nothing, point_site(65, 28), 80)[0]) == 0


def test_a_flat_map_keeps_distances_from_its_middle_and_nearly_keeps_others():
    points = positions([65.0, 66.0, 64.0, 67.5], [28.0, 28.0, 27.0, 30.0])
    on_map = flat(points, points[0])
    assert on_map[0] == pytest.approx([0, 0], abs=1e-9)
    assert on_map[1][0] == pytest.approx(DEGREE * np.cos(np.radians(28)), rel=1e-3)
    for one, other in ((1, 2), (1, 3), (2, 3)):
        true = np.linalg.norm(points[one] - points[other])
        assert np.linalg.norm(on_map[one] - on_map[other]) == pytest.approx(true, rel=2e-3)
