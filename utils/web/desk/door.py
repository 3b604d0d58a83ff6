"""Who is let in to the desk; whoever is not is shown the way to sign in.

Knows the rule and the way in. It must not know what is done inside.
"""

from urllib.parse import quote, urlencode

import streamlit as st

from utils.web.access.identity import current_user
from utils.web.access.roles import Action, User
from utils.web.markup import block


def admitted() -> User:
    """The analyst who has come in. For anybody else the page ends here, with the way to sign in."""
    user = current_user()
    if not user.may(Action.OPEN_DESK):
        _turn_to_the_door()
    return user


def _turn_to_the_door() -> None:
    asked = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    here = quote(f"/desk?{asked}" if asked else "/desk", safe="")
    st.html(
        block(
            "<p>Here analysts upload spreadsheets, see what is wrong with them and what they would change, and publish "
            "them as a new edition. Reading open editions needs no signing in.</p>",
            f'<p><a class="act" href="signin?next={here}" target="_self">Sign in</a> '
            '<a class="act" href="./" target="_self">Read the briefing</a></p>',
        )
    )
    st.stop()
