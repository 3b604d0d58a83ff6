"""The views that the edition's analysts have saved, as a row of links.

Knows how a saved view is offered. It must not know what its filters keep.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from utils.analysis.views import SavedView, saved_views
from utils.tables.vocabularies import PAGES
from utils.web.markup import block, plain
from utils.web.shelf import DRAFT, EDITION
from utils.web.view import View


def saved_view_links(view: View) -> None:
    """A link to each saved view, in the edition that is shown; nothing where there is none."""
    links = [
        f'<a href="{escape(address_of(saved, view.shelf.pinned))}" target="_self" title="{escape(saved.note)}">'
        f"{plain(saved.name)}</a>"
        for saved in saved_views(view.shelf.edition.dataset)
    ]
    if links:
        st.html(block(f'<p class="quiet">Saved views: {" · ".join(links)}</p>'))


def address_of(saved: SavedView, pinned: tuple[tuple[str, str], ...] = ()) -> str:
    """Where the view opens, from the first page: below it, with the edition's own parameters before the filters.

    What the view itself says of an edition is left out: it is a choice of filters in the edition that holds it.
    """
    page = "" if saved.page == PAGES.labels[0] else saved.page
    chosen = {name: values for name, values in saved.query.items() if name not in (EDITION, DRAFT)}
    return f"./{page}?{urlencode({**dict(pinned), **chosen}, doseq=True)}"
