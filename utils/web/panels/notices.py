"""What a reader must be told beside the page: that it is a draft or an old edition, what of a link was dropped, faults.

Knows how to tell. It must not know how a fault was found.
"""

from urllib.parse import quote, urlencode

import streamlit as st

from utils.analysis.filters import FROM, TO, Ignored, mended
from utils.briefing.choice import ignored_lines
from utils.tables.problems import Problem
from utils.visuals.wording import count
from utils.web.markup import block, literal, plain, style_sheet, table
from utils.web.panels.newer import newer_edition
from utils.web.shelf import DRAFT, current_shelf
from utils.web.standing import Closed
from utils.web.view import View, asked_query, choose, look

SHOWN_PROBLEMS = 20


WATCHED_EVERY = "15s"
"""How soon an open page shows an edition that was published meanwhile."""


def turned_away(closed: Closed, path: str) -> None:
    """Tell why nothing is shown, and the way in where there is one, which leads back to the page of that path."""
    st.html(style_sheet(look().accent, look().surface))
    here = quote(f"/{path}?{urlencode(asked_query(), doseq=True)}", safe="")
    way = f'<p><a class="act" href="signin?next={here}" target="_self">Sign in</a></p>' if closed.sign_in else ""
    back = '<p><a class="act" href="./" target="_self">The newest edition</a></p>'
    st.html(block(f"<h1>{plain(closed.sentence)}</h1>", way or back))


def watch(view: View) -> None:
    """Show a newer edition when there is one, unless the address asks for this very one."""
    if not view.shelf.pinned:
        _watch(view.shelf.edition.number)


@st.fragment(run_every=WATCHED_EVERY)
def _watch(shown: int) -> None:
    if current_shelf().edition.number != shown:
        st.rerun()


def notices(view: View) -> None:
    """Tell what is shown if it is not the newest edition, what the link asked for in vain, and what ails the data."""
    _standing(view)
    for line, slip in zip(ignored_lines(view.ignored), view.ignored, strict=True):
        st.warning(literal(line))
        if way := way_to_nearest(view, slip):
            st.html(block(f'<p class="quiet">{way}</p>'))
    if view.selection.empty:
        st.button("Show the opening view", on_click=choose, args=(view.shelf.options.home,), key="empty_home")
    if view.shelf.fault:
        st.warning(literal(view.shelf.fault))
    if view.shelf.base_fault:
        st.warning(literal(f"The base map cannot be drawn. {view.shelf.base_fault}"))
    if view.shelf.edition.faults:
        _problems(view.shelf.edition.faults, view.shelf.edition.dataset.refused)


def way_to_nearest(view: View, slip: Ignored) -> str:
    """The way to this view with the nearest applied in place of what was ignored; empty where none is offered.

    What else was ignored goes along, to be told and offered there again.
    """
    query = mended(view.filters, slip)
    if query is None:
        return ""
    for other in view.ignored:
        if other is not slip and other.parameter not in (FROM, TO):
            query[other.parameter] = [*query.get(other.parameter, ()), other.value]
    words = f"{slip.nearest}: {slip.value}" if slip.misnamed else str(slip.nearest)
    address = urlencode({**view.link, **query}, doseq=True)
    return f'<a href="?{plain(address)}" target="_self">{plain(f"Show this view with “{words}”")}</a>'


def _standing(view: View) -> None:
    if view.shelf.edition.draft:
        _draft(view)
    elif view.shelf.edition.number != current_shelf().edition.number:
        newer_edition(view)


def _draft(view: View) -> None:
    author, name = view.shelf.edition.author, quote(dict(view.shelf.pinned).get(DRAFT, ""))
    st.warning(literal(f"This is a draft by {author}. It is not published; only analysts who have its address see it."))
    st.html(
        block(
            f'<p class="quiet"><a href="desk?draft={name}" target="_self">Back to the desk</a> · '
            '<a href="./" target="_self">Show the newest edition</a></p>'
        )
    )


def _problems(problems: tuple[Problem, ...], refused: int) -> None:
    left_out = f" {count(refused, 'row')} left out." if refused else ""
    st.warning(
        literal(f"The spreadsheets have {count(len(problems), 'problem')}; what could be read is shown.{left_out}")
    )
    with st.expander("What is wrong, and how to mend it"):
        rows = [(plain(p.address), plain(p.says), plain(p.repair)) for p in problems[:SHOWN_PROBLEMS]]
        more = len(problems) - len(rows)
        st.html(block(table(("Where", "What is wrong", "What to do"), rows)))
        if more:
            st.caption(f"And {more} more: `python -m utils.tables check FOLDER` lists them all.")
