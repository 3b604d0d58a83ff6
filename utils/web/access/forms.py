"""The pages for signing in and out: plain HTML that works without scripts, on a phone, in light and dark.

Knows words and markup. It must not know who may sign in. Every value shown is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from utils.visuals.palette import DARK, FONT, LIGHT, Look
from utils.web.access.roles import User
from utils.web.markup import block, plain, style_sheet

NAME_LENGTH = 80
_STYLE = """
body{margin:0; background:var(--surface); color:var(--ink); font:16px/1.5 %s}
main{max-width:27rem; margin:0 auto; padding:2.2rem 1.1rem}
main h1{font-size:1.7rem; line-height:1.2; margin:0 0 .8rem}
label{display:block; font-weight:600; margin:1.1rem 0 .25rem}
input{box-sizing:border-box; width:100%%; font:inherit; color:inherit; background:transparent; padding:.55rem .6rem;
 border:1.5px solid var(--muted); border-radius:.4rem}
button{font:inherit; font-weight:600; color:var(--surface); background:var(--accent); border:0; border-radius:.4rem;
 padding:.6rem 1.2rem; margin:.7rem 0; min-height:44px; cursor:pointer}
label + input + .quiet{margin-top:.45rem}
.fault{border-left:4px solid var(--accent); padding:.4rem .8rem}
.bb .act{padding:.6rem 1.2rem; margin-top:.6rem}
:focus-visible{outline:3px solid var(--accent); outline-offset:2px}
"""


def _colours(look: Look) -> str:
    parts = {"surface": look.surface, "ink": look.ink, "muted": look.muted, "accent": look.accent}
    return ";".join(f"--{name}:{colour}" for name, colour in parts.items())


def _page(title: str, *parts: str) -> str:
    colours = (
        f"<style>:root{{color-scheme:light dark;{_colours(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}{_STYLE % FONT}</style>"
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{plain(title)}</title>'
        f"{style_sheet(LIGHT.accent, LIGHT.surface)}{colours}"
    )
    body = block(f"<h1>{plain(title)}</h1>", *parts)
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'


def _fault(sentence: str | None) -> str:
    return f'<p class="fault" role="alert">{plain(sentence)}</p>' if sentence else ""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{plain(value)}">'


def _field(name: str, label: str, value: str, note: str, attributes: str) -> str:
    return (
        f'<label for="{name}">{plain(label)}</label>'
        f'<input id="{name}" name="{name}" value="{plain(value)}" required aria-describedby="{name}-note" {attributes}>'
        f'<p class="quiet" id="{name}-note">{plain(note)}</p>'
    )


@dataclass(frozen=True)
class Filled:
    """What stands in the sign-in form already: where to go afterwards, name, token, and what was wrong with them."""

    wanted: str = "/"
    name: str = ""
    token: str = ""
    fault: str | None = None


def token_page(field: str, filled: Filled) -> str:
    """The page that asks for name and one-time token."""
    return _page(
        "Sign in to the data desk",
        "<p>Open editions are read without signing in. The data desk needs it, where spreadsheets are uploaded and "
        "published, and so does any edition above TLP:GREEN.</p>",
        _fault(filled.fault),
        '<form method="post" action="/signin">',
        _hidden("form", field),
        _hidden("next", filled.wanted),
        _field(
            "name", "Your name", filled.name, "It stands in the history beside what you upload and publish.",
            f'maxlength="{NAME_LENGTH}" autocomplete="name"',
        ),
        _field(
            "token", "One-time token", filled.token,
            "It stands on the console of the server. It works once; a fresh one is then printed for the next person.",
            'maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false"',
        ),
        '<button type="submit">Sign in</button></form>',
        '<p><a href="/">Back to the briefing</a></p>',
    )  # fmt: skip


def provider_page(names: Sequence[str], wanted: str, user: User) -> str:
    """The page that leads to the identity providers."""
    links = (
        f'<p><a class="act" href="/signin/with/{quote(name)}?next={quote(wanted)}">'
        f"{'Sign in' if len(names) == 1 else plain(f'Sign in with {name}')}</a></p>"
        for name in names
    )
    known = f"<p>You are signed in as {plain(user.name)}, {plain(user.role.value)}.</p>" if user.signed_in else ""
    return _page(
        "Sign in",
        known,
        "<p>Your organisation asks who you are, and you come back to the page where you were.</p>",
        *links,
        '<p><a href="/">Back to the briefing</a></p>',
    )


def signed_in_page(user: User, wanted: str) -> str:
    """The page for somebody who is signed in already."""
    return _page(
        "You are signed in",
        f"<p>As {plain(user.name)}, {plain(user.role.value)}.</p>",
        f'<p><a class="act" href="{plain(wanted)}">Continue</a> <a class="act" href="/signout">Sign out</a></p>',
    )


def sign_out_page(*, field: str, user: User, leave: str | None, fault: str | None = None) -> str:
    """The page that asks whether to sign out. `leave` is the provider's address for it, if there is one."""
    if not user.signed_in:
        return _page("You are not signed in", '<p><a href="/">Back to the briefing</a></p>')
    button = '<button type="submit">Sign out</button>'
    way = (
        f'<p><a class="act" href="{plain(leave)}">Sign out</a></p>'
        if leave
        else f'<form method="post" action="/signout">{_hidden("form", field)}{button}</form>'
    )
    return _page(
        "Sign out", _fault(fault), f"<p>You are signed in as {plain(user.name)}.</p>", way,
        '<p><a href="/">Back to the briefing</a></p>',
    )  # fmt: skip
