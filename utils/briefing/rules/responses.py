"""Measures in words: how many of which kind, what they cost civil life, and what followed them.

Knows how a measure is worded: "followed by", never more. It must not know how anything is worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from utils.analysis import effects
from utils.analysis.civic import BANS, Cost, costs, held
from utils.analysis.effects import BURST_LEAST, BeforeAfter, Standing
from utils.analysis.figures import Coverage, Figure
from utils.analysis.interrupted import Level
from utils.analysis.responses import ANNOUNCED, Register, register_of
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.visuals import wording

MOST = 3
"""More kinds than these are counted, not named."""

NOT_ADDED = "they are not added: claimants and periods differ, and the same people can be in several"
"""Why numbers of people held stand beside each other."""

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
    yield from over_the_province(material, register)
    yield from announced(material, register)
    yield from civic_cost(material, register)
    told = [effects.compared(material.selection.edition, name) for name in register.ids]
    yield compared(material, register, told)
    yield from one_day(material, told)
    yield Sentence(WARNING, "responses.warning")


def measures(material: Material, register: Register) -> Sentence:
    """How many measures there are, and of which kinds."""
    kind = "response_type"
    kinds = register.by(kind)
    figures = [
        Figure(row["measures"], "measures", "count-kind", row["ids"], columns=(kind,))
        for row in kinds.to_dict("records")
    ]
    named = [f"{label} ({wording.number(figure.value)})" for label, figure in zip(kinds["label"], figures, strict=True)]
    left = Figure(max(0, len(kinds) - MOST), "kinds", "left-over")
    period = wording.span(register.start, register.end)
    verb = "is" if len(register.frame) == 1 else "are"
    count = wording.sentence_case(wording.count(len(register.frame), "measure"))
    opening = f"{count} {verb} on record for {period}"
    others = sum(int(figure.value or 0) for figure in figures[MOST:])
    if left.value:
        kinds_left = wording.count(int(left.value), "other kind")
        named = [*named[:MOST], f"{wording.number(others)} of {kinds_left}"]
    text = f"{opening}: {wording.listing(named)}."
    rest = Figure(others, "measures", "left-over")
    counted = (register.count(), left, rest, *figures)
    return Sentence(text, "responses.measures", counted, _sources(material, register.ids), register.ids)


def over_the_province(material: Material, register: Register) -> Iterator[Sentence]:
    """How many of the measures are not of a chosen district alone, nor is what they cost or whom they hold."""
    figure = register.count(register.frame["response_id"].isin(register.wider).to_numpy())
    if figure.value:
        verbs = (
            ("covers", "it costs and whom it holds") if figure.value == 1 else ("cover", "they cost and whom they hold")
        )
        count = wording.sentence_case(wording.count(int(figure.value), "measure"))
        text = f"{count} {verbs[0]} the whole province of a chosen district: what {verbs[1]} is of the whole province."
        yield Sentence(text, "responses.province", (figure,), _sources(material, figure.basis), figure.basis)


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
    """What measures cost civil life: days somewhere, the range over single measures, and people held by claimant."""
    for cost in costs(register):
        figures, rows = (cost.somewhere, cost.figure), cost.figure.basis
        text = f"{wording.sentence_case(days_somewhere(cost))}."
        yield Sentence(text, "responses.cost", figures, _sources(material, rows), rows)
    yield from _held(material, register)


def days_somewhere(cost: Cost) -> str:
    """On how many days some area bore a cost, and how long single measures lasted; an open end is "at least"."""
    given = wording.count(len(cost.figure.basis), "measure")
    days = wording.count(int(cost.somewhere.value or 0), "day")
    said = f"on at least {days} of the period some area was {cost.burden.name} ({given}"
    plain = cost.burden is BANS or len(cost.figure.basis) == 1  # one measure has those days, and they are told
    return f"{said})" if plain else f"{said} of {days_each(cost)})"


def days_each(cost: Cost) -> str:
    """From the shortest to the longest measure: 1 to at least 50 days, at least 6 days."""
    low, high = cost.figure.low, cost.figure.high
    longest = f"{wording.AT_LEAST} {wording.number(high)}" if cost.open else wording.number(high)
    plural = "day" if high == 1 else "days"
    return f"{longest} {plural}" if low == high else f"{wording.number(low)} to {longest} {plural}"


def _held(material: Material, register: Register) -> Iterator[Sentence]:
    """How many people single measures are said to hold, each number with its claimant."""
    rows = held(register).to_dict("records")
    if not rows:
        return
    named = [
        f"{wording.number(float(row['arrests_claimed']))} ({claimant(row)}{_reach(register, row)})" for row in rows
    ]
    column = "arrests_claimed"
    figures = [
        Figure(float(row[column]), "people held", "claimed", (str(row["response_id"]),), columns=(column,))
        for row in rows
    ]
    left = Figure(max(0, len(rows) - MOST), "measures", "left-over")
    ids = tuple(str(row["response_id"]) for row in rows)
    rest = f"; {NOT_ADDED}" if len(rows) > 1 else ""
    text = f"People held in single measures, with who says so: {wording.listing(named, MOST)}{rest}."
    yield Sentence(text, "responses.held", (*figures, left), _sources(material, ids), ids)


def claimant(row: dict[Any, Any]) -> str:
    """Who gives the number of people held, in words."""
    given = row["arrests_claimed_by"]
    return str(given) if isinstance(given, str) else "claimant not recorded"


def _reach(register: Register, row: dict[Any, Any]) -> str:
    return "; of the whole province" if row["response_id"] in register.wider else ""


def compared(material: Material, register: Register, told: list[BeforeAfter]) -> Sentence:
    """Of how many measures the weeks before and after can be compared, and by what they were followed."""
    judged = [one for one in told if one.standing is Standing.JUDGED]
    covered = Coverage(len(judged), len(told))
    every = Figure(len(told), "measures", "before-after", register.ids, covered)
    ids = _names(judged)
    could = Figure(len(judged), "measures", "before-after-judged", ids, covered)
    opening = f"Of {wording.count(len(told), 'measure')}, the attacks before and after can be compared for"
    rest = "for the others there is too little to judge"
    if not judged:
        text = f"{opening} none: there is too little to judge."
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


def one_day(material: Material, told: list[BeforeAfter]) -> Iterator[Sentence]:
    """The day with most attacks that comparisons leave out as the measure's own, or rest on."""
    own = [one for one in told if one.on_day >= BURST_LEAST]
    if own:
        most = max(own, key=lambda one: one.on_day)
        these = [one for one in own if one.start == most.start]
        judged = [one for one in these if one.standing is Standing.JUDGED]
        other = [one for one in judged if _otherwise(one)]
        figures = (
            Figure(most.on_day, "attacks", "before-after-own-day", _names([most])),
            Figure(len(these), "measures", "before-after-own-day", _names(these)),
            Figure(len(other), "comparisons", "before-after-own-day", _names(other), Coverage(len(other), len(judged))),
        )
        text = (
            f"A measure's own day is in neither half: for {wording.count(len(these), 'measure')} that leaves out "
            f"{wording.day(most.start)}, with up to {wording.count(most.on_day, 'attack')}"
        )
        if judged:
            text += f"; with that day counted, {_would(other, judged)}"
        yield Sentence(f"{text}.", "responses.own-day", figures, _sources(material, _names(these)), _names(these))
    yield from _bursts(material, told)


