import pytest

from tests.drawn import INCIDENT, VIEW, a_dataset
from utils.analysis.filters import from_query, options_of
from utils.analysis.views import SavedView, saved_views, view_named
from utils.tables.problems import Code


def views(*rows):
    dataset, problems = a_dataset(INCIDENT, views=rows)
    assert not problems
    return dataset


def test_an_edition_without_the_sheet_has_no_view():
    assert saved_views(a_dataset(INCIDENT)[0]) == ()


def test_a_view_is_a_choice_under_a_name():
    query = {"district": ["alder"], "from": ["2026-01-01"]}
    assert saved_views(views(VIEW)) == (SavedView("Alder this year", query, "incidents", "Weekly."),)


@pytest.mark.parametrize(
    "written", ["?district=alder", "https://desk.example/incidents?district=alder#map", " district=alder "]
)
def test_filters_are_taken_from_a_whole_address_too(written):
    (view,) = saved_views(views({"view": "A", "filters": written}))
    assert view.query == {"district": ["alder"]}
    assert view.page == "briefing"


@pytest.mark.parametrize("written", ["nothing at all", "a=1&" * 1000, "&&&", "%%%=%"])
def test_filters_that_say_nothing_choose_nothing(written):
    dataset = views({"view": "A", "filters": written})
    options = options_of(dataset, dataset.about.as_of)
    assert from_query(saved_views(dataset)[0].query, options) == (options.home, ())


def test_a_value_that_the_edition_does_not_have_is_told_when_the_view_is_opened():
    dataset = views({"view": "A", "filters": "district=aldar"})
    _, (ignored,) = from_query(saved_views(dataset)[0].query, options_of(dataset, dataset.about.as_of))
    assert (ignored.value, ignored.nearest) == ("aldar", "Alder")


@pytest.mark.parametrize("written", ["Alder this year", "alder THIS year", " alder-this-year "])
def test_a_view_is_found_by_its_name_as_people_write_it(written):
    assert view_named(views(VIEW), written) == saved_views(views(VIEW))[0]


def test_the_nearest_name_is_offered_where_there_is_none():
    assert view_named(views(VIEW), "Aldr this year") == "Alder this year"
    assert view_named(views(VIEW), "Zzz") is None


def test_a_page_that_does_not_exist_is_a_problem_with_its_cell():
    _, (problem,) = a_dataset(INCIDENT, views=[{**VIEW, "page": "incident"}])
    assert (problem.code, problem.address) == (Code.NOT_IN_LIST, "reference.xlsx, Views!C2")
