"""The script that Streamlit runs for every page: view, masthead, filter bar, page, foot.

Knows which pages there are. It must not know what a page shows.
"""

import streamlit as st

from utils.web.filterbar import filter_bar
from utils.web.panels.masthead import foot, masthead
from utils.web.panels.notices import notices
from utils.web.settings import ROOT
from utils.web.view import keep_view, open_view, show

PAGES = (
    ("briefing", "Briefing"),
    ("incidents", "Incidents"),
    ("casualties", "Casualties"),
    ("sources", "Sources and method"),
)

pages = [st.Page(ROOT / "pages" / f"{name}.py", title=title, default=name == "briefing") for name, title in PAGES]
page = st.navigation(pages, position="top")
view = open_view()
masthead(view)
filter_bar(view)
keep_view(view.filters)
notices(view)
show(view)
page.run()
foot(view, pages)
