"""What the evidence holds against each future, and whether it tells them apart.

Knows how marks and comparisons are worded. It must not know how they are counted, nor any likelihood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from utils.analysis.evidence_matrix import Comparison, Matrix, matrix_of
from utils.analysis.figures import Coverage, Figure
from utils.analysis.scenarios import scenarios_of
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.editions.edition import Edition
from utils.visuals import wording


def matrix_in(edition: Edition) -> Matrix:
    """The evidence matrix of an edition."""
    return matrix_of(edition.dataset.frame("evidence"), scenarios_of(edition.dataset.frame("scenarios")))


def told_apart(material: Material, matrix: Matrix) -> Iterator[Sentence]:
    """What the evidence holds against each future, and whether it tells the two least contradicted ones apart."""
    if len(matrix.ranked) < 2:
        return
    against = {place: len(matrix.score(place).basis) for place in reversed(matrix.ranked)}
    text = f"{_weighed(matrix, against)} {_apart(matrix, matrix.comparisons[0])}"
    figures = (
        *(Figure(n, "rows", "rows-against", matrix.score(place).basis) for place, n in against.items()),
        *_against(matrix, matrix.comparisons[0]),
        Figure(len(matrix.rows), "rows", "count-evidence", tuple(row.evidence_id for row in matrix.rows)),
    )
    sources = material.citations.strongest(name for row in matrix.rows for name in row.source_ids)
    yield Sentence(text, "outlook.evidence", figures, sources, tuple(row.evidence_id for row in matrix.rows))


def _weighed(matrix: Matrix, against: Mapping[int, int]) -> str:
    """How many pieces of evidence speak against each future, the worst fitting first."""
    told = [
        f"{wording.number(n) if n else 'none'} against {matrix.scenarios[place].name}" for place, n in against.items()
    ]
    if len(matrix.rows) == 1:
        some = [matrix.scenarios[place].name for place, n in against.items() if n]
        return f"The one piece of evidence speaks against {wording.listing(some) if some else 'no future'}."
    verb = "speak" if next(iter(against.values())) > 1 else "speaks"
    told[0] = told[0].replace(" against", f" {verb} against", 1)
    return f"Of {wording.count(len(matrix.rows), 'piece')} of evidence, {wording.listing(told)}."


def _apart(matrix: Matrix, comparison: Comparison) -> str:
    first, second = (matrix.scenarios[place].name for place in comparison.places)
    other = wording.number(comparison.against[1]) if comparison.against[1] else "none"
    counted = f"{_rows(comparison.against[0])} more against {first}, {other} more against {second}"
    if not any(comparison.against):
        counted = "no piece weighs more against either"
    if comparison.apart:
        return f"The evidence tells {first} and {second} apart: {counted}."
    return f"{first} and {second} cannot be told apart on this evidence: {counted}."


def _rows(total: int) -> str:
    return f"{wording.count(total, 'piece')} {'weighs' if total == 1 else 'weigh'}"


def _against(matrix: Matrix, comparison: Comparison) -> tuple[Figure, ...]:
    every = len(matrix.rows)
    return tuple(Figure(n, "rows", "weighs-more-against", (), Coverage(n, every)) for n in comparison.against)


def apart_in_words(matrix: Matrix) -> tuple[str, ...]:
    """For every two judged futures, whether the evidence tells them apart, a sentence each."""
    return tuple(_apart(matrix, comparison) for comparison in matrix.comparisons)
