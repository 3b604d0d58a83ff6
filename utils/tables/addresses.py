"""Web addresses of sources: which rows name the same page, and whether they grade it alike.

Knows the columns Address and Source grade. It must not know what a source says.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from utils.tables.problems import Code, Problem
from utils.tables.typed import TypedTable

NOT_GRADED = "no grade"


def page_of(address: str) -> str:
    """What two spellings of one page share: without its scheme, a leading www., a closing slash or a mark within it."""
    parts = urlsplit(address.strip())
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{f'?{parts.query}' if parts.query else ''}"


def grading_problems(sources: TypedTable) -> Iterator[Problem]:
    """One problem for each row that grades a page otherwise than the first row that names it."""
    first: dict[str, tuple[str, str]] = {}
    held = sources.frame[["source_id", "url", "reliability"]].astype("object")
    for index, (source, address, mark) in enumerate(held.itertuples(index=False, name=None)):
        if not isinstance(address, str):
            continue
        grade = mark if isinstance(mark, str) else NOT_GRADED
        before, given = first.setdefault(page_of(address), (source, grade))
        if grade != given:
            allowed = f"{given} in the row of {before}"
            yield sources.problem(Code.ADDRESS_TWO_GRADES, index, "reliability", grade, allowed)
