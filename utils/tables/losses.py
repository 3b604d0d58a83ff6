"""What of a workbook does not survive being opened and saved here: named, or put back where it can be.

Knows the parts of .xlsx. It must not know what the workbook is saved for.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from utils.tables.archives import MAIN, RELATIONS, sheet_paths

_PARTS: tuple[tuple[str, str], ...] = (
    (r"xl/slicers?/|xl/slicerCaches/", "slicers"),
    (r"xl/timelines?/|xl/timelineCaches/", "timelines"),
    (r"xl/ctrlProps/|xl/activeX/", "buttons and other controls"),
    (r"xl/threadedComments/", "replies in comment threads (their text stays as a note)"),
    (r"xl/richData/", "linked data types and pictures inside cells"),
    (r"xl/queryTables/|xl/connections\.xml", "connections to other data"),
    (r"xl/diagrams/", "diagrams"),
)
_MARKS: tuple[tuple[str, bytes, str], ...] = (
    (r"xl/drawings/drawing\d+\.xml", rb"<xdr:sp[ >]|<xdr:grpSp", "text boxes and shapes"),
    (r"xl/worksheets/", rb"x14:sparkline", "sparklines"),
    (r"xl/worksheets/", rb"x14:conditionalFormatting ", "colour rules of newer kinds"),
)


def cells_held(content: bytes) -> int:
    """How many cells the workbook's sheets have, empty ones with a format among them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return sum(len(re.findall(rb"<(?:\w+:)?c[ />]", archive.read(name))) for name in sheets)


def losses(content: bytes) -> tuple[str, ...]:
    """What the workbook will lack once it is saved again, in words for its owner."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            found += [words for pattern, words in _PARTS if re.match(pattern, name)]
            looked = [(mark, words) for pattern, mark, words in _MARKS if re.match(pattern, name)]
            part = archive.read(name) if looked else b""
            found += [words for mark, words in looked if re.search(mark, part)]
    return tuple(dict.fromkeys(found))


def restore_lists(book: Workbook, content: bytes) -> None:
    """Puts back the drop-downs that draw on another sheet: newer programs keep them where openpyxl does not look."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        paths = sheet_paths({name: archive.read(name) for name in (MAIN, RELATIONS)})
        for sheet in book.worksheets:
            part = archive.read(paths[sheet.title])
            if b":dataValidation " in part:
                for rule in ElementTree.fromstring(part).iterfind(".//{*}ext//{*}dataValidation"):  # noqa: S314  # no entities
                    sheet.add_data_validation(_rule(rule))


def _rule(element: ElementTree.Element) -> DataValidation:
    held = element.attrib
    rule = DataValidation(
        type=held.get("type"),  # type: ignore[arg-type]  # openpyxl refuses any other itself
        operator=held.get("operator"),  # type: ignore[arg-type]
        formula1=element.findtext("{*}formula1/{*}f"),
        formula2=element.findtext("{*}formula2/{*}f"),
        allow_blank=held.get("allowBlank") == "1",
        showErrorMessage=held.get("showErrorMessage") == "1",
        showInputMessage=held.get("showInputMessage") == "1",
        errorTitle=held.get("errorTitle"),
        error=held.get("error"),
    )
    for cells in element.findtext("{*}sqref", "").split():
        rule.add(cells)
    return rule
