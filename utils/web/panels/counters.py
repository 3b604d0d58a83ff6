"""Rival counters on a page: one area and one measure that the reader picks, with every counter's rule beside it.

Knows what was picked. It must not know how counts are put side by side.
"""

import streamlit as st

from utils.analysis.counters import EVERYONE, Published, areas, measures, published, rivals
from utils.visuals.counters import counters_picture, number_told, period_told
from utils.visuals.wording import listing, sentence_case, span
from utils.web.markup import block, plain, table
from utils.web.panels.picks import pick
from utils.web.panels.pictures import picture
from utils.web.panels.rows import source_links
from utils.web.view import View


def rival_counters(view: View) -> None:
    """What rival counters published, whatever the filters: their areas and periods are their own."""
    counts = view.shelf.edition.dataset.frame("published_counts")
    intro = (
        "Counters count different things over periods of their own, so the filters do not cut them. Numbers stand "
        "side by side with what each counts; they are never added, merged or averaged."
    )
    st.html(block("<h2>What counters published</h2>", f"<p>{plain(intro)}</p>"))
    if counts.empty:
        st.html(block("<p>This edition holds no published counts.</p>"))
        return
    left, right = st.columns(2)
    with left:
        area = pick("Area", "area", areas(counts))
    with right:
        chosen = pick("What was counted", "counted", measures(counts, area), code=_named, shown=_named)
    told = published(counts, area, *chosen)
    title = f"{sentence_case(_named(chosen))} in {area}, by counter"
    st.html(block(f"<p>{plain(_apart(told, area, chosen))}</p>"))
    picture(counters_picture(told, title=title, look=view.look))
    _rules(view, told)


def _named(pair: tuple[str, str]) -> str:
    measure, group = pair
    return measure if group == EVERYONE else f"{measure}: {group}"


def _apart(told: tuple[Published, ...], area: str, chosen: tuple[str, str]) -> str:
    """How far counters lie apart for the latest days that more than one of them covers."""
    shared = rivals(told)
    if shared is None:
        return "No two counters cover the very same days, so none can be held against another."
    numbers = [f"{one.counter} {number_told(one)}" for one in shared.published]
    return f"{sentence_case(_named(chosen))} in {area}, {span(shared.start, shared.end)}: {listing(numbers)}."


def _rules(view: View, told: tuple[Published, ...]) -> None:
    """Every number with its rule and sources, by counter."""
    sources = source_links(view.shelf.edition.dataset)
    rows = [
        (
            plain(one.counter),
            plain(period_told(one)),
            plain(number_told(one)),
            plain(one.rule),
            "<br>".join(sources[name] for name in one.source_ids if name in sources),
        )
        for one in told
    ]
    with st.expander("Every number with what it counts and its sources"):
        st.html(block(table(("Counter", "Period", "Number", "What it counts", "Sources"), rows)))
