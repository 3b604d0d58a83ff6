"""Grades in words, so that nobody has to know the letters: what they mean of a report, and what of words spoken.

Knows how a pair of grades is written. It must not know how anything was graded.
"""

from utils.tables.vocabularies import CREDIBILITIES, RELIABILITIES, Vocabulary

NOT_GRADED = "not graded"

SAID = dict(
    zip(
        CREDIBILITIES.labels,
        ("is confirmed", "is probably true", "is possibly true", "is doubtful", "is improbable", "cannot be judged"),
        strict=True,
    )
)
"""How sure it is that words were spoken, by the second of the two marks."""


def spelled(grade: str) -> str:
    """A pair of grades such as B1, or one of the two alone, with what it means; "not graded" for none."""
    told = [_source(mark) for mark in grade if mark in RELIABILITIES.labels]
    told += [_meaning(CREDIBILITIES, mark) for mark in grade if mark in CREDIBILITIES.labels]
    return f"{grade} ({', '.join(told)})" if told else grade or NOT_GRADED


def as_said(grade: str) -> str:
    """How sure it is that words were spoken, whether or not they are true: B1: that it was said is confirmed."""
    told = next((f"that it was said {SAID[mark]}" for mark in grade if mark in SAID), "")
    return f"{grade}: {told}" if told else grade or NOT_GRADED


def _source(mark: str) -> str:
    meaning = _meaning(RELIABILITIES, mark)
    return meaning if "cannot" in meaning else f"{meaning} source"


def _meaning(vocabulary: Vocabulary, mark: str) -> str:
    meaning = next(entry.meaning for entry in vocabulary.entries if entry.label == mark)
    return meaning[:1].lower() + meaning[1:]
