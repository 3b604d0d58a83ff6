"""Which sources stand behind a sentence, and how the sources of a briefing are numbered and named.

Knows the Sources table. It must not know any rule, nor how a citation is set.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from utils.briefing.document import SourceNote
from utils.tables.addresses import page_of
from utils.visuals import wording

MOST = 4
"""A sentence names at most so many sources: the strongest, not all."""

ORDER = ("A", "B", "C", "F", None, "D", "E")
"""From strong to weak. What cannot be judged (F, or no grade) is not trusted, yet not worse than what is distrusted."""


class Citations:
    """The sources of one edition, ranked: by grade, then newest first, then by id. One page has one number."""

    def __init__(self, sources: pd.DataFrame) -> None:
        rows = [{str(key): value for key, value in row.items()} for row in sources.to_dict("records")]
        self._rows = {str(row["source_id"]): row for row in sorted(rows, key=_weight)}
        self._one_of = _by_page(self._rows)
        self._rank = {name: rank for rank, name in enumerate(self._rows)}

    def strongest(self, ids: Iterable[str], most: int = MOST) -> tuple[str, ...]:
        """The strongest of these sources, of copies of one original only the strongest; rows of one page are one."""
        kept: dict[str, str] = {}
        named = {self._one_of[name] for name in set(ids) & self._rank.keys()}
        for name in sorted(named, key=self._rank.__getitem__):
            kept.setdefault(self.origin(name), name)
        return tuple(kept.values())[:most]

    def origin(self, name: str) -> str:
        """The id of the original that the source is, or is a copy of."""
        origin = self._rows[name]["origin_id"]
        return origin if isinstance(origin, str) else name

    def note(self, name: str, number: int) -> SourceNote:
        """The source as it is listed under its number."""
        row = self._rows[name]
        citation = f"{row['publisher']}, “{row['title']}”, {_published(row['published_date'])}"
        return SourceNote(
            number, name, citation, _text(row["reliability"]) or "not graded", _text(row["url"]), _detail(row)
        )


def _by_page(rows: dict[str, dict[str, object]]) -> dict[str, str]:
    """For each source the one that stands for its page: of several rows the one with the most cautious grade."""
    pages: dict[str, list[str]] = {}
    for name, row in rows.items():
        address = _text(row["url"])
        pages.setdefault(name if address is None else page_of(address), []).append(name)
    grade = {name: ORDER.index(_text(row["reliability"])) for name, row in rows.items()}
    return {name: max(names, key=grade.__getitem__) for names in pages.values() for name in names}


def _weight(row: dict[str, object]) -> tuple[int, int, str]:
    published = _text(row["published_date"]) or ""
    newest = -int(published.replace("-", "").ljust(8, "0") or 0)
    return ORDER.index(_text(row["reliability"])), newest, str(row["source_id"])


def _published(value: object) -> str:
    """A date as exactly as it is known; undated when none is recorded."""
    text = _text(value)
    return "undated" if text is None else wording.partial_day(text)


def _detail(row: dict[str, object]) -> str:
    language, relays = _text(row["language"]), _text(row["relays"])
    parts = [f"in {language}" if language else "", f"passes on {relays}" if relays else ""]
    return "; ".join(part for part in parts if part)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
