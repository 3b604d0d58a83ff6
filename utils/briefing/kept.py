"""Which rows of every table stand behind a briefing: those that the reader's choice keeps, and the sources they cite.

Knows the tables, and which of them a choice narrows. It must not know what is written about the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.analysis.filters import Filters
from utils.analysis.projects import projects_of
from utils.analysis.responses import register_of
from utils.analysis.selection import Mask, select
from utils.analysis.stances import signals_between
from utils.editions.edition import Edition
from utils.tables import schema
from utils.tables.importing import LAYOUTS, Layout

CITING = "source_ids"


@dataclass(frozen=True)
class LeftOut:
    """How many rows of a table (its name) were left out, because an origin's terms forbid passing them on."""

    origin: str
    terms: str
    table: str
    rows: int


@dataclass(frozen=True, eq=False)
class Kept:
    """Every table's rows by the table's name, and what was left out of them."""

    frames: Mapping[str, pd.DataFrame]
    left_out: tuple[LeftOut, ...]


def kept_rows(edition: Edition, filters: Filters) -> Kept:
    """The rows that the choice keeps. Tables that no filter narrows are whole, but for sources: those cited remain."""
    chosen = _chosen(edition, filters)
    left_out: list[LeftOut] = []
    for origin in (layout for layout in LAYOUTS if layout.closed):
        ids = _sources_from(origin, edition.dataset.sources)
        for name, frame in chosen.items():
            cites = _cites(frame, ids)
            if cites.any():
                left_out.append(LeftOut(origin.title, origin.terms, name, int(cites.sum())))
                chosen[name] = frame[~cites]
    cited = {name for frame in chosen.values() if CITING in frame for names in frame[CITING] for name in names}
    sources = edition.dataset.sources
    chosen["sources"] = sources[sources["source_id"].isin(cited).to_numpy()]
    return Kept(chosen, tuple(left_out))


def _chosen(edition: Edition, filters: Filters) -> dict[str, pd.DataFrame]:
    selection, dataset = select(edition, filters), edition.dataset
    signals = dataset.frame("regional_signals")
    projects = projects_of(edition, filters).every
    figures = dataset.frame("figures")
    of_kept = figures["project_id"].isna() | figures["project_id"].isin(projects["project_id"])
    return {table.name: dataset.frame(table.name) for table in schema.TABLES} | {
        "incidents": selection.incidents,
        "casualty_claims": selection.claims,
        "responses": register_of(selection).frame,
        "regional_signals": signals_between(signals, filters.start, filters.end),
        "projects": projects,
        "figures": figures[of_kept.to_numpy(dtype=bool)],
    }


def may_be_passed_on(frame: pd.DataFrame, sources: pd.DataFrame) -> Mask:
    """Which rows of a table cite no origin whose terms forbid passing its rows on."""
    closed = frozenset[str]().union(*(_sources_from(layout, sources) for layout in LAYOUTS if layout.closed))
    return ~_cites(frame, closed)


def _sources_from(origin: Layout, sources: pd.DataFrame) -> frozenset[str]:
    """The sources that are this origin: known by the id that an import gives, or by the terms in their note."""
    its_own = (sources["source_id"] == origin.source["source_id"]).to_numpy(dtype=bool)
    noted = np.array([isinstance(note, str) and origin.terms in note for note in sources["note"]], dtype=bool)
    return frozenset(sources.loc[its_own | noted, "source_id"])


def _cites(frame: pd.DataFrame, ids: frozenset[str]) -> Mask:
    cited = frame[CITING] if CITING in frame else ((),) * len(frame)
    return np.array([bool(ids.intersection(names)) for names in cited], dtype=bool)
