"""Grades in words, so that nobody has to know the letters: B1 (usually reliable source, confirmed by other sources).

Knows how a pair of grades is written. It must not know how anything was graded.
"""

from utils.tables.vocabularies import CREDIBILITIES, RELIABILITIES, Vocabulary

NOT_GRADED = "not graded"


def spelled(grade: str) -> str:
    """A pair of grades such as B1, or one of the two alone, with what it means; "not graded" for none."""
    told = [_source(mark) for mark in grade if mark in RELIABILITIES.labels]
    told += [_meaning(CREDIBILITIES, mark) for mark in grade if mark in CREDIBILITIES.labels]
    return f"{grade} ({', '.join(told)})" if told else grade or NOT_GRADED


def _source(mark: str) -> str:
    meaning = _meaning(RELIABILITIES, mark)
    return meaning if "cannot" in meaning else f"{meaning} source"


def _meaning(vocabulary: Vocabulary, mark: str) -> str:
    meaning = next(entry.meaning for entry in vocabulary.entries if entry.label == mark)
    return meaning[:1].lower() + meaning[1:]
