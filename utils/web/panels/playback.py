"""The map one week at a time: a slider that the arrow keys move, at all weeks until the reader moves it.

Knows the slider and the address. It must not know what is drawn of a week.
"""

import pandas as pd
import streamlit as st

from utils.analysis.counts import count_over_time
from utils.analysis.selection import FREQUENCIES, Selection
from utils.visuals.wording import day
from utils.web.controls import control, keep, what_if

STEP, ALL = "week", "all"
"""The name of the choice in the address, and its usual value."""


def played_step(selection: Selection) -> pd.Timestamp | None:
    """The first day of the week, or of the longer step that the timeline has, to which the map is held; None for all.

    A day of a link that lies in none of the steps leaves the map as it is.
    """
    counts = count_over_time(selection)
    starts = list(pd.DatetimeIndex(counts.frame["start"]).to_period(FREQUENCIES[counts.step]).start_time)
    coded = {start.date().isoformat(): start for start in starts}
    if len(coded) == 1:  # there is nothing to play
        return None
    codes = [ALL, *coded]
    asked = what_if(STEP)
    key = control(STEP, asked if asked in codes else ALL)
    if st.session_state[key] not in codes:
        st.session_state[key] = ALL
    st.select_slider(
        f"One {counts.step} at a time (arrow keys move it)",
        codes,
        format_func=lambda code: "All" if code == ALL else day(coded[code].date()),
        key=key,
        on_change=keep,
        args=(STEP, ALL),
    )
    return coded.get(st.session_state[key])
