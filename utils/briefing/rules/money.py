"""The money in projects: by stage as a range of rival figures, what of it lies near violence, and the widest rivals.

Knows money at each stage. It must not know how exposure is measured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from utils.analysis.exposure import Exposure, exposure_of
from utils.analysis.figures import Figure, ids_of
from utils.analysis.money import (
    AMOUNT,
    MADE,
    MOVED,
    STAGES,
    UNIT,
    Rivalry,
    project_money,
    rivalries,
    stage_sums,
)
from utils.analysis.projects import Projects, projects_of
from utils.analysis.routes import Route
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.briefing.rules.exposure import yardsticks
from utils.visuals import wording

MOST = 4
"""So many claimants of rival figures are named."""


def money(material: Material, routes: tuple[Route, ...], yardstick: Yardstick = USUAL) -> Iterator[Sentence]:
    """Every sentence about money."""
    edition = material.selection.edition
    projects = projects_of(edition, material.selection.filters)
    if projects.every.empty:
        yield Sentence("No project is on record here.", "money.none")
    figures = edition.dataset.frame("figures")
    held = project_money(projects.every, figures)
    yield from stages(material, held, projects)
    until = yardstick.until or edition.as_of
    found = exposure_of(edition, material.selection.filters, routes, until, yardstick)
    yield from exposed(material, held, projects, found)
    yield from covered(material, held, projects)
    yield from shelved(material, held, projects)
    yield from rivals(material, projects, figures)


def stages(material: Material, held: pd.DataFrame, projects: Projects) -> Iterator[Sentence]:
    """What is said to be announced, committed and disbursed in the projects of the theatre that are not shelved."""
    told = _known(stage_sums(held, projects.home), shelved=False)
    if told:
        where = f" in {projects.place}" if projects.place else ""
        text = (
            f"Money in projects{where} that are not shelved, in {UNIT}: {_parts(told)}. The stages are parts of "
            "the same money and are never added."
        )
        yield _sentence(material, text, "money.stages", tuple(told.values()), projects)


def shelved(material: Material, held: pd.DataFrame, projects: Projects) -> Iterator[Sentence]:
    """What is said of the shelved projects of the theatre, which no other sum holds."""
    told = _known(stage_sums(held, projects.home), shelved=True)
    if told:
        text = f"Not in these sums are the shelved projects, in {UNIT}: {_parts(told)}."
        yield _sentence(material, text, "money.shelved", tuple(told.values()), projects)


def _known(sums: Mapping[tuple[str, bool], Figure], *, shelved: bool) -> dict[str, Figure]:
    """The stages of which anyone gives a figure."""
    return {stage.name: sums[stage.name, shelved] for stage in STAGES if sums[stage.name, shelved].basis}


def _parts(told: Mapping[str, Figure]) -> str:
    return "; ".join(f"{name} {amount(figure)} ({_speaking(figure)})" for name, figure in told.items())


def covered(material: Material, held: pd.DataFrame, projects: Projects) -> Iterator[Sentence]:
    """Of how many projects anyone says what has moved, and at how much the finished ones were announced."""
    moved = stage_sums(held, projects.home)[MOVED.name, False]
    if not moved.basis or moved.coverage.known == moved.coverage.of:
        return
    others = Figure(moved.coverage.of - moved.coverage.known, "projects", "untold-projects")
    text = (
        f"For {wording.number(others.value)} of {wording.count(moved.coverage.of, 'project')} nobody says what is "
        f"{MOVED.name}; the sum {MOVED.name} leaves them out."
    )
    yield _sentence(material, text, "money.covered", (moved, others), projects)
    made = projects.home[projects.home["status"].isin(MADE).to_numpy(dtype=bool)]["project_id"]
    sums = stage_sums(held, projects.home, made)
    announced, of_these = sums[STAGES[0].name, False], sums[MOVED.name, False]
    if announced.basis:
        told = f"told of {wording.number(len(of_these.basis))} of them" if of_these.basis else "told of none of them"
        text = (
            f"Projects that are {' or '.join(MADE)} were announced at {amount(announced)} {UNIT} "
            f"({_speaking(announced)}); what is {MOVED.name} is {told}."
        )
        yield _sentence(material, text, "money.made", (announced, of_these), projects)


def exposed(material: Material, held: pd.DataFrame, projects: Projects, found: Exposure) -> Iterator[Sentence]:
    """How much of the money is in projects with violence near them, by stage."""
    near = found.exposed(projects.home["project_id"])
    told = _known(stage_sums(held, projects.home, near.basis), shelved=False)
    if told:
        counted = next(iter(told.values())).coverage.of
        left = Figure(int(near.value or 0) - counted, "projects", "shelved-and-exposed")
        verb = "is" if left.value == 1 else "are"
        shelved_too = f"{wording.number(left.value)} of the {wording.number(near.value)} such projects {verb} shelved"
        text = (
            f"Of these sums, projects with a violent incident within {wording.number(found.yardstick.radius)} km in "
            f"{wording.number(found.yardstick.window)} days account for, in {UNIT}: {_parts(told)}."
        )
        text += f" {wording.sentence_case(shelved_too)} and not among them." if left.value else ""
        yield _sentence(material, text, "money.exposed", (*told.values(), near, left, *yardsticks(found)), projects)


def rivals(material: Material, projects: Projects, figures: pd.DataFrame) -> Iterator[Sentence]:
    """The wider scope and the project with most figures on record about which claimants do not agree."""
    kept = figures["project_id"].isna() | figures["project_id"].isin(projects.every["project_id"])
    every = rivalries(projects.every, figures[kept.to_numpy(dtype=bool)])
    for of_project in (False, True):
        disputed = [r for r in every if (r.project_id is not None) == of_project and r.figure.low != r.figure.high]
        if disputed:  # those with most figures come first
            yield _rivalry(material, disputed[0])


def _rivalry(material: Material, rivalry: Rivalry) -> Sentence:
    """What each claimant last said, highest first; of many the highest few and the lowest."""
    rows = rivalry.latest.sort_values("amount_usd_m", ascending=False, kind="stable")
    ends = pd.concat([rows.head(MOST - 1), rows.tail(1)]) if len(rows) > MOST else rows
    named = [
        f"{claimant} {_rounded(value)} ({wording.partial_day(day)})"
        for claimant, value, day in ends[["claimant", "amount_usd_m", "as_of_date"]].itertuples(index=False, name=None)
    ]
    text = (
        f"{rivalry.about}, {rivalry.measure}, by each claimant's latest figure, in {UNIT}: {wording.listing(named)}. "
        "Their scopes differ; they are not averaged."
    )
    told = tuple(
        Figure(float(value), UNIT, "money-claim", (name,), columns=AMOUNT)
        for name, value in zip(ends["figure_id"], ends["amount_usd_m"], strict=True)
    )
    sources = material.citations.strongest(name for names in ends["source_ids"] for name in names)
    return Sentence(text, "money.rivals", (*told, rivalry.figure), sources, ids_of(rivalry.figures["figure_id"]))


def amount(figure: Figure) -> str:
    """Low to high in words, whole from a hundred on: figures of this kind are not known more exactly."""
    return wording.number_range(*(None if end is None else _cut(end) for end in (figure.low, figure.high)))


def _rounded(value: float) -> str:
    return wording.number(_cut(value))


def _cut(value: float) -> float:
    return float(round(value)) if value >= 100 else round(value, 1)


def _speaking(figure: Figure) -> str:
    coverage = figure.coverage
    return f"a figure for {wording.number(coverage.known)} of {wording.count(coverage.of, 'project')}"


def _sentence(material: Material, text: str, rule: str, figures: tuple[Figure, ...], projects: Projects) -> Sentence:
    basis: Collection[str] = tuple(dict.fromkeys(name for figure in figures for name in figure.basis))
    told = zip(projects.every["project_id"], projects.every["source_ids"], strict=True)
    sources = material.citations.strongest(name for project_id, names in told if project_id in basis for name in names)
    return Sentence(text, rule, figures, sources, tuple(basis))
