"""Sections of the briefing over the width of the page: sentences on the left, what belongs to them on the right.

Knows how a section is laid out. It must not know what it says.
"""

import streamlit as st

from utils.briefing.document import Section
from utils.web.markup import block, plain
from utils.web.panels.pictures import picture
from utils.web.panels.prose import OPEN, folded_grid, grid_of, heading, section, told
from utils.web.panels.provenance import provenance
from utils.web.view import View

COLUMNS = (9, 11)
"""The widths of sentences and pictures: a line of the sentences holds 60 to 75 letters at 1440 pixels."""

SMALL_GRID = 6
"""A table with fewer columns than this stands beside the sentences; a wider one is folded below both."""


def spread(view: View, key: str, *also: str, most: int = OPEN) -> None:
    """One section with its pictures and its table beside it, and below those the sections named in `also`.

    Beside a tall picture there is room for more open sentences: `most`.
    """
    part = view.briefing.section(key)
    beside = [view.briefing.section(one) for one in also]
    if part.silent:
        return
    if not any(_pictured(one) or one.grid for one in (part, *beside)):
        section(view, key)
        return
    st.html(block(heading(part)))
    left, right = st.columns(COLUMNS, gap="large")
    with left:
        st.html(block(told(view, part, most=most)))
        provenance(view, key)
    with right:
        _belongings(view, part)
        for one in beside:
            _smaller(view, one)
    wide = part.grid if part.grid and len(part.grid.headings) >= SMALL_GRID else None
    if wide:
        st.html(block(folded_grid(view, wide)))


def _pictured(part: Section) -> bool:
    """Whether it has pictures beside its map: one map is enough for one page."""
    return bool(part.charts)


def _belongings(view: View, part: Section) -> None:
    if part.grid and part.grid.rows and len(part.grid.headings) < SMALL_GRID:
        st.html(block(grid_of(view, part.grid)))
    for shown in part.charts:
        picture(shown)


def _smaller(view: View, part: Section) -> None:
    """A section beside another one: its heading ranks below, its sentences come before its pictures."""
    st.html(block(f'<h3 id="{plain(part.key)}">{plain(part.heading)}</h3>', told(view, part)))
    provenance(view, part.key)
    _belongings(view, part)
