from tests.analysis.test_exposure import a_project, away, exposed
from utils.analysis.repeats import repeats_of

FAR = 3.0
"""Degrees north of the first project: too far for an incident to lie near both."""


def names(found, *ids, window=None):
    return [(repeat.project_ids, repeat.incident_ids) for repeat in repeats_of(found, ids, window)]


def test_projects_near_the_very_same_incidents_are_one_repeat_whatever_is_nearest_to_each():
    projects = (a_project("J-1"), a_project("J-2", latitude=0.1))
    found = exposed(away(1), away(10), projects=projects)
    assert found.projects["near"].tolist() == [("N-1", "N-2"), ("N-2", "N-1")]
    assert names(found, "J-1", "J-2") == [(("J-1", "J-2"), ("N-1", "N-2"))]


def test_the_largest_comes_first_and_what_shares_nothing_stands_alone():
    projects = (a_project("J-0", latitude=FAR), a_project("J-1"), a_project("J-2"))
    found = exposed(away(1), away(1, latitude=FAR), projects=projects)
    assert names(found, "J-0", "J-1", "J-2") == [(("J-1", "J-2"), ("N-1",)), (("J-0",), ("N-2",))]


def test_one_incident_more_makes_another_set():
    projects = (a_project("J-1"), a_project("J-2", latitude=0.1))
    assert len(names(exposed(away(1), away(-15), projects=projects), "J-1", "J-2")) == 2


def test_a_shorter_window_may_leave_one_set_of_two():
    projects = (a_project("J-1"), a_project("J-2", latitude=0.1))
    found = exposed(away(1), away(-15, days=60), projects=projects)
    assert len(names(found, "J-1", "J-2")) == 2
    assert names(found, "J-1", "J-2", window=30) == [(("J-1", "J-2"), ("N-1",))]


def test_what_is_not_exposed_or_not_asked_for_is_in_no_set():
    projects = (a_project("J-1"), a_project("J-2", latitude=FAR))
    found = exposed(away(1), projects=projects)
    assert names(found, "J-2") == []
    assert names(found, "J-1", "J-2") == [(("J-1",), ("N-1",))]
