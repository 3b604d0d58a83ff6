"""One reader's view: the current edition through the choice in the address, kept in step with the filter bar.

Knows the session and the address. It must not know what a page shows. The address is ours, not `bind=`: it holds
codes rather than labels, always the period, and a value that cannot be followed is told rather than dropped.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import streamlit as st

from utils.analysis.filters import DIMENSIONS, Filters, Ignored, from_query, to_query
from utils.analysis.selection import Selection
from utils.briefing.document import Briefing
from utils.visuals.palette import DARK, LIGHT, Look
from utils.web import controls
from utils.web.briefings import briefing_of, selection_of
from utils.web.shelf import Shelf

PERIOD = "filter_period"
_WRITTEN, _KEPT, _IGNORED, _DIGEST, _SHOWN = (
    f"view_{part}" for part in ("written", "kept", "ignored", "digest", "shown")
)
_BOTH_ENDS = 2


@dataclass(frozen=True, eq=False)
class View:
    """What this reader sees in this run."""

    shelf: Shelf
    filters: Filters
    ignored: tuple[Ignored, ...]
    look: Look

    @cached_property
    def selection(self) -> Selection:
        """The incidents and claims that the filters keep."""
        return selection_of(self.shelf, self.filters)

    @cached_property
    def briefing(self) -> Briefing:
        """The briefing of this view."""
        return briefing_of(self.shelf, self.filters, self.ignored, self.look.name)

    @cached_property
    def footnotes(self) -> dict[str, int]:
        """The sources that the page has named so far in this run, by id, with their numbers: a page counts from 1."""
        return {}

    @cached_property
    def sections(self) -> dict[str, None]:
        """The keys of the sections that the page has shown so far in this run, in their order."""
        return {}

    @property
    def query(self) -> str:
        """The view as a query string, the same on every page and for every document."""
        return query_string(self.shelf, self.filters)

    @property
    def link(self) -> dict[str, list[str]]:
        """The view as the query of a page: what a reader tries out stands in it too."""
        return {**_query(self.shelf, self.filters), **controls.held()}

    @property
    def link_query(self) -> str:
        """That query as a string."""
        return urlencode(self.link, doseq=True)


def query_string(shelf: Shelf, filters: Filters) -> str:
    """The filters as a query string, and before them the edition or draft when it is not the newest edition."""
    return urlencode(_query(shelf, filters), doseq=True)


def _query(shelf: Shelf, filters: Filters) -> dict[str, list[str]]:
    return {**{name: [value] for name, value in shelf.pinned}, **to_query(filters)}


def widget_key(field: str) -> str:
    """The session key of the widget for one dimension."""
    return f"filter_{field}"


def asked_query() -> dict[str, list[str]]:
    """What the address asks for; where it says nothing, as after a change of page, what the session was at."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    return asked or dict(st.session_state.get(_WRITTEN, {}))


def open_view(shelf: Shelf) -> View:
    """The view of that shelf that address and session ask for. Call it before any filter widget is made."""
    state = st.session_state
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    digest = shelf.edition.digest
    if _WRITTEN not in state or state[_DIGEST] != digest or (asked and asked != state[_WRITTEN]):
        _follow(shelf, asked or state.get(_WRITTEN, {}))
        state[_DIGEST] = digest
    else:
        for key, value in state[_KEPT].items():
            state.setdefault(key, value)  # changing the page drops the widgets' own state
    chosen = _chosen(shelf)
    if _widget_values(chosen) != state[_KEPT]:
        state[_IGNORED] = ()  # the reader has chosen anew: the link is no longer what is shown
    return View(shelf, chosen, state[_IGNORED], look())


def keep_view(view: View) -> None:
    """Write the choice into the address, so that it can be sent, reloaded and found by Back."""
    filters, written = view.filters, {**_query(view.shelf, view.filters), **controls.held()}
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    st.session_state[_WRITTEN] = written
    st.session_state[_KEPT] = _widget_values(filters)
    if asked != written:
        st.query_params.from_dict(written)


def choose(filters: Filters) -> None:
    """Set the filter bar, from a button's callback."""
    st.session_state.update(_widget_values(filters))


def _follow(shelf: Shelf, asked: Mapping[str, Sequence[str]]) -> None:
    filters, ignored = from_query(asked, shelf.options)
    controls.follow(asked)
    st.session_state.update(_widget_values(filters))
    st.session_state[_IGNORED] = ignored
    st.session_state[_KEPT] = _widget_values(filters)
    st.session_state[_WRITTEN] = dict(asked)


def _widget_values(filters: Filters) -> dict[str, object]:
    period: dict[str, object] = {PERIOD: (filters.start, filters.end)}
    return period | {widget_key(dimension.field): list(filters.chosen(dimension)) for dimension in DIMENSIONS}


def _chosen(shelf: Shelf) -> Filters:
    period: tuple[dt.date, ...] = st.session_state[PERIOD]
    if len(period) < _BOTH_ENDS:  # the reader has picked the first day and not yet the last
        period = st.session_state[_KEPT][PERIOD]
    filters = Filters(period[0], period[1])
    for dimension in DIMENSIONS:
        vocabulary = shelf.options.labels[dimension.field]
        picked = set(st.session_state[widget_key(dimension.field)])
        filters = filters.choosing(dimension, (label for label in vocabulary.labels if label in picked))
    return filters


def look() -> Look:
    """The reader's own look: dark where their device asks for it."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(view: View) -> None:
    """Make this the view that the page shows."""
    st.session_state[_SHOWN] = view


def this_view() -> View:
    """The view that the page shows."""
    view: View = st.session_state[_SHOWN]
    return view
