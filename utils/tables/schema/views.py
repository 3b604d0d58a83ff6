"""The table of saved views: a choice of filters under a name, for readers who come back to it.

Knows what analysts fill in. It must not know which filters there are, nor how a view is opened.
"""

from dataclasses import replace

from utils.tables import vocabularies as words
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema.citing import NOTE, row_id

VIEWS = Table(
    "views",
    "Views",
    "One row a saved view: a choice of filters under a name. Leave the sheet out when there is none.",
    (
        replace(
            row_id("view", "View", "Alder since January"),
            help="Its name, as readers see it and as the command line takes it, such as Alder since January.",
            hxl="#meta+name",
            width=30,
        ),
        Column(
            "filters",
            "Filters",
            Kind.TEXT,
            "What stands after the ? in the view's address, such as district=alder&from=2026-01-01. What the edition "
            "cannot follow is told to whoever opens the view.",
            required=True,
            other_headings=("query", "filter"),
            width=60,
        ),
        Column(
            "page",
            "Page",
            Kind.CHOICE,
            "The page that it opens on; the briefing when empty.",
            vocabulary=words.PAGES,
            width=14,
        ),
        NOTE,
    ),
    needed=False,
)