def _lost(one: BeforeAfter) -> bool:
    """Whether the measure's own day in either half leaves nothing that could be judged."""
    return one.counted_before is None and one.counted_after is None


def _otherwise(one: BeforeAfter) -> bool:
    """Whether the comparison would be told differently with the measure's own day in it."""
    return any(_verdict(level) != _verdict(one.level) for level in (one.counted_before, one.counted_after))


def _verdict(level: Level | None) -> str:
    if level is None:
        return "not judged"
    return "higher" if level[1] > 1 else "lower" if level[2] < 1 else "open"


def _would(other: list[BeforeAfter], judged: list[BeforeAfter]) -> str:
    """Of how many comparisons how many would become something else, or could not be made."""
    if not other:
        return "no comparison would read otherwise"
    some = f"{wording.number(len(other))} of {wording.count(len(judged), 'comparison')}"
    if not all(_lost(one) for one in other):
        return f"{some} would read otherwise"
    if len(other) < len(judged):
        return f"{some} cannot be made"
    every = wording.number(len(judged))
    return "the one comparison cannot be made" if len(judged) == 1 else f"none of the {every} comparisons can be made"


def _bursts(material: Material, told: list[BeforeAfter]) -> Iterator[Sentence]:
    """The day that holds a third of all attacks in most of the comparisons that have such a day."""
    days = Counter(one.burst.day for one in told if one.burst is not None)
    if not days:
        return
    day, _ = min(days.items(), key=lambda item: (-item[1], item[0]))
    these = [one for one in told if one.burst is not None and one.burst.day == day]
    compared = Figure(len(these), "measures", "before-after-one-day", _names(these), Coverage(len(these), len(told)))
    around = "the attacks" if len(these) == 1 else "the attacks around each"
    text = (
        f"For {wording.count(len(these), 'measure')}, a third or more of {around} fall on one day, {wording.day(day)}."
    )
    yield Sentence(text, "responses.one-day", (compared,), _sources(material, _names(these)), _names(these))


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
