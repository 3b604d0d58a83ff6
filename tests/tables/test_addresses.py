import pytest

from tests.drawn import INCIDENT, files
from utils.tables.addresses import page_of
from utils.tables.dataset import assemble
from utils.tables.problems import Code, Severity

PAGE = "https://courier.example/report"


def problems_of(*sources):
    rows = [
        {"source_id": f"S-{n}", "publisher": "Courier", "title": f"Report {n}", **row}
        for n, row in enumerate(sources, 1)
    ]
    found = assemble(files(({**INCIDENT, "source_ids": "S-1"},), sources=rows))[1]
    return [problem for problem in found if problem.code is Code.ADDRESS_TWO_GRADES]


@pytest.mark.parametrize(
    "address",
    [PAGE, f"{PAGE}/", "http://courier.example/report", "https://www.Courier.example/report", f"{PAGE}#end"],
)
def test_two_spellings_of_one_page_are_one(address):
    assert page_of(address) == page_of(PAGE)


@pytest.mark.parametrize("address", [f"{PAGE}s", f"{PAGE}?id=2", "https://herald.example/report"])
def test_another_path_query_or_site_is_another_page(address):
    assert page_of(address) != page_of(PAGE)


def test_a_page_graded_in_two_ways_is_told_once_with_the_row_that_differs():
    (problem,) = problems_of(
        {"url": PAGE, "reliability": "B"}, {"url": f"{PAGE}/", "reliability": "A"}, {"url": PAGE, "reliability": "B"}
    )
    assert problem.severity is Severity.CHECK
    assert (problem.found, problem.allowed) == ("A", "B in the row of S-1")
    assert problem.address.endswith("3")


def test_a_grade_beside_none_differs_too():
    (problem,) = problems_of({"url": PAGE}, {"url": PAGE, "reliability": "B"})
    assert problem.allowed == "no grade in the row of S-1"


def test_sources_without_an_address_or_graded_alike_are_nothing_to_tell():
    assert not problems_of({"reliability": "A"}, {"reliability": "B"})
    assert not problems_of({"url": PAGE, "reliability": "A"}, {"url": PAGE, "reliability": "A"})
