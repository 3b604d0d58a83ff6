"""Dates, numbers, ranges and lists in the house's words: the one home of how they are written, on page and paper.

Knows the forms only. It must not know what any number or date is about.
"""

import datetime as dt
from collections.abc import Sequence

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out here, since the calendar module's names follow the server's locale."""

NOT_KNOWN = "not known"
AT_LEAST, MORE_THAN, UP_TO = "at least", "more than", "up to"
EN_DASH, MINUS = "–", "−"


def day(date: dt.date) -> str:
    """The day in full: 31 Jan 2026."""
    return f"{short_day(date)} {date.year}"


def short_day(date: dt.date) -> str:
    """The day where the year is plain from what stands around it: 31 Jan."""
    return f"{date.day} {MONTHS[date.month - 1]}"


def month(date: dt.date) -> str:
    """The month of a day: Jan 2026."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def dated(date: dt.date, precision: str) -> str:
    """A date no more exactly than it is known: 31 Jan 2026, week of 31 Jan 2026, Jan 2026 or 2026."""
    known = {"day": day(date), "week": f"week of {day(date)}", "month": month(date), "year": str(date.year)}
    return known[precision]


def span(start: dt.date, end: dt.date) -> str:
    """First to last day, nothing said twice: 1–6 Feb 2026, 31 Jan – 6 Feb 2026, 30 Dec 2025 – 2 Jan 2026."""
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{EN_DASH}{day(end)}"
    first = short_day(start) if start.year == end.year else day(start)
    return f"{first} {EN_DASH} {day(end)}"


def number(value: float | None) -> str:
    """A number with its thousands separated, whole or to one decimal: 1,234 or 16.1; "not known" for none."""
    if value is None:
        return NOT_KNOWN
    text = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.1f}"
    return f"{MINUS}{text}" if value < 0 else text


def count(total: int, one: str, many: str | None = None) -> str:
    """So many of a thing: 1 incident, 1,234 incidents, no incidents."""
    noun = one if total == 1 else many or f"{one}s"
    return f"{number(total) if total else 'no'} {noun}"


def number_range(low: float | None, high: float | None, *, beyond: str = AT_LEAST) -> str:
    """Low to high: 92–133, or 22 when they agree; an open end in words, the upper one as `beyond` says."""
    if low is None and high is None:
        return NOT_KNOWN
    if high is None:
        return f"{beyond} {number(low)}"
    if low is None:
        return f"{UP_TO} {number(high)}"
    if low == high:
        return number(low)
    return f"{number(low)}{EN_DASH}{number(high)}"


def listing(words: Sequence[str], most: int | None = None) -> str:
    """Words in a row: a, b and c; beyond `most` of them the rest is counted: a, b and 3 others."""
    shown = list(words if most is None or len(words) <= most else words[:most])
    left = len(words) - len(shown)
    if left:
        shown.append(count(left, "other"))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def sentence_case(text: str) -> str:
    """The text with its first letter raised and the rest as it was, so that an abbreviation stays."""
    return text[:1].upper() + text[1:]


def partial_day(text: str) -> str:
    """A date as exactly as it was recorded: 2026-02-01 as 1 Feb 2026, 2026-02 as Feb 2026, 2026 as it is."""
    precision = ("year", "month", "day")[text.count("-")]
    return dated(dt.date.fromisoformat((text + "-01-01")[:10]), precision)
