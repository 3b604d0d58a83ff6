import streamlit as st

from utils.web.panels.claims import ledger, over_time, side_by_side
from utils.web.panels.counters import rival_counters
from utils.web.panels.prose import cited_sources, section, section_table
from utils.web.panels.share import take_away
from utils.web.panels.spreads import COLUMNS
from utils.web.view import this_view

view = this_view()

take_away(view)
words, place = st.columns(COLUMNS, gap="large")
with words:
    section(view, "contested")
    section_table(view, "contested")
with place:
    scope = side_by_side(view)
over_time(view, scope)
rival_counters(view)
ledger(view)
cited_sources(view)
