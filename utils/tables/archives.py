"""The parts that a workbook is packed from, unpacked with care: nothing huge, no entities, no trick with names.

Knows zip files and the parts of .xlsx and .ods. It must not know what a sheet's cells mean.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter

from utils.tables.formulas import Marks, marks_of, open_document_marks, plain_marks
from utils.tables.limits import Limits
from utils.tables.problems import Code, Problem

MAIN = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_TORN = "it is torn, perhaps by an upload or a copy that broke off"
_ENTITIES = "it holds document types or entities, which no spreadsheet program writes"
_ODD_TEXT = "its parts are not written in UTF-8, as those of a workbook are"
_ODD_NAMES = "the names of its parts are not those of a workbook"
_BROKEN = "its parts do not fit together"


class RefusedError(Exception):
    """A file, or a sheet of it, that is not read further: the code that answers it, and what to say with it."""

    def __init__(self, code: Code, found: str = "", allowed: str = "") -> None:
        super().__init__(code.value)
        self.code, self.found, self.allowed = code, found, allowed

    def problem(self, file: str, sheet: str = "") -> Problem:
        """The problem that tells it."""
        return Problem(self.code, file, sheet, found=self.found, allowed=self.allowed)


@dataclass(frozen=True)
class Sheet:
    """What is known of a sheet before its cells are read.

    `starts_first` says that column A certainly holds something.
    """

    marks: Marks = field(default_factory=Marks)
    starts_first: bool = False


@dataclass(frozen=True)
class Package:
    """A workbook's sheets by name, whether it holds macros or links to other files, and its bytes fit for reading."""

    content: bytes
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    macros: bool = False
    links: bool = False


def open_office(content: bytes, limits: Limits) -> Package:
    """An .xlsx or .xlsm file looked through. Raises RefusedError when it is torn, too big or holds entities."""
    sheets: dict[str, Sheet] = {}
    rewritten: dict[str, bytes] = {}
    kept: dict[str, bytes] = {}
    names = set()
    for name, part in _parts(content, limits):
        names.add(name)
        if name in (MAIN, RELATIONS):
            kept[name] = part
        elif b"sheetData" in part:
            sheets[name] = _sheet(part, limits)
            readable = _newer_errors(part)
            if readable != part:
                rewritten[name] = readable
    return Package(
        _replaced(content, rewritten) if rewritten else content,
        {title: sheets[path] for title, path in sheet_paths(kept).items() if path in sheets},
        macros=any(name.endswith("vbaproject.bin") for name in map(str.lower, names)),
        links=any(name.startswith("xl/externalLinks/") for name in names),
    )


def open_document(content: bytes, limits: Limits) -> Package:
    """An .ods file looked through. Raises RefusedError when it is torn, locked, too big or holds entities."""
    marks: dict[str, Marks] = {}
    names = set()
    for name, part in _parts(content, limits):
        names.add(name)
        if name == "META-INF/manifest.xml" and b"encryption-data" in part:
            raise RefusedError(Code.FILE_LOCKED)
        if name == "content.xml":
            try:
                marks = open_document_marks(part)
            except ValueError as error:
                raise RefusedError(Code.FILE_UNREADABLE, _BROKEN) from error
    sheets = {name: Sheet(mark) for name, mark in marks.items()}
    return Package(content, sheets, macros=any(name.startswith("Basic/") for name in names))


def _parts(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Each part's name and bytes. What a part says of its own size is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, limits)
            left = limits.unpacked_mb * 1_000_000
            for entry in entries:
                with archive.open(entry) as held:
                    part = held.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise RefusedError(Code.FILE_TOO_BIG, "more inside", limits.told("unpacked_mb", "MB"))
                _check_xml(part)
                yield entry.filename.replace("\\", "/"), part
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise RefusedError(Code.FILE_UNREADABLE, _TORN) from error
    except RuntimeError as error:  # so zipfile says that an entry needs a password
        raise RefusedError(Code.FILE_LOCKED) from error


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_mb * 1_000_000:
        found = f"{unpacked / 1_000_000:,.0f} MB once it is unpacked"
        raise RefusedError(Code.FILE_TOO_BIG, found, limits.told("unpacked_mb", "MB"))
    if len(entries) > limits.parts:
        raise RefusedError(Code.FILE_TOO_BIG, f"{len(entries):,} parts", limits.told("parts", "parts"))
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if len(set(names)) < len(names) or any(".." in name.split("/") or "\0" in name for name in names):
        raise RefusedError(Code.FILE_UNREADABLE, _ODD_NAMES)


def _check_xml(part: bytes) -> None:
    start = part[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not start.startswith(b"<"):
        return
    if b"\0" in start:
        raise RefusedError(Code.FILE_UNREADABLE, _ODD_TEXT)
    root = re.search(rb"<[A-Za-z_]", part)
    if b"<!DOCTYPE" in part[: root.start() if root else len(part)]:  # elsewhere no reader takes it
        raise RefusedError(Code.FILE_UNREADABLE, _ENTITIES)


def _sheet(part: bytes, limits: Limits) -> Sheet:
    starts_first = re.search(rb'<c r="A\d+"[^>]*>(?:<v>|<is><t[^>]*>)[^<]', part) is not None
    if b"<sheetData" in part and not _far(part, limits):
        marks = plain_marks(part)
        if marks is not None:
            return Sheet(marks, starts_first)
    try:
        return Sheet(marks_of(part), starts_first)
    except ValueError as error:
        raise RefusedError(Code.FILE_UNREADABLE, _BROKEN) from error


def _far(part: bytes, limits: Limits) -> bool:
    """Whether a cell stands beyond the limits, going by its address alone, whatever it holds."""
    beyond = get_column_letter(min(limits.columns + 1, 16_384))
    columns = rb"""r=["']([A-Za-z]{%d,3})[0-9]""" % len(beyond)
    if re.search(columns, part) is not None:
        longest = max(set(re.findall(columns, part)), key=lambda name: (len(name), name.upper())).decode().upper()
        if (len(longest), longest) >= (len(beyond), beyond):
            return True
    rows = re.findall(rb"""<row r=["']([0-9]{%d,9})["']""" % len(str(limits.rows + 1)), part)
    return max(map(int, rows), default=0) > limits.rows


_OLDER = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!", b"#DATA!", b"#GETTING_DATA")


def _newer_errors(part: bytes) -> bytes:
    """The sheet with errors such as #SPILL! written as an older one: the fast reader gives up a sheet that has them."""
    if b't="e"' not in part:
        return part
    return re.sub(
        rb'(<c [^>]*t="e"[^>]*>(?:(?!</c>).)*?<v>)(#[^<]*)(</v>)',
        lambda cell: cell[0] if cell[2] in _OLDER else cell[1] + b"#VALUE!" + cell[3],
        part,
        flags=re.DOTALL,
    )


def _replaced(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            own = parts.get(entry.filename.replace("\\", "/"))
            new.writestr(entry.filename, old.read(entry) if own is None else own)
    return written.getvalue()


def sheet_paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where each sheet stands in the package, by its name. Raises RefusedError when the parts do not say so."""
    try:
        book = ElementTree.fromstring(parts[MAIN])  # noqa: S314  # document types were refused before
        links = ElementTree.fromstring(parts[RELATIONS])  # noqa: S314
    except (KeyError, ElementTree.ParseError) as error:
        raise RefusedError(Code.FILE_UNREADABLE, _BROKEN) from error
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    paths: dict[str, str] = {}
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(next((value for key, value in sheet.attrib.items() if key.endswith("}id")), ""), "")
        paths[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return paths
