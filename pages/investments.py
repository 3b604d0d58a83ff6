import streamlit as st

from utils.web.panels.exposure import constants, foreigners, lines, near_projects, tried, what_ifs, what_is_tried
from utils.web.panels.investments import money_by_stage, one_project, project_map, register, rivals
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.share import take_away
from utils.web.panels.spreads import COLUMNS
from utils.web.view import this_view

view = tried(this_view())

take_away(view)
what_is_tried(view)
words, place = st.columns(COLUMNS, gap="large")
with words:
    section(view, "investments")
what_ifs(view)
near_projects(view)
lines(view)
section(view, "money")
money_by_stage(view)
rivals(view)
foreigners(view)
register(view)
one_project(view)
constants()
cited_sources(view)
with place:
    project_map(view)
