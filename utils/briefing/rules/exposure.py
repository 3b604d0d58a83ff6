"""What lies near projects: how many have had violence near them, where most, and what that does not show.

Knows exposure at the yardstick that nobody has moved. It must not know money, nor what a reader tries out on a page.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from utils.analysis.exposure import (
    BANDS,
    NOWHERE,
    ON_LINE,
    WINDOWS,
    Exposure,
    Yardstick,
    by_place,
    count_name,
    exposure_of,
)
from utils.analysis.figures import Coverage, Figure
from utils.analysis.foreigners import AT_A_PROJECT, Attacks, attacks_of
from utils.analysis.projects import Projects, projects_of
from utils.analysis.routes import Route
from utils.briefing.document import Grid, Sentence
from utils.briefing.material import Material
from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording

YARDSTICK = Yardstick()
"""A document always speaks by this one; a page says so where a reader has moved it."""

INNER = tuple(band for band in BANDS if band[1] <= YARDSTICK.radius)
MOST, ROWS = 3, 8
DISTRICT = GEO_PRECISIONS.labels[2]

NOTE = (
    "Each band leaves out the ones before it; an incident near two projects of a place counts once there. Distances to "
    "roads and railways are to schematic lines."
)


def exposure(material: Material, routes: tuple[Route, ...]) -> Iterator[Sentence]:
    """Every sentence about what lies near the projects of the view."""
    projects = _projects(material)
    if projects.every.empty:
        yield Sentence("No project is on record here.", "exposure.none")
        return
    found = _found(material, routes)
    if not projects.home.empty:
        yield near(material, found, projects)
        yield from most(material, found, projects)
    yield from elsewhere(projects)
    yield from imprecise(material, found)
    yield from foreigners(material, _attacks(material))
    yield Sentence(
        "That violence lies near a project does not show that the project was its aim: both are mostly in towns.",
        "exposure.limits",
    )


def _projects(material: Material) -> Projects:
    return projects_of(material.selection.edition, material.selection.filters)


def _found(material: Material, routes: tuple[Route, ...]) -> Exposure:
    edition = material.selection.edition
    return exposure_of(edition, material.selection.filters, routes, edition.as_of, YARDSTICK)


def _attacks(material: Material) -> Attacks:
    edition = material.selection.edition
    return attacks_of(edition, material.selection.filters, edition.as_of)


def yardsticks(found: Exposure) -> tuple[Figure, ...]:
    """The distances and days that a sentence may name."""
    days = (found.yardstick.window, *WINDOWS)
    return (
        Figure(found.yardstick.radius, "km", "yardstick"),
        *(Figure(window, "days", "yardstick") for window in dict.fromkeys(days)),
    )


def near(material: Material, found: Exposure, projects: Projects) -> Sentence:
    """How many projects of the theatre had violence near them, over each window, and how many incidents that is."""
    ids = tuple(projects.home["project_id"])
    exposed, incidents = found.exposed(ids), found.incidents_near(ids)
    shorter = {window: _exposed_in(found, projects, window) for window in reversed(WINDOWS) if window < 365}
    where = f" in {projects.place}" if projects.place else ""
    placed = wording.count(exposed.coverage.known, "project")
    until = wording.day(found.as_of)
    recent = [f"in the last {wording.number(days)} days, {wording.number(f.value)}" for days, f in shorter.items()]
    reach = f"within {wording.number(found.yardstick.radius)} km"
    span = f"{wording.number(found.yardstick.window)} days to {until}"
    total = wording.count(int(incidents.value or 0), "incident")
    text = (
        f"In the {span}, {wording.number(exposed.value)} of {placed}{where} had a violent incident {reach} "
        f"({total} in all); {wording.listing(recent)}."
        if exposed.value
        else f"In the {span}, no violent incident is on record {reach} of {placed}{where}."
    )
    rows = (*exposed.basis, *incidents.basis)
    sources = _cited(material, incidents.basis)
    return Sentence(text, "exposure.near", (exposed, incidents, *shorter.values(), *yardsticks(found)), sources, rows)


def _exposed_in(found: Exposure, projects: Projects, window: int) -> Figure:
    rows = found.of(projects.home["project_id"])
    counts = rows[[count_name(window, band) for band in INNER]].sum(axis=1)
    basis = tuple(rows.loc[(counts > 0).to_numpy(dtype=bool), "project_id"])
    placed = int((rows["placed"] != NOWHERE).sum())
    return Figure(len(basis), "projects", "exposed-projects", basis, Coverage(placed, len(rows)))


def most(material: Material, found: Exposure, projects: Projects) -> Iterator[Sentence]:
    """Near which projects most violence lay: by district, and by road or railway."""
    places = by_place(found, projects.home)
    within = places[[count_name(found.yardstick.window, band) for band in INNER]].sum(axis=1)
    ranked = places.assign(within=within)[(within > 0).to_numpy() & places["label"].notna().to_numpy()]
    ranked = ranked.sort_values("within", ascending=False, kind="stable")
    lines = set(found.projects.loc[(found.projects["placed"] == ON_LINE).to_numpy(), "project_id"])
    on_line = np.array([bool(lines & set(ids)) for ids in ranked["project_ids"]], bool)
    parts, figures = [], []
    for opening, part in (("projects in", ranked[~on_line]), ("the roads and railways", ranked[on_line])):
        told = part.head(MOST)
        counted = [found.incidents_near(ids) for ids in told["project_ids"]]
        named = [f"{label} ({wording.number(f.value)})" for label, f in zip(told["label"], counted, strict=True)]
        parts += [f"near {opening} {wording.listing(named)}"] if named else []
        figures += counted
    if parts:
        rows = tuple(dict.fromkeys(name for figure in figures for name in figure.basis))
        radius = wording.number(found.yardstick.radius)
        text = f"Most violent incidents within {radius} km lay {'; and '.join(parts)}."
        yield Sentence(text, "exposure.most", (*figures, *yardsticks(found)), _cited(material, rows), rows)


def elsewhere(projects: Projects) -> Iterator[Sentence]:
    """How many projects lie where the record does not look."""
    if projects.where is None or projects.elsewhere.empty:
        return
    basis = tuple(projects.elsewhere["project_id"])
    figure = Figure(len(basis), "projects", "projects-elsewhere", basis, Coverage(len(basis), len(projects.every)))
    lie = "lies elsewhere or runs" if len(basis) == 1 else "lie elsewhere or run"
    text = (
        f"{wording.count(len(basis), 'more project')} {lie} through several provinces; the record covers "
        f"{projects.where}, so that few incidents are known near them is not calm."
    )
    yield Sentence(text, "exposure.elsewhere", (figure,), (), basis)


def imprecise(material: Material, found: Exposure) -> Iterator[Sentence]:
    """How many violent incidents are placed too coarsely to say what they lie near."""
    incidents = material.selection.edition.dataset.incidents
    counted = incidents[incidents["incident_id"].isin(found.counted).to_numpy()]
    coarse = tuple(counted.loc[(counted["geo_precision"] == DISTRICT).to_numpy(), "incident_id"])
    every = len(found.counted) + len(found.vague)
    figures = (
        Figure(len(coarse), "incidents", "known-to-district", coarse, Coverage(every, every)),
        Figure(len(found.vague), "incidents", "known-to-province", found.vague, Coverage(every, every)),
    )
    parts = (
        [f"{wording.number(len(coarse))} known only to the district, counted at its stand-in point"] if coarse else []
    )
    parts += [f"{wording.number(len(found.vague))} known only to the province, left out"] if found.vague else []
    if parts:
        text = f"Among {wording.count(every, 'violent incident')} on the whole record: {wording.listing(parts)}."
        yield Sentence(text, "exposure.imprecise", figures, (), (*coarse, *found.vague))


def foreigners(material: Material, attacks: Attacks) -> Iterator[Sentence]:
    """How many attacks on foreign nationals are on record, by nationality, and the latest."""
    rows = attacks.frame[(attacks.frame["group"] != AT_A_PROJECT).to_numpy(dtype=bool)]
    if not rows.empty:
        every = attacks.figure(*attacks.nationalities)
        groups = [attacks.figure(group) for group in attacks.nationalities]
        named = [f"{g} {wording.number(f.value)}" for g, f in zip(attacks.nationalities, groups, strict=True)]
        last = rows["incident_id"].iloc[-1]
        total = wording.count(int(every.value or 0), "attack")
        verb = "is" if every.value == 1 else "are"
        text = (
            f"{wording.sentence_case(total)} on foreign nationals {verb} on record since {attacks.first}, by "
            f"nationality: {wording.listing(named)}; the latest: {material.began(last)}."
        )
        since = Figure(attacks.first, "year", "first-year")
        yield Sentence(text, "exposure.foreigners", (every, *groups, since), _cited(material, every.basis), every.basis)
    if AT_A_PROJECT in attacks.groups:
        figure = attacks.figure(AT_A_PROJECT)
        verb = "is" if figure.value == 1 else "are"
        attack = wording.count(int(figure.value or 0), "more attack")
        text = f"{attack} named in a project's security note {verb} not recorded as aimed at foreigners."
        yield Sentence(text, "exposure.at-projects", (figure,), _cited(material, figure.basis), figure.basis)


def _cited(material: Material, ids: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    incidents = material.selection.edition.dataset.incidents
    return material.sources_of(incidents[incidents["incident_id"].isin(list(ids)).to_numpy(dtype=bool)])


def exposure_table(material: Material, routes: tuple[Route, ...]) -> Grid | None:
    """The places of the theatre with most violence near their projects, and how much lies in each band."""
    found, home = _found(material, routes), _projects(material).home
    bands = [count_name(found.yardstick.window, band) for band in BANDS]
    places = by_place(found, home)
    held = places[((places[bands].sum(axis=1) > 0) & places["label"].notna()).to_numpy(dtype=bool)]
    if held.empty:
        return None
    rows, sources = [], []
    for label, ids, *counts in held.head(ROWS)[["label", "project_ids", *bands]].itertuples(index=False, name=None):
        rows.append((label, wording.number(len(ids)), *map(wording.number, counts)))
        sources.append(_cited(material, found.incidents_near(ids).basis)[:1])
    span = f"{wording.number(found.yardstick.window)} days to {wording.day(found.as_of)}"
    headings = ("District, road or railway", "Projects", *(f"{low}–{high} km" for low, high in BANDS))
    left = len(held) - len(rows)
    more = f" {wording.count(left, 'more place')}: see the page Investments." if left else ""
    return Grid(f"Violent incidents near projects, {span}", headings, tuple(rows), tuple(sources), NOTE + more)
