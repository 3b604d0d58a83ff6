"""Every table, and which spreadsheet it is kept in: headings, types, lists and limits stand here once.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from utils.tables.columns import Table
from utils.tables.schema.claims import CASUALTY_CLAIMS
from utils.tables.schema.incidents import INCIDENTS
from utils.tables.schema.reference import ABOUT, PLACES, SOURCES

TABLES: tuple[Table, ...] = (INCIDENTS, CASUALTY_CLAIMS, SOURCES, PLACES, ABOUT)

SPREADSHEETS: dict[str, tuple[Table, ...]] = {
    "incidents.xlsx": (INCIDENTS, CASUALTY_CLAIMS),
    "reference.xlsx": (ABOUT, SOURCES, PLACES),
}
"""Which table is kept in which shipped spreadsheet."""

__all__ = ["ABOUT", "CASUALTY_CLAIMS", "INCIDENTS", "PLACES", "SOURCES", "SPREADSHEETS", "TABLES"]
