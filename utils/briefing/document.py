"""What a briefing is made of: sentences that name their rule, figures and sources, in sections.

Knows the parts. It must not know any rule, any wording, nor how a part is rendered.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from utils.analysis.figures import Figure
from utils.visuals.pictures import Picture


@dataclass(frozen=True)
class Sentence:
    """One sentence. `rule` names the rule that wrote it; every number in it is in `figures` or is a date or a name.

    `label` is a word to set before it, such as Assessment. A `quoted` text stands in the edition's own spreadsheets,
    numbers included. `sources` are source ids in the order of their weight; `rows` are the ids of the rows it rests on.
    """

    text: str
    rule: str
    figures: tuple[Figure, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    label: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as it is printed: headings, rows of text, the source ids of each row, and a note under it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Strip:
    """One number of the number strip: what it is, the number as printed, and what it covers."""

    label: str
    number: str
    note: str
    figure: Figure


@dataclass(frozen=True)
class Section:
    """A part with a heading. `key` is stable and names it for pages, links and tests.

    Pictures take far longer to make than sentences, and a page may show other ones: `draw` is asked when first needed.
    """

    key: str
    heading: str
    sentences: tuple[Sentence, ...] = ()
    grid: Grid | None = None
    strips: tuple[Strip, ...] = ()
    draw: Callable[[], tuple[Picture, ...]] = field(default=tuple, compare=False, repr=False)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The section's pictures, made once."""
        return self.draw()


@dataclass(frozen=True)
class SourceNote:
    """A numbered source: its number by first use, its citation, its grade, and its address where it has one.

    `detail` says in which language it is and whose words it passes on, where that is recorded.
    """

    number: int
    source_id: str
    citation: str
    grade: str
    url: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class Briefing:
    """One briefing, whole: page, PDF and every other rendering only show it."""

    label: str
    title: str
    period: str
    edition_line: str
    date: dt.date | None
    filter_lines: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...]
    boundary_note: str
    disclaimer: str
    query: str

    def section(self, key: str) -> Section:
        """The section of that key; KeyError when the briefing has none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def number_of(self, source_id: str) -> int | None:
        """The number under which a source is listed, or None when nothing in the briefing cites it."""
        return next((note.number for note in self.sources if note.source_id == source_id), None)
