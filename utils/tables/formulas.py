"""What stands in the XML of sheets beside values: formulas, errors, and how far their cells reach.

Knows the XML of Office and of OpenDocument sheets. It must not know how they are packed: document types must have been
refused before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import unescape

from openpyxl.utils import column_index_from_string

_NAME = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass
class Marks:
    """Cells by row number and column position (0 for A). `height` and `width` reach the last cell that holds something.

    `formulas` holds each formula's text, `unsaved` those among them without a value, `errors` what a cell shows.
    """

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    height: int = 0
    width: int = 0


def marks_of(xml: bytes) -> Marks:
    """Every formula and error of the sheet, and its reach.

    Raises ValueError when the XML is not well formed.
    """
    reader = _OfficeReader()
    _follow(xml, reader)
    return reader.marks


_FORMULA = re.compile(rb"<c ([^>]*)><f(?: [^>]*?)?(?:/>|>([^<]*)</f>)(?:<v>([^<]*)</v>|<v ?/>)?</c>")
_ERROR = re.compile(rb'<c ([^>]*t="e"[^>]*)>(?:<f(?: [^>]*?)?(?:/>|>[^<]*</f>))?<v>([^<]*)</v></c>')
_ADDRESS = re.compile(rb'(?:^| )r="([A-Z]{1,3})([0-9]{1,7})"')


def plain_marks(xml: bytes) -> Marks | None:
    """The same without the reach, ten times faster, of a sheet written as common programs do; None of any other."""
    marks = Marks()
    if b"<f" in xml:
        found = _FORMULA.findall(xml)
        if len(found) != len(re.findall(rb"<f[ />]", xml)):
            return None
        for cell, formula, value in found:
            place = _place(cell)
            if place is None:
                return None
            marks.formulas[place] = unescape(formula.decode())
            if not value and b't="str"' not in cell:
                marks.unsaved.add(place)
    if b't="e"' in xml:
        errors = [(_place(cell), unescape(shown.decode())) for cell, shown in _ERROR.findall(xml)]
        if len(errors) != xml.count(b't="e"'):
            return None
        marks.errors.update((place, shown) for place, shown in errors if place is not None and shown)
    return marks


def _place(cell: bytes) -> tuple[int, int] | None:
    address = _ADDRESS.search(cell)
    return (int(address[2]), column_index_from_string(address[1].decode()) - 1) if address else None


def open_document_marks(xml: bytes) -> dict[str, Marks]:
    """Every formula and the reach of each sheet in an OpenDocument file's content, by the sheet's name.

    Raises ValueError when the XML is not well formed.
    """
    reader = _OpenReader()
    _follow(xml, reader)
    return reader.sheets


class _Reader(Protocol):
    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def text(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...


def _follow(xml: bytes, reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(xml, True)  # noqa: FBT003  # the signature is expat's
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


class _OfficeReader:
    """Follows the elements of a sheet; cells without an address follow the one before."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row, self._column = 0, -1
        self._kind = ""
        self._texts: dict[str, str] = {}
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition("}")[2]:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) if number.isdecimal() else self._row + 1
                self._column = -1
            case "c":
                place = _NAME.fullmatch(attributes.get("r", ""))
                self._column = column_index_from_string(place[1]) - 1 if place else self._column + 1
                self._row = int(place[2]) if place else self._row
                self._kind, self._texts = attributes.get("t", ""), {}
            case "f" | "v" | "is" as part:
                self._inside = part
                self._texts[part] = ""

    def text(self, text: str) -> None:
        if self._inside:
            self._texts[self._inside] += text

    def end(self, name: str) -> None:
        part = name.rpartition("}")[2]
        if part == self._inside:
            self._inside = ""
        elif part == "c":
            self._close()

    def _close(self) -> None:
        place, marks = (self._row, self._column), self.marks
        value = self._texts.get("v", "") or self._texts.get("is", "")
        if "f" in self._texts:
            marks.formulas[place] = self._texts["f"]
            if not value and self._kind != "str":
                marks.unsaved.add(place)
        if self._kind == "e" and value:
            marks.errors[place] = value
        if value or "f" in self._texts:
            marks.height, marks.width = max(marks.height, place[0]), max(marks.width, place[1] + 1)


class _OpenReader:
    """Follows the rows and cells of every sheet; a cell or row may stand for many alike."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._marks = Marks()
        self._row, self._column, self._rows = 1, 0, 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        match name.rpartition("}")[2]:
            case "table":
                self._marks = self.sheets.setdefault(own.get("name", ""), Marks())
                self._row = 1
            case "table-row":
                self._rows = int(own.get("number-rows-repeated", "1"))
                self._column = 0
            case "table-cell" | "covered-table-cell":
                last = self._column + int(own.get("number-columns-repeated", "1"))
                if "formula" in own:
                    self._marks.formulas[(self._row, self._column)] = own["formula"]
                if "formula" in own or "value-type" in own:
                    self._marks.height = max(self._marks.height, self._row + self._rows - 1)
                    self._marks.width = max(self._marks.width, last)
                self._column = last

    def text(self, text: str) -> None:
        """Values are read elsewhere."""

    def end(self, name: str) -> None:
        if name.rpartition("}")[2] == "table-row":
            self._row += self._rows
