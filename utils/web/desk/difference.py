"""What a draft would change: rows and cells of every table, and the headline figures.

Knows how differences are shown. It must not know how they are found.
"""

from itertools import islice

import streamlit as st

from utils.briefing.document import Briefing
from utils.briefing.effects import headline_effects
from utils.editions.changes import Changes, TableChanges
from utils.visuals.palette import LIGHT
from utils.visuals.wording import count, listing, number
from utils.web.briefings import briefing_of
from utils.web.desk.visit import Visit
from utils.web.markup import block, literal, plain, table
from utils.web.shelf import Shelf, shelf_of, shelf_of_draft

SHOWN_CELLS = 100
SHOWN_IDS = 40


def changed(visit: Visit) -> None:
    """What the draft would change in the edition that it began from."""
    if visit.open_draft is None:
        return
    st.html(block(f"<h2>What would change in edition {visit.open_draft.parent}</h2>"))
    refused = visit.proposed.dataset.refused
    if refused:
        st.caption(
            f"{count(refused, 'row')} with a problem in a needed cell left out until repaired: what is published under "
            "the same id shows as withdrawn."
        )
    difference(visit.changes)


def difference(found: Changes) -> None:
    """The changes, table by table; cells with their old and new value."""
    if not found:
        st.html(block("<p>Nothing: all rows and settings are the same.</p>"))
        return
    rows = [
        (
            plain(one.sheet),
            *(plain(number(len(ids))) for ids in (one.added, one.corrected_ids, one.withdrawn)),
            plain(number(one.rows_after)),
        )
        for one in found.tables
        if one
    ]
    st.html(block(table(("Sheet", "Rows added", "Corrected", "Withdrawn", "Rows afterwards"), rows)))
    for one in found.tables:
        if one:
            with st.expander(literal(f"{one.sheet}: {one.summary}")):
                _cells(one)


def _cells(one: TableChanges) -> None:
    for ids, word in ((one.added, "Added"), (one.withdrawn, "Withdrawn")):
        if ids:
            st.html(block(f"<p><strong>{word}:</strong> {plain(listing(list(ids), SHOWN_IDS))}</p>"))
    cells = [
        (plain(cell.id), plain(cell.heading), plain(cell.old), plain(cell.new), plain(cell.address))
        for cell in islice(one.corrected, SHOWN_CELLS)
    ]
    if cells:
        st.html(block(table(("Row", "Column", "Was", "Becomes", "Cell"), cells)))
    if len(one.corrected) > SHOWN_CELLS:
        st.caption(f"The first {SHOWN_CELLS} of {count(len(one.corrected), 'cell')}.")


def summary_of(found: Changes) -> str:
    """The changes in a line: `Incidents: 2 added, 1 corrected`."""
    return "; ".join(f"{one.sheet}: {one.summary}" for one in found.tables if one) or "nothing changed"


def effects(visit: Visit) -> None:
    """What the headline figures are, and what they would become."""
    if visit.open_draft is None:
        return
    before, after = shelf_of(visit.open_draft.parent), shelf_of_draft(visit.open_draft.id)
    lines = headline_effects(_opening(before), _opening(after))
    rows = [
        (plain(line.label), plain(line.before), plain(line.after) if line.changed else plain("unchanged"))
        for line in lines
    ]
    st.html(
        block(
            "<h2>What the first page would say</h2>",
            table(("", f"Edition {visit.open_draft.parent}", "After publishing"), rows),
        )
    )


def _opening(shelf: Shelf) -> Briefing:
    return briefing_of(shelf, shelf.options.home, (), LIGHT.name)
