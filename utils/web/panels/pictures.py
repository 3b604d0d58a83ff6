"""Charts and maps on screen, each with its table twin.

Knows how a picture is put on a page. It must not know what it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from utils.analysis.selection import Selection
from utils.briefing.compose import map_box
from utils.visuals.bins import map_sites
from utils.visuals.borders import noted
from utils.visuals.deck_layers import Deck
from utils.visuals.districts import areas_of
from utils.visuals.framing import Box
from utils.visuals.overlays import Overlay, replaced
from utils.visuals.palette import look_of
from utils.visuals.paper_map import OUTSIDE, TITLE, alt_text
from utils.visuals.pictures import Picture
from utils.visuals.screen_map import PHONE, SIZE, deck, legend
from utils.visuals.site_marks import BOXED
from utils.visuals.sites import Sites
from utils.visuals.wording import number
from utils.web.markup import block, fold, plain, table
from utils.web.panels.map_choices import MapChoice, overlay_texts, overlays
from utils.web.shelf import Shelf
from utils.web.view import View

MAP_HEIGHT = 460
NO_BASE = "No base map of this part of the world is installed; docs/base-map.md says how to cut one."


def picture(shown: Picture, *, key: str | None = None) -> None:
    """Draw the picture. What a reader selects in a selectable one stands in the session under its key.

    To a screen reader it is one figure with its alt text, and its table: not a hundred marks, some of them empty.
    """
    st.vega_lite_chart(
        spec=_one_figure(shown.spec),
        theme=None,
        key=key or f"picture_{shown.name}",
        on_select="rerun" if _selects(shown) else "ignore",
        alt=shown.alt,
    )
    st.html(_twin_of(shown))


_twins: WeakKeyDictionary[Picture, str] = WeakKeyDictionary()
"""The tables as markup, for as long as their pictures are kept."""


def _twin_of(shown: Picture) -> str:
    if shown not in _twins:
        _twins[shown] = _folded(shown.twin, shown.title)
    return _twins[shown]


def _one_figure(spec: dict[str, Any]) -> dict[str, Any]:
    config = spec.get("config", {})
    return {**spec, "config": {**config, "mark": {**config.get("mark", {}), "aria": False}}}


def _selects(shown: Picture) -> bool:
    """Whether something can be clicked in it: an empty timeline has no bars."""
    return any("select" in parameter for parameter in shown.spec.get("params", ()))


def as_table(twin: pd.DataFrame, title: str) -> None:
    """The table that says the same as a picture, folded."""
    st.html(_folded(twin, title))


def _folded(twin: pd.DataFrame, title: str) -> str:
    return block(fold("The same as a table", table_of(twin, title)))


def table_of(twin: pd.DataFrame, title: str) -> str:
    """The table that stands for a picture, as markup."""
    rows = [[plain(value) for value in row] for row in twin.itertuples(index=False)]
    return table([str(name) for name in twin.columns], rows, caption=title, style="twin")


def site_map(view: View, selection: Selection, *, key: str, chosen: MapChoice, selectable: bool = False) -> None:
    """The map of a selection with its notes. What a reader selects on it stands in the session under its key."""
    size = PHONE if "Mobi" in st.context.headers.get("User-Agent", "") else SIZE
    draw = _kept_map if selection is view.selection else _map_of  # what a click leaves over is drawn for one reader
    drawn = draw(view.shelf, selection, view.look.name, chosen, size)
    sites, layers = drawn.sites, drawn.layers
    if drawn.deck is None:
        st.html(block(_province_box(sites), table_of(sites.frame, TITLE)))
        return
    st.pydeck_chart(
        drawn.deck,
        height=MAP_HEIGHT,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-object",
        alt=alt_text(sites, layers),
    )
    st.html(
        block(
            _province_box(sites),
            *(f'<p class="caption">{plain(note)}</p>' for note in _notes(view, sites, chosen, layers)),
        )
    )
    st.html(drawn.table)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A map as it is sent: its marks, the layers over them, and its table. There is no deck where no map is wanted."""

    sites: Sites
    layers: tuple[Overlay, ...]
    deck: Deck | None
    table: str


def _map_of(shelf: Shelf, selection: Selection, look: str, chosen: MapChoice, size: tuple[int, int]) -> _Drawn:
    box = map_box(shelf.edition, shelf.base)
    sites = map_sites(selection.incidents, box).within(box, OUTSIDE)
    if chosen.light:
        return _Drawn(sites, (), None, "")
    layers = overlays(chosen, selection, sites)
    drawn = deck(
        sites,
        shelf.base,
        look_of(look),
        box,
        base_url=f"base/{shelf.base.digest}",
        size=size,
        boundaries=chosen.boundaries,
        overlays=layers,
        areas=areas_of(shelf.base.districts, selection.incidents, selection.filters.end),
    )
    return _Drawn(sites, layers, drawn, _folded(sites.frame, TITLE))


_kept_map = lru_cache(maxsize=32)(_map_of)
"""The map of a whole view, drawn once for all its readers."""


def _notes(view: View, sites: Sites, chosen: MapChoice, layers: Sequence[Overlay]) -> list[str]:
    """What the marks mean, the boundary note and the credits."""
    shelf = view.shelf
    missing = "" if _overlap(map_box(shelf.edition, shelf.base), shelf.base.box) else NO_BASE
    said = " ".join((*legend(sites, faint=replaced(layers)), *overlay_texts(layers)))
    note = noted(shelf.edition.dataset.about.boundary_note or "", chosen.boundaries)
    credited = " ".join(part for part in (note, " · ".join(shelf.base.credits)) if part)
    return [part for part in (missing, said, credited) if part]


def _province_box(sites: Sites) -> str:
    """The box beside the map with those that no mark may stand for; empty when there are none."""
    if not sites.boxed:
        return ""
    counted = " · ".join(f"<strong>{number(total)}</strong> {plain(name)}" for name, total in sites.boxed)
    return f'<p class="boxed">{BOXED}: {counted}</p>'


def _overlap(one: Box, other: Box) -> bool:
    west, south, east, north = one
    return west < other[2] and other[0] < east and south < other[3] and other[1] < north


def pictures_of(view: View, key: str) -> None:
    """The pictures of one section of the briefing."""
    for shown in view.briefing.section(key).pictures:
        picture(shown)
