"""The page on imports, written from the declarations: what is mapped, what is left out and why, on what terms.

Knows layouts, and adds nothing to them. It must not know files.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.tables import schema
from utils.tables.importing import LAYOUTS, Layout
from utils.tables.importing.conversion import AGAIN, OUTSIDE, REMARK

_TABLES = {table.name: table for table in schema.TABLES}

_OPENING = """# Files that are imported

<!-- Written by `python -m utils.tables docs docs/`. Change the declarations, not this page. -->

Files of these origins are recognised by their headings, in any order and case, with further columns or fewer, below
title lines, and with a row of HXL tags. The rows become rows of our own tables, which are then checked as any other:
every problem names the cell of the original file. Nothing is guessed: what an origin does not say stays empty or
unknown, and what no column of ours can hold stands in words in the notes.

The preview counts every row: rows read are rows taken and rows refused together. In every file a row is refused for
these reasons, the first that holds:
"""


def importing_page() -> str:
    """The whole page, in Markdown: what holds for all origins, then a chapter for each."""
    reasons = [f"- {reason}" for reason in (REMARK, AGAIN, OUTSIDE)]
    chapters = [line for layout in LAYOUTS for line in _chapter(layout)]
    return "\n".join([_OPENING, *reasons, *chapters, ""])


def _chapter(layout: Layout) -> Iterator[str]:
    yield from ("", f"## {layout.title}", "", layout.terms, "")
    yield f"The rows name the source `{layout.source['source_id']}`, which the import adds to the Sources sheet."
    yield f"Recognised by the headings {_code(layout.signature)}{_without_headings(layout)}."
    yield _choice(layout)
    if layout.refusals:
        yield from ("", "A row is also refused when one of these holds:", "")
        yield from (f"- {refusal.reason}" for refusal in layout.refusals)
    for target in layout.targets:
        table = _TABLES[target.table]
        yield from ("", f"### {layout.name}: to {table.sheet}", "", "| Ours | Theirs | How |", "| --- | --- | --- |")
        for rule in target.rules:
            yield f"| {table.column(rule.key).heading} | {_code(rule.reads)} | {rule.says} |"
    yield from ("", f"### {layout.name}: left out", "", "| Theirs | Why |", "| --- | --- |")
    yield from (f"| {_code(left.columns)} | {left.why} |" for left in layout.left_out)


def _without_headings(layout: Layout) -> str:
    if layout.bare is None:
        return ""
    labels = "; ".join(order.label for order in layout.bare.arrangements)
    return f"; without headings by what the cells hold, when exactly one of these orders fits: {labels}"


def _choice(layout: Layout) -> str:
    by_province = f" and, within them, provinces by `{layout.province}`" if layout.province else ""
    return f"Countries can be chosen by `{layout.country}`{by_province}, in the file's own spelling."


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
