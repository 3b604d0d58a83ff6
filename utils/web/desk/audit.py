"""Who did what at the desk, newest first.

Knows how deeds are shown. It must not know how they are recorded.
"""

import streamlit as st

from utils.visuals.wording import sentence_case
from utils.web.access.roles import Action
from utils.web.desk.moments import moment
from utils.web.desk.visit import Visit
from utils.web.markup import block, plain, table
from utils.web.stores import current_store

SHOWN = 200


def deeds(visit: Visit) -> None:
    """The newest deeds. Lines are only ever added."""
    if not visit.user.may(Action.READ_AUDIT):
        return
    rows = [
        (
            plain(moment(line.at)),
            plain(line.who),
            plain(sentence_case(line.deed.value)),
            plain(line.subject),
            plain(line.detail),
        )
        for line in current_store().audit(most=SHOWN)
    ]
    st.html(block("<h2>Audit</h2>", table(("When", "Who", "Did", "What", ""), rows)))
