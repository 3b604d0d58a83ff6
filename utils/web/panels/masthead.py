"""The top and the foot of every page: label, title, edition; what must be read with any page, and the ways on.

Knows what must stand on each page. It must not know the page.
"""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from utils.briefing.compose import STRICTEST
from utils.briefing.imprint import FEED
from utils.visuals.palette import SHARING_COLOURS
from utils.visuals.wording import day
from utils.web.access.roles import Action, User
from utils.web.markup import block, plain, style_sheet
from utils.web.panels.share import address_of
from utils.web.view import View, look


def masthead(view: View, page: str) -> None:
    """The label, the title, which page this is, and the edition; a phone, short of room, leaves out the digest."""
    edition = view.shelf.edition
    about = edition.dataset.about
    label = about.label or STRICTEST
    st.html(style_sheet(view.look.accent, view.look.surface))
    st.html(
        block(
            f'<div class="mast"><h1>{plain(about.title)}</h1>',
            f'<p class="tlp" style="color:{SHARING_COLOURS[label]}">{plain(label)}</p>',
            f'<p class="quiet"><b>{plain(page)}</b> · As of {plain(day(edition.as_of))} · {plain(edition.name)}'
            f'<span class="digest">, {plain(edition.code)}</span></p></div>',
        )
    )


def desk_masthead(user: User) -> None:
    """The top of the desk, which shows no edition of its own, and who is at it."""
    st.html(style_sheet(look().accent, look().surface))
    out = f'Signed in as {plain(user.name)} · <a href="signout" target="_self">Sign out</a>' if user.signed_in else ""
    st.html(block(f'<div class="mast"><h1>Data desk</h1></div><p class="quiet">{out}</p>'))


def foot(view: View, pages: Sequence[StreamlitPage], user: User) -> None:
    """What must be read with any page, and the way to the other pages, which a phone hides behind its menu."""
    with st.container(horizontal=True, key="ways_on"):
        for page in pages:
            st.page_link(page)
    about = view.shelf.edition.dataset.about
    feed = f'<p class="quiet"><a href="{FEED}">Feed of editions</a> (Atom)</p>'
    notes = [about.disclaimer, f"Data: {about.licence}." if about.licence else None]
    address = f'<p class="address">{plain(address_of(view))}</p>'  # paper has no address bar
    st.html(block(*(f'<p class="quiet">{plain(note)}</p>' for note in notes if note), feed, _door(user), address))


def _door(user: User) -> str:
    """The way to the data desk, or out of it."""
    if not user.may(Action.OPEN_DESK):
        return '<p class="quiet"><a href="desk" target="_self">Data desk</a> (for analysts)</p>'
    return (
        f'<p class="quiet">Signed in as {plain(user.name)} · <a href="desk" target="_self">Data desk</a> · '
        '<a href="signout" target="_self">Sign out</a></p>'
    )
