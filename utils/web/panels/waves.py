"""Coordinated attacks on a page: the waves that were found, the named operations beside them, and one wave drawn.

Knows what is shown. It must not know how waves are found or drawn.
"""

import streamlit as st

from utils.analysis.constants import constants as every_constant
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.analysis.space_time import Gathering, space_time
from utils.analysis.waves import Named, Wave, Waves, waves
from utils.visuals.waves import wave_picture
from utils.visuals.wording import count, listing, number, span
from utils.web.keeping import kept
from utils.web.markup import block, plain, table
from utils.web.panels.picks import pick
from utils.web.panels.pictures import picture
from utils.web.panels.prose import section
from utils.web.panels.rows import incident_rows
from utils.web.shelf import Shelf
from utils.web.view import View

MOST_NAMED = 4

METHODS_HERE = ("M1", "M2", "M8", "M9")
"""The methods on which the page rests."""


@kept(64)
def _waves_of(shelf: Shelf, filters: Filters) -> Waves:
    """The waves of a choice; editions are immutable, so nothing here can be stale."""
    return waves(select(shelf.edition, filters))


def coordinated(view: View) -> None:
    """What the briefing says of waves, a table of them, and the one that the reader picks with its rows."""
    section(view, "waves")
    found = _waves_of(view.shelf, view.filters)
    if not found.found:
        return
    headings = ("When", "Attacks", "Districts", "Within 48 hours", "Span", "Probability by chance", "Who", "Named")
    rows = [[plain(cell) for cell in _row(wave)] for wave in found.found]
    rows += [[plain(cell) for cell in _named_row(named)] for named in found.named if named.wave is None]
    note = (
        "Attacks by one actor on the same or the next day are linked. Probability: how often as many districts come "
        "together when each district's own series is shifted by a random number of days, corrected for the other "
        "waves tested."
    )
    st.html(block(table(headings, rows), f'<p class="quiet">{plain(note)}</p>'))
    _picked(view, found)


def _row(wave: Wave) -> tuple[str, ...]:
    campaigns = [f"{name} ({number(held)})" for name, held in wave.campaigns]
    return (
        span(wave.first, wave.last),
        f"{number(len(wave.incident_ids))} at {count(wave.places, 'place')}",
        f"{number(len(wave.districts))}: {listing(wave.districts, MOST_NAMED)}",
        number(wave.together),
        "not known" if wave.span_km is None else f"{number(round(wave.span_km))} km",
        "too few to judge" if wave.chance is None else f"{wave.chance:.3f}",
        listing(wave.actors, MOST_NAMED) or "not identified",
        listing(campaigns) or "none",
    )


def _named_row(named: Named) -> tuple[str, ...]:
    """A named operation of which no wave was found: it is shown all the same."""
    return ("", number(len(named.incident_ids)), "", "", "", "no wave found", "", named.name)


def _picked(view: View, found: Waves) -> None:
    wave = found.found[0]
    if len(found.found) > 1:
        wave = pick("Wave", "wave", found.found, code=_code, shown=_label)
    incidents = view.selection.incidents
    picture(wave_picture(wave, incidents, view.look))
    with st.expander("The attacks of this wave"):
        held = incidents[incidents["incident_id"].isin(wave.incident_ids)]
        incident_rows(view, held, key=f"wave_rows_{_code(wave)}_{view.query}")


def _code(wave: Wave) -> str:
    return f"{wave.first.isoformat()}-{len(wave.incident_ids)}"


def _label(wave: Wave) -> str:
    return f"{span(wave.first, wave.last)}, {count(len(wave.incident_ids), 'attack')}"


def clusters(view: View) -> None:
    """The districts with more attacks in some weeks than their share, and the rows behind the one that is picked."""
    found = space_time(view.selection)
    if not found.gatherings:
        return
    rows = [[plain(cell) for cell in _cluster_row(one)] for one in found.gatherings]
    alone = "" if any(one.rare for one in found.gatherings) else " None of these stands out from chance."
    note = (
        "Expected: the district's share of all attacks of those days. Probability: how often the strongest cluster "
        f"anywhere is as strong when the dates are shuffled among the attacks, {number(found.shuffles)} times. A wave "
        "that strikes everywhere at once makes no cluster." + alone
    )
    headings = ("District", "When", "Attacks", "Expected", "Probability by chance")
    st.html(block("<h3>Clusters in space and time</h3>", table(headings, rows), f'<p class="quiet">{plain(note)}</p>'))
    chosen = found.gatherings[0]
    if len(found.gatherings) > 1:
        chosen = pick("Cluster", "cluster", found.gatherings, code=_cluster_code, shown=_cluster_label)
    with st.expander("The attacks of this cluster"):
        incidents = view.selection.incidents
        held = incidents[incidents["incident_id"].isin(chosen.incident_ids)]
        incident_rows(view, held, key=f"cluster_rows_{_cluster_code(chosen)}_{view.query}")


def _cluster_row(one: Gathering) -> tuple[str, ...]:
    held, expected = number(len(one.incident_ids)), number(round(one.expected, 1))
    return one.district, span(one.first, one.last), held, expected, f"{one.chance:.3f}"


def _cluster_code(one: Gathering) -> str:
    return f"{one.first.isoformat()}-{one.last.isoformat()}-{one.district}"


def _cluster_label(one: Gathering) -> str:
    return f"{one.district}, {span(one.first, one.last)}"


def constants() -> None:
    """Every number that is set rather than found on the page of incidents, with where it comes from."""
    here = (one for one in every_constant() if one.method.split()[0] in METHODS_HERE)
    rows = [[plain(cell) for cell in (one.name, one.value, one.source)] for one in here]
    with st.expander("What is set here, and by whom", key="incident_constants"):
        st.html(block(table(("What", "Value", "From"), rows, style="twin")))
