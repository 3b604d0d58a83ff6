"""One cell, read as its column says: a typed value, or the reason why not.

Knows values. It must not know sheets, rows or files; and it never guesses.
"""

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from utils.tables.columns import Column, Kind
from utils.tables.problems import Code

Raw: TypeAlias = str | None
Typed: TypeAlias = str | int | float | dt.date | tuple[str, ...] | None

_DAY_NAMED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?")
_TWO_WAYS = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*")
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Days outside are slips of the hand, or ends that nobody knows; the frames' clock does not reach much further."""

MOST_COUNTED = 2**53
"""Beyond it a spreadsheet itself no longer tells two whole numbers apart."""

UNSEEN = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\u202a-\u202e\u2066-\u2069\ufeff\u200b]"
"""Control characters, and marks that turn the order of what is read: no cell needs them, and they can deceive."""

_UNSEEN = re.compile(UNSEEN)
_PARTIAL = re.compile(r"((?:19|20|21)\d\d)(-(0[1-9]|1[0-2]))?")


class CellError(Exception):
    """A cell that does not hold what its column says: the problem's code, what would be allowed, what is kept of it."""

    def __init__(self, code: Code, allowed: str = "", *, found: str = "", kept: Typed = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.allowed = allowed
        self.found = found
        self.kept = kept


def shown(raw: Raw) -> str:
    """The cell's text as a person would see it, shortened to 80 characters."""
    text = re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", raw or "")
    return text if len(text) <= 80 else text[:79] + "…"


def read_cell(column: Column, raw: Raw, *, day_first: bool | None = None) -> Typed:
    """The cell's typed value; None when it is empty. `day_first` says how 03/04/2026 is meant; None: nobody knows.

    Raises CellError when it holds something else than its column says, or is empty though needed.
    """
    if raw is None or not raw.strip():
        if column.required:
            raise CellError(Code.VALUE_MISSING, f"“{column.heading}”")
        return None
    if column.kind is Kind.DATE:
        return _date(raw, day_first)
    if column.kind is Kind.PARTIAL_DATE:
        return _partial_date(raw, day_first)
    if column.kind in _WORDS and _UNSEEN.search(" ".join(raw.split())) is not None:
        seen = " ".join(_UNSEEN.sub("", " ".join(raw.split())).split())
        kept = read_cell(column, seen)  # what can be seen must hold by itself: a needed value is not lost over a mark
        raise CellError(Code.CONTROL_CHARACTER, found=shown(seen), kept=kept)
    return _READERS[column.kind](column, raw)


def _text(_column: Column, raw: str) -> str:
    return " ".join(raw.split())


def _choice(column: Column, raw: str) -> str:
    vocabulary = column.vocabulary
    if vocabulary is None:
        raise TypeError(f"the column {column.key} is a choice without a list")
    text = _text(column, raw)
    label = vocabulary.label_for(text)
    if label is None:
        near = vocabulary.nearest(text)
        listed = ", ".join(vocabulary.labels)
        raise CellError(Code.NOT_IN_LIST, f"“{near}”, or another of: {listed}" if near else f"one of: {listed}")
    return label


def _date(raw: str, day_first: bool | None) -> dt.date:  # noqa: FBT001  # three answers, one of them unknown
    day = _day_written(raw.strip(), day_first)
    if not EARLIEST <= day <= LATEST:
        raise CellError(Code.DATE_OUT_OF_RANGE, f"from {EARLIEST} to {LATEST}")
    return day


def _day_written(text: str, day_first: bool | None) -> dt.date:  # noqa: FBT001
    iso = _ISO.fullmatch(text)
    try:
        return dt.date.fromisoformat(iso[1]) if iso else _day_named(text, day_first)
    except ValueError:
        raise CellError(Code.NOT_A_DATE) from None


def _day_named(text: str, day_first: bool | None) -> dt.date:  # noqa: FBT001
    if (numbers := _TWO_WAYS.fullmatch(text)) is not None:
        first, second, year = (int(number) for number in numbers.groups())
        if first <= 12 and second <= 12 and first != second:
            if day_first is None:
                raise CellError(Code.DATE_AMBIGUOUS)
            return dt.date(year, second, first) if day_first else dt.date(year, first, second)
        day, month = (second, first) if second > 12 else (first, second)
        return dt.date(year, month, day)
    for form in _DAY_NAMED:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a calendar date has no zone
        except ValueError:
            continue
    raise CellError(Code.NOT_A_DATE)


def _partial_date(raw: str, day_first: bool | None) -> str:  # noqa: FBT001
    if _PARTIAL.fullmatch(raw.strip()):
        return raw.strip()
    return _date(raw, day_first).isoformat()


def _number(column: Column, raw: str) -> float:
    try:
        value = float(raw)
    except ValueError:
        raise CellError(Code.NOT_A_NUMBER) from None
    if not math.isfinite(value) or "_" in raw:
        raise CellError(Code.NOT_A_NUMBER)
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        limits = (f"of {low:g} or more" if low is not None else "", f"of {high:g} or less" if high is not None else "")
        raise CellError(Code.OUT_OF_RANGE, " and ".join(limit for limit in limits if limit))
    return value


def _count(column: Column, raw: str) -> int:
    try:
        value = _number(column, raw)
    except CellError as error:
        raise CellError(Code.NOT_A_WHOLE_NUMBER) if error.code is Code.NOT_A_NUMBER else error from None
    if not value.is_integer():
        raise CellError(Code.NOT_A_WHOLE_NUMBER)
    if abs(value) > MOST_COUNTED:
        raise CellError(Code.OUT_OF_RANGE, "that can be counted")
    return int(value)


def _references(column: Column, raw: str) -> tuple[str, ...]:
    names = (name.strip() for name in _text(column, raw).split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


def _link(column: Column, raw: str) -> str:
    text = _text(column, raw)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise CellError(Code.NOT_A_LINK) from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or " " in text:
        raise CellError(Code.NOT_A_LINK)
    return text


_WORDS = frozenset({Kind.TEXT, Kind.CHOICE, Kind.REFERENCES, Kind.LINK})
_READERS: dict[Kind, Callable[[Column, str], Typed]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.COUNT: _count,
    Kind.DECIMAL: _number,
    Kind.REFERENCES: _references,
    Kind.LINK: _link,
}
