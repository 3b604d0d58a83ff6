"""What a reader of an older edition must be told: that there is a newer one, what changed, and the way there.

Knows two editions. It must not know how what changed is found.
"""

from urllib.parse import urlencode

import streamlit as st

from utils.analysis.filters import to_query
from utils.briefing.sharing import may_compare
from utils.editions.edition import Edition
from utils.editions.refusals import StoreError, UnreachableError
from utils.web import controls
from utils.web.access.identity import current_user
from utils.web.access.policies import reading_needs
from utils.web.failures import log_failure
from utils.web.lineage import changed_between
from utils.web.markup import block, literal, plain
from utils.web.press import following
from utils.web.shelf import Shelf, current_shelf
from utils.web.view import View

CHANGES = "since"
"""The section of a briefing that tells what changed, by the anchor that the web page gives it."""


def newer_edition(view: View) -> None:
    """Tell that a newer edition exists, what changed in it, and the way to this view there."""
    shown, shelf = view.shelf.edition, current_shelf()
    newest = shelf.edition
    st.info(literal(f"This is edition {shown.number}. The newest is edition {newest.number}."))
    if not current_user().may(reading_needs(newest.dataset.about.label)):
        st.html(block('<p class="quiet">The newest edition is shown to signed-in readers only.</p>'))
        return
    query = plain(urlencode({**to_query(view.filters), **controls.held()}, doseq=True))
    changes = f"{plain(following(view.filters, 'html'))}#{CHANGES}"
    st.html(
        block(
            f'<p class="quiet">{plain(changed_since(shown, shelf))} '
            f'<a href="?{query}" target="_self">Show this view in the newest edition</a> · '
            f'<a href="{changes}" target="_blank">What changed, in the briefing</a></p>'
        )
    )


def changed_since(shown: Edition, shelf: Shelf) -> str:
    """What changed from the one to that on the shelf, as a sentence; empty where that cannot be told."""
    newest = shelf.edition
    if not may_compare(newest.dataset.about.label, shown.dataset.about.label):
        return ""
    if shelf.is_without_store:  # who waited for it would do so in every run
        return "What changed cannot be told while the store of editions is away."
    try:
        return f"Since then: {changed_between(shown.number, newest.number)}."
    except (StoreError, UnreachableError) as error:
        return f"What changed cannot be told now (reference {log_failure(error)})."
