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


def played_step(selection: Selection) -> None:
    """The controls. The chosen step is in the address, and read from there for page and document alike.

    A day of a link that begins none of the steps leaves the map as it is.
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
        for words, move, barred in (
            (f"{sentence_case(step)} before", -1, place == 0),
            (f"{sentence_case(step)} after", 1, place == len(codes) - 1),
            (f"All {step}s", -place, place == 0),
        ):
            st.button(words, on_click=_move, args=(codes, place + move), disabled=barred, key=f"playback_{words}")


def _move(codes: Sequence[str], place: int) -> None:
    st.session_state[control(STEP, ALL)] = codes[place]
    keep(STEP, ALL)
