"""Who claims what toll: contests side by side, how each figure moved, and the ledger of claims.

Knows what was picked. It must not know how claims are weighed.
"""

import pandas as pd
import streamlit as st

from utils.analysis.named_events import named_events
from utils.analysis.tolls import STANDS, contests
from utils.briefing.accounts import Row
from utils.tables.vocabularies import slug
from utils.visuals.claims import claims_over_time_picture
from utils.visuals.contests import contest_picture
from utils.visuals.wording import MORE_THAN, count, day, number, number_range, sentence_case
from utils.web.markup import block, plain, table
from utils.web.panels.picks import pick
from utils.web.panels.pictures import picture
from utils.web.panels.rows import page_of, source_links
from utils.web.view import View


def side_by_side(view: View) -> str | None:
    """The latest word of each side on one scope that the reader picks, which is given back; None without any."""
    found = contests(view.selection)
    scopes = list(dict.fromkeys(contest.scope for contest in found))
    if not scopes:
        st.html(block(f"<p>{plain(_held(view))}</p>"))
        return None
    scope = pick("What the claims are about", "claims", scopes)
    picture(
        contest_picture([contest for contest in found if contest.scope == scope], look=view.look),
        key=f"contest_{scope}",
    )
    st.html(block(f'<p class="quiet">{plain(_held(view))}</p>'))
    return scope


def over_time(view: View, scope: str | None) -> None:
    """How each claimant's figure about that scope moved; nothing without a scope."""
    if scope is None:
        return
    claims = view.selection.claims
    incidents = {one.incident_id for one in contests(view.selection) if one.scope == scope and one.incident_id}
    about = claims[claims["incident_id"].isin(incidents) | (claims["scope"] == scope)]
    title, named = f"How each claimant's figure moved: {scope}", named_events(view.selection)
    picture(claims_over_time_picture(about, title=title, look=view.look, named=named))


def _held(view: View) -> str:
    held, wide = len(view.selection.claims), _standing(view.selection.claims_too_wide)
    said = f"{count(held, 'claim')} about what is selected."
    if wide:
        said += f" {count(wide, 'claimed toll')} more {'reaches' if wide == 1 else 'reach'} beyond it: see below."
    return said


def _standing(claims: pd.DataFrame) -> int:
    """How many of them stand: the briefing counts these, and so does the page."""
    return int((claims["standing"] == STANDS).sum())


def ledger(view: View) -> None:
    """Every claim as it was made, newest first; then those that reach beyond the selection."""
    said = "Every figure as it was given. Claims are never added or averaged."
    _listed(view, view.selection.claims, "Ledger of claims", said)
    wide = view.selection.claims_too_wide
    said = (
        f"{count(len(wide), 'claim')} about more than these filters keep, standing as last heard: "
        f"{number(_standing(wide))}. Such a figure cannot be divided, so it is in no picture above."
    )
    _listed(view, wide, "Claims that reach beyond these filters", said)


def _listed(view: View, claims: pd.DataFrame, heading: str, said: str) -> None:
    if claims.empty:
        return
    claims = claims.sort_values(["as_of_date", "claim_id"], ascending=[False, True], kind="stable")
    st.html(block(f"<h2>{plain(heading)}</h2>", f"<p>{plain(said)}</p>"))
    sources = source_links(view.shelf.edition.dataset)
    rows = [
        (
            plain(day(claim["as_of_date"].date())),
            plain(_claimant(claim)),
            plain(claim["side"]),
            plain(claim["incident_id"] if isinstance(claim["incident_id"], str) else claim["scope"]),
            plain(claim["victim_group"]),
            plain(_figure(claim)),
            "<br>".join(sources[name] for name in claim["source_ids"]),
            plain(_note(claim)),
        )
        for claim in page_of(claims, key=f"{slug(heading)}_{view.query}").to_dict("records")
    ]
    headings = ("As of", "Claimant", "Side", "About", "Killed whom", "How many", "Sources", "Note")
    st.html(block(table(headings, rows, lead=1)))


def _claimant(claim: Row) -> str:
    stated = claim["as_stated"]
    return f"{claim['claimant']} ({stated})" if isinstance(stated, str) else str(claim["claimant"])


def _figure(claim: Row) -> str:
    low, high = claim["killed_low"], claim["killed_high"]
    if pd.isna(low) and pd.isna(high):
        return "no number given"
    return number_range(*(None if pd.isna(n) else int(n) for n in (low, high)), beyond=MORE_THAN)


def _note(claim: Row) -> str:
    standing = "" if claim["standing"] == STANDS else f"{sentence_case(str(claim['standing']))}. "
    return standing + (str(claim["note"]) if isinstance(claim["note"], str) else "")
