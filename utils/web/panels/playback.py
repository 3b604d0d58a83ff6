"""The map one week at a time: a slider that the arrow keys move, and buttons; at all weeks until the reader moves it.

Knows the controls and the address. It must not know what is drawn of a week.
"""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from utils.analysis.counts import steps_of
from utils.analysis.selection import Selection
from utils.briefing.map_choice import ALL, STEP, step_codes
from utils.visuals.wording import day, sentence_case
from utils.web.controls import control, keep, what_if

PACE = 2.0
"""Seconds that each step stays while the map plays."""

PLAY_ICONS = {"Play": "play_arrow", "Stop": "stop"}
_PLAYING, _TURNED = "playback_playing", "playback_turned"


def pace() -> float | None:
    """How often the part of the page with the map has to run again by itself; None while nothing plays."""
    return PACE if st.session_state.get(_PLAYING) else None


def play_on(selection: Selection) -> None:
    """One step further while the map plays; after the last it stops. For the top of a fragment that runs at `pace`."""
    if st.session_state.pop(_TURNED, False):
        st.rerun()  # the pace of a fragment is set by the page around it, whose run then moves the map
    if not st.session_state.get(_PLAYING):
        return
    codes = (ALL, *step_codes(selection.filters))
    place = _place(codes) + 1
    if place < len(codes):
        _move(codes, place)
    else:
        st.session_state[_PLAYING] = False
        st.rerun()


def _turn(codes: Sequence[str]) -> None:
    """Play, from the first step again where the map stands at the last; or stop."""
    playing = not st.session_state.get(_PLAYING, False)
    if playing and _place(codes) == len(codes) - 1:
        _move(codes, codes.index(ALL))
    st.session_state[_PLAYING], st.session_state[_TURNED] = playing, True


def _place(codes: Sequence[str]) -> int:
    asked = what_if(STEP) or ALL
    return codes.index(asked) if asked in codes else 0


def played_step(selection: Selection, *, playable: bool = False) -> None:
    """The controls, with one to play where that can be done.

    The chosen step is in the address, and read from there for page and document alike. A day of a link that begins none
    of the steps leaves the map as it is.
    """
    step, _ = steps_of(selection.filters)
    codes = (ALL, *step_codes(selection.filters))
    if len(codes) == 1:  # there is nothing to play
        return
    asked = what_if(STEP)
    key = control(STEP, asked if asked in codes else ALL)
    if st.session_state[key] not in codes:
        st.session_state[key] = ALL
    st.select_slider(
        f"Map of one {step} at a time (arrow keys move it)",
        codes,
        format_func=lambda code: "All" if code == ALL else day(dt.date.fromisoformat(code)),
        key=key,
        on_change=keep,
        args=(STEP, ALL),
    )
    place = codes.index(st.session_state[key])
    with st.container(horizontal=True):
        if playable:
            words = "Stop" if st.session_state.get(_PLAYING) else "Play"
            st.button(words, on_click=_turn, args=(codes,), key="playback_turn", icon=f":material/{PLAY_ICONS[words]}:")
        for words, move, barred in (
            (f"{sentence_case(step)} before", -1, place == 0),
            (f"{sentence_case(step)} after", 1, place == len(codes) - 1),
            (f"All {step}s", -place, place == 0),
        ):
            st.button(words, on_click=_move, args=(codes, place + move), disabled=barred, key=f"playback_{words}")


def _move(codes: Sequence[str], place: int) -> None:
    st.session_state[control(STEP, ALL)] = codes[place]
    keep(STEP, ALL)
