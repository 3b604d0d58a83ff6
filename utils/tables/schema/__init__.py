"""Every table, and which spreadsheet it is kept in: headings, types, lists and limits stand here once.

Knows what analysts fill in. It must not know how cells are read or shown.
"""

from utils.tables.columns import Table
from utils.tables.schema.claims import CASUALTY_CLAIMS
from utils.tables.schema.context import CONTEXT
from utils.tables.schema.counts import PUBLISHED_COUNTS
from utils.tables.schema.incidents import INCIDENTS
from utils.tables.schema.investments import FIGURES, PROJECTS
from utils.tables.schema.judgements import JUDGEMENTS
from utils.tables.schema.outlook import EVIDENCE, INDICATORS, SCENARIOS
from utils.tables.schema.reference import ABOUT, PLACES, SOURCES
from utils.tables.schema.responses import RESPONSES
from utils.tables.schema.signals import REGIONAL_SIGNALS
from utils.tables.schema.views import VIEWS

SPREADSHEETS: dict[str, tuple[Table, ...]] = {
    "incidents.xlsx": (INCIDENTS, CASUALTY_CLAIMS, PUBLISHED_COUNTS),
    "responses.xlsx": (RESPONSES, REGIONAL_SIGNALS),
    "investments.xlsx": (PROJECTS, FIGURES),
    "outlook.xlsx": (SCENARIOS, INDICATORS, EVIDENCE, JUDGEMENTS),
    "reference.xlsx": (ABOUT, SOURCES, PLACES, VIEWS, CONTEXT),
}
"""Which table is kept in which shipped spreadsheet."""

TABLES: tuple[Table, ...] = tuple(table for tables in SPREADSHEETS.values() for table in tables)

__all__ = [
    "ABOUT",
    "CASUALTY_CLAIMS",
    "CONTEXT",
    "EVIDENCE",
    "FIGURES",
    "INCIDENTS",
    "INDICATORS",
    "JUDGEMENTS",
    "PLACES",
    "PROJECTS",
    "PUBLISHED_COUNTS",
    "REGIONAL_SIGNALS",
    "RESPONSES",
    "SCENARIOS",
    "SOURCES",
    "SPREADSHEETS",
    "TABLES",
    "VIEWS",
]
