import streamlit as st

from utils.web.panels.prose import cited_sources, closing_notes, contents, let_stand, section, section_table
from utils.web.panels.saved import saved_view_links
from utils.web.panels.share import take_away
from utils.web.panels.spreads import COLUMNS, spread
from utils.web.panels.theatre import map_place, over_map, overview
from utils.web.view import this_view

view = this_view()

take_away(view)
words, place = st.columns(COLUMNS, gap="large")
with words:
    section(view, "bottom-line", lead=True)
    let_stand()
    contents(view, after="since")
    section(view, "judgements")
with place:
    over_map(view)
    place_of_map = map_place()
    section(view, "numbers")
    section(view, "since")
    saved_view_links(view)
spread(view, "incidents", "time")
spread(view, "waves")
spread(view, "contested")
spread(view, "responses", most=8)
spread(view, "investments", most=8)
section(view, "money")
spread(view, "region")
spread(view, "outlook", most=6)
section(view, "context")
section(view, "gaps")
section(view, "method")
section_table(view, "method")
cited_sources(view)
closing_notes(view)
with place_of_map:
    overview(view)
