"""This very view to hand on: as a link, as every document, and under the addresses that stay.

Knows addresses. It must not know what a document says.
"""

from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from utils.briefing.imprint import FEED
from utils.briefing.what_ifs import WhatIfs, read_what_ifs
from utils.web import controls
from utils.web.markup import block, plain
from utils.web.panels.map_choices import turned
from utils.web.papers import SUMMARY
from utils.web.press import BRIEFING, FORMS, document_query, file_of, following, permanent
from utils.web.view import View

FIRST = next(iter(FORMS))
"""The form that is offered first."""

FOR_ANYONE = "This link opens the same view for anyone who may read it here."
ON_THIS_COMPUTER = (
    "These addresses work on this computer alone, for that is where the app runs. Hand a colleague the PDF or another "
    "document, or run the app on a server (docs/deploy.md) and send its link."
)


def take_away(view: View) -> None:
    """The briefing of this very view as a PDF and in the other forms, and every address to copy: one row."""
    query = plain(_query(view))
    also = [suffix for suffix, form in FORMS.items() if form.stem == BRIEFING and suffix != FIRST]
    data = [suffix for suffix, form in FORMS.items() if form.stem != BRIEFING]
    summary = f'<a href="{file_of(FIRST)}?{query}&amp;length={SUMMARY}" target="_blank">Two-page summary</a>'
    links = " · ".join([summary, *(form_link(view, one) for one in (*also, *data)), _maps(view)])
    download = f'<a class="act" href="{file_of(FIRST)}?{query}" download>Download this view as PDF</a>'
    with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
        st.html(block(download), width="content")
        with st.popover("Share this view"):
            _addresses(view)
        st.html(block(f'<p class="forms">{links}</p>'))


def _tried(view: View) -> WhatIfs:
    """What the reader tries out and documents show too."""
    return read_what_ifs(controls.held(), view.shelf.edition, view.filters)[0]


def _query(view: View) -> str:
    return document_query(view.shelf, view.filters, _tried(view))


def form_link(view: View, suffix: str) -> str:
    """The way to this view in that form."""
    target = ' target="_blank"' if FORMS[suffix].opened else ""
    return f'<a href="{file_of(suffix)}?{plain(_query(view))}"{target}>{plain(FORMS[suffix].name)}</a>'


def _maps(view: View) -> str:
    """The way to this page without any map, for a slow connection, or back."""
    words, query = turned(view.link)
    return f'<a href="?{plain(urlencode(query, doseq=True))}" target="_self">{words}</a>'


def _addresses(view: View) -> None:
    """The view on screen, then each document under the address that stays; a draft's do not stay."""
    address = address_of(view)
    st.caption(ON_THIS_COMPUTER if is_loopback(address) else FOR_ANYONE)
    st.code(address, language=None, wrap_lines=True)
    if controls.held():
        st.caption("What you tried out is in this link and in the documents, which name it on their first page.")
    draft = view.shelf.edition.draft
    st.html(
        block(
            _told("Of the draft as it is now:" if draft else "These stay as they are, whatever is published later:"),
            *(_line(FORMS[suffix].name, _stays(view, suffix)) for suffix in FORMS),
            *(() if draft else _following(view)),
        )
    )


def _stays(view: View, suffix: str) -> str:
    """Where a form of this view stays; a draft's, which stays nowhere, as it is now."""
    return (
        permanent(view.shelf, view.filters, suffix, _origin(), _tried(view))
        or f"{_origin()}{file_of(suffix)}?{_query(view)}"
    )


def _following(view: View) -> tuple[str, ...]:
    """The addresses behind which something new appears when an edition is published."""
    return (
        _told("These follow the newest edition:"),
        _line(FORMS[FIRST].name, following(view.filters, FIRST, _origin(), _tried(view))),
        _line("Feed of editions", f"{_origin()}{FEED}"),
    )


def _told(words: str) -> str:
    return f'<p class="quiet">{plain(words)}</p>'


def _line(name: str, address: str) -> str:
    """An address under its name, to be opened or copied."""
    return (
        f'<p style="margin:.35rem 0;overflow-wrap:anywhere"><a href="{plain(address)}" target="_blank">'
        f'{plain(name)}</a><br><span class="quiet" style="user-select:all">{plain(address)}</span></p>'
    )


def address_of(view: View) -> str:
    """The whole address under which this view opens on this page."""
    return f"{_address()}?{view.link_query}"


def is_loopback(address: str) -> bool:
    """Whether the address leads to the computer on which it is opened, and so to this app from nowhere else."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name and no number
        return False


def _address() -> str:
    """The address of this page, without what is chosen on it."""
    address = urlsplit(str(st.context.url or ""))
    return urlunsplit((address.scheme, address.netloc, address.path or "/", "", ""))


def _origin() -> str:
    """The address of the app, without the page: pages lie one step below it, the first page at it."""
    address = urlsplit(_address())
    return urlunsplit((address.scheme, address.netloc, address.path.rpartition("/")[0] + "/", "", ""))
