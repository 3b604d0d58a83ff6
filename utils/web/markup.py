"""Text and tables as HTML that cannot do anything: every word is escaped, every link is http(s).

Knows markup and its style sheet. It must not know what is said. `st.html` rather than Markdown, because in Markdown a
cell's text could become an image, a link or a directive.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

NOTHING = "–"
"""What stands in a cell of a table when there is nothing to tell."""

CARDS = "cards"
"""The style of a table whose rows become cards on a phone."""

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def style_sheet(accent: str) -> str:
    """Our style sheet with its one colour; everything else takes the page's own."""
    return f"<style>.bb{{--accent:{accent}}}\n{_STYLE}</style>"


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


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", lead: int = 0, style: str = CARDS
) -> str:
    """A table of cells that are markup already. The column `lead` names its row; on a phone each row is a card.

    One of another style scrolls sideways on a phone, so that the keyboard must reach it.
    """
    head = "".join(f'<th scope="col">{plain(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{_row(headings, row, lead)}</tr>" for row in rows)
    titled = f"<caption>{plain(caption)}</caption>" if caption else ""
    inside = f"{titled}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    reached = "" if style == CARDS else f' tabindex="0" role="group" aria-label="{escape(caption or headings[lead])}"'
    return f'<div class="scroll"{reached}><table class="{style}">{inside}</table></div>'


def _row(headings: Sequence[str], row: Sequence[str], lead: int) -> str:
    cells = (
        f'<th scope="row">{cell}</th>'
        if place == lead
        else f'<td{_kind(cell)} data-head="{escape(heading)}">{cell}</td>'
        for place, (heading, cell) in enumerate(zip(headings, row, strict=True))
    )
    return "".join(cells)


def _kind(cell: str) -> str:
    """A cell that says nothing is marked: a card on a phone leaves it out."""
    return ' class="void"' if cell in ("", NOTHING) else ""
