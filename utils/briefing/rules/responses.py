"""Measures in words: how many of which kind, what they cost civil life, and what followed them.

Knows how a measure is worded: "followed by", never more. It must not know how anything is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from utils.analysis.attack_days import attack_days
from utils.analysis.effects import BeforeAfter, Standing, before_after
from utils.analysis.figures import Coverage, Figure
from utils.analysis.responses import ANNOUNCED, Cost, Register, costs, days_under, register_of
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording

MOST = 3
"""More kinds than these are counted, not named."""

WARNING = (
    "Measures tend to follow peaks, and after a peak counts fall by themselves: what follows a measure is not thereby "
    "its effect."
)


def responses(material: Material) -> Iterator[Sentence]:
    """What was done in answer, as far as the record tells."""
    register = register_of(material.selection)
    if register.frame.empty:
        figure = register.count()
        yield Sentence("No measure is on record for this selection.", "responses.none", (figure,))
        return
    yield measures(material, register)
    yield from announced(material, register)
    yield from civic_cost(material, register)
    yield compared(material, register)
    yield Sentence(WARNING, "responses.warning")


def measures(material: Material, register: Register) -> Sentence:
    """How many measures there are, and of which kinds."""
    kinds = register.by("response_type")
    figures = [Figure(row["measures"], "measures", "count-kind", row["ids"]) for row in kinds.to_dict("records")]
    named = [f"{label} ({wording.number(figure.value)})" for label, figure in zip(kinds["label"], figures, strict=True)]
    left = Figure(max(0, len(kinds) - MOST), "kinds", "left-over")
    period = wording.span(register.start, register.end)
    verb = "is" if len(register.frame) == 1 else "are"
    count = wording.sentence_case(wording.count(len(register.frame), "measure"))
    opening = f"{count} {verb} on record for {period}"
    text = f"{opening}: {wording.listing(named, MOST)}."
    return Sentence(
        text, "responses.measures", (register.count(), left, *figures), _sources(material, register.ids), register.ids
    )


def announced(material: Material, register: Register) -> Iterator[Sentence]:
    """How many are promises of which nothing says that they were carried out."""
    kept = (register.frame["status"].astype("str") == ANNOUNCED).to_numpy()
    figure = register.count(kept)
    if figure.value:
        verbs = ("is", "it was") if figure.value == 1 else ("are", "they were")
        count = wording.sentence_case(wording.count(int(figure.value), "measure"))
        text = f"{count} {verbs[0]} announced only: nothing on record says that {verbs[1]} carried out."
        yield Sentence(text, "responses.announced", (figure,), _sources(material, figure.basis), figure.basis)


def civic_cost(material: Material, register: Register) -> Iterator[Sentence]:
    """What measures cost civil life, each as a range over those that give a number, never added."""
    told = [cost for cost in costs(register) if cost.figure.low is not None]
    under = days_under(register)
    parts = [_cost(cost) for cost in told]
    if not parts and under.value is None:
        return
    figures = (*(cost.figure for cost in told), under)
    opening = ""
    if under.value is not None:
        opening = f"At least {wording.count(int(under.value), 'day')} had a communications shutdown somewhere"
    single = f"single measures give {wording.listing(parts)}, which are not added since they overlap" if parts else ""
    text = "; ".join(part for part in (opening, single) if part)
    rows = tuple(dict.fromkeys(name for figure in figures for name in figure.basis))
    yield Sentence(f"{wording.sentence_case(text)}.", "responses.cost", figures, _sources(material, rows), rows)


def _cost(cost: Cost) -> str:
    given = wording.count(cost.figure.coverage.known, "measure")
    return f"{wording.number_range(cost.figure.low, cost.figure.high)} {cost.unit} ({given})"


def compared(material: Material, register: Register) -> Sentence:
    """Of how many measures the weeks before and after can be compared, and by what they were followed."""
    attacks = attack_days(material.selection.edition)
    rows = [{str(key): value for key, value in row.items()} for row in register.frame.to_dict("records")]
    told = [before_after(row, attacks, placebos=False) for row in rows]
    judged = [one for one in told if one.standing is Standing.JUDGED]
    covered = Coverage(len(judged), len(told))
    every = Figure(len(told), "measures", "before-after", register.ids, covered)
    ids = _names(judged)
    could = Figure(len(judged), "measures", "before-after-judged", ids, covered)
    opening = f"Of {wording.count(len(told), 'measure')}, the attacks before and after can be compared for"
    rest = "for the others there is too little to judge"
    if not judged:
        text = f"{opening} none: {rest}."
        return Sentence(text, "responses.before-after", (every, could), (), register.ids)
    groups = (
        ("by more attacks than the weeks before lead to expect", _higher(judged)),
        ("by fewer attacks than the weeks before lead to expect", _lower(judged)),
        ("by no change that stands out from chance", _open(judged)),
    )
    parts = [_followed(len(some), said) for said, some in groups if some]
    figures = [Figure(len(some), "measures", "before-after-judged", _names(some), covered) for _, some in groups]
    rest = f"; {rest}" if len(judged) < len(told) else ""
    text = f"{opening} {wording.number(len(judged))}: {wording.listing(parts)}{rest}."
    return Sentence(text, "responses.before-after", (every, could, *figures), _sources(material, ids), ids)


def _followed(measures: int, said: str) -> str:
    return f"{wording.number(measures)} {'was' if measures == 1 else 'were'} followed {said}"


def _names(some: list[BeforeAfter]) -> tuple[str, ...]:
    return tuple(one.response_id for one in some)


def _higher(judged: list[BeforeAfter]) -> list[BeforeAfter]:
    return [one for one in judged if one.level is not None and one.level[1] > 1]


def _lower(judged: list[BeforeAfter]) -> list[BeforeAfter]:
    return [one for one in judged if one.level is not None and one.level[2] < 1]


def _open(judged: list[BeforeAfter]) -> list[BeforeAfter]:
    return [one for one in judged if one.level is not None and one.level[1] <= 1 <= one.level[2]]


def _sources(material: Material, ids: tuple[str, ...]) -> tuple[str, ...]:
    frame = material.selection.edition.dataset.frame("responses")
    named = frame.loc[frame["response_id"].isin(ids).to_numpy(), "source_ids"]
    return material.citations.strongest(name for names in named for name in names)
