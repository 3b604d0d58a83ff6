"""What kind of file some bytes are, by their content and whatever the file is called.

Knows the marks that programs leave in files. It must not know how any of them is read.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import Enum

from utils.tables.problems import Code


class Kind(Enum):
    """The kinds of file that are read."""

    PACKED = "xlsx"
    OPEN_DOCUMENT = "ods"
    BINARY = "xls"
    TEXT = "csv"


@dataclass(frozen=True)
class Foreign:
    """A file that is not read: the code that answers it, and what it is."""

    code: Code
    what: str = ""


_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document (.rtf)"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"7z\xbc\xaf", "an archive (.7z)"),
    (b"Rar!", "an archive (.rar)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"MZ\x90\0", "a program"),
    (b"\x7fELF", "a program"),
)
_ENTRIES: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
)
_OPEN_DOCUMENTS = {b"text": "a text document (.odt)", b"presentation": "a presentation", b"graphics": "a drawing"}
_STREAMS: tuple[tuple[str, Foreign | Kind], ...] = (
    ("EncryptedPackage", Foreign(Code.FILE_LOCKED)),
    ("Workbook", Kind.BINARY),
    ("Book", Kind.BINARY),
    ("WordDocument", Foreign(Code.FILE_KIND, "an old Word document (.doc)")),
    ("PowerPoint Document", Foreign(Code.FILE_KIND, "an old presentation (.ppt)")),
)
_TEXTS: tuple[tuple[bytes, str], ...] = (
    (rb"(?s)\A<.*urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of 2003"),
    (rb"\A<(!doctype html|html|table|head|meta)\b", "a web page"),
    (rb"\A<(\?xml|[a-z]+[ >])", "an XML file"),
    (rb"\A[\[{]\s*[\[{\"]", "a JSON file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 2_000


def kind_of(content: bytes) -> Kind | Foreign:
    """What the bytes are: a kind that is read, or what they are instead."""
    if not content:
        return Foreign(Code.FILE_EMPTY)
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(_OLE):
        return _compound(content)
    what = next((what for start, what in _STARTS if content.startswith(start)), None)
    if what is not None:
        return Foreign(Code.FILE_KIND, what)
    return Kind.TEXT if content.startswith(_WIDE) else _text(content)


def _archive(content: bytes) -> Kind | Foreign:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in {name.lower().replace("\\", "/") for name in names}:
                return Kind.PACKED
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as held:
                    kind = held.read(100).rpartition(b".")[2]
                what = next((what for part, what in _OPEN_DOCUMENTS.items() if kind.startswith(part)), None)
                return Foreign(Code.FILE_KIND, what) if what else Kind.OPEN_DOCUMENT
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Foreign(Code.FILE_UNREADABLE, "it is torn, perhaps by an upload or a copy that broke off")
    for start, what in _ENTRIES:
        if any(name.startswith(start) for name in names):
            return Foreign(Code.FILE_KIND, what)
    return Foreign(Code.FILE_KIND, "a zip archive")


def _compound(content: bytes) -> Kind | Foreign:
    """The old container of Office files names its streams in UTF-16."""
    for name, answer in _STREAMS:
        if f"{name}\0".encode("utf-16-le") in content:
            return answer
    return Foreign(Code.FILE_UNREADABLE, "it is torn, or of an old program whose files are not read here")


def _text(content: bytes) -> Kind | Foreign:
    start = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"\0" in start:
        return Foreign(Code.FILE_KIND, "a binary file of an unknown kind")
    if not start and not content.removeprefix(b"\xef\xbb\xbf").strip():
        return Foreign(Code.FILE_EMPTY)
    what = next((what for mark, what in _TEXTS if re.search(mark, start)), None)
    return Foreign(Code.FILE_KIND, what) if what else Kind.TEXT
