"""The context: what authors argue about governance, equity and what it would take, every sentence with its author.

Knows how a statement is attributed. It must not know what is argued; it endorses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.tables.vocabularies import CONTEXT_KINDS
from utils.visuals import wording

VERBS = dict(zip(CONTEXT_KINDS.labels, ("argues", "names as a condition", "warns"), strict=True))
"""What an author does, by the kind of statement."""

NOTE = "This is told as argued, whatever is selected; how the author's judgements fared stands under what comes next."


def context(material: Material) -> Iterator[Sentence]:
    """Each statement in the order of its theme and of the sheet; nothing where none is on record."""
    frame = material.selection.edition.dataset.frame("context")
    if frame.empty:
        yield Sentence("No author's argument is on record in this edition.", "context.none")
        return
    themes = list(dict.fromkeys(frame["theme"]))
    for theme in themes:
        for _, row in frame[(frame["theme"] == theme).to_numpy()].iterrows():
            yield statement(material, row)
    yield Sentence(NOTE, "context.note")


def statement(material: Material, row: pd.Series) -> Sentence:
    """One statement after its author and day: A columnist (5 Feb 2026) argues that so it is."""
    day = f" ({wording.partial_day(row['stated_on'])})" if isinstance(row["stated_on"], str) else ""
    text = f"{wording.sentence_case(row['author'])}{day} {VERBS[row['kind']]} that {row['statement'].rstrip('.')}."
    sources = material.citations.strongest(row["source_ids"])
    return Sentence(text, "context.statement", (), sources, (row["context_id"],), label=row["theme"], quoted=True)
