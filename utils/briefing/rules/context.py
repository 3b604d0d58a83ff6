"""The context: what authors argue about governance, equity and what it would take, each under its author.

Knows how a statement is attributed. It must not know what is argued; it endorses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from utils.analysis.figures import ids_of
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.tables.vocabularies import CONTEXT_KINDS
from utils.visuals import wording

OPENINGS = dict(zip(CONTEXT_KINDS.labels, ("", "a condition is that ", "a warning: "), strict=True))
"""What opens a statement, by its kind."""

NOTE = "This is told as argued, whatever is selected; how the author's judgements fared stands under what comes next."


def context(material: Material) -> Iterator[Sentence]:
    """The statements of each author by theme, in the order of the sheet; that there are none."""
    frame = material.selection.edition.dataset.frame("context")
    if frame.empty:
        yield Sentence("No author's argument is on record in this edition.", "context.none")
        return
    held = frame.assign(stated_on=frame["stated_on"].astype("object").where(frame["stated_on"].notna(), ""))
    for (author, stated), rows in held.groupby(["author", "stated_on"], sort=False):
        yield argued(material, str(author), str(stated), rows)
        for theme, some in rows.groupby("theme", sort=False, observed=True):
            yield statements(material, str(theme), some)
    yield Sentence(NOTE, "context.note")


def argued(material: Material, author: str, stated: str, rows: pd.DataFrame) -> Sentence:
    """Whose words follow, and of which day: A columnist (5 Feb 2026) argues as follows."""
    day = f" ({wording.partial_day(stated)})" if stated else ""
    sources = material.citations.strongest(name for names in rows["source_ids"] for name in names)
    text = f"{wording.sentence_case(author)}{day} argues as follows; none of it is a finding of this briefing."
    return Sentence(text, "context.argued", (), sources, ids_of(rows["context_id"]), quoted=True)


def statements(material: Material, theme: str, rows: pd.DataFrame) -> Sentence:
    """What the author says on one theme, under the sentence that says whose it is."""
    told = zip(rows["kind"], rows["statement"], strict=True)
    text = " ".join(wording.sentence_case(f"{OPENINGS[kind]}{said.rstrip('.')}.") for kind, said in told)
    sources = material.citations.strongest(name for names in rows["source_ids"] for name in names)
    return Sentence(
        text, "context.statement", (), sources, ids_of(rows["context_id"]), label=theme, quoted=True, under=True
    )
