"""The one filter bar: what is chosen, in words, and the widgets to change it.

Knows widgets. It must not know what the filters do.
"""

import datetime as dt

import streamlit as st

from utils.analysis.filters import DIMENSIONS, Filters
from utils.visuals.wording import listing, span
from utils.web.markup import literal
from utils.web.view import PERIOD, View, choose, widget_key

_NAMED = 3


def filter_bar(view: View) -> None:
    """Draw the bar. What a reader changes in it is in the session before the next run begins."""
    options, chosen = view.shelf.options, view.filters
    with st.expander(literal(f"Filters: {in_words(chosen)}"), key="filter_bar"):
        first, last = min(options.first, chosen.start), max(options.last, chosen.end)
        left, middle, right = st.columns(3)
        with left:
            st.date_input("Period", key=PERIOD, min_value=first, max_value=last, format="DD/MM/YYYY")
        for place, dimension in zip((middle, right, left, middle, right, left), DIMENSIONS, strict=True):
            labels = options.labels[dimension.field].labels
            with place:
                st.multiselect(
                    dimension.label,
                    labels,
                    format_func=options.searched,
                    key=widget_key(dimension.field),
                    placeholder=dimension.everything.capitalize(),
                )
        _presets(options.home, options.first, options.last)


def _presets(home: Filters, first: dt.date, last: dt.date) -> None:
    with st.container(horizontal=True):
        st.button("Back to the opening view", on_click=choose, args=(home,), key="filter_home")
        st.button("Whole record", on_click=choose, args=(Filters(first, last),), key="filter_whole")


def in_words(filters: Filters) -> str:
    """The choice in one line: the period, and what is chosen along each dimension that is narrowed."""
    narrowed = [
        f"{dimension.label.lower()}: {listing(filters.chosen(dimension), _NAMED)}"
        for dimension in DIMENSIONS
        if filters.chosen(dimension)
    ]
    return " · ".join([span(filters.start, filters.end), *(narrowed or ["everything on record"])])
