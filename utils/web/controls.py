"""What-ifs of a page in the address: what a reader tries out is in the link, and leaves the record as it is.

Knows the session and the names of what-ifs. It must not know what is tried out. A what-if stands in the address under
its prefix and only while it differs from the usual value.
"""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from utils.briefing.what_ifs import PREFIX

MOST, LONGEST = 40, 80
"""So many what-ifs of a link are followed, and so much of each: a link can be as long as its maker likes."""

_HELD = "what_ifs"


def follow(asked: Mapping[str, Sequence[str]]) -> None:
    """Take the what-ifs of an address, and let go of all others. Call it before any control is made."""
    names = [name for name in asked if name.startswith(PREFIX) and asked[name]][:MOST]
    st.session_state[_HELD] = {name: [asked[name][0][:LONGEST]] for name in names}
    for key in [key for key in st.session_state if str(key).startswith(_HELD + "/")]:
        del st.session_state[key]


def held() -> dict[str, list[str]]:
    """The what-ifs in force, as they stand in the address."""
    return dict(st.session_state.get(_HELD, {}))


def what_if(name: str) -> str | None:
    """The value that is tried out, as text; None where the usual one holds."""
    values = held().get(PREFIX + name)
    return values[0] if values else None


def control(name: str, value: object) -> str:
    """The session key for the control of a what-if, which shows the value when it is drawn next."""
    key = f"{_HELD}/{name}"
    st.session_state.setdefault(key, value)
    return key


def keep(name: str, usual: str) -> None:
    """Put what the control holds in force; the usual value, or none, stands in no address. For a control's callback."""
    chosen = st.session_state.get(f"{_HELD}/{name}")
    others = {other: values for other, values in held().items() if other != PREFIX + name}
    tried = {} if chosen is None or str(chosen) == usual else {PREFIX + name: [str(chosen)]}
    st.session_state[_HELD] = others | tried
    if chosen is None:
        del st.session_state[f"{_HELD}/{name}"]


def forget(names: Iterable[str]) -> None:
    """Let go of these what-ifs. For a button's callback."""
    gone = {PREFIX + name for name in names}
    st.session_state[_HELD] = {name: values for name, values in held().items() if name not in gone}
    for name in names:
        st.session_state.pop(f"{_HELD}/{name}", None)
