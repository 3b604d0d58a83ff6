"""The one map of the briefing.

Knows the briefing's map. It must not know how it is drawn.
"""

import streamlit as st

from utils.web.panels.map_choices import map_choice
from utils.web.panels.pictures import site_map
from utils.web.view import View


def overview(view: View) -> None:
    """Where the selected incidents lie."""
    place = st.container()
    chosen = map_choice()
    with place:
        site_map(view, view.selection, key="overview_map", chosen=chosen)
