import streamlit as st

from utils.web.panels.pictures import pictures_of
from utils.web.panels.prose import cited_sources, section, section_table
from utils.web.panels.share import take_away
from utils.web.panels.theatre import overview
from utils.web.view import this_view

view = this_view()
words, place = st.columns([11, 9], gap="large")

with words:
    section(view, "bottom-line", lead=True)
    take_away(view)
    section(view, "numbers")
section(view, "contested")
section_table(view, "contested")
section(view, "incidents")
section(view, "time")
pictures_of(view, "time")
section(view, "outlook")
section(view, "gaps")
section(view, "method")
cited_sources(view)
with place:
    overview(view)
