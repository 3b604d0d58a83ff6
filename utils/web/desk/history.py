"""Every edition, the difference of any two, the way back to an old one, and the story of a single row.

Knows how history is shown. It must not know how it is kept.
"""

from urllib.parse import quote

import streamlit as st

from utils.editions.history import row_history
from utils.editions.lines import EditionLine
from utils.editions.refusals import StoreError
from utils.tables import schema
from utils.web.access.policies import why_not_roll_back
from utils.web.access.roles import Action
from utils.web.desk.difference import difference
from utils.web.desk.moments import moment
from utils.web.desk.visit import Visit, changes_between, go_to
from utils.web.markup import block, literal, plain, table
from utils.web.shelf import shelf_of
from utils.web.stores import current_store, now


def editions(visit: Visit) -> None:
    """All editions, newest first, each with its files as they were uploaded; and the way back to one."""
    lines = current_store().listing()[::-1]
    rows = [
        (
            f'<a href="./?edition={line.number}" target="_blank">Edition {line.number}</a>',
            plain(moment(line.at)),
            plain(_who(line)),
            plain(_note(line)),
            f"<code>{plain(line.digest[:12])}</code>",
            _files(line),
        )
        for line in lines
    ]
    st.html(block("<h2>Editions</h2>", table(("Edition", "Published", "By", "Note", "Digest", "Files"), rows)))
    _way_back(visit, lines)


def _who(line: EditionLine) -> str:
    same = line.author == line.publisher
    return line.author if same else f"{line.author}; published by {line.publisher}"


def _note(line: EditionLine) -> str:
    back = f"Edition {line.republished_from} again. " if line.republished_from else ""
    return f"{back}{line.note}"


def _files(line: EditionLine) -> str:
    base = f"desk/editions/{line.number}/files"
    links = ((f"{base}/{file.sha256}/{quote(file.name)}", file.name) for file in line.files)
    return ", ".join(f'<a href="{address}" target="_blank">{plain(name)}</a>' for address, name in links)


def _way_back(visit: Visit, lines: tuple[EditionLine, ...]) -> None:
    if len(lines) < 2 or not visit.user.may(Action.ROLL_BACK):
        return
    with st.expander("Publish an old edition again"):
        st.caption("It becomes a new edition with the old content; nothing is taken out of the history.")
        number = st.selectbox("Edition", [line.number for line in lines[1:]], key="desk_back_to")
        note = st.text_input("Why", key="desk_back_why")
        newest = lines[0].number
        why_not = why_not_roll_back(number=number, current=newest)
        if why_not:
            st.info(literal(why_not))
        if st.button(f"Publish edition {number} again", disabled=bool(why_not), key="desk_back"):
            try:
                made = current_store().roll_back(number, visit.user.name, now(), note.strip(), newest)
            except StoreError as error:
                go_to(None, failed=str(error))
            else:
                go_to(None, done=f"Edition {number} is published again, as edition {made}.")


def differences(visit: Visit) -> None:  # noqa: ARG001  # every panel of the desk is given the visit
    """What lies between any two editions."""
    newest = current_store().latest_number()
    if newest < 2:
        return
    st.html(block("<h2>Compare two editions</h2>"))
    left, right = st.columns(2)
    numbers = list(range(newest, 0, -1))
    with left:
        before = st.selectbox("From edition", numbers, 1, key="desk_from")
    with right:
        after = st.selectbox("To edition", numbers, 0, key="desk_to")
    if st.toggle("Show the difference", key="desk_compare"):
        difference(changes_between(shelf_of(before).edition, shelf_of(after).edition))


def one_row(visit: Visit) -> None:  # noqa: ARG001
    """Every value that one row has had."""
    st.html(block("<h2>The story of a row</h2>"))
    tables = {table.sheet: table for table in schema.TABLES}
    left, right = st.columns(2)
    with left:
        sheet = st.selectbox("Sheet", list(tables), key="desk_row_sheet")
    with right:
        name = st.text_input("Id of the row, as in its first column", key="desk_row_id").strip()
    if not name:
        return
    events = row_history(current_store(), tables[sheet], name)
    if not events:
        st.html(block(f"<p>No edition has a row {plain(name)} on the sheet {plain(sheet)}.</p>"))
    for event in events:
        told = (
            f"Edition {event.edition.number}, {moment(event.edition.at)}, {event.edition.author}: {event.event.value}"
        )
        cells = [(plain(c.heading), plain(c.old), plain(c.new), plain(c.address)) for c in event.cells]
        st.html(block(f"<h3>{plain(told)}</h3>", table(("Column", "Was", "Became", "Cell"), cells)))
