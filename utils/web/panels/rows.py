"""Rows of the tables as people read them: what happened, who was killed, how sure, and where it is written.

Knows how a row is shown. It must not know which rows.
"""

from collections.abc import Hashable, Mapping
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from utils.analysis.tolls import GROUP_COLUMNS
from utils.tables.dataset import Dataset
from utils.tables.typed import ORIGIN, ROW
from utils.visuals.wording import day, number_range, span
from utils.web.markup import block, link, plain, table
from utils.web.view import View

PER_PAGE = 25
Cell: TypeAlias = Any  # whatever a frame holds in one place, its unknown included
Row: TypeAlias = dict[Hashable, Cell]


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
            plain(_when(row)),
            _where(row, native),
            _what(row),
            _killed(row),
            _grades(row, address(row[ROW], row[ORIGIN])),
            _cited(row, sources),
        )
        for row in shown.to_dict("records")
    ]
    if rows:
        st.html(block(table(("When", "Where", "What", "Killed", "Grade and cell", "Sources"), rows)))


def _when(row: Row) -> str:
    end = row["end_date"]
    start = row["start_date"].date()
    spell = span(start, end.date()) if pd.notna(end) and end.date() != start else day(start)
    return spell if row["date_precision"] == "day" else f"{spell} (known to the {row['date_precision']})"


def _where(row: Row, native: Mapping[str, str]) -> str:
    """Where it was, and under that the district in its own script, which may run from right to left."""
    parts = (row[key] for key in ("place", "admin2", "admin1"))
    told = plain(", ".join(dict.fromkeys(part for part in parts if isinstance(part, str))))
    name = native.get(row["admin2"]) if isinstance(row["admin2"], str) else None
    return f'{told}<br><bdi class="quiet" dir="auto">{plain(name)}</bdi>' if name else told


def _what(row: Row) -> str:
    kinds = " · ".join(row[key] for key in ("event_type", "tactic", "target_type") if isinstance(row[key], str))
    who = _who(row)
    note = f'<br><span class="quiet">{plain(row["notes"])}</span>' if isinstance(row["notes"], str) else ""
    return f'{plain(row["summary"])}<br><span class="quiet">{plain(kinds)} · {plain(who)}</span>{note}'


def _who(row: Row) -> str:
    named = [row[key] for key in ("actor", "unit") if isinstance(row[key], str)]
    actor = ", ".join(named) if named else "Perpetrator not identified"
    by = row["attributed_by"] if isinstance(row["attributed_by"], str) else ""
    how = row["attribution"] if isinstance(row["attribution"], str) else "how it is known is not recorded"
    how = f"{how} by {by}" if by and by != row["actor"] else how
    note = f"; {row['attribution_note']}" if isinstance(row["attribution_note"], str) else ""
    return f"{actor} ({how}{note})"


def _killed(row: Row) -> str:
    told: list[str] = []
    for group, column in GROUP_COLUMNS.items():
        low, high = row[f"{column}_low"], row[f"{column}_high"]
        if pd.notna(low) or pd.notna(high):
            told.append(f"{group} {number_range(_known(low), _known(high))}")
    return "<br>".join(plain(line) for line in told) if told else plain("not known")


def _known(value: Cell) -> int | None:
    return int(value) if pd.notna(value) else None


def _grades(row: Row, cell: str) -> str:
    grade = "".join(row[key] for key in ("reliability", "credibility") if isinstance(row[key], str))
    return f'{plain(grade or "not graded")}<br><span class="quiet">{plain(row["incident_id"])}: {plain(cell)}</span>'


def source_links(dataset: Dataset) -> dict[str, str]:
    """Each source by its id: its publisher, linked to it where it has an address."""
    return {
        name: link(url, publisher) if isinstance(url, str) else plain(publisher)
        for name, publisher, url in dataset.sources[["source_id", "publisher", "url"]].itertuples(index=False)
    }


def _cited(row: Row, sources: dict[str, str]) -> str:
    return "<br>".join(sources[name] for name in row["source_ids"] if name in sources)
