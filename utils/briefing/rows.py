"""The rows of a table as one would type them into a sheet, and as files for other programs: CSV and workbook.

Knows values and columns. It must not know which rows a choice keeps, nor what they are about.
"""

from __future__ import annotations

import datetime as dt
from numbers import Integral, Real
from typing import TypeAlias

import pandas as pd

from utils.briefing.characters import visible
from utils.tables.columns import Table
from utils.tables.csv_files import csv_file
from utils.tables.templates import Row, write_workbook

Value: TypeAlias = str | int | float | dt.date | None


def rows_of(table: Table, frame: pd.DataFrame) -> list[Row]:
    """The rows, each by the keys of its columns, in the frame's order."""
    keys = [column.key for column in table.columns]
    return [
        {key: typed(value) for key, value in zip(keys, row, strict=True)}
        for row in frame[keys].itertuples(index=False, name=None)
    ]


def typed(value: object) -> Value:
    """The value as one would type it into a cell; unknown is an empty cell."""
    if isinstance(value, tuple | list):
        return visible("; ".join(value)) or None
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124  # only NaN differs from itself
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, Integral):  # a count out of a frame is no int of Python's
        return int(value)
    return float(value) if isinstance(value, Real) else visible(str(value))


def as_csv(table: Table, frame: pd.DataFrame) -> bytes:
    """The rows as CSV in UTF-8 under the headings of their sheet; no cell is a formula."""
    rows = ([row[column.key] for column in table.columns] for row in rows_of(table, frame))
    return csv_file([column.heading for column in table.columns], rows).encode()


def as_workbook(table: Table, frame: pd.DataFrame) -> bytes:
    """The rows as an .xlsx that the desk takes back, with the row of HXL tags; no cell is a formula."""
    return write_workbook((table,), {table.name: rows_of(table, frame)}, hxl=True)
