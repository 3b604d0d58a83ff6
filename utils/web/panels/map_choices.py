"""How the reader wants the map: its layers, its boundaries, or no map at all; all of it in the address.

Knows the controls. It must not know how a layer is drawn.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from utils.briefing.map_choice import NOBODY, OFF, ON
from utils.briefing.what_ifs import BORDERS, BOUNDARIES, PREFIX, WhatIfs, read_what_ifs
from utils.tables.vocabularies import VICTIM_GROUPS
from utils.visuals import borders
from utils.visuals.overlays import SWITCHED, TOLLS, Choice
from utils.visuals.wording import sentence_case
from utils.web.controls import control, held, keep, what_if
from utils.web.panels.picks import pick
from utils.web.view import View

LIGHT = Choice("light", "No map, the table instead", "For a slow connection; the link remembers it.")
"""No map at all: of this page alone, for a document has its own map."""


def without_maps() -> bool:
    """Whether the reader wants no map anywhere: the address says so on every page."""
    return what_if(LIGHT.key) == ON


def turned(query: Mapping[str, Sequence[str]]) -> tuple[str, dict[str, list[str]]]:
    """The words and the query of the link that turns all maps off, or on again."""
    others = {name: list(values) for name, values in query.items() if name != PREFIX + LIGHT.key}
    return ("With maps", others) if without_maps() else ("Without maps", {**others, PREFIX + LIGHT.key: [ON]})


def map_choice() -> None:
    """The controls. What they hold is in the address, and read from there for page and document alike."""
    with st.expander("Layers and boundaries of the map", key="map_choices"):
        left, right = st.columns(2)
        with left:
            for choice in SWITCHED:
                _switch(choice)
        with right:
            pick(
                TOLLS.name,
                TOLLS.key,
                (NOBODY, *VICTIM_GROUPS.labels),
                shown=lambda group: "Not shown" if group == NOBODY else sentence_case(group),
            )
            pick(
                BOUNDARIES,
                BORDERS,
                borders.CHOICES,
                code=lambda choice: choice.key,
                shown=lambda choice: choice.name,
            )
        _switch(LIGHT)


def _switch(choice: Choice) -> None:
    key = control(choice.key, what_if(choice.key) == ON)
    st.toggle(choice.name, key=key, help=choice.question, on_change=keep, args=(choice.key, OFF))


def tried_out(view: View) -> WhatIfs:
    """What the reader has chosen, as a document of this view reads it from the address."""
    return read_what_ifs(held(), view.shelf.edition, view.filters)[0]
