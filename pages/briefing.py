import streamlit as st

from utils.web.panels.pictures import pictures_of
from utils.web.panels.prose import cited_sources, closing_notes, section, section_with_table
from utils.web.panels.saved import saved_view_links
from utils.web.panels.share import take_away
from utils.web.panels.theatre import overview
from utils.web.view import this_view

view = this_view()
words, place = st.columns([11, 9], gap="large")

with words:
    section(view, "bottom-line", lead=True)
    take_away(view)
    saved_view_links(view)
    section(view, "judgements")
    section(view, "numbers")
    section(view, "since")
with place:
    overview(view)
section(view, "incidents")
section(view, "time")
pictures_of(view, "time")
section(view, "waves")
section_with_table(view, "contested")
section(view, "responses")
section_with_table(view, "investments")
section(view, "money")
section_with_table(view, "region")
section_with_table(view, "outlook")
section(view, "gaps")
section(view, "method")
cited_sources(view)
closing_notes(view)
