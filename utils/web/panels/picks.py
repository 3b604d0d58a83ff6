"""A pick on a page that stands in the address, so that a link shows the page as it was sent.

Knows the session through the what-ifs. It must not know what is picked.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from utils.web.controls import control, keep, what_if


def pick(name: str, label: str, options: Sequence[str], said: Callable[[str], str] = str) -> str:
    """A list to pick from; the first option is the usual one, and one that a link names but is not offered is not."""
    asked = what_if(name)
    held = asked if asked in options else options[0]
    key = control(name, held)
    if st.session_state[key] not in options:  # the filters have changed what is offered
        st.session_state[key] = held
    chosen = st.selectbox(label, options, format_func=said, key=key, on_change=keep, args=(name, options[0]))
    return str(chosen)
