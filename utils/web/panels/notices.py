"""What a reader must be told before the page: parts of a link that were dropped, and faults in the spreadsheets.

Knows how to tell. It must not know how a fault was found.
"""

import streamlit as st

from utils.briefing.choice import ignored_lines
from utils.tables.problems import Problem
from utils.visuals.wording import count
from utils.web.markup import block, literal, plain, table
from utils.web.view import View

SHOWN_PROBLEMS = 20


def notices(view: View) -> None:
    """Tell what the link asked for in vain, and what is wrong with the data."""
    for line in ignored_lines(view.ignored):
        st.warning(literal(line))
    if view.shelf.base_fault:
        st.warning(literal(f"The base map cannot be drawn. {view.shelf.base_fault}"))
    if view.shelf.edition.problems:
        _problems(view.shelf.edition.problems, view.shelf.edition.dataset.refused)


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
