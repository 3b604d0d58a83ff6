"""Spreadsheets drawn as text, and rows whose defaults make the common case short."""

import io
from functools import lru_cache
from typing import Any

import openpyxl

from utils.editions.edition import Edition, digest_of
from utils.tables import schema
from utils.tables.columns import Table
from utils.tables.dataset import Dataset, assemble
from utils.tables.problems import Problem
from utils.tables.templates import write_workbook


def grid(text: str) -> list[list[str]]:
    """The cells of a table drawn with bars, one line a row."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def a_workbook(**sheets: str) -> bytes:
    """An .xlsx with these drawn sheets, all cells text; underscores in a name stand for spaces."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in grid(text):
            sheet.append([cell or None for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


ABOUT = {
    "Title": "Northland briefing",
    "Theatre": "Northland",
    "As of": "2026-03-31",
    "Label": "TLP:CLEAR",
    "Home from": "2026-01-01",
    "Focus campaign": "Operation Frost",
}

INCIDENT: dict[str, Any] = {
    "incident_id": "N-1",
    "start_date": "2026-02-03",
    "date_precision": "day",
    "campaign": "none",
    "admin1": "Northland",
    "admin2": "Alder",
    "place": "Alder bridge",
    "latitude": 10.5,
    "longitude": 20.5,
    "geo_precision": "town",
    "event_type": "Battles",
    "tactic": "armed assault",
    "target_type": "police",
    "actor": "Frost Brigade",
    "attribution": "claimed",
    "attributed_by": "Frost Brigade",
    "summary": "Gunmen fired at a police post on the bridge.",
    "source_ids": "S-1",
    "reliability": "B",
    "credibility": "2",
}

CLAIM: dict[str, Any] = {
    "claim_id": "C-1",
    "as_of_date": "2026-02-04",
    "incident_id": "N-1",
    "claimant": "Interior ministry",
    "side": "government",
    "victim_group": "security forces",
    "killed_low": 2,
    "killed_high": 2,
    "standing": "stands",
    "source_ids": "S-1",
}

RESPONSE: dict[str, Any] = {
    "response_id": "R-1",
    "start_date": "2026-02-04",
    "end_date": "2026-02-06",
    "date_precision": "day",
    "actor": "Northland Police",
    "response_type": "Movement restriction",
    "title": "Curfew in Alder",
    "summary": "Police closed the bridge and barred movement at night.",
    "admin1": "Northland",
    "admin2": "Alder",
    "latitude": 10.5,
    "longitude": 20.5,
    "geo_precision": "town",
    "curfew_days": 3,
    "trigger": "Attack on the bridge post",
    "trigger_ids": "N-1",
    "source_ids": "S-1",
    "reliability": "B",
    "credibility": "2",
}

SIGNAL: dict[str, Any] = {
    "signal_id": "G-1",
    "date": "2026-02-05",
    "actor": "Northland",
    "counterpart": "Southland",
    "signal_type": "Accusation",
    "stance": "hostile",
    "summary": "The foreign ministry said that the gunmen came from Southland.",
    "incident_ids": "N-1",
    "evidence_offered": "promised",
    "source_ids": "S-1",
    "reliability": "B",
    "credibility": "1",
}

PROJECT: dict[str, Any] = {
    "project_id": "J-1",
    "name": "Alder bridge widening",
    "sector": "Road",
    "programme": "Northern Ring",
    "status": "under construction",
    "financing_type": "loan",
    "announced_usd_m": 120,
    "committed_usd_m": 80.5,
    "announced_on": "2021",
    "admin1": "Northland",
    "admin2": "Alder",
    "latitude": 10.6,
    "longitude": 20.6,
    "geo_precision": "corridor",
    "summary": "A second lane over the river, paid by a foreign loan.",
    "source_ids": "S-2",
    "reliability": "C",
    "credibility": "2",
}

FIGURE: dict[str, Any] = {
    "figure_id": "F-1",
    "scope": "Northern Ring total",
    "as_of_date": "2025-06",
    "measure": "announced",
    "amount_usd_m": 2500,
    "claimant": "Northland Treasury",
    "side": "government",
    "source_ids": "S-2",
}

COUNT: dict[str, Any] = {
    "count_id": "K-1",
    "publisher": "Northland Monitor",
    "area": "Northland",
    "period": "year",
    "year": 2025,
    "start_date": "2025-01-01",
    "end_date": "2025-12-31",
    "measure": "killed",
    "value": 41,
    "inclusion_rule": "Deaths in attacks only",
    "source_ids": "S-2",
}

SCENARIOS: tuple[dict[str, Any], ...] = (
    {
        "scenario_id": "SC-1",
        "order": 1,
        "name": "Thaw",
        "description": "The two sides talk.",
        "remainder": "no",
        "prior": 47.5,
        "prior_set_by": "The desk",
        "prior_set_on": "2026-03-31",
    },
    {
        "scenario_id": "SC-2",
        "order": 2,
        "name": "Freeze",
        "description": "Neither side moves.",
        "remainder": "no",
        "prior": 47.5,
        "prior_set_by": "The desk",
        "prior_set_on": "2026-03-31",
    },
    {
        "scenario_id": "SC-9",
        "order": 3,
        "name": "Other",
        "description": "Anything else.",
        "remainder": "yes",
        "prior": 5,
        "prior_set_by": "The desk",
        "prior_set_on": "2026-03-31",
    },
)

INDICATOR: dict[str, Any] = {
    "indicator_id": "D-1",
    "indicator": "The bridge is open to trade",
    "theme": "Trade",
    "weight": 0.5,
    "likelihood_1": "for",
    "likelihood_2": "against",
    "state": "seen",
    "state_date": "2026-03",
    "set_by": "The desk",
    "set_on": "2026-03-31",
}

EVIDENCE: dict[str, Any] = {
    "evidence_id": "E-1",
    "date": "2026-03-01",
    "statement": "Lorries crossed the bridge again.",
    "label": "Trade resumed",
    "fit_1": "consistent",
    "fit_2": "inconsistent",
    "source_ids": "S-1",
    "reliability": "B",
    "credibility": "2",
}

JUDGEMENT: dict[str, Any] = {
    "judgement_id": "U-1",
    "judgement": "The bridge will stay closed.",
    "theme": "Trade",
    "indicator": "Lorries on the bridge",
    "author": "A columnist",
    "made_on": "2026-02-05",
    "status": "not observed",
    "basis": "It opened on 1 March.",
    "source_ids": "S-1",
}

STATEMENT: dict[str, Any] = {
    "context_id": "X-1",
    "theme": "Equity",
    "kind": "argument",
    "statement": "the river towns pay and the hill towns spend",
    "author": "a columnist",
    "stated_on": "2026-02-05",
    "source_ids": "S-1",
}

SOURCES: tuple[dict[str, Any], ...] = (
    {
        "source_id": "S-1",
        "publisher": "Northland Courier",
        "title": "Post attacked",
        "published_date": "2026-02-03",
        "reliability": "B",
        "url": "https://courier.example/1",
    },
    {
        "source_id": "S-2",
        "publisher": "Wire",
        "title": "Bridge fight",
        "published_date": "2026-02-04",
        "reliability": "C",
    },
)

VIEW: dict[str, Any] = {
    "view": "Alder this year",
    "filters": "district=alder&from=2026-01-01",
    "page": "incidents",
    "note": "Weekly.",
}

PLACES: tuple[dict[str, Any], ...] = (
    {"place_id": "NL", "name": "Northland", "kind": "admin1"},
    {"place_id": "NL-alder", "name": "Alder", "kind": "admin2", "parent": "NL", "other_names": "Aldur; Alderburg"},
    {"place_id": "NL-birch", "name": "Birch", "kind": "admin2", "parent": "NL"},
)


def an_incident(**changes: Any) -> dict[str, Any]:
    """An incident's row, with these changes."""
    return {**INCIDENT, **changes}


def a_claim(**changes: Any) -> dict[str, Any]:
    """A claim's row, with these changes."""
    return {**CLAIM, **changes}


SHORT_NAMES = {"claims": "casualty_claims", "signals": "regional_signals", "counts": "published_counts"}
"""What tests call the tables whose names are long."""


def files(
    incidents: Any = (INCIDENT,), about: Any = None, sources: Any = SOURCES, places: Any = PLACES, **others: Any
) -> dict[str, bytes]:
    """The spreadsheets that hold these rows: incidents.xlsx and reference.xlsx, and those of the other tables given."""
    settings = [{"setting": name, "value": value} for name, value in {**ABOUT, **(about or {})}.items()]
    given = {SHORT_NAMES.get(name, name): rows for name, rows in others.items()}
    rows = {"incidents": incidents, "casualty_claims": (), "about": settings, "sources": sources, "places": places}
    rows |= given
    if unknown := rows.keys() - {table.name for table in schema.TABLES}:
        raise TypeError(f"no such tables: {unknown}")
    return {
        name: _book(held, {table.name: rows[table.name] for table in held})
        for name, tables in schema.SPREADSHEETS.items()
        if (held := tuple(table for table in tables if table.name in rows))
    }


_books: dict[str, bytes] = {}


def _book(tables: tuple[Table, ...], rows: dict[str, Any]) -> bytes:
    """The workbook of these rows, written once: most tests want the same reference.xlsx."""
    drawn = repr(rows)
    if drawn not in _books:
        _books[drawn] = write_workbook(tables, rows)
    return _books[drawn]


@lru_cache(maxsize=256)
def _assembled(held: tuple[tuple[str, bytes], ...]) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset of these files, read once: nothing in it is ever changed."""
    return assemble(dict(held))


def a_dataset(*incidents: dict[str, Any], **others: Any) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset of these rows, read back from spreadsheets, and its problems."""
    return _assembled(tuple(files(incidents or (INCIDENT,), **others).items()))


def an_edition(*incidents: dict[str, Any], **others: Any) -> Edition:
    """An edition of these rows, which must have no problem."""
    held = files(incidents or (INCIDENT,), **others)
    dataset, problems = _assembled(tuple(held.items()))
    assert not problems, [str(problem) for problem in problems]
    return Edition(1, digest_of(held), dataset)
