"""Files that analysts already have, from the origins that are known here, turned into our own tables.

Knows which origins there are. It must not know where files come from, nor what is done with the tables.
"""

from __future__ import annotations

from utils.tables.grids import Grid
from utils.tables.importing.acled import ACLED
from utils.tables.importing.aei import AEI
from utils.tables.importing.aiddata import AIDDATA
from utils.tables.importing.conversion import Converted, Scope, convert_sheet
from utils.tables.importing.gtd import GTD
from utils.tables.importing.layouts import Layout
from utils.tables.importing.recognition import find_origin
from utils.tables.importing.reports import ImportReport
from utils.tables.importing.ucdp import UCDP

LAYOUTS: tuple[Layout, ...] = (ACLED, UCDP, GTD, AEI, AIDDATA)


def recognise(grid: Grid) -> Layout | None:
    """The origin that the sheet comes from; None when it is none of those known here, as our own sheets are."""
    return find_origin(grid, LAYOUTS)


def convert(grid: Grid, layout: Layout, file: str, scope: Scope = Scope()) -> Converted:  # noqa: B008  # frozen
    """The sheet's rows in the form of our tables, with the addresses they were found at, and what was done.

    Raises ValueError when the sheet is not of that layout: ask `recognise` first.
    """
    return convert_sheet(grid, layout, file, scope)


__all__ = ["LAYOUTS", "Converted", "ImportReport", "Layout", "Scope", "convert", "recognise"]
