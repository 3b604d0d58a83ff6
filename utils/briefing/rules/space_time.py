"""Clusters in space and time in words: whether near attacks follow each other, and where more fell than their share.

Knows how both tests are worded. It must not know how they are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.closeness import NEAR_DAYS, NEAR_KM, Closeness
from utils.analysis.figures import Coverage, Figure
from utils.analysis.space_time import Gathering, SpaceTime
from utils.analysis.space_time import space_time as find
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording


def space_time(material: Material) -> Iterator[Sentence]:
    """Closeness and the clusters, where they stand out from chance; and whether a sample was looked at."""
    found = find(material.selection)
    rare = [one for one in found.gatherings if one.rare]
    if found.near is not None and found.closer:
        yield close(found, found.near)
    yield from (gathering(material, one) for one in rare)
    if not rare and not found.closer and (found.near is not None or found.gatherings):
        yield nothing_more(found)
    if found.sampled:
        yield sampled(found)


def close(found: SpaceTime, near: Closeness) -> Sentence:
    """How many pairs of attacks are near in space and time, and how many chance brings."""
    every = len(found.placed)
    chance = _rounded(near.chance)
    expected = round(near.expected, 1)
    pairs = wording.count(near.observed, "pair lies", "pairs lie")
    text = (
        f"Of {wording.count(every, 'attack')} known to the day and the town, {pairs} within {wording.number(NEAR_KM)} "
        f"km and {wording.number(NEAR_DAYS)} days of each other, where shuffled dates give {wording.number(expected)} "
        f"on average: more than chance brings (probability {chance:g})."
    )
    covered = Coverage(every, every + len(found.left_out))
    figures = (
        Figure(near.observed, "pairs", "close-pairs", found.placed, covered),
        Figure(expected, "pairs", "close-pairs-expected", found.placed, covered),
        Figure(chance, "chance", "close-pairs-chance", found.placed, covered),
        Figure(NEAR_KM, "km", "near-km"),
        Figure(NEAR_DAYS, "days", "near-days"),
    )
    return Sentence(text, "waves.closeness", figures, (), found.placed)


def nothing_more(found: SpaceTime) -> Sentence:
    """That neither test finds anything that chance does not bring."""
    every = len(found.placed)
    figure = Figure(every, "attacks", "close-pairs", found.placed, Coverage(every, every + len(found.left_out)))
    text = "Beyond that, attacks are no closer to each other in place and time than chance brings."
    return Sentence(text, "waves.no-cluster", (figure,), (), found.placed)


def gathering(material: Material, one: Gathering) -> Sentence:
    """One district's cluster, against what all districts had in the same days."""
    chance, expected = _rounded(one.chance), round(one.expected, 1)
    attacks = wording.count(len(one.incident_ids), "attack")
    text = (
        f"{one.district} had {attacks} {_when(one)}, where its share of all attacks of those "
        f"days is {wording.number(expected)}; shuffled dates seldom bring a cluster as strong in any district "
        f"(probability {chance:g})."
    )
    held, *_ = one.figures
    figures = (
        held,
        Figure(expected, "attacks", "cluster-expected", one.incident_ids, held.coverage),
        Figure(chance, "chance", "cluster-chance", one.incident_ids, held.coverage),
    )
    rows = material.incidents[material.incidents["incident_id"].isin(one.incident_ids).to_numpy()]
    return Sentence(text, "waves.cluster", figures, material.sources_of(rows), one.incident_ids)


def _when(one: Gathering) -> str:
    return f"{'on' if one.first == one.last else 'in'} {wording.span(one.first, one.last)}"


def sampled(found: SpaceTime) -> Sentence:
    """That only a sample was looked at."""
    held, every = len(found.used), found.every
    text = f"For both, a sample of {wording.number(held)} of {wording.count(every, 'attack')} was looked at."
    return Sentence(text, "waves.sampled", (Figure(held, "attacks", "sample", (), Coverage(held, every)),))


def _rounded(chance: float) -> float:
    """A probability as it is printed: to three decimals."""
    return round(chance, 3)
