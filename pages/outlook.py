import streamlit as st

from utils.web.panels.evidence import evidence
from utils.web.panels.judgements import constants, judgements
from utils.web.panels.outlook import futures, meanings, switches, what_is_tried
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.share import take_away
from utils.web.panels.spreads import COLUMNS
from utils.web.view import this_view

view = this_view()

take_away(view)
what_is_tried(view)
words, place = st.columns(COLUMNS, gap="large")
with words:
    section(view, "outlook")
with place:
    futures(view)
meanings(view)
switches(view)
evidence(view)
judgements(view)
constants()
cited_sources(view)
