"""The desk shows what it was given before anybody checked it: file names, cells that are problems, names of authors."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import an_incident, files
from tests.poisoned import POISON, poisoned_files
from tests.web.test_hostile_cells import ALIVE, inert, of_markdown, solid
from tests.web.test_shelf import AT, folder
from utils.editions.recipes import upload_of
from utils.tables.intake import Choices, take_in
from utils.web.shelf import current_shelf
from utils.web.stores import current_store

__all__ = ["folder"]
FILE = "=1+1 <img src=x onerror=alert(1)> ![b](https:evil.example) [l](javascript:x) :red[r] $x$ `c` *b*.xlsx"
PANELS = {
    "drafts": ("open_drafts", "draft_head", "publish_box"),
    "questions": ("date_question", "taking"),
    "imports": ("import_previews",),
    "problem_list": ("problem_list",),
    "difference": ("changed",),
    "history": ("editions", "differences", "one_row"),
    "audit": ("deeds",),
}
RUN = f"""
from tests.poisoned import POISON
from utils.web.access.roles import Role, User
{chr(10).join(f"from utils.web.desk.{module} import {', '.join(names)}" for module, names in PANELS.items())}
from utils.web.desk.visit import Visit
from utils.web.stores import current_store

visit = Visit(User(POISON, Role.ANALYST, "test"), current_store().draft("draft"))
for panel in ({", ".join(name for names in PANELS.values() for name in names)}):
    panel(visit)
"""


@pytest.fixture
def desk(folder):
    """The desk of somebody with a hostile name, who handed in hostile files whose cells are problems too."""
    del folder
    current_shelf()
    store = current_store()
    base = store.edition(1).dataset
    spoilt = files([an_incident(event_type=POISON, source_ids=POISON, start_date=POISON)])["incidents.xlsx"]
    held = {FILE: spoilt, "reference.xlsx": poisoned_files()["reference.xlsx"]}
    store.new_draft("draft", 1, POISON, AT)
    store.save_draft("draft", upload_of(held, take_in(held, base), Choices(), base), POISON, AT)
    app = AppTest.from_string(RUN, default_timeout=60).run()
    assert not app.exception, app.exception
    return app


def test_the_desk_shows_names_files_and_cells_as_typed(desk):
    text = solid("".join(inert(part.proto.body, pictures=True) for part in desk.get("html")))
    assert solid(POISON) in text, "the author, or the cell that is a problem"
    assert solid(FILE) in text
    for element in desk.main:
        for told in of_markdown(element):
            assert not ALIVE.search(told), (element.type, told[:300])
