"""The script that Streamlit runs for every page: who reads, what is asked for, then masthead, filter bar, page, foot.

Knows which pages there are. It must not know what a page shows.
"""

import streamlit as st

from utils.tables.vocabularies import PAGES
from utils.web.access.identity import current_user
from utils.web.access.roles import Action
from utils.web.filterbar import filter_bar
from utils.web.operations.attendance import page_run
from utils.web.panels.masthead import desk_masthead, foot, masthead
from utils.web.panels.notices import notices, turned_away, watch
from utils.web.settings import ROOT
from utils.web.standing import Closed, asked_shelf
from utils.web.view import asked_query, keep_view, open_view, show

user = current_user()
pages = [
    st.Page(ROOT / "pages" / f"{page.label}.py", title=page.meaning, default=page is PAGES.entries[0])
    for page in PAGES.entries
]
desk = st.Page(
    ROOT / "pages" / "desk.py",
    title="Data desk",
    visibility="visible" if user.may(Action.OPEN_DESK) else "hidden",
)
page = st.navigation([*pages, desk], position="top")

with page_run(page.url_path or PAGES.labels[0]) as run:
    if page is desk:
        desk_masthead(user)
        page.run()
    elif isinstance(shelf := asked_shelf(user, asked_query()), Closed):
        turned_away(shelf, page.url_path)
    else:
        run.edition = shelf.edition.number
        view = open_view(shelf)
        masthead(view, page.title)
        filter_bar(view)
        keep_view(view)
        notices(view)
        show(view)
        page.run()
        foot(view, pages, user)
        watch(view)
