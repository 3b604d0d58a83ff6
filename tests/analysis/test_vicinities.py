import pytest

from tests.analysis.test_exposure import DEGREE, a_project, away, exposed
from tests.drawn import an_edition
from utils.analysis.routes import Route
from utils.analysis.vicinities import LINE, PRECISE, VAGUE, along_lines, by_place
from utils.analysis.yardsticks import Yardstick

ROAD = Route("Ring road", "highway", "", ((18.0, 0.0), (22.0, 0.0)), (("J-2", 0, 1),))


def places(*rows, projects, routes=()):
    found = exposed(*rows, projects=projects, routes=routes)
    frame = an_edition(projects=projects).dataset.frame("projects")
    told = by_place(found, frame).itertuples(index=False, name=None)
    return [(label, kind, ids, *totals) for label, kind, ids, *totals in told]


def test_a_district_counts_each_incident_once_however_many_projects_are_near():
    projects = (a_project("J-1", admin2="Alder"), a_project("J-2", latitude=0.1, admin2="Alder"))
    assert places(away(1), away(30), projects=projects) == [
        ("Alder", PRECISE, ("J-1", "J-2"), 1, 1, 0)  # 30 km from one is 19 km from the other
    ]


def test_projects_without_a_district_share_a_row():
    assert places(away(1), projects=(a_project("J-1", admin2=None),))[0][:2] == (None, PRECISE)


@pytest.mark.parametrize("precision", ["district", "corridor"])
def test_places_known_only_roughly_come_after_the_others_and_are_not_mixed_with_them(precision):
    projects = (
        a_project("J-1", geo_precision=precision),
        a_project("J-2", latitude=3.0),
        a_project("J-3", latitude=3.0),
    )
    told = places(away(1), projects=projects)
    assert [(kind, ids) for _, kind, ids, *_ in told] == [(PRECISE, ("J-2", "J-3")), (VAGUE, ("J-1",))]
    assert told[1][3:] == (1, 0, 0)


def test_a_line_is_a_place_of_its_own_and_comes_last():
    projects = (a_project("J-1"), {**a_project("J-2"), "name": "Ring road widening"})
    assert [(kind, ids) for _, kind, ids, *_ in places(away(1), projects=projects, routes=[ROAD])] == [
        (PRECISE, ("J-1",)),
        (LINE, ("J-2",)),
    ]


def test_a_project_without_a_place_is_in_no_row():
    assert places(away(1), projects=(a_project("J-1", geo_precision="province"),)) == []


def test_along_a_line_incidents_are_told_for_each_hundred_kilometres():
    """Four degrees of the equator are 445 km: three incidents within 20 km are 0.67 for each 100 km."""
    line = along_lines(exposed(away(3), away(12), away(19), away(40), routes=[ROAD])).iloc[0]
    assert (line["name"], round(line["km"]), line["within"], line["beyond"]) == ("Ring road", round(4 * DEGREE), 3, 1)
    assert line["rate"] == pytest.approx(300 / (4 * DEGREE), rel=1e-3)


def test_the_line_with_most_for_its_length_comes_first_not_the_longest():
    short = Route("Spur", "highway", "", ((20.0, 0.0), (20.5, 0.0)))
    assert along_lines(exposed(away(3), routes=[ROAD, short]))["name"].tolist() == ["Spur", "Ring road"]


def test_lines_follow_the_window():
    found = exposed(away(3, days=60), routes=[ROAD], yardstick=Yardstick(window=30))
    assert along_lines(found)["within"].tolist() == [0]


def test_no_lines_and_no_projects_are_empty_frames():
    found = exposed(away(3), projects=(a_project("J-1"),))
    assert along_lines(found).empty
    assert by_place(found, an_edition().dataset.frame("projects")).empty
