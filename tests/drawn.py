"""Spreadsheets drawn as text, and rows whose defaults make the common case short."""

import io
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


def files(
    incidents: Any = (INCIDENT,), claims: Any = (), about: Any = None, sources: Any = SOURCES, places: Any = PLACES
) -> dict[str, bytes]:
    """The two spreadsheets that hold these rows."""
    settings = [{"setting": name, "value": value} for name, value in {**ABOUT, **(about or {})}.items()]
    rows = {"incidents": incidents, "casualty_claims": claims, "about": settings, "sources": sources, "places": places}
    return {name: write_workbook(tables, _by_table(tables, rows)) for name, tables in schema.SPREADSHEETS.items()}


def _by_table(tables: tuple[Table, ...], rows: dict[str, Any]) -> dict[str, Any]:
    return {table.name: rows[table.name] for table in tables}


def a_dataset(*incidents: dict[str, Any], **others: Any) -> tuple[Dataset, tuple[Problem, ...]]:
    """The dataset of these rows, read back from spreadsheets, and its problems."""
    return assemble(files(incidents or (INCIDENT,), **others))


def an_edition(*incidents: dict[str, Any], **others: Any) -> Edition:
    """An edition of these rows, which must have no problem."""
    held = files(incidents or (INCIDENT,), **others)
    dataset, problems = assemble(held)
    assert not problems, [str(problem) for problem in problems]
    return Edition(1, digest_of(held), dataset)
