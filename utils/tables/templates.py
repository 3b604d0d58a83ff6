"""Spreadsheets to fill in: help sheet first, frozen headings with notes, drop-downs; with rows, the shipped data.

Knows how a workbook is written so that the reader takes it back unchanged. It must not know any row's meaning.
The same rows give the same bytes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from utils.tables.about import SETTINGS
from utils.tables.codebook import allowed
from utils.tables.columns import Column, Kind, Table
from utils.tables.schema import ABOUT
from utils.tables.sheets import HELP_SHEETS

Row: TypeAlias = Mapping[str, str | int | float | dt.date | None]

_EPOCH = dt.datetime(2026, 1, 1)  # noqa: DTZ001  # openpyxl wants it without a zone
_LAST_ROW = 100_000
_HEAD = PatternFill("solid", fgColor="E8EDF2")
_NEEDED = PatternFill("solid", fgColor="CFDCE8")
_TAG = Font(italic=True, color="5A6673")


def write_workbook(
    tables: Sequence[Table], rows: Mapping[str, Iterable[Row]] | None = None, *, hxl: bool = False
) -> bytes:
    """An .xlsx with a sheet for each table, and the rows given for it by the table's name (none: an empty template).

    With `hxl` a row of Humanitarian Exchange Language tags stands under the headings, for programs that look for it.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_help(book.create_sheet(HELP_SHEETS[0]), tables)
    lists = Workbook.create_sheet(book, HELP_SHEETS[1])
    for table in tables:
        sheet = book.create_sheet(table.sheet, index=len(book.sheetnames) - 1)
        tagged = hxl and any(column.hxl for column in table.columns)
        _write_table(sheet, table, rows[table.name] if rows else _settings(table), tagged=tagged)
        _offer_lists(sheet, table, lists, first_row=3 if tagged else 2)
    lists.sheet_state = "hidden"
    book.active = 1
    return _same_bytes(book)


def _settings(table: Table) -> Sequence[Row]:
    """The rows that an empty template already has: every setting with its meaning, its value to be filled in."""
    if table is not ABOUT:
        return ()
    return [{"setting": setting.heading, "meaning": setting.help} for setting in SETTINGS]


def _write_help(sheet: Worksheet, tables: Sequence[Table]) -> None:
    sheet.append(["Sheet", "Heading", "Needed", "What it holds", "Allowed"])
    for table in tables:
        sheet.append([table.sheet, "", "", table.help, ""])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for column in table.columns:
            sheet.append(["", column.heading, "yes" if column.required else "", column.help, allowed(column)])
    _style_heading(sheet, [18, 26, 8, 80, 70])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _style_heading(sheet: Worksheet, widths: Sequence[float]) -> None:
    for position, width in enumerate(widths, 1):
        cell = sheet.cell(1, position)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"


def _write_table(sheet: Worksheet, table: Table, rows: Iterable[Row], *, tagged: bool) -> None:
    sheet.append([column.heading for column in table.columns])
    _style_heading(sheet, [column.width for column in table.columns])
    if tagged:
        _write_tags(sheet, table)
    first_row = sheet.max_row + 1
    sheet.freeze_panes = f"B{first_row}"
    for position, column in enumerate(table.columns, 1):
        head = sheet.cell(1, position)
        head.comment = Comment(
            f"{column.help}\n{'Needed. ' if column.required else ''}{allowed(column)}", "Briefbook", 160, 320
        )
        if column.required:
            head.fill = _NEEDED
    for number, row in enumerate(rows, first_row):
        for position, column in enumerate(table.columns, 1):
            _write_cell(sheet.cell(number, position), column, row.get(column.key))
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{first_row - 1}:{last}{max(sheet.max_row, first_row)}"  # its arrows stand on that row


def _write_tags(sheet: Worksheet, table: Table) -> None:
    sheet.append([column.hxl for column in table.columns])
    for cell in sheet[2]:
        cell.font = _TAG


def _write_cell(cell: Cell | MergedCell, column: Column, value: str | int | float | dt.date | None) -> None:
    if value is None or value == "" or isinstance(cell, MergedCell):
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text
    if column.kind is Kind.DATE:
        cell.number_format = "yyyy-mm-dd"
    if column.width >= 40:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _offer_lists(sheet: Worksheet, table: Table, lists: Worksheet, *, first_row: int) -> None:
    for position, column in enumerate(table.columns, 1):
        if column.vocabulary is None:
            continue
        place = lists.max_column + (1 if lists.cell(1, 1).value else 0)
        lists.cell(1, place, f"{table.sheet}: {column.heading}")
        for number, label in enumerate(column.vocabulary.labels, 2):
            lists.cell(number, place, label)
        letter = get_column_letter(place)
        source = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(column.vocabulary.labels) + 1}"
        offer = DataValidation("list", formula1=source, allow_blank=not column.required, showErrorMessage=True)
        offer.errorTitle, offer.error = column.heading, "Choose one from the list, or leave the cell empty."
        sheet.add_data_validation(offer)
        where = get_column_letter(position)
        offer.add(f"{where}{first_row}:{where}{_LAST_ROW}")


def _same_bytes(book: Workbook) -> bytes:
    """The workbook without the moment of its writing, which openpyxl puts into the properties and the zip."""
    book.properties.creator = "Briefbook"
    book.properties.created = book.properties.modified = _EPOCH
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _without_moment(content)
            target.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _without_moment(properties: bytes) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", properties)
