"""What a reader picks from a list on a page: it stands in the address, so that a link shows the same.

Knows the list and the address. It must not know what is picked. A pick that this view does not offer is let go.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from utils.web.controls import LONGEST, control, keep, what_if

Choice = TypeVar("Choice")


def pick(
    label: str,
    name: str,
    choices: Sequence[Choice],
    *,
    code: Callable[[Choice], str] = str,
    shown: Callable[[Choice], str] = str,
) -> Choice:
    """The choice of the reader, else the first; `name` and its `code` stand in the address unless it is the first.

    Codes must differ within the length that an address is followed for. ValueError where there is nothing to choose.
    """
    coded = {code(choice)[:LONGEST]: choice for choice in choices}
    if not coded:
        raise ValueError(f"nothing to choose for {name}")
    usual = next(iter(coded))
    asked = what_if(name)
    chosen = asked if asked in coded else usual
    key = control(name, chosen)
    if st.session_state[key] not in coded:
        st.session_state[key] = chosen
    st.selectbox(
        label,
        list(coded),
        format_func=lambda held: shown(coded[held]),
        key=key,
        on_change=keep,
        args=(name, usual),
    )
    return coded[st.session_state[key]]
