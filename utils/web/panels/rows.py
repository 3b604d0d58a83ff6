"""Rows of the tables as people read them: what happened, who was killed, how sure, and where it is written.

Knows how a row is shown. It must not know which rows.
"""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from utils.briefing import accounts
from utils.briefing.accounts import Row
from utils.tables.dataset import Dataset
from utils.tables.typed import ORIGIN, ROW
from utils.web.markup import block, link, plain, table
from utils.web.view import View

PER_PAGE = 25


def page_of(frame: pd.DataFrame, *, key: str) -> pd.DataFrame:
    """The part of the frame that the reader has leafed to."""
    pages = -(-len(frame) // PER_PAGE)
    number = st.pagination(pages, key=key) if pages > 1 else 1
    return frame.iloc[(number - 1) * PER_PAGE : number * PER_PAGE]


def incident_rows(view: View, incidents: pd.DataFrame, *, key: str) -> None:
    """The incidents, newest first, each with its tolls, grades, cell and sources."""
    newest = incidents.sort_values(["start_date", "incident_id"], ascending=[False, True], kind="stable")
    shown = page_of(newest, key=key)
    sources = source_links(view.shelf.edition.dataset)
    address = view.shelf.edition.dataset.tables["incidents"].address_of
    native = view.shelf.edition.dataset.native_names
    rows = [
        (
            plain(accounts.when(row)),
            _where(row, native),
            _what(row),
            "<br>".join(map(plain, accounts.killed(row))),
            _grades(row, address(row[ROW], row[ORIGIN])),
            _cited(row, sources),
        )
        for row in shown.to_dict("records")
    ]
    if rows:
        st.html(block(table(("When", "Where", "What", "Killed", "Grade and cell", "Sources"), rows)))


def _where(row: Row, native: Mapping[str, str]) -> str:
    """Where it was, and under that the district in its own script, which may run from right to left."""
    told = plain(accounts.where(row))
    name = native.get(row["admin2"]) if isinstance(row["admin2"], str) else None
    return f'{told}<br><bdi class="quiet" dir="auto">{plain(name)}</bdi>' if name else told


def _what(row: Row) -> str:
    kinds = " · ".join(row[key] for key in ("event_type", "tactic", "target_type") if isinstance(row[key], str))
    note = f'<br><span class="quiet">{plain(row["notes"])}</span>' if isinstance(row["notes"], str) else ""
    return f'{plain(row["summary"])}<br><span class="quiet">{plain(kinds)} · {plain(accounts.who(row))}</span>{note}'


def _grades(row: Row, cell: str) -> str:
    return f'{plain(accounts.grade(row))}<br><span class="quiet">{plain(row["incident_id"])}: {plain(cell)}</span>'


def source_links(dataset: Dataset) -> dict[str, str]:
    """Each source by its id: its publisher, linked to it where it has an address."""
    return {
        name: link(url, publisher) if isinstance(url, str) else plain(publisher)
        for name, publisher, url in dataset.sources[["source_id", "publisher", "url"]].itertuples(index=False)
    }


def _cited(row: Row, sources: dict[str, str]) -> str:
    return "<br>".join(sources[name] for name in row["source_ids"] if name in sources)
