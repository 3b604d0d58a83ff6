"""One run of the desk: who is there, and which draft lies open.

Knows the desk's address. It must not know what is shown of the draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from utils.editions.changes import Changes, changes
from utils.editions.edition import Edition
from utils.editions.lines import Draft, State
from utils.editions.refusals import StoreError
from utils.web.access.roles import User
from utils.web.markup import literal
from utils.web.shelf import DRAFT, shelf_of, shelf_of_draft
from utils.web.stores import current_store

_SAID = "desk_said"


@dataclass(frozen=True)
class Visit:
    """Who is at the desk, and the draft that the address names."""

    user: User
    draft: Draft | None = None

    @property
    def open_draft(self) -> Draft | None:
        """The draft while it can still be changed, and holds something."""
        return self.draft if self.draft and self.draft.state is State.OPEN and self.draft.digest else None

    @property
    def proposed(self) -> Edition:
        """What the draft would be as an edition. Raises StoreError."""
        return shelf_of_draft(self._filled.id).edition

    @property
    def published(self) -> Edition:
        """The edition that the draft began from. Raises StoreError."""
        return shelf_of(self._filled.parent).edition

    @property
    def changes(self) -> Changes:
        """What the draft would change in the edition that it began from."""
        return changes_between(self.published, self.proposed)

    @property
    def _filled(self) -> Draft:
        if self.draft is None:
            raise LookupError("no draft lies open")
        return self.draft


@lru_cache(maxsize=8)
def changes_between(before: Edition, after: Edition) -> Changes:
    """What makes the second edition of the first, worked out once: the desk shows it at every click."""
    return changes(before.dataset, after.dataset)


def this_visit(user: User) -> Visit:
    """The visit of this run, after what the last run had to say."""
    with st.container():  # always there, so that what stands below keeps its place and state when the words go
        for kind, text in st.session_state.pop(_SAID, ()):
            (st.success if kind == "done" else st.error)(literal(text))
    name = st.query_params.get(DRAFT)
    if not name:
        return Visit(user)
    try:
        return Visit(user, current_store().draft(name))
    except StoreError as error:
        st.error(literal(error))
        return Visit(user)


def tabs() -> Sequence[DeltaGenerator]:
    """The desk's parts."""
    return st.tabs(["Work on a draft", "History", "Templates", "Audit"])


def go_to(draft: str | None, done: str = "", failed: str = "") -> None:
    """Run the desk anew with that draft, or none, saying what came of the deed."""
    st.session_state[_SAID] = [("done", done)] * bool(done) + [("failed", failed)] * bool(failed)
    if draft is None:
        st.query_params.pop(DRAFT, None)
    else:
        st.query_params[DRAFT] = draft
    st.rerun()
