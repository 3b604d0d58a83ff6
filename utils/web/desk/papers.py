"""Spreadsheets to fill in, and the book that says what every column holds.

Knows their addresses. It must not know how they are made.
"""

from urllib.parse import quote

import streamlit as st

from utils.tables.schema import SPREADSHEETS
from utils.web.markup import block, plain, table


def papers() -> None:
    """The templates, each with its sheets, plain or with a row of HXL tags; and the codebook."""
    rows = [
        (
            f'<a href="desk/templates/{quote(name)}" target="_blank">{plain(name)}</a>',
            plain(", ".join(held.sheet for held in tables)),
            f'<a href="desk/templates/{quote(name)}?hxl=yes" target="_blank">with HXL tags</a>',
        )
        for name, tables in SPREADSHEETS.items()
    ]
    st.html(
        block(
            "<h2>Templates</h2><p>Each begins with a sheet that says how to fill it, and has a list to choose from "
            "wherever a column takes one of a list. Names of places and ids of sources are those of the sheets Places "
            "and Sources; a new one is added there, in the same upload or before.</p>",
            table(("Spreadsheet", "Sheets", ""), rows),
            '<p><a class="act" href="desk/codebook/tables.md" target="_blank">Codebook: every table and column</a> '
            '<a class="act" href="desk/codebook/problems.md" target="_blank">Every problem and its repair</a></p>',
        )
    )
