import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from utils.web import papers, shortened


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[*papers.ROUTES, *shortened.ROUTES]), follow_redirects=False)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/editions/3", "/?edition=3"),
        ("/editions/3/?district=alder", "/?edition=3&district=alder"),
        ("/latest", "/"),
        ("/latest/?district=alder", "/?district=alder"),
        ("/editions", "/editions.atom"),
    ],
)
def test_an_address_cut_at_a_slash_leads_to_the_pages(client, asked, leads):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (307, leads)


@pytest.mark.parametrize("asked", ["/editions/3/briefing.odt", "/latest/nothing", "/editions/three"])
def test_a_document_that_there_is_not_is_told_rather_than_an_empty_page(client, asked):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "private, no-store")
    assert "There is no document of that name" in answer.text


def test_behind_a_prefix_it_leads_below_the_prefix():
    client = TestClient(Starlette(routes=shortened.ROUTES), root_path="/brief", follow_redirects=False)
    assert client.get("/editions/3").headers["location"] == "/brief/?edition=3"
