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

Raw: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Typed: TypeAlias = str | int | float | dt.date | tuple[str, ...] | None

_DAY_NAMED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y")
_TWO_WAYS = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*")
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Days outside are slips of the hand, or ends that nobody knows; the frames' clock does not reach much further."""

MOST_COUNTED = 2**53
"""Beyond it a spreadsheet itself no longer tells two whole numbers apart."""

_PARTIAL = re.compile(r"((?:19|20|21)\d\d)(-(0[1-9]|1[0-2]))?")


class CellError(Exception):
    """A cell that does not hold what its column says; carries the problem's code and what would be allowed."""

    def __init__(self, code: Code, allowed: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.allowed = allowed


def shown(raw: Raw) -> str:
    """The raw value as the person would see it in the cell, shortened to 80 characters."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        raw = raw.date()
    text = str(raw)
    return text if len(text) <= 80 else text[:79] + "…"


def read_cell(column: Column, raw: Raw) -> Typed:
    """The cell's typed value; None when it is empty.

    Raises CellError when it holds something else than its column says, or is empty though needed.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if column.required:
            raise CellError(Code.VALUE_MISSING, f"“{column.heading}”")
        return None
    return _READERS[column.kind](column, raw)


def _text(_column: Column, raw: Raw) -> str:
    return " ".join((raw if isinstance(raw, str) else shown(raw)).split())


def _choice(column: Column, raw: Raw) -> str:
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


def _date(_column: Column, raw: Raw) -> dt.date:
    if isinstance(raw, dt.datetime):
        day = raw.date()
    elif isinstance(raw, dt.date):
        day = raw
    elif isinstance(raw, str):
        day = _day_written(raw.strip())
    else:
        raise CellError(Code.NOT_A_DATE)
    if not EARLIEST <= day <= LATEST:
        raise CellError(Code.DATE_OUT_OF_RANGE, f"from {EARLIEST} to {LATEST}")
    return day


def _day_written(text: str) -> dt.date:
    iso = re.fullmatch(r"\d{4}-\d\d-\d\d( 00:00:00)?", text)
    try:
        return dt.date.fromisoformat(text[:10]) if iso else _day_named(text)
    except ValueError:
        raise CellError(Code.NOT_A_DATE) from None


def _day_named(text: str) -> dt.date:
    if (numbers := _TWO_WAYS.fullmatch(text)) is not None:
        first, second, year = (int(number) for number in numbers.groups())
        if first <= 12 and second <= 12 and first != second:
            raise CellError(Code.DATE_AMBIGUOUS)
        day, month = (second, first) if second > 12 else (first, second)
        return dt.date(year, month, day)
    for form in _DAY_NAMED:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a calendar date has no zone
        except ValueError:
            continue
    raise CellError(Code.NOT_A_DATE)


def _partial_date(column: Column, raw: Raw) -> str:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and float(raw).is_integer():
        raw = str(int(raw))
    if isinstance(raw, str) and _PARTIAL.fullmatch(raw.strip()):
        return raw.strip()
    return _date(column, raw).isoformat()


def _number(column: Column, raw: Raw) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise CellError(Code.NOT_A_NUMBER)
    try:
        value = float(raw)
    except ValueError:
        raise CellError(Code.NOT_A_NUMBER) from None
    if not math.isfinite(value):
        raise CellError(Code.NOT_A_NUMBER)
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        limits = (f"of {low:g} or more" if low is not None else "", f"of {high:g} or less" if high is not None else "")
        raise CellError(Code.OUT_OF_RANGE, " and ".join(limit for limit in limits if limit))
    return value


def _count(column: Column, raw: Raw) -> int:
    try:
        value = _number(column, raw)
    except CellError as error:
        raise CellError(Code.NOT_A_WHOLE_NUMBER) if error.code is Code.NOT_A_NUMBER else error from None
    if not value.is_integer():
        raise CellError(Code.NOT_A_WHOLE_NUMBER)
    if abs(value) > MOST_COUNTED:
        raise CellError(Code.OUT_OF_RANGE, "that can be counted")
    return int(value)


def _references(column: Column, raw: Raw) -> tuple[str, ...]:
    names = (name.strip() for name in _text(column, raw).split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


def _link(column: Column, raw: Raw) -> str:
    text = _text(column, raw)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise CellError(Code.NOT_A_LINK) from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or " " in text:
        raise CellError(Code.NOT_A_LINK)
    return text


_READERS: dict[Kind, Callable[[Column, Raw], Typed]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.PARTIAL_DATE: _partial_date,
    Kind.COUNT: _count,
    Kind.DECIMAL: _number,
    Kind.REFERENCES: _references,
    Kind.LINK: _link,
}
