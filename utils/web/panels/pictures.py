"""Charts and maps on screen, each with its table twin.

Knows how a picture is put on a page. It must not know what it shows.
"""

import streamlit as st

from utils.visuals.pictures import Picture
from utils.visuals.screen_map import deck, legend
from utils.visuals.sites import Sites
from utils.web.markup import block, plain, table
from utils.web.view import View

MAP_HEIGHT = 460


def picture(shown: Picture, *, key: str | None = None) -> None:
    """Draw the picture. What a reader selects in a selectable one stands in the session under its key."""
    st.vega_lite_chart(
        spec=shown.spec,
        theme=None,
        key=key or f"picture_{shown.name}",
        on_select="rerun" if _selects(shown) else "ignore",
        alt=shown.alt,
    )
    twin(shown)


def _selects(shown: Picture) -> bool:
    """Whether something can be clicked in it: an empty timeline has no bars."""
    return any("select" in parameter for parameter in shown.spec.get("params", ()))


def twin(shown: Picture) -> None:
    """The picture's table, folded."""
    with st.expander("The same as a table", key=f"twin_{shown.name}"):
        rows = [[plain(value) for value in row] for row in shown.twin.itertuples(index=False)]
        st.html(block(table([str(name) for name in shown.twin.columns], rows, caption=shown.title, style="twin")))


def site_map(view: View, sites: Sites, *, key: str, selectable: bool = False) -> None:
    """The map of the sites with its notes. What a reader selects on it stands in the session under its key."""
    shelf = view.shelf
    st.pydeck_chart(
        deck(sites, shelf.base, view.look, home_box(view), base_url=f"base/{shelf.base.digest}"),
        height=MAP_HEIGHT,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-object",
        alt=f"Map. {sites.beside_text}",
    )
    about = shelf.edition.dataset.about
    notes = (" ".join(legend(sites)), about.boundary_note or "", " · ".join(shelf.base.credits))
    st.html(block(*(f'<p class="quiet">{plain(note)}</p>' for note in notes if note)))


def home_box(view: View) -> tuple[float, float, float, float]:
    """West, south, east, north of the map: as the About sheet says, else the whole base."""
    about = view.shelf.edition.dataset.about
    edges = (about.map_west, about.map_south, about.map_east, about.map_north)
    west, south, east, north = edges
    if west is None or south is None or east is None or north is None:
        return view.shelf.base.box
    return west, south, east, north


def pictures_of(view: View, key: str) -> None:
    """The pictures of one section of the briefing."""
    for shown in view.briefing.section(key).pictures:
        picture(shown)
