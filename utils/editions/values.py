"""A cell's value as a person reads it beside another: as one would type it into the spreadsheet.

Knows values of the frames. It must not know tables, nor where the text is shown.
"""

import datetime as dt

import pandas as pd

EMPTY = "(empty)"
"""What stands for a value that is not known."""


def shown(value: object) -> str:
    """The value as text: a day as 2026-01-31, ids joined by semicolons, numbers without needless zeros.

    Unknown is EMPTY, so that a value taken out can be told from one that was never there.
    """
    if isinstance(value, tuple):
        return "; ".join(value) or EMPTY
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124  # only NaN differs from itself
        return EMPTY
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
