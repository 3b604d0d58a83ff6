"""What a briefing is made of: sentences that name their rule, figures and sources, in sections.

Knows the parts. It must not know any rule, any wording, nor how a part is rendered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property

from utils.analysis.figures import Figure
from utils.visuals.pictures import Picture


@dataclass(frozen=True)
class Sentence:
    """One sentence. `rule` names the rule that wrote it; every number in it is in `figures` or is a date or a name.

    `label` is a word to set before it, such as Assessment. A `quoted` text stands in the edition's own spreadsheets,
    numbers included. `sources` are source ids in the order of their weight; `rows` are the ids of the rows it rests on.
    One that stands `under` belongs to the last before it that does not, as a reason to its judgement.
    """

    text: str
    rule: str
    figures: tuple[Figure, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    label: str = ""
    quoted: bool = False
    under: bool = False


@dataclass(frozen=True)
class Judgement:
    """A judgement, how confident, and why: a sentence each. Without a likelihood, not `estimated`, it is a finding."""

    claim: Sentence
    confidence: Sentence
    why: Sentence
    estimated: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as it is printed: headings, rows of text, the source ids of each row, and a note under it.

    `prose` is the heading of the column that holds whole sentences, if one does; `short` is what a summary prints
    in place of the table.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    prose: str = ""
    short: Grid | None = None


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
    So is `draw_map`, for the one picture that a page draws in a way of its own.
    """

    key: str
    heading: str
    sentences: tuple[Sentence, ...] = ()
    grid: Grid | None = None
    strips: tuple[Strip, ...] = ()
    draw: Callable[[], tuple[Picture, ...]] = field(default=tuple, compare=False, repr=False)
    draw_map: Callable[[], tuple[Picture, ...]] = field(default=tuple, compare=False, repr=False)

    @cached_property
    def charts(self) -> tuple[Picture, ...]:
        """The section's pictures but for its map, made once."""
        return self.draw()

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The section's pictures, the map first; made once."""
        return (*self.draw_map(), *self.charts)

    @property
    def silent(self) -> bool:
        """Whether nothing stands in it: it then needs no heading."""
        return not (self.sentences or self.strips or self.grid)

    @property
    def grouped(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences, each followed by those that stand under it."""
        groups: list[list[Sentence]] = []
        for sentence in self.sentences:
            if sentence.under and groups:
                groups[-1].append(sentence)
            else:
                groups.append([sentence])
        return tuple(tuple(group) for group in groups)

    @property
    def cited(self) -> Iterator[str]:
        """The ids of the sources that it names, in its order."""
        for sentence in self.sentences:
            yield from sentence.sources
        for names in self.grid.sources if self.grid else ():
            yield from names


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


@dataclass(frozen=True, eq=False)
class Part:
    """One or more sections that are written together, once, when the first of them is asked for."""

    keys: tuple[str, ...]
    write: Callable[[], tuple[Section, ...]] = field(repr=False)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in the order of the keys."""
        return self.write()


@dataclass(frozen=True, eq=False)
class Briefing:
    """One briefing, whole: page, PDF and every other rendering only show it.

    Each section is written when it is first asked for. `cite` gives a source as it is listed under a number; `issued`
    says when the edition was; `selected` names what was chosen of it, empty when nothing was. `closing` are the notes
    that end every rendering, each with its heading; `notices` stand at the top of every one that people read, and say
    what was amiss when it was made.
    """

    label: str
    title: str
    period: str
    issued: str
    edition_line: str
    date: dt.date | None
    filter_lines: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    parts: tuple[Part, ...]
    cite: Callable[[str, int], SourceNote]
    boundary_note: str
    disclaimer: str
    closing: tuple[tuple[str, str], ...]
    query: str
    notices: tuple[str, ...] = ()
    selected: str = ""

    @property
    def heading(self) -> str:
        """What a document is called: the title, and what was selected."""
        return f"{self.title}: {self.selected}" if self.selected else self.title

    def __eq__(self, other: object) -> bool:
        """Whether both say the same in every word."""
        return isinstance(other, Briefing) and self._said == other._said

    __hash__ = None  # type: ignore[assignment]  # what it says is only known once it is all written

    @property
    def _said(self) -> tuple[object, ...]:
        told = (getattr(self, part.name) for part in fields(self) if part.name not in ("parts", "cite"))
        return (*told, self.sections, self.sources)

    @property
    def told_first(self) -> tuple[str, ...]:
        """What stands at the top: what was amiss, and what of a link could not be followed."""
        return (*self.notices, *self.ignored)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section that says anything, in order."""
        return tuple(section for part in self.parts for section in part.sections if not section.silent)

    @cached_property
    def sources(self) -> tuple[SourceNote, ...]:
        """Every source that the sections name, numbered from 1 in the order of first use."""
        used = dict.fromkeys(name for section in self.sections for name in section.cited)
        return tuple(self.cite(name, number) for number, name in enumerate(used, start=1))

    def section(self, key: str) -> Section:
        """The section of that key; KeyError when the briefing has none."""
        for part in self.parts:
            if key in part.keys:
                return part.sections[part.keys.index(key)]
        raise KeyError(key)
