"""A workbook with forty planted problems, and what each is to be called."""

import io
from functools import lru_cache

import openpyxl

from tests.drawn import an_incident, files

ROWS = 45
TABLE = "incidents.xlsx"

PLANTED: tuple[tuple[int, str, object, str], ...] = (
    # row of the sheet, heading, what is put there, code
    (3, "Incident id", "N-1", "id-twice"),
    (4, "Incident id", None, "value-missing"),
    (5, "Start date", "03/04/2026", "date-ambiguous"),
    (6, "Start date", "yesterday", "not-a-date"),
    (7, "Start date", None, "value-missing"),
    (8, "Start date", "0206-01-31", "date-out-of-range"),
    (9, "End date", "2025-01-01", "end-before-start"),
    (10, "End date", "31.31.2026", "not-a-date"),
    (11, "Date precision", "dya", "not-in-list"),
    (12, "Date precision", None, "value-missing"),
    (13, "Province", "Southland", "place-unknown"),
    (14, "Province", None, "value-missing"),
    (15, "District", "Aldre", "place-unknown"),
    (16, "Latitude", "north", "not-a-number"),
    (17, "Latitude", 91, "out-of-range"),
    (18, "Latitude", None, "half-a-point"),
    (19, "Longitude", 200, "out-of-range"),
    (20, "Place precision", "precise", "not-in-list"),
    (21, "Place precision", None, "value-missing"),
    (22, "Event type", "Battels", "not-in-list"),
    (23, "Event type", None, "value-missing"),
    (24, "Tactic", "air raid", "not-in-list"),
    (25, "Target", "polise", "not-in-list"),
    (26, "Attribution", "said", "not-in-list"),
    (27, "Female fighter", "maybe", "not-in-list"),
    (28, "Summary", None, "value-missing"),
    (29, "Summary", "Bell\x07 rang.", "control-character"),
    (30, "Killed, security forces, low", "many", "not-a-whole-number"),
    (31, "Killed, security forces, high", 2.5, "not-a-whole-number"),
    (32, "Killed, civilians, low", -99, "out-of-range"),
    (33, "Killed, civilians, low", 9, "low-above-high"),
    (34, "Killed, militants, high", "1,740", "not-a-whole-number"),
    (35, "Sources", "S-99", "id-unknown"),
    (36, "Sources", None, "value-missing"),
    (37, "Source grade", "Z", "not-in-list"),
    (38, "Claim grade", "7", "not-in-list"),
    (39, "Killed, civilians, high", "=1/0", "formula-empty"),
    (40, "Actor", "#DIV/0!", "error-value"),
    (47, "Incident id", "Total", "totals-row"),
    (48, "Incident id", "Source: the Courier", "footer"),
)


@lru_cache(maxsize=1)
def whole() -> dict[str, bytes]:
    """A workbook of 45 incidents without a problem, and the reference beside it."""
    return files(
        [
            an_incident(
                incident_id=f"N-{number}",
                start_date=f"2026-02-{number % 28 + 1:02}",
                killed_civilian_low=1,
                killed_civilian_high=2,
                summary=f"Incident {number} of the winter.",
            )
            for number in range(1, ROWS + 1)
        ]
    )


@lru_cache(maxsize=1)
def spoilt() -> bytes:
    """The workbook with all forty problems, other sheets and formats as they were."""
    book = openpyxl.load_workbook(io.BytesIO(whole()[TABLE]))
    for row, heading, value, _ in PLANTED:
        cell = _cell(book, row, heading)
        cell.value = None if value is None or "\x07" in str(value) else value
        if value == "#DIV/0!":
            cell.data_type = "e"
        if "\x07" in str(value):  # openpyxl refuses what a program would write as _x0007_
            cell.value = str(value).replace("\x07", "_x0007_")
    return _saved(book)


def mended(marked: bytes) -> bytes:
    """The marked copy with the planted cells alone put right again, as the analyst would."""
    book = openpyxl.load_workbook(io.BytesIO(marked))
    right = openpyxl.load_workbook(io.BytesIO(whole()[TABLE]))
    for row, heading, _, _ in PLANTED:
        _cell(book, row, heading).value = _cell(right, row, heading).value
    return _saved(book)


def address(row: int, heading: str) -> str:
    """Where it was planted, such as `L22`."""
    return f"{openpyxl.utils.get_column_letter(_headings().index(heading) + 1)}{row}"


@lru_cache(maxsize=1)
def _headings():
    book = openpyxl.load_workbook(io.BytesIO(whole()[TABLE]), read_only=True)
    return [cell.value for cell in next(book["Incidents"].iter_rows(max_row=1))]


def _cell(book, row, heading):
    sheet = book["Incidents"]
    return sheet.cell(row, next(cell.column for cell in sheet[1] if cell.value == heading))


def _saved(book) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
