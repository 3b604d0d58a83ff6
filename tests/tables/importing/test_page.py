from pathlib import Path

import pytest

from utils.tables.importing import LAYOUTS
from utils.tables.importing.page import importing_page

PAGE = Path(__file__).parents[3] / "docs" / "importing.md"


def test_the_page_is_what_the_declarations_say():
    assert PAGE.read_text(encoding="utf-8") == importing_page(), "write it anew: python -m utils.tables docs docs/"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_column_and_the_terms_stand_on_the_page(layout):
    text = importing_page()
    assert layout.terms in text
    assert [name for name in layout.known if f"`{name}`" not in text] == []


def test_no_row_of_a_table_is_torn_by_its_own_text():
    rows = [line for line in importing_page().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} <= {3, 4}
