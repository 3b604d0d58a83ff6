"""How the reader wants the map: its layers, its boundaries, or no map at all; all of it in the address.

Knows the controls. It must not know how a layer is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from utils.analysis.responses import register_of
from utils.analysis.selection import Selection
from utils.analysis.waves import waves
from utils.briefing.what_ifs import BORDERS, BOUNDARIES, PREFIX
from utils.tables.vocabularies import VICTIM_GROUPS
from utils.visuals import borders
from utils.visuals.borders import Boundaries
from utils.visuals.kinds import kinds_overlay
from utils.visuals.overlays import KINDS, RESPONSES, TOLLS, WAVES, Choice, Overlay
from utils.visuals.response_marks import response_overlay
from utils.visuals.sites import CELL, Sites
from utils.visuals.toll_rings import toll_overlay
from utils.visuals.wave_links import wave_overlay
from utils.visuals.wording import sentence_case
from utils.web.controls import control, keep, what_if
from utils.web.panels.picks import pick

LIGHT = "light"
"""The name of no map in the address."""

ON, OFF = "True", "False"
NOBODY = "none"


@dataclass(frozen=True)
class MapChoice:
    """What the reader has chosen for the map. `light` is no map, for a slow line; `toll` is a victim group or None."""

    layers: tuple[str, ...] = ()
    toll: str | None = None
    boundaries: Boundaries = borders.DOTTED
    light: bool = False


def without_maps() -> bool:
    """Whether the reader wants no map anywhere: the address says so on every page."""
    return what_if(LIGHT) == ON


def turned(query: Mapping[str, Sequence[str]]) -> tuple[str, dict[str, list[str]]]:
    """The words and the query of the link that turns all maps off, or on again."""
    others = {name: list(values) for name, values in query.items() if name != PREFIX + LIGHT}
    return ("With maps", others) if without_maps() else ("Without maps", {**others, PREFIX + LIGHT: [ON]})


def map_choice() -> MapChoice:
    """Draw the controls, and give back what they hold."""
    with st.expander("Layers and boundaries of the map", key="map_choices"):
        left, right = st.columns(2)
        with left:
            layers = tuple(choice.key for choice in (KINDS, WAVES, RESPONSES) if _switch(choice))
        with right:
            toll = pick(
                TOLLS.name,
                TOLLS.key,
                (NOBODY, *VICTIM_GROUPS.labels),
                shown=lambda group: "Not shown" if group == NOBODY else sentence_case(group),
            )
            boundaries = pick(
                BOUNDARIES,
                BORDERS,
                borders.CHOICES,
                code=lambda choice: choice.key,
                shown=lambda choice: choice.name,
            )
        light = _switch(Choice(LIGHT, "No map, the table instead", "For a slow connection; the link remembers it."))
    return MapChoice(layers, None if toll == NOBODY else toll, boundaries, light)


def _switch(choice: Choice) -> bool:
    key = control(choice.key, what_if(choice.key) == ON)
    return st.toggle(choice.name, key=key, help=choice.question, on_change=keep, args=(choice.key, OFF))


def overlays(choice: MapChoice, selection: Selection, sites: Sites) -> tuple[Overlay, ...]:
    """The layers that were chosen, for the sites on the map; counted by squares, only what needs no single site."""
    single = not any(site.precision == CELL for site in sites.drawn)
    found: list[Overlay] = []
    if WAVES.key in choice.layers and single:
        found.append(wave_overlay(sites, waves(selection).found))
    if KINDS.key in choice.layers and single:
        found.append(kinds_overlay(sites, selection.incidents))
    if choice.toll is not None and single:
        found.append(toll_overlay(sites, selection.incidents, choice.toll))
    if RESPONSES.key in choice.layers:
        found.append(response_overlay(register_of(selection).frame))
    return tuple(found)


def overlay_texts(chosen: Sequence[Overlay]) -> tuple[str, ...]:
    """What the layers' marks mean, for the legend under the map."""
    lines = (line for overlay in chosen for line in overlay.lines)
    return tuple(f"{line.words}." if ":" in line.words else f"{_named(line.shape)}: {line.words}." for line in lines)


def _named(shape: str) -> str:
    return sentence_case(shape.replace("-hollow", "").replace("-", " ")) if shape else "Line"
