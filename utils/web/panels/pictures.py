"""Charts and maps on screen, each with its table twin.

Knows how a picture is put on a page. It must not know what it shows.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from utils.analysis.routes import Route
from utils.analysis.selection import Selection
from utils.briefing import where
from utils.briefing.compose import map_box
from utils.briefing.what_ifs import WhatIfs
from utils.visuals.borders import Boundaries, noted
from utils.visuals.deck_layers import Deck
from utils.visuals.districts import areas_of
from utils.visuals.framing import Box
from utils.visuals.overlays import KeyLine
from utils.visuals.palette import look_of
from utils.visuals.paper_map import TITLE, alt_text
from utils.visuals.pictures import Picture
from utils.visuals.screen_key import sample, screen_key
from utils.visuals.screen_map import PHONE, SIZE, deck
from utils.visuals.site_marks import BOXED
from utils.visuals.sites import Sites
from utils.visuals.wording import number
from utils.web.briefings import MOST_VIEWS
from utils.web.keeping import kept
from utils.web.markup import block, fold, plain, table
from utils.web.panels.map_choices import without_maps
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
    return block(fold("The same as a table", _table_of(twin, title)))


def _table_of(twin: pd.DataFrame, title: str) -> str:
    rows = [[plain(value) for value in row] for row in twin.itertuples(index=False)]
    return table([str(name) for name in twin.columns], rows, caption=title, style="twin")


def site_map(view: View, selection: Selection, *, key: str, tried: WhatIfs, selectable: bool = False) -> None:
    """The map of a selection with its notes. What a reader selects on it stands in the session under its key."""
    draw = _kept_map if selection is view.selection else _map_of  # what a click leaves over is drawn for one reader
    if without_maps():
        sites = where.shown(selection, tried.map, *_ground(view.shelf)).sites
        st.html(block(_province_box(sites), _table_of(sites.frame, TITLE)))
        return
    drawn = draw(view.shelf, selection, view.look.name, tried.of_the_map, room(SIZE))
    found = drawn.shown
    st.pydeck_chart(
        drawn.deck,
        height=MAP_HEIGHT,
        key=key,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-object",
        alt=alt_text(found.sites, found.overlays),
    )
    st.html(block(_province_box(found.sites), _key(view, found), *_notes(view, found, tried)))
    st.html(drawn.table)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A map as it is sent: what it shows, the deck that shows it, and its table."""

    shown: where.Shown
    deck: Deck
    table: str


def _ground(shelf: Shelf) -> tuple[Box, tuple[Route, ...]]:
    return map_box(shelf.edition, shelf.base), shelf.base.routes


def _map_of(shelf: Shelf, selection: Selection, look: str, chosen: WhatIfs, size: tuple[float, float]) -> _Drawn:
    box, routes = _ground(shelf)
    found = where.shown(selection, chosen.map, box, routes, chosen.yardstick)
    drawn = deck(
        found.sites,
        shelf.base,
        look_of(look),
        box,
        base_url=f"base/{shelf.base.digest}",
        size=size,
        boundaries=chosen.boundaries,
        overlays=found.overlays,
        areas=areas_of(shelf.base.districts, found.held.incidents, selection.filters.end),
    )
    return _Drawn(found, drawn, _folded(found.sites.frame, TITLE))


_kept_map = kept(MOST_VIEWS)(_map_of)
"""The map of a whole view, drawn once for all its readers."""


def _key(view: View, found: where.Shown) -> str:
    """What the marks mean, each beside a sample of it."""
    lines = screen_key(found.sites, found.overlays)
    items = "".join(f"<li>{_sample(line, view)}{plain(line.words)}</li>" for line in lines)
    return f'<ul class="mapkey">{items}</ul>' if lines else ""


def _sample(line: KeyLine, view: View) -> str:
    drawn = sample(line, view.look)
    return f'<img alt="" width="18" height="18" src="data:image/svg+xml,{quote(drawn)}">' if drawn else ""


def _notes(view: View, found: where.Shown, tried: WhatIfs) -> list[str]:
    """The layers that could not be drawn; where no base map is installed, that; the boundary note and the credits."""
    shelf = view.shelf
    missing = "" if _overlap(map_box(shelf.edition, shelf.base), shelf.base.box) else NO_BASE
    notes = (found.passed_over, missing, under_map(view, tried.boundaries))
    return [f'<p class="caption">{plain(note)}</p>' for note in notes if note]


def room(size: tuple[float, float]) -> tuple[float, float]:
    """The pixels for which a map is fitted: those of a phone where the reader has one, which only its name tells."""
    return PHONE if "Mobi" in st.context.headers.get("User-Agent", "") else size


def under_map(view: View, boundaries: Boundaries) -> str:
    """The edition's boundary note, what the reader chose of boundaries, and the credits: for under every map."""
    note = noted(view.shelf.edition.dataset.about.boundary_note or "", boundaries)
    return " ".join(part for part in (note, " · ".join(view.shelf.base.credits)) if part)


def _province_box(sites: Sites) -> str:
    """The box beside the map with those that no mark may stand for; empty when there are none."""
    if not sites.boxed:
        return ""
    counted = " · ".join(f"<strong>{number(total)}</strong> {plain(name)}" for name, total in sites.boxed)
    return f'<p class="boxed">{BOXED}: {counted}</p>'


def _overlap(one: Box, other: Box) -> bool:
    west, south, east, north = one
    return west < other[2] and other[0] < east and south < other[3] and other[1] < north
