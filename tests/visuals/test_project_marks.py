import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from utils.analysis.nearness import distances, point_site, positions
from utils.analysis.routes import Route
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.tables.vocabularies import PROJECT_STATUSES
from utils.visuals.project_marks import NAMED, STAGES, marks_of, project_overlay, ring_overlay, route_overlay
from utils.visuals.shapes import DIAMOND, RING, SQUARE, UP

COLUMNS = ["project_id", "name", "latitude", "longitude", "geo_precision", "sector", "status", "admin1", "admin2"]
ROUTES = (
    Route("Ring road", "highway", "", ((17.0, 10.0), (19.0, 11.0))),
    Route("The corridor", "corridor", "", ((17.0, 10.0), (19.0, 11.0))),
    Route("The railway", "railway", "", ((17.0, 10.0), (19.0, 11.0))),
)


def projects(*told):
    """Name, latitude, longitude, precision and status of each."""
    rows = [
        (f"J-{number}", name, lat, lon, precision, "Road", status, "Northland", None)
        for number, (name, lat, lon, precision, status) in enumerate(told, 1)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


SOME = projects(
    ("Bridge", 10.5, 18.0, "town", "completed"), ("Far mine", 11.5, 20.0, "exact", "pipeline"),
    ("Bridge ramp", 10.55, 18.02, "corridor", "under construction"), ("Tunnel", 10.5, 18.0, "town", "operational"),
    ("Somewhere", 10.0, 18.0, "province", "stalled"), ("Nowhere", None, None, "town", "stalled"),
)  # fmt: skip


def test_projects_too_near_to_tell_apart_share_a_mark_and_those_without_a_point_have_none():
    assert [mark.names for mark in marks_of(SOME)] == [("Bridge", "Bridge ramp", "Tunnel"), ("Far mine",)]


def test_every_status_has_a_shape_and_no_two_stages_share_one():
    assert sorted(status for of in STAGES.values() for status in of) == sorted(PROJECT_STATUSES.labels)


def test_a_mark_shows_each_stage_by_its_shape_side_by_side_with_its_number():
    built, building, planned = project_overlay(marks_of(SOME)).symbols
    assert [(s.shape, s.number) for s in (built, building, planned)] == [(SQUARE, "2"), (UP, ""), (DIAMOND, "")]
    assert building.across - built.across == pytest.approx(built.radius + building.radius, abs=0.1)
    assert (planned.across, planned.down) == (0, 0)


def test_only_the_stages_that_occur_are_in_the_key():
    words = [line.words for line in project_overlay(marks_of(SOME)).lines]
    assert words == ["Project completed or operational", "Project under construction", "Project pipeline"]
    assert project_overlay(()).lines == ()


def test_a_name_never_begins_what_the_map_could_run():
    (symbol,) = project_overlay(marks_of(projects(("@@=alert(1)", 10.0, 18.0, "town", "stalled")))).symbols
    assert not symbol.tooltip.startswith("@@=")


def test_of_very_many_projects_the_tooltip_names_a_few():
    many = projects(*((f"Well {number}", 10.0, 18.0, "town", "stalled") for number in range(NAMED + 3)))
    (symbol,) = project_overlay(marks_of(many)).symbols
    assert symbol.tooltip.endswith("and 3 others")


def test_corridors_lie_under_roads_and_railways_are_thin():
    corridor, road, railway = route_overlay(ROUTES).links
    assert "The corridor" in corridor.tooltip and corridor.width > road.width > railway.width


def test_a_circle_of_exposure_is_as_wide_as_it_says():
    (link,) = ring_overlay(marks_of(SOME), {"J-2"}, USUAL).links
    corners = positions([x for x, _ in link.points], [y for _, y in link.points])
    assert np.allclose(distances(corners, point_site(20.0, 11.5)), 20, atol=0.1)
    assert math.dist(link.points[0], link.points[-1]) == 0


def test_only_places_with_an_exposed_project_have_a_circle():
    assert ring_overlay(marks_of(SOME), {"J-5"}, USUAL).links == ()
    assert len(ring_overlay(marks_of(SOME), {"J-1", "J-3", "J-2"}, USUAL).links) == 2


@pytest.mark.parametrize(
    ("yardstick", "days"),
    [
        (Yardstick(radius=50, window=90), "the last 90 days of the record"),
        (Yardstick(radius=50, until=dt.date(2026, 3, 1)), "the 365 days to 1 Mar 2026"),
    ],
)
def test_key_and_words_say_how_wide_a_circle_is_and_of_which_days(yardstick, days):
    near = f"with a violent incident that near in {days}; lines have none"
    drawn = ring_overlay(marks_of(SOME), {"J-1", "J-2"}, yardstick)
    (line,) = drawn.lines
    assert (line.shape, line.words) == (RING, f"Circle: 50 km around a project {near}")
    assert drawn.said == f"Circles: 50 km around 2 places of projects {near}."


def test_where_no_circle_is_drawn_the_key_explains_none():
    nothing = ring_overlay(marks_of(SOME), (), USUAL)
    assert (nothing.lines, nothing.said) == ((), "")
