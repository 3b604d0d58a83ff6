"""What must hold of any bytes whatever: one function a door by which they come in. Each returns, or raises.

Knows the doors and their promises. It must not know who drives it: libFuzzer by `make fuzz`, the kept cases by a test.
"""

import io
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from tests.drawn import files
from utils.analysis.filters import from_query, options_of, to_query
from utils.editions.shipped import read_shipped
from utils.tables.dataset import link
from utils.tables.importing import LAYOUTS
from utils.tables.limits import Limits
from utils.tables.marking import marked_copy
from utils.tables.sheets import read_files
from utils.tables.storing import packed, unpacked

LIMITS = Limits(file_mb=2, unpacked_mb=8, rows=2_000, columns=120)
SHELL = "incidents.xlsx"

SPLICE = 6
"""So many bytes say where a part is spoilt; what follows is put there."""

CARRIED_ON_ONE_IN = 16
"""What follows reading takes twenty times as long: while fuzzing, one case in so many goes all the way."""


def text(data):
    """A file of text that is called as one of ours."""
    _take_in("incidents.csv", data)


def file(data):
    """A file of any kind."""
    _take_in("any.xlsx", data)


def part(data):
    """A workbook with one of its parts spoilt: which, from which byte, how many are taken out, and what is put in."""
    if len(data) > SPLICE:
        parts = _parts()
        name = sorted(parts)[data[0] % len(parts)]
        whole, at = parts[name], int.from_bytes(data[1:4], "big") % (len(parts[name]) + 1)
        spoilt = whole[:at] + data[SPLICE:] + whole[at + int.from_bytes(data[4:SPLICE], "big") :]
        _take_in(SHELL, _zipped({**parts, name: spoilt}))


def layout(data):
    """A foreign file: the headings of a layout known here, below them anything. The first byte says which layout."""
    if data:
        known = LAYOUTS[data[0] % len(LAYOUTS)]
        _take_in("foreign.csv", ",".join(dict.fromkeys((*known.signature, *known.known))).encode() + b"\n" + data[1:])


def query(data):
    """What follows the question mark of a link."""
    options = _options()
    filters, ignored = from_query(parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True), options)
    again, left = from_query(to_query(filters), options)
    if (again, left) != (filters, ()):
        raise AssertionError(f"a link that does not lead back: {filters} became {again}, without {left}")
    if any(len(part.value) > 100 for part in ignored):
        raise AssertionError("a value of a link is told at a stranger's length")


TARGETS = {door.__name__: door for door in (text, file, part, layout, query)}


def _take_in(name, content):
    """Read, with whatever problems but without a crash; a share of the cases is linked, marked and stored too."""
    held = read_files({name: content}, limits=LIMITS)
    problems = list(held.problems)
    if zlib.crc32(content) % CARRIED_ON_ONE_IN == 0:
        dataset, found = link(held.tables, problems)
        problems += found
        marked_copy(name, content, problems, LIMITS)
        stored = packed(dataset)
        if packed(unpacked(stored)) != stored:
            raise AssertionError("what was stored is read back as something else")
    if not all(str(problem) for problem in problems):
        raise AssertionError("a problem without words")


@lru_cache(maxsize=1)
def _parts():
    with zipfile.ZipFile(io.BytesIO(files()[SHELL])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


@lru_cache(maxsize=1)
def _options():
    edition = read_shipped(Path(__file__).parents[2] / "data")
    return options_of(edition.dataset, edition.as_of)
