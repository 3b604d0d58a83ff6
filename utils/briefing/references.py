"""The sources of a briefing as every document lists them: number, citation, address, and what is known of each.

Knows sources and their wording. It must not know how a list is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from utils.briefing.document import Briefing, SourceNote
from utils.visuals import wording

HEADING = "Sources"


@dataclass(frozen=True)
class Reference:
    """One source: `url` is a web address or None, `rest` is set after the citation."""

    number: int
    citation: str
    url: str | None
    rest: str


def references(briefing: Briefing) -> tuple[Reference, ...]:
    """Every source, in the order of the numbers."""
    return tuple(_reference(note) for note in briefing.sources)


def _reference(note: SourceNote) -> Reference:
    address = urlsplit(note.url or "")
    url = note.url if address.scheme.casefold() in ("http", "https") else None
    details = (f"Grade {note.grade}", wording.sentence_case(note.detail), address.hostname if url else None)
    rest = ". ".join(detail for detail in details if detail)
    return Reference(note.number, note.citation, url, f". {rest}.")


class Numbers:
    """The numbers under which a briefing's sources are listed."""

    def __init__(self, briefing: Briefing) -> None:
        self._numbers = {note.source_id: note.number for note in briefing.sources}

    def of(self, sources: Iterable[str]) -> list[int]:
        """The numbers of some sources, in ascending order."""
        return sorted(self._numbers[source] for source in sources)
