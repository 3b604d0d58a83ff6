"""Text and tables as HTML that cannot do anything: every word is escaped, every link is http(s).

Knows markup and its style sheet. It must not know what is said. `st.html` rather than Markdown, because in Markdown a
cell's text could become an image, a link or a directive.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from utils.briefing.columns import NUMBER

NOTHING = "–"
"""What stands in a cell of a table when there is nothing to tell."""

CARDS = "cards"
"""The style of a table whose rows become cards on a phone."""

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def style_sheet(accent: str, surface: str) -> str:
    """Our style sheet with its one colour and the ground it stands on; everything else takes the page's own."""
    return f"<style>:root{{--accent:{accent};--surface:{surface}}}\n{_STYLE}</style>"


def plain(text: object) -> str:
    """The text as it was typed, inert in HTML."""
    return escape(str(text))


def block(*parts: str) -> str:
    """Parts of our markup, under our style sheet."""
    return f'<div class="bb">{"".join(parts)}</div>'


def fold(words: str, *parts: str) -> str:
    """Parts of our markup behind those words, until a reader opens them. A link into it opens it, too."""
    return f"<details><summary>{plain(words)}</summary>{''.join(parts)}</details>"


def link(url: str, text: str, *, new: bool = True) -> str:
    """A link to a web address; the bare text when the address is not http(s)."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return plain(text)
    target = ' target="_blank" rel="noopener noreferrer"' if new else ""
    return f'<a href="{escape(url)}"{target}>{plain(text)}</a>'


def literal(text: object) -> str:
    """The text for a place that Streamlit renders as Markdown (labels, messages): shown as typed."""
    return re.sub(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])", r"\\\1", " ".join(str(text).split()))


@dataclass(frozen=True)
class Heading:
    """A column of a table: its words, whether it names the rows, and whether it holds numbers."""

    words: str
    lead: bool
    counts: bool

    @property
    def kind(self) -> str:
        """Its class in the style sheet."""
        return "num" if self.counts else ""


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", lead: int = 0, style: str = CARDS
) -> str:
    """A table of cells that are markup already. The column `lead` names its row; on a phone each row is a card.

    One of another style scrolls sideways on a phone, so that the keyboard must reach it. Numbers stand flush right.
    """
    written = [tuple(row) for row in rows]
    columns = [
        Heading(heading, place == lead, _counts(row[place] for row in written))
        for place, heading in enumerate(headings)
    ]
    head = "".join(f'<th scope="col"{_class(column.kind)}>{plain(column.words)}</th>' for column in columns)
    body = "".join(f"<tr>{_row(columns, row)}</tr>" for row in written)
    titled = f"<caption>{plain(caption)}</caption>" if caption else ""
    inside = f"{titled}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    reached = "" if style == CARDS else f' tabindex="0" role="group" aria-label="{escape(caption or headings[lead])}"'
    return f'<div class="scroll"{reached}><table class="{style}">{inside}</table></div>'


def _row(columns: Sequence[Heading], row: Sequence[str]) -> str:
    cells = (
        f'<th scope="row"{_class(column.kind)}>{cell}</th>'
        if column.lead
        else f'<td{_class(_kind(column, cell))} data-head="{escape(column.words)}">{cell}</td>'
        for column, cell in zip(columns, row, strict=True)
    )
    return "".join(cells)


def _counts(cells: Iterable[str]) -> bool:
    """Whether a column holds nothing but numbers, and at least one."""
    held = [cell for cell in cells if cell not in ("", NOTHING)]
    return bool(held) and all(NUMBER.fullmatch(cell) for cell in held)


def _kind(column: Heading, cell: str) -> str:
    """A cell that says nothing is marked: a card on a phone leaves it out."""
    return f"{column.kind} void".strip() if cell in ("", NOTHING) else column.kind


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
