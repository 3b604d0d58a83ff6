"""The incidents explored: a map and a timeline that select each other, breakdowns, and the rows behind them.

Knows what was clicked. It must not know how a picture is made.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from utils.analysis.counts import count_by, count_over_time, days_of, in_steps
from utils.analysis.filters import DIMENSIONS, Filters
from utils.analysis.named_events import named_events
from utils.analysis.selection import Selection
from utils.briefing.compose import map_box
from utils.briefing.map_choice import STEP
from utils.visuals.bars import bars_picture
from utils.visuals.bins import map_sites
from utils.visuals.framing import Box
from utils.visuals.timeline import week_picture
from utils.visuals.wording import count, listing, span
from utils.web.controls import forget
from utils.web.markup import block, literal, plain
from utils.web.panels.map_choices import map_choice, tried_out
from utils.web.panels.pictures import picture, site_map
from utils.web.panels.playback import pace, play_on, played_step
from utils.web.panels.rows import incident_rows
from utils.web.view import View, choose, keep_view

BREAKDOWNS = (
    ("admin2", "Incidents by district"),
    ("event_type", "Incidents by event type"),
    ("tactic", "Incidents by tactic"),
    ("target_type", "Incidents by target"),
    ("actor", "Incidents by perpetrator"),
    ("attribution", "How the perpetrator is known"),
)


MOST_DISTRICTS = 4
"""A square of the map may lie over more districts than a filter is meant to name."""

_HELD = "page_held"


def explorer(view: View) -> None:
    """Map and timeline, each showing what the other selects, and the rows that both keep."""
    st.fragment(_explored, run_every=pace())(view)


def _explored(view: View) -> None:
    play_on(view.selection)
    map_key, time_key = f"map_{view.query}", f"time_{view.query}"
    picked = _picked_starts(time_key)
    in_time = in_steps(view.selection, picked)
    drawn = in_steps(in_time, tried_out(view).map.starts)
    at_site = _at_site(view.selection, drawn, map_key, map_box(view.shelf.edition, view.shelf.base))
    left, right = st.columns([3, 2], gap="medium")
    with right:
        named = named_events(view.selection)
        picture(week_picture(count_over_time(at_site), view.look, named, selectable=True), key=time_key)
        played_step(view.selection, playable=True)
        map_choice()
        tried = tried_out(view)
    with left:
        site_map(view, in_time, key=map_key, tried=tried, selectable=True)
    in_time = in_steps(in_time, tried.map.starts)
    both = replace(at_site, incidents=at_site.incidents[at_site.incidents["incident_id"].isin(in_time.incident_ids)])
    keep_view(view)  # a fragment runs alone: what was chosen in it goes into the address from here
    if view.selection.empty:
        return
    _said(
        view,
        both,
        narrowed=bool(picked) or tried.map.step is not None or len(at_site.incidents) < len(view.selection.incidents),
    )
    _hold_page(view, at_site, (*picked, *tried.map.starts))
    incident_rows(view, both.incidents, key=f"rows_{view.query}")


def _said(view: View, both: Selection, *, narrowed: bool) -> None:
    total = count(len(view.selection.incidents), "incident")
    said = (
        f"{count(len(both.incidents), 'incident')} of {total}, as selected on map and timeline."
        if narrowed
        else f"{total}."
    )
    hint = "" if narrowed else " Click a place on the map or a bar of the timeline to see only its incidents."
    st.html(block("<h2>Rows</h2>", f"<p>{plain(said + hint)}</p>"))


def _hold_page(view: View, at_site: Selection, starts: Sequence[dt.date]) -> None:
    """Buttons that make a filter of what is selected, so that every page, document and link is about it."""
    if st.session_state.pop(_HELD, False):
        st.rerun()  # the button is in a fragment, and the filters are outside it
    found = []
    if len(at_site.incidents) < len(view.selection.incidents):
        districts = tuple(at_site.incidents["admin2"].dropna().unique())
        if 0 < len(districts) <= MOST_DISTRICTS:
            found.append((listing(districts), replace(view.filters, districts=districts)))
    if starts:
        start, end = days_of(view.filters, starts)
        found.append((span(start, end), replace(view.filters, start=start, end=end)))
    with st.container(horizontal=True):
        for words, filters in found:
            label = literal(f"Hold every page to {words}")
            st.button(label, key=f"hold_{words}", on_click=_hold, args=(filters,), icon=":material/filter_alt:")


def _hold(filters: Filters) -> None:
    choose(filters)
    forget((STEP,))
    st.session_state[_HELD] = True


def _picked_starts(key: str) -> tuple[pd.Timestamp, ...]:
    state = st.session_state.get(key)
    picked = state["selection"].get("weeks", []) if state else []
    return tuple(pd.Timestamp(item["start"]) for item in picked if "start" in item)


def _at_site(selection: Selection, drawn: Selection, key: str, box: Box) -> Selection:
    """The incidents at the clicked site. Only its id is taken from the browser; the rows are looked up here.

    Where a site lies follows from the incidents that are drawn, and so does the id: in the drawn steps the site
    is the mark that was clicked, in all others what bears its id in the whole selection. A mark that is gone holds none
    back.
    """
    state = st.session_state.get(key)
    objects = state["selection"].get("objects", {}).get("sites", []) if state else []
    asked = {str(item.get("site")) for item in objects}
    ids = _held_by(asked, drawn, box)
    if drawn is not selection:
        ids |= _held_by(asked, selection, box) - set(drawn.incident_ids)
    if not ids:
        return selection
    return replace(selection, incidents=selection.incidents[selection.incidents["incident_id"].isin(ids)])


def _held_by(asked: Collection[str], selection: Selection, box: Box) -> set[str]:
    """The incidents of those sites of the selection's map."""
    sites = map_sites(selection.incidents, box).drawn if asked else ()
    return {name for site in sites if site.site_id in asked for name in site.incident_ids}


def breakdowns(view: View) -> None:
    """How the selected incidents divide, two charts in a row."""
    if view.selection.empty:
        return
    period = span(view.filters.start, view.filters.end)
    unknown = {dimension.column: dimension.unknown for dimension in DIMENSIONS}
    columns = st.columns(2)
    for place, (column, title) in enumerate(BREAKDOWNS):
        frame = count_by(view.selection, column, unknown.get(column, "Not recorded"))
        with columns[place % 2]:
            picture(bars_picture(frame, name=f"by-{column}", title=title, period=period, look=view.look))
