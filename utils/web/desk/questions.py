"""What the files do not say themselves: how dates are meant, what a table does, which part of an import is wanted.

Knows the questions. It must not know how the answers are followed.
"""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from utils.editions.lines import Draft
from utils.editions.recipes import Fate
from utils.tables import schema
from utils.tables.importing import Scope
from utils.tables.intake import Choices, Mode
from utils.tables.problems import Code
from utils.visuals.wording import count
from utils.web.desk.reception import read_into_draft
from utils.web.desk.visit import Visit
from utils.web.markup import block, literal
from utils.web.stores import current_store

_ASKED = "desk_asked"
DATES: Mapping[str, bool] = {"day first: 3 April 2026": True, "month first: March 4, 2026": False}
_MODES = {
    Mode.REPLACE: "replaces all published rows: those that it does not have are withdrawn",
    Mode.MERGE: "is merged by id: its rows are added or corrected, all others stay",
}


def date_question(visit: Visit) -> None:
    """How a date that can be read two ways is meant; asked while there is one, never guessed."""
    draft = visit.open_draft
    if draft is None or not any(problem.code is Code.DATE_AMBIGUOUS for problem in draft.problems):
        return
    st.html(block("<h2>Please answer</h2>"))
    asked = st.session_state.setdefault(_ASKED, 0)
    answer = st.radio(
        "Some dates can be read two ways. How is a date such as 03/04/2026 meant in these files?",
        list(DATES),
        index=None,
        key=f"dates_{draft.digest}_{asked}",
    )
    if answer is not None:
        st.session_state[_ASKED] = asked + 1  # should the reading fail, it is asked anew rather than read for ever
        choices = replace(draft.recipe.choices, day_first=DATES[answer])
        read_into_draft(visit, current_store().uploaded(draft.id), choices)


def taking(visit: Visit) -> None:
    """What each sheet does to the published one, and which part of an import is wanted; both can be changed."""
    draft = visit.open_draft
    if draft is None:
        return
    wide = any(len(report.countries) > 1 for report in draft.reports) and draft.recipe.choices.scope == Scope()
    if wide:
        st.info("A file covers several countries. Choose here which part of it you want, then read it again.")
    with st.expander("How each sheet is taken", expanded=wide):
        modes, scope, day_first = _modes(visit, draft), _scope(draft), _dates(draft)
        before = draft.recipe.choices
        same = modes == _taken(draft) and (scope, day_first) == (before.scope, before.day_first)
        if st.button("Read again with these answers", disabled=same, key="desk_again"):
            read_into_draft(visit, current_store().uploaded(draft.id), Choices(day_first, modes, scope))


def _dates(draft: Draft) -> bool | None:
    """The answer about dates so far, to be taken back where it was a slip."""
    now = draft.recipe.choices.day_first
    if now is None:
        return None
    answers = list(DATES)
    held = next(place for place, text in enumerate(answers) if DATES[text] is now)
    return DATES[st.radio("Dates such as 03/04/2026 are read", answers, held, key=f"dates_again_{draft.digest}")]


def _taken(draft: Draft) -> dict[str, Mode]:
    """How each uploaded table that stands over a published one is taken now."""
    fates = {Fate.REPLACED: Mode.REPLACE, Fate.MERGED: Mode.MERGE}
    return {name: fates[fate] for name, fate in draft.recipe.fates.items() if fate in fates}


def _modes(visit: Visit, draft: Draft) -> dict[str, Mode]:
    chosen: dict[str, Mode] = {}
    sheets = {table.name: table.sheet for table in schema.TABLES}
    for name, mode in _taken(draft).items():
        published = len(visit.published.dataset.frame(name))
        if not published:
            chosen[name] = mode
            continue
        offered = list(_MODES)
        label = f"The sheet {sheets[name]} (published: {count(published, 'row')})"
        chosen[name] = st.radio(
            literal(label),
            offered,
            offered.index(mode),
            format_func=lambda mode: _MODES[mode],
            key=f"mode_{name}_{draft.digest}",
        )
    return chosen


def _scope(draft: Draft) -> Scope:
    countries = sorted({counted.name for report in draft.reports for counted in report.countries})
    provinces = sorted({counted.name for report in draft.reports for counted in report.admin1})
    now = draft.recipe.choices.scope
    if not countries and not provinces:
        return now
    left, right = st.columns(2)
    with left:
        some = st.multiselect(
            "Countries to take over",
            countries,
            [c for c in now.countries if c in countries],
            placeholder="All countries",
        )
    with right:
        parts = st.multiselect(
            "Provinces to take over", provinces, [p for p in now.admin1 if p in provinces], placeholder="All provinces"
        )
    return Scope(tuple(some), tuple(parts))
