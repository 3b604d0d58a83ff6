"""Charts and maps on screen, each with its table twin.

Knows how a picture is put on a page. It must not know what it shows.
"""

import pandas as pd
import streamlit as st

from utils.briefing.compose import map_box
from utils.visuals.framing import Box
from utils.visuals.paper_map import OUTSIDE, TITLE, alt_text
from utils.visuals.pictures import Picture
from utils.visuals.screen_map import deck, legend
from utils.visuals.sites import Sites
from utils.web.markup import block, plain, table
from utils.web.view import View

MAP_HEIGHT = 460
NO_BASE = "No base map of this part of the world is installed; docs/base-map.md says how to cut one."


def picture(shown: Picture, *, key: str | None = None) -> None:
    """Draw the picture. What a reader selects in a selectable one stands in the session under its key."""
    st.vega_lite_chart(
        spec=shown.spec,
        theme=None,
        key=key or f"picture_{shown.name}",
        on_select="rerun" if _selects(shown) else "ignore",
        alt=shown.alt,
    )
    as_table(shown.twin, shown.title, key=f"twin_{key or shown.name}")


def _selects(shown: Picture) -> bool:
    """Whether something can be clicked in it: an empty timeline has no bars."""
    return any("select" in parameter for parameter in shown.spec.get("params", ()))


def as_table(twin: pd.DataFrame, title: str, *, key: str) -> None:
    """The table that says the same as a picture, folded."""
    with st.expander("The same as a table", key=key):
        rows = [[plain(value) for value in row] for row in twin.itertuples(index=False)]
        st.html(block(table([str(name) for name in twin.columns], rows, caption=title, style="twin")))


def site_map(view: View, sites: Sites, *, key: str, selectable: bool = False) -> None:
    """The map of the sites with its notes. What a reader selects on it stands in the session under its key."""
    shelf = view.shelf
    box = map_box(shelf.edition, shelf.base)
    sites = sites.within(box, OUTSIDE)
    st.pydeck_chart(
        deck(sites, shelf.base, view.look, box, base_url=f"base/{shelf.base.digest}"),
        height=MAP_HEIGHT,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-object",
        alt=alt_text(sites),
    )
    about = shelf.edition.dataset.about
    missing = "" if _overlap(box, shelf.base.box) else NO_BASE
    notes = (missing, " ".join(legend(sites)), about.boundary_note or "", " · ".join(shelf.base.credits))
    st.html(block(*(f'<p class="quiet">{plain(note)}</p>' for note in notes if note)))
    as_table(sites.frame, TITLE, key=f"twin_{key}")


def _overlap(one: Box, other: Box) -> bool:
    west, south, east, north = one
    return west < other[2] and other[0] < east and south < other[3] and other[1] < north


def pictures_of(view: View, key: str) -> None:
    """The pictures of one section of the briefing."""
    for shown in view.briefing.section(key).pictures:
        picture(shown)
