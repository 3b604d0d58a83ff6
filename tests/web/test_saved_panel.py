import pytest

from utils.analysis.views import SavedView
from utils.web.panels.saved import address_of


def a_view(page="briefing", **query):
    return SavedView("Alder", {name: [value] for name, value in query.items()}, page, "")


@pytest.mark.parametrize(
    ("view", "pinned", "address"),
    [
        (a_view(district="alder"), (), "./?district=alder"),
        (a_view("incidents", district="alder"), (), "./incidents?district=alder"),
        (a_view(district="alder"), (("edition", "2"),), "./?edition=2&district=alder"),
        (a_view(edition="1", draft="x", district="alder"), (("edition", "2"),), "./?edition=2&district=alder"),
        (a_view(district='"><script>'), (), "./?district=%22%3E%3Cscript%3E"),
    ],
)
def test_a_saved_view_opens_on_its_page_in_the_edition_that_holds_it(view, pinned, address):
    assert address_of(view, pinned) == address
