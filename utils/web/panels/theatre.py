"""The one map of the briefing.

Knows the briefing's map. It must not know how it is drawn.
"""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from utils.briefing.document import Briefing
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs
from utils.web.briefings import briefing_of
from utils.web.panels.map_choices import map_choice, tried_out, without_maps
from utils.web.panels.pictures import site_map
from utils.web.panels.playback import played_step
from utils.web.panels.prose import section
from utils.web.view import View


@dataclass(frozen=True, eq=False)
class MapView(View):
    """The page's view, its map as the reader has chosen it; all else is of the page."""

    page: View
    chosen: WhatIfs

    @cached_property
    def briefing(self) -> Briefing:
        """The briefing with that map alone."""
        return briefing_of(self.shelf, self.filters, self.ignored, self.look.name, self.chosen)

    @cached_property
    def footnotes(self) -> dict[str, int]:
        """The page's."""
        return self.page.footnotes

    @cached_property
    def sections(self) -> dict[str, None]:
        """The page's."""
        return self.page.sections


def map_place() -> DeltaGenerator:
    """Where the map will stand; it keeps room where one is due, shaded until the map is there."""
    if without_maps():
        return st.container(key="map_beside")
    place = st.container(key="map_due")
    place.empty()  # a place that holds nothing at all is not drawn, and so keeps no room
    return place


def over_map(view: View) -> None:
    """What the map of the briefing shows, in words."""
    chosen = tried_out(view).of_the_map
    drawn = view
    if chosen != AS_RECORDED:
        drawn = MapView(view.shelf, view.filters, view.ignored, view.look, page=view, chosen=chosen)
    section(drawn, "map")


def overview(view: View) -> None:
    """Where the selected incidents lie."""
    site_map(view, view.selection, key="overview_map", tried=tried_out(view))
    played_step(view.selection)
    map_choice()
