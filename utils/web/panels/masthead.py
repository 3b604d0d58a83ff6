"""The top and the foot of every page: label, title, edition, the documents to take away.

Knows what must stand on each page. It must not know the page.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from utils.briefing.compose import STRICTEST
from utils.visuals.palette import SHARING_COLOURS
from utils.visuals.wording import day
from utils.web.access.roles import Action, User
from utils.web.markup import block, literal, plain, style_sheet
from utils.web.papers import SUMMARY
from utils.web.press import FORMS, permanent
from utils.web.view import View, look


def masthead(view: View) -> None:
    """The label, the title, the edition, and the briefing to take away."""
    edition = view.shelf.edition
    about = edition.dataset.about
    label = about.label or STRICTEST
    st.html(style_sheet(view.look.accent))
    st.html(
        block(
            f'<div class="mast"><h1>{plain(about.title)}</h1>',
            f'<span class="tlp" style="color:{SHARING_COLOURS[label]}">{plain(label)}</span></div>',
            f'<p class="quiet">As of {plain(day(edition.as_of))} · {plain(edition.line)}</p>',
        )
    )


def desk_masthead(user: User) -> None:
    """The top of the desk, which shows no edition of its own, and who is at it."""
    st.html(style_sheet(look().accent))
    out = f'Signed in as {plain(user.name)} · <a href="signout" target="_self">Sign out</a>' if user.signed_in else ""
    st.html(block(f'<div class="mast"><h1>Data desk</h1></div><p class="quiet">{out}</p>'))


def take_away(view: View) -> None:
    """The briefing of this very view as a PDF and in the other forms, and every address to copy."""
    first, *others = FORMS
    query = plain(view.query)
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        links = " · ".join(_form_link(view, suffix) for suffix in others)
        st.html(
            block(
                f'<a class="act" href="briefing.{first}?{query}" target="_blank">Download this view as PDF</a>',
                f'<p class="quiet">Also: {links} · <a href="briefing.{first}?{query}&amp;length={SUMMARY}" '
                'target="_blank">Two-page summary</a></p>',
            )
        )
    with right, st.popover("Share this view", width="stretch"):
        _addresses(view)


def _form_link(view: View, suffix: str) -> str:
    target = ' target="_blank"' if FORMS[suffix].opened else ""
    return f'<a href="briefing.{suffix}?{plain(view.query)}"{target}>{plain(FORMS[suffix].name)}</a>'


def _addresses(view: View) -> None:
    """The view on screen, then each document under the address that stays; a draft's do not stay."""
    st.caption("This link opens the same view for anyone who can reach this server.")
    st.code(f"{_address()}?{view.link_query}", language=None, wrap_lines=True)
    stays = not view.shelf.edition.draft
    st.caption(
        "These stay as they are, whatever is published later:" if stays else "These are of the draft as it is now:"
    )
    for suffix, form in FORMS.items():
        kept = permanent(view.shelf, view.filters, suffix, _origin())
        st.caption(literal(form.name))
        st.code(kept or f"{_origin()}briefing.{suffix}?{view.query}", language=None, wrap_lines=True)


def _address() -> str:
    """The address of this page, without what is chosen on it."""
    address = urlsplit(str(st.context.url or ""))
    return urlunsplit((address.scheme, address.netloc, address.path or "/", "", ""))


def _origin() -> str:
    """The address of the app, without the page: pages lie one step below it, the first page at it."""
    address = urlsplit(_address())
    return urlunsplit((address.scheme, address.netloc, address.path.rpartition("/")[0] + "/", "", ""))


def foot(view: View, pages: Sequence[StreamlitPage], user: User) -> None:
    """What must be read with any page, and the way to the other pages, which a phone hides behind its menu."""
    with st.container(horizontal=True):
        for page in pages:
            st.page_link(page)
    about = view.shelf.edition.dataset.about
    notes = [about.disclaimer, f"Data: {about.licence}." if about.licence else None]
    st.html(block(*(f'<p class="quiet">{plain(note)}</p>' for note in notes if note), _door(user)))


def _door(user: User) -> str:
    """The way to the data desk, or out of it."""
    if not user.may(Action.OPEN_DESK):
        return '<p class="quiet"><a href="desk" target="_self">Data desk</a> (for analysts)</p>'
    return (
        f'<p class="quiet">Signed in as {plain(user.name)} · <a href="desk" target="_self">Data desk</a> · '
        '<a href="signout" target="_self">Sign out</a></p>'
    )
