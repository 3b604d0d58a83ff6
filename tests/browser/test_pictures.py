import pytest

from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_no_picture_of_a_page_makes_vega_warn(reader, path):
    page = reader.open(path)
    page.wait_for_timeout(1500)  # pictures are drawn after the text
    assert reader.warnings == []
